"""Themes: their colours, and those that a terminal with few colours can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techtui.tui.chrome.themes import THEMES, in_16_colours, with_shades

if TYPE_CHECKING:
    from techtui.tui.controllers.base import Explorer

    _App = Explorer
else:
    _App = object


class Theming(_App):
    """A mixin for apps."""

    def __init__(self) -> None:
        self._coloured_as = ""
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)

    def begin_with_theme(self, *names: str) -> None:
        """Take the first of some themes that there is, or else ours.

        Args:
            names: What they are called; empty names are passed over.
        """
        wanted = [name for name in names if name in self.available_themes]
        self.theme = wanted[0] if wanted else THEMES[0].name
        self._take_colours()

    def suit_terminal(self) -> None:
        """Take themes that can be read in the colours there are; to be called before a terminal is used."""
        from rich.color import ColorSystem

        if self.console.color_system == ColorSystem.STANDARD.name.lower():
            for theme in THEMES:
                self.register_theme(in_16_colours(theme))
            self._take_colours()

    def _take_colours(self) -> None:
        self._coloured_as = self.theme
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """The variables of the theme, and shades of ours."""
        if not self._coloured_as:
            # Textual asks before a theme is chosen; mixing the colours of its own takes as long as those of ours.
            return {}
        # Textual's own are only those that its themes know.
        self.theme_variables = with_shades(super().get_css_variables(), self.current_theme.dark)
        return self.theme_variables

    def refresh_css(self, animate: bool = True) -> None:
        """Apply a theme; before there is a screen, only its colours are taken."""
        if self._browse.is_mounted:
            super().refresh_css(animate)
        elif self._coloured_as != self.theme:
            self._take_colours()
