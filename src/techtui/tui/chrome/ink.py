"""The styles of text by meaning, taken from the theme."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from textual.app import App

    from techtui.catalog.refs import Ref
    from techtui.pages.document import Tone

BOLD: Final = Style(bold=True)


class Ink(Struct, frozen=True):
    """The styles of text in pages, rows and bars.

    Not component classes: Textual would parse a rule and compute a style for each of them in each widget, which takes several
    hundredths of a launch.
    """

    text: Style
    heading: Style
    strong: Style
    muted: Style
    good: Style
    bad: Style
    accent: Style
    link: Style
    mark: Style
    line: Style

    def of(self, tone: Tone, ref: Ref | None = None) -> Style:
        """Return the style of a piece of a page; links look alike whatever their tone, except source marks."""
        if ref is not None:
            style = self.mark if ref.kind in ("source", "cited") else self.link
            return style + Style(meta={"ref": tuple(ref)})
        return getattr(self, tone or "text")  # type: ignore[no-any-return]


def ink_of(app: App[Any]) -> Ink:
    """Return the ink of the current theme.

    Args:
        app: The app; its theme variables must include ``muted``, see `techtui.tui.chrome.themes.with_shades`.
    """
    named = app.theme_variables
    return _mixed(
        named["accent"],
        named["muted"],
        named["text-success"],
        named["text-error"],
        named["text-primary"],
        named["text-warning"],
    )


@lru_cache(8)
def _mixed(accent: str, muted: str, good: str, bad: str, link: str, mark: str) -> Ink:
    return Ink(
        text=Style.null(),
        heading=_coloured(accent, bold=True),
        strong=BOLD,
        muted=_coloured(muted),
        good=_coloured(good),
        bad=_coloured(bad),
        accent=_coloured(accent),
        link=_coloured(link, underline=True),
        mark=_coloured(mark),
        line=_coloured(muted),
    )


def _coloured(colour: str, bold: bool | None = None, underline: bool | None = None) -> Style:
    return Style(color=Color.parse(colour).rich_color, bold=bold, underline=underline)
