"""An option list that survives input before its layout."""

from __future__ import annotations

from textual import events
from textual.widgets import OptionList


class OptionRows(OptionList):
    """An option list that may get page keys and clicks while its content changes."""

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
