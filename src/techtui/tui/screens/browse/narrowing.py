"""What the browse screen and the table have in common: a query, its filters and the shortlist narrow down what they show."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.reactive import var

from techtui.tui.choices.sorting import Sort
from techtui.tui.chrome.search_field import SearchField
from techtui.tui.screen import EMPTY_SHORTLIST, CatalogScreen
from techtui.tui.screens.browse.chips import FilterChips
from techtui.tui.screens.browse.search_state import Search, toggled

if TYPE_CHECKING:
    from techtui.catalog.search import Index


class Narrowing(CatalogScreen):
    """A screen with a search field, and a list (its `AUTO_FOCUS`) of the technologies that the search leaves."""

    AUTO_FOCUS: ClassVar[str]

    query_text: var[str] = var("")
    """The query."""
    only_shortlist: var[bool] = var(False)
    """Whether only the shortlist is shown."""
    hides_unwanted: var[bool] = var(False)
    """Whether technologies that are "not for me" are hidden, and those that the catalog discourages."""
    sort: var[Sort] = var(Sort())
    """The order of the technologies."""

    @property
    def search(self) -> Search:
        """The search, as one value."""
        return Search(self.query_text, self.only_shortlist, self.hides_unwanted, self.sort)

    @cached_property
    def _index(self) -> Index:
        # Imported at the first letter.
        from techtui.catalog.search import Index

        assert self.catalog is not None
        return Index(self.catalog)

    def _find(self) -> None:
        """Run the search, and show its result."""

    def watch_entries(self) -> None:
        if self.stands and self.search.restrictions:
            self._find()

    def watch_only_shortlist(self) -> None:
        if self.stands:
            self._find()

    def watch_hides_unwanted(self) -> None:
        if self.stands:
            self._find()

    def action_only_shortlist(self) -> None:
        """Show only the shortlist, or everything."""
        if not self.only_shortlist and not any(one.shortlisted for one in self.entries.values()):
            self.notify(EMPTY_SHORTLIST)
        else:
            self.only_shortlist = not self.only_shortlist

    def _search_field(self) -> SearchField:
        """Return the search field."""
        return self.query_one(SearchField)

    def _leave_search_field(self) -> None:
        """Go to the list."""
        self.set_focus(self.query_one(self.AUTO_FOCUS))

    def toggle_filter(self, term: str) -> None:
        """Add a filter to the query, or remove it."""
        if self.catalog is not None:
            self._search_field().value = toggled(self.query_text, term)
        self._leave_search_field()

    @on(FilterChips.Removed)
    def _chip_removed(self, event: FilterChips.Removed) -> None:
        event.stop()
        # By now, other filters may be in force.
        if event.term in event.chips.filters:
            self.toggle_filter(event.term)
