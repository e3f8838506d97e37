"""Every theme can be read: bars, headings, and what stands back."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from techtui.tui.chrome.contrast import LEAST_ASIDE, LEAST_SIGN, contrast
from techtui.tui.chrome.themes import THEMES, with_shades


def shaded(theme: Theme) -> dict[str, str]:
    """The colours of a theme as the explorer uses them."""
    return with_shades({**theme.to_color_system().generate(), **theme.variables}, theme.dark)


@pytest.mark.parametrize(
    "theme",
    [*THEMES, *(one for name, one in BUILTIN_THEMES.items() if not name.startswith("ansi"))],
    ids=lambda theme: theme.name,
)
def test_words_and_signs_stand_out_from_what_is_below_them(theme: Theme) -> None:
    colours = shaded(theme)

    def on(text: str, ground: str) -> float:
        return contrast(Color.parse(colours[text]), Color.parse(colours[ground]))

    # No theme can have more than what its own foreground has on its own background.
    most = on("foreground", "background") - 0.1
    for ground in ("background", "panel"):
        assert on("foreground", ground) >= min(4.4, most)
        assert on("muted", ground) >= min(LEAST_ASIDE - 0.05, most)
        assert on("accent", ground) >= min(LEAST_SIGN - 0.05, most)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_our_own_themes_are_left_as_they_are(theme: Theme) -> None:
    made = theme.to_color_system().generate()
    assert {name: shaded(theme)[name] for name in ("panel", "accent")} == {
        name: made[name] for name in ("panel", "accent")
    }


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light"])
def test_themes_in_the_colours_of_the_terminal_show_the_row_of_the_cursor(name: str) -> None:
    colours = shaded(BUILTIN_THEMES[name])
    assert colours["raised"] != colours["background"]
    assert colours["muted"] != colours["foreground"]
