"""The active filters, as chips that a click removes."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from techtui.catalog.model import Catalog
from techtui.tui.chrome.ink import ink_of


class FilterChips(Widget):
    """One line for each filter; a click removes it. Takes no room without filters."""

    DEFAULT_CSS = """
    FilterChips {
        height: auto;
        max-height: 5;
        padding-bottom: 1;
        display: none;
        color: $warning;
    }
    """
    ALLOW_SELECT = False

    filters: reactive[tuple[str, ...]] = reactive((), layout=True)
    """The filter terms of the query, as they were written."""
    catalog: reactive[Catalog | None] = reactive[Catalog | None](None, layout=True)
    """The catalog; it names categories."""

    class Removed(Message):
        """Posted when a chip is clicked.

        Args:
            chips: The chips.
            term: The filter; by the time this arrives, others may be in force.
        """

        def __init__(self, chips: FilterChips, term: str) -> None:
            super().__init__()
            self.chips = chips
            self.term = term

        @property
        def control(self) -> FilterChips:
            """The chips."""
            return self.chips

    def watch_filters(self, filters: tuple[str, ...]) -> None:
        self.display = bool(filters)

    def render(self) -> Text:
        sign = ink_of(self.app).muted
        text = Text(no_wrap=True, overflow="ellipsis")
        for at, one in enumerate(self.filters):
            meta = Style(meta={"chip": at})
            if at:
                text.append("\n")
            text.append("× ", sign + meta)
            text.append(self._label(one), meta)
        return text

    def _label(self, term: str) -> str:
        """Return a term in words: a category by its name, which may differ from its id."""
        sign = "-" if term.startswith("-") else ""
        key, _, value = term.removeprefix("-").partition(":")
        value = value.strip('"')
        names = self.catalog.category_names if key == "category" and self.catalog else {}
        return f"{sign}{names[value]}" if value in names else term

    def on_click(self, event: events.Click) -> None:
        at = event.style.meta.get("chip")
        if at is not None:
            event.stop()
            # What was painted may be of other filters.
            if at < len(self.filters):
                self.post_message(self.Removed(self, self.filters[at]))
