"""A list to choose from, for people who are quicker than its layout."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widgets import OptionList


class OptionRows(OptionList):
    """Textual's list, all of whose chosen row can be read, and which may be asked for a page or clicked on while it changes."""

    def render_line(self, y: int) -> Strip:
        """A line; in the chosen row no words stand back, which could not be read on its colour."""
        strip = super().render_line(y)
        first = next(iter(strip), None)
        if first is None or first.style is None or self.highlighted is None:
            return strip
        if first.style.meta.get("option") != self.highlighted:
            return strip
        chosen = self.get_component_rich_style("option-list--option-highlighted")
        text = Style(color=chosen.color)
        return Strip(
            [Segment(words, (style or text) + text, control) for words, style, control in strip],
            strip.cell_length,
        )

    def action_page_down(self) -> None:
        """Go on by a page; before the list has a place on the screen, nobody can say how long one is."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        """Go back by a page."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def on_click(self, event: events.Click) -> None:
        """Leave clicks alone that were for an option that is gone."""
        if event.style.meta.get("option", -1) >= self.option_count:
            event.prevent_default()
