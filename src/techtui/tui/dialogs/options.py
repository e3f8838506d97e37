"""A list to choose from, for people who are quicker than its layout."""

from __future__ import annotations

from textual import events
from textual.widgets import OptionList


class OptionRows(OptionList):
    """Textual's list, which may be asked for a page or clicked on while what it shows is changing."""

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
