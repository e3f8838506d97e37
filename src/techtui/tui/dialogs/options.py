"""An option list that survives input before its layout."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widgets import OptionList


class OptionRows(OptionList):
    """An option list with a readable highlighted row, which may get page keys and clicks while its content changes."""

    def render_line(self, y: int) -> Strip:
        """Render a line; muted words of the highlighted row get the colour of the others, to be readable."""
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

    def fit(self, rows: int) -> None:
        """Set the height in rows, if each option takes one row.

        Textual's list measures its options when it is painted, so that its scrollbar would appear a frame later, in which it is painted again.
        """
        self.styles.height = rows
        self.virtual_size = self.virtual_size.with_height(self.option_count)
        self.show_vertical_scrollbar = self.option_count > rows
        self.vertical_scrollbar.display = self.show_vertical_scrollbar

    def action_page_down(self) -> None:
        """Move a page down; before the first layout the length of a page is unknown."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        """Move a page up."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def on_click(self, event: events.Click) -> None:
        """Ignore clicks on an option that is gone."""
        if event.style.meta.get("option", -1) >= self.option_count:
            event.prevent_default()
