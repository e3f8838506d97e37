"""A list to choose from, for people who are quicker than its layout."""

from __future__ import annotations

from textual import events
from textual.widgets import OptionList


class OptionRows(OptionList):
    """Textual's list, which may be asked for a page or clicked on while what it shows is changing."""

    def fit(self, rows: int) -> None:
        """Be so many rows high; each option takes one.

        The list finds out how long it is when it is painted, and its scrollbar would come in the next frame, with all of it painted again.
        """
        self.styles.height = rows
        self.virtual_size = self.virtual_size.with_height(self.option_count)
        self.show_vertical_scrollbar = self.option_count > rows
        self.vertical_scrollbar.display = self.show_vertical_scrollbar

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
