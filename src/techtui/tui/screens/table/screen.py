"""The Table screen: technologies as rows, attributes as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from techtui.catalog.refs import Ref
from techtui.tui.chrome.search_field import SearchField
from techtui.tui.commands import bindings
from techtui.tui.messages import (
    ExplanationAsked,
    KeepingAsked,
    PlaceAsked,
    UnmarkingAsked,
)
from techtui.tui.runtime.asking import ask, flow
from techtui.tui.screen import CatalogScreen
from techtui.tui.screens.browse.chips import FilterChips
from techtui.tui.screens.table.finding import FindingScreen
from techtui.tui.screens.table.grid import TechnologyTable
from techtui.tui.screens.table.rows import has_column, next_sort

if TYPE_CHECKING:
    from textual.binding import BindingType


class TableScreen(FindingScreen):
    """Shows many technologies at once, sorted and filtered.

    Args:
        category: The id of the category; empty for all.
        query: A query that filters the rows, as typed into the search field.
        kept: Category -> the columns chosen for it; updated when they change.
        here: The id of the technology under the cursor at first.
    """

    SCOPE = "table"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("table")]
    AUTO_FOCUS = "TechnologyTable"
    PURPOSE = "Technologies as rows. Sort by any column, filter, choose what stands in the columns, mark what to compare."
    DEFAULT_CSS = """
    TableScreen {
        #search {
            height: 1;
            border: none;
            padding: 0 2;
            background: transparent;
            &:focus { border: none; }
        }
        FilterChips { margin: 0 2; }
        #said { display: none; height: auto; padding: 0 2; color: $text-warning; }
        #table {
            height: 1fr;
            border: round $foreground 30%;
            border-title-color: $muted;
            border-subtitle-color: $muted;
            background: transparent;
            &:focus { border: round $accent; border-title-color: $accent; }
        }
    }
    """

    def compose_content(self) -> ComposeResult:
        yield self.title_bar("Table")
        yield SearchField(id="search").data_bind(CatalogScreen.catalog)
        yield FilterChips().data_bind(TableScreen.filters, TableScreen.catalog)
        table = TechnologyTable(id="table").data_bind(
            TableScreen.catalog,
            TableScreen.within,
            TableScreen.columns,
            TableScreen.rows,
            TableScreen.sort,
            TableScreen.marked,
            TableScreen.entries,
        )
        yield self.focused_first(table)
        yield Static(id="said", markup=False)
        yield self.key_bar()

    def on_mount(self) -> None:
        # Set before the field is, so that the query runs once.
        self.query_text = self._asked.strip()
        self._enter()
        if self._asked:
            # The cursor stays at the top, on the best match.
            self._search_field().value = self._asked
        else:
            self._table.go(self._here)

    # Order and columns -------------------------------------------------------------------------

    def action_sort(self) -> None:
        """Sort by the current column; then in the other direction; then not at all."""
        if self.catalog is not None:
            self.sort = next_sort(self.catalog, self.sort, self._table.column_id)

    def action_turn_order(self) -> None:
        """Sort in the other direction, then not at all."""
        if self.catalog is not None and self.sort.by:
            self.sort = next_sort(self.catalog, self.sort, self.sort.by)

    @on(TechnologyTable.HeadClicked)
    def _head_clicked(self, event: TechnologyTable.HeadClicked) -> None:
        event.stop()
        self.action_sort()

    @flow
    async def action_add(self) -> None:
        """Ask for another column."""
        if self.catalog is None:
            return
        from techtui.tui.dialogs.picker import Picker
        from techtui.tui.screens.table.choosing import column_finder

        finder = column_finder(self.catalog, self.within, self.columns)
        column = await ask(self, Picker("Add a column", finder, "Attribute"))
        # While one chose, the catalog may have been reloaded.
        if column and has_column(self.catalog, column) and column not in self.columns:
            at = self._table.column + 1
            self._set_columns((*self.columns[:at], column, *self.columns[at:]), at)

    def action_remove(self) -> None:
        """Remove the current column."""
        at = self._table.column
        if at < 0:
            self.notify("The names stay; use → to go to the column to remove.")
        else:
            self._set_columns((*self.columns[:at], *self.columns[at + 1 :]), at)

    def action_move_left(self) -> None:
        """Move the column one place to the left."""
        self._move_column(-1)

    def action_move_right(self) -> None:
        """Move the column one place to the right."""
        self._move_column(1)

    def _move_column(self, by: int) -> None:
        at = self._table.column
        if at >= 0 and 0 <= at + by < len(self.columns):
            columns = list(self.columns)
            columns.insert(at + by, columns.pop(at))
            self._set_columns(tuple(columns), at + by)

    def _set_columns(self, columns: tuple[str, ...], at: int) -> None:
        self._kept[self.category] = self.columns = columns
        self._table.column = at
        self._retitle()

    def action_explain(self) -> None:
        """Explain the current column, and the value of the row with its source."""
        table = self._table
        if self.catalog is not None and table.column_id in self.catalog.attributes:
            rows = (table.technology,) if table.technology else ()
            self.post_message(ExplanationAsked(table.column_id, rows))
        else:
            self.notify("Go to the column to explain with →.")

    # Marks and links --------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark or unmark the technology of the row."""
        if one := self._table.technology:
            self._toggle_mark(one)

    def action_unmark_all(self) -> None:
        """Remove all marks."""
        self.post_message(UnmarkingAsked())

    def action_compare(self) -> None:
        """Compare the marked technologies; ask for more if there are too few."""
        self._compare_marked(self._table.technology)

    def action_shortlist(self) -> None:
        """Add the technology of the row to the shortlist, or remove it."""
        if one := self._table.technology:
            self.post_message(KeepingAsked("shortlist", one))

    def action_open(self) -> None:
        """Open the technology of the row in the catalog."""
        if one := self._table.technology:
            self.post_message(PlaceAsked(Ref("technology", one)))

    @on(TechnologyTable.Opened)
    def _opened(self, event: TechnologyTable.Opened) -> None:
        event.stop()
        self.action_open()

    def action_escape(self) -> None:
        """Clear search and filters; without any, return to the catalog."""
        if self.query_text:
            self.action_clear_filters()
        else:
            self.dismiss()

    def action_close(self) -> None:
        """Return to the catalog."""
        self.dismiss()

    # Exporting ---------------------------------------------------------------------------------

    def action_copy(self) -> None:
        """Copy the rows and columns as Markdown."""
        if self.catalog is None:
            return
        from techtui.tui.runtime.copying import copy
        from techtui.tui.screens.table.documents import as_markdown

        text = as_markdown(self.catalog, self.rows, self.columns, self._heading)
        copy(self.app, text, "table")

    @flow
    async def action_export(self) -> None:
        """Write the rows and columns to a file."""
        if self.catalog is None:
            return
        from techtui.tui.screens.compare.export import export
        from techtui.tui.screens.table.documents import formats

        kinds = formats(self.catalog, self.rows, self.columns, self._heading)
        name = (self.category or self.catalog.id or "table",)
        await export(self, "table", name, kinds)
