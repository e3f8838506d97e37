"""Themes: their colours, and themes for terminals with few colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techtui.tui.chrome.themes import THEMES, in_16_colours, with_shades

if TYPE_CHECKING:
    from techtui.tui.controllers.base import Explorer

    _App = Explorer
else:
    _App = object


class Theming(_App):
    """A mixin for apps: themes."""

    def __init__(self) -> None:
        self._coloured_as = ""
        self.first_theme = ""
        """The theme of the beginning."""
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)

    def begin_with_theme(self, *names: str) -> None:
        """Use the first of these themes that exists, or else the default.

        Args:
            names: Names of themes; empty ones are skipped.
        """
        wanted = [name for name in names if name in self.available_themes]
        self.theme = self.first_theme = wanted[0] if wanted else THEMES[0].name
        self._take_colours()

    def suit_terminal(self) -> None:
        """Use themes that are readable in the terminal's colours; call it before a terminal is used."""
        from rich.color import ColorSystem

        if self.console.color_system == ColorSystem.STANDARD.name.lower():
            for theme in THEMES:
                self.register_theme(in_16_colours(theme))
            self._take_colours()

    def _take_colours(self) -> None:
        self._coloured_as = self.theme
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's variables, with the shades added by techtui."""
        if not self._coloured_as:
            # Textual asks before a theme is chosen; computing the colours of its default takes as long as those of ours.
            return {}
        # Textual itself defines only the variables its themes know.
        self.theme_variables = with_shades(super().get_css_variables(), self.current_theme.dark)
        return self.theme_variables

    def refresh_css(self, animate: bool = True) -> None:
        """Apply a theme; before there is a screen, only its colours are set."""
        if self._browse.is_mounted:
            super().refresh_css(animate)
        elif self._coloured_as != self.theme:
            self._take_colours()
