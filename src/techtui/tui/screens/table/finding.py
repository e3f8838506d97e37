"""The half of the table screen that finds rows: by category, search, filters and shortlist."""

from __future__ import annotations

from textual import on
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from techtui.catalog.first_columns import SPARSE, first_columns
from techtui.catalog.model import Catalog
from techtui.catalog.query import QueryError, parse
from techtui.tui.choices.sorting import Sort
from techtui.tui.chrome.frame import clickable, entitle
from techtui.tui.chrome.search_field import SearchField
from techtui.tui.runtime.asking import flow
from techtui.tui.screens.browse.marking import Marks
from techtui.tui.screens.browse.narrowing import Narrowing
from techtui.tui.screens.table.grid import TechnologyTable
from techtui.tui.screens.table.rows import has_column, rows_found, title_of


class FindingScreen(Marks, Narrowing):
    """A screen with a search field, filters and a table of technologies.

    Args:
        category: The id of the category; empty for all.
        query: A query that filters the rows, as typed into the search field.
        kept: Category -> the columns chosen for it; updated when they change.
        here: The id of the technology under the cursor at first.
    """

    category: var[str] = var("")
    """The id of the category; empty for all."""
    filters: var[tuple[str, ...]] = var(())
    """The filters of the query, as they were written."""
    within: var[tuple[str, ...]] = var(())
    """The ids of all technologies of the category."""
    rows: var[tuple[str, ...]] = var(())
    """The ids of the technologies that are shown."""
    columns: var[tuple[str, ...]] = var(())
    """The columns besides the name."""

    def __init__(
        self, category: str, query: str, kept: dict[str, tuple[str, ...]], here: str = ""
    ) -> None:
        super().__init__()
        self._kept = kept
        self._here = here
        self._asked = query
        self.set_reactive(FindingScreen.category, category)

    # What is shown -----------------------------------------------------------------------------

    @property
    def _table(self) -> TechnologyTable:
        return self.query_one(TechnologyTable)

    def watch_catalog(self, catalog: Catalog | None) -> None:
        if catalog is None or not self.stands:
            return
        self.__dict__.pop("_index", None)
        self._enter()

    def watch_category(self) -> None:
        if self.stands:
            self._enter()

    def _enter(self) -> None:
        """Show the technologies of the category, with columns that suit it."""
        catalog = self.catalog
        if catalog is None:
            return
        with self.app.batch_update():
            # Rows and columns are never of two different catalogs.
            self.rows = ()
            self._forget_what_is_gone(catalog)
            self.within = within = tuple(catalog.ids_in(self.category))
            if self.category not in self._kept:
                chosen = first_columns(catalog, within, self.category) or first_columns(
                    catalog, within, self.category, least_filled=SPARSE
                )
                own = catalog.categories_of(within[0]) if within else ()
                mixed = any(catalog.categories_of(one) != own for one in within)
                self._kept[self.category] = ("category", *chosen) if mixed else chosen
            self.columns = self._kept[self.category]
            self._find()

    def _forget_what_is_gone(self, catalog: Catalog) -> None:
        """Let go of what a catalog lacks: columns may have been chosen, and the screen asked for, before it was reloaded."""
        if self.category not in catalog.categories:
            self.set_reactive(FindingScreen.category, "")
        if self.sort.by and not has_column(catalog, self.sort.by):
            self.set_reactive(FindingScreen.sort, Sort())
        for category, columns in self._kept.items():
            self._kept[category] = tuple(one for one in columns if has_column(catalog, one))
        self.marked = catalog.known(self.marked)

    def watch_sort(self) -> None:
        if self.stands:
            self._find()

    def _find(self) -> None:
        catalog = self.catalog
        if catalog is None:
            return
        try:
            query = parse(self.query_text, catalog)
        except QueryError as error:
            # An incomplete filter does not empty the table: the last rows stay.
            self._say(str(error))
            self._retitle()
            return
        self.filters = tuple(term.text for term in query.filters.terms)
        allowed = tuple(self.search.allowed(catalog, self.within, self.entries))
        self.rows = rows_found(catalog, self._index, query, allowed, self.sort)
        self._say("" if self.rows else self._nothing())
        self._show_title(by_relevance=bool(query.words) and not self.sort.by)

    def _nothing(self) -> str:
        where = f" in {self._heading}" if self.category else ""
        wider = "; backspace looks in the category above" if self.category else ""
        return f"Nothing found{where}{wider}." if self.query_text else "Nothing to show."

    def _say(self, text: str) -> None:
        said = self.query_one("#said", Static)
        said.display = bool(text)
        said.update(Content(text))

    @property
    def _heading(self) -> str:
        if self.catalog is None:
            return ""
        if not self.category:
            return self.catalog.title
        return " › ".join(one.name for one in self.catalog.path(self.category))

    def _show_title(self, by_relevance: bool = False) -> None:
        assert self.catalog is not None
        self.heading = self._heading
        count = f"{len(self.rows):,} of {len(self.within):,}"
        marks = f"✓ {len(self.marked)} · " if self.marked else ""
        self.aside = marks + count
        table = self._table
        order = "by relevance" if by_relevance else ""
        if self.sort.by:
            sign = "↓" if self.sort.reverse else "↑"
            order = f"{title_of(self.catalog, self.sort.by)} {sign}"
        parts = [order] if order else []
        seen, all_ = table.in_sight, len(self.columns)
        if 0 < len(seen) < all_:
            one = len(seen) == 1
            which = f"column {seen.stop}" if one else f"columns {seen.start + 1}–{seen.stop}"
            parts.append(f"{which} of {all_} ←→")
        turning = clickable(parts.pop(0), "screen.turn_order") if self.sort.by else Content("")
        rest = Content(" · ".join(["", *parts] if self.sort.by and parts else parts))
        entitle(table, Content(" · ".join(self.search.restrictions)), turning + rest)

    @on(TechnologyTable.Shown)
    def _columns_shown(self, event: TechnologyTable.Shown) -> None:
        event.stop()
        self._retitle()

    def watch_marked(self) -> None:
        if self.stands:
            self._retitle()

    def _retitle(self) -> None:
        words = len(self.query_text.split()) > len(self.filters)
        self._show_title(by_relevance=words and not self.sort.by)

    # Search and filters ------------------------------------------------------------------------

    def action_search(self) -> None:
        """Go to the search field."""
        self.set_focus(self._search_field())

    @on(SearchField.QueryChanged)
    def _query_changed(self, event: SearchField.QueryChanged) -> None:
        event.stop()
        if event.query.strip() != self.query_text:
            self.query_text = event.query.strip()
            with self.app.batch_update():
                self._find()
                # The best match becomes the current row.
                self._table.go_to_top()

    @on(SearchField.Stepped)
    def _stepped(self, event: SearchField.Stepped) -> None:
        event.stop()
        self._table.action_cursor(event.by)

    @on(SearchField.Taken)
    def _taken(self, event: SearchField.Taken) -> None:
        event.stop()
        self._leave_search_field()

    @on(SearchField.Left)
    def _search_left(self, event: SearchField.Left) -> None:
        event.stop()
        self.action_clear_filters()
        self._leave_search_field()

    @flow
    async def action_filter(self) -> None:
        """Ask for an attribute and a value to filter by."""
        if self.catalog is None:
            return
        from techtui.tui.dialogs.flows import ask_for_a_filter

        if term := await ask_for_a_filter(self, self.catalog, self.rows):
            self.toggle_filter(term)

    def action_clear_filters(self) -> None:
        """Remove all filters and words."""
        self._search_field().value = ""

    def action_wider(self) -> None:
        """Show the parent category, or the whole catalog."""
        if self.catalog is not None and self.category:
            here = self._table.technology
            self.category = self.catalog.categories[self.category].parent
            self._table.go(here)
