"""The light theme stays readable where a terminal has 16 colours."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem

from techtui.tui.chrome.themes import THEMES, in_16_colours

PALE = {3, 6, 7, 10, 11, 14, 15}
"""Of the 16: yellow, cyan, white and the bright ones, which can't be read on white."""


@pytest.mark.parametrize("part", ["foreground", "primary", "secondary", "accent", "error"])
def test_no_text_of_the_light_theme_turns_pale(part: str) -> None:
    light = next(theme for theme in THEMES if not theme.dark)
    colour = Color.parse(getattr(in_16_colours(light), part))
    assert colour.downgrade(ColorSystem.STANDARD).number not in PALE


def test_other_themes_are_left_alone() -> None:
    for theme in THEMES:
        if theme.dark:
            assert in_16_colours(theme) is theme
