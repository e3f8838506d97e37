"""The table widget: a row for each technology, a column for each attribute; heads and names stay visible.

Textual's own table styles every cell of a row, visible or not, and measures all rows whenever they change: too slow for filtering
some thousand technologies letter by letter. This one writes only visible cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from techtui.catalog.model import Catalog
from techtui.pages.values import UNKNOWN
from techtui.tui.choices.sorting import BY_NAME, Sort
from techtui.tui.chrome.grid_keys import GRID_KEYS
from techtui.tui.chrome.ink import ink_of
from techtui.tui.chrome.lines import Grounded, Measured, fitted
from techtui.tui.screens.table.layout import GAP, Widths, aligned, cell_text, is_figure
from techtui.tui.screens.table.rows import title_of

if TYPE_CHECKING:
    from textual.binding import BindingType

    from techtui.shelf import Entry

_MARGIN = 3
"""Cells before the names: cursor, mark, a blank."""


class TechnologyTable(Grounded, Measured, ScrollView, can_focus=True):
    """Shows technologies as rows. The cursor is on a row and a column; the column's head is underlined."""

    BINDINGS: ClassVar[list[BindingType]] = GRID_KEYS
    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--head", "table--cursor", "table--missing"}
    DEFAULT_CSS = """
    TechnologyTable {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: scroll;
        & > .table--head { color: $accent; background: $panel; }
        & > .table--cursor { background: $raised; }
        & > .table--missing { color: $muted; }
    }
    """
    ALLOW_SELECT = False

    catalog: var[Catalog | None] = var[Catalog | None](None)
    """The catalog."""
    within: var[tuple[str, ...]] = var(())
    """The ids of all rows, filtered or not; column widths are computed from them."""
    rows: var[tuple[str, ...]] = var(())
    """The ids of the rows that are shown."""
    columns: var[tuple[str, ...]] = var(())
    """The columns besides the name: ids of attributes, or other list columns."""
    sort: reactive[Sort] = reactive(Sort())
    """The order of the rows; a sign at a head shows it."""
    marked: reactive[tuple[str, ...]] = reactive(())
    """The ids of technologies to compare."""
    entries: reactive[Mapping[str, Entry]] = reactive(dict)
    """Technology id -> what the user keeps about it."""
    row: reactive[int] = reactive(0)
    """The position of the cursor's row."""
    column: reactive[int] = reactive(-1)
    """The position of the cursor's column; -1 for the names."""

    class _About(Message):
        def __init__(self, table: TechnologyTable) -> None:
            super().__init__()
            self.table = table

        @property
        def control(self) -> TechnologyTable:
            """The table."""
            return self.table

    class Opened(_About):
        """Posted when the current row is double-clicked."""

    class HeadClicked(_About):
        """Posted when the head of the current column is clicked."""

    class Shown(_About):
        """Posted when other columns become visible."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._widths: Widths | None = None
        self._in_sight = range(0)

    # State -------------------------------------------------------------------------------------

    @property
    def technology(self) -> str:
        """The id of the technology under the cursor; empty if there are no rows."""
        return self.rows[self.row] if self.row < len(self.rows) else ""

    @property
    def in_sight(self) -> range:
        """The positions of the visible columns."""
        self._lay_out()
        return self._in_sight

    @property
    def column_id(self) -> str:
        """The current column."""
        return self.columns[self.column] if 0 <= self.column < len(self.columns) else BY_NAME

    def validate_row(self, row: int) -> int:
        return max(0, min(row, len(self.rows) - 1))

    def validate_column(self, column: int) -> int:
        return max(-1, min(column, len(self.columns) - 1))

    def watch_rows(self, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        here = old[self.row] if self.row < len(old) else ""
        self.set_reactive(TechnologyTable.row, new.index(here) if here in new else 0)
        self._measure()

    def watch_columns(self) -> None:
        self._remeasure()

    def watch_within(self) -> None:
        self._remeasure()

    def watch_catalog(self) -> None:
        self._remeasure()

    def watch_column(self) -> None:
        self._lay_out()
        self.refresh()

    def watch_row(self) -> None:
        self._keep_in_sight()
        self.refresh()

    def go(self, technology: str) -> None:
        """Move the cursor to a technology, if it is among the rows."""
        if technology in self.rows:
            self.row = self.rows.index(technology)

    def go_to_top(self) -> None:
        """Move the cursor to the first row."""
        self.row = 0

    def _remeasure(self) -> None:
        # Computed when needed: when the screen opens, catalog, rows and columns arrive one by one.
        self._widths = None
        self.set_reactive(TechnologyTable.column, self.validate_column(self.column))
        self.refresh()

    def _measure(self) -> None:
        self._fit()
        self.refresh()

    def _fit(self) -> None:
        self.measured(Size(self.width_on_screen - 1, len(self.rows) + 1))
        self._keep_in_sight()

    def on_resize(self) -> None:
        before = self._in_sight
        self._fit()
        # What is in another size was painted for it already.
        if self.in_sight != before:
            self.refresh()

    def _room(self) -> int:
        return max(20, self.width_on_screen - 1)

    def _beside(self, widths: Widths) -> int:
        """Return the cells besides the names."""
        room = self._room()
        return room - _MARGIN - widths.name(room) - GAP

    def _painted(self, widths: Widths) -> list[tuple[int, int]]:
        return widths.painted(self._in_sight, self._beside(widths))

    def _lay_out(self) -> Widths | None:
        """Compute which columns are visible; None if there is nothing to show."""
        if self.catalog is None:
            return None
        if self._widths is None:
            self._widths = Widths(self.catalog, self.within, self.columns)
        before = self._in_sight
        beside = self._beside(self._widths)
        self._in_sight = self._widths.in_sight(before.start, max(0, self.column), beside)
        if self._in_sight != before:
            self.post_message(self.Shown(self))
        return self._widths

    def _keep_in_sight(self) -> None:
        height, scroll = self.size.height - 1, self.scroll_offset.y
        if self.row < scroll:
            scroll = self.row
        elif height > 0 and self.row >= scroll + height:
            scroll = self.row - height + 1
        self.scroll_to(0, scroll, animate=False, force=True, immediate=True)

    # Painting ----------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        widths, catalog = self._lay_out() if self._widths is None else self._widths, self.catalog
        width, ground = self.size.width, self.rich_style
        number = y - 1 + (self.scroll_offset.y if y else 0)
        if widths is None or catalog is None or number >= len(self.rows):
            return Strip.blank(width, ground)
        if number < 0:
            ground += self._style("head")
            return fitted(self._head(catalog, widths, ground), width, ground)
        ground += Style(meta={"row": number})
        if number == self.row:
            ground += self._style("cursor")
        return fitted(self._row(catalog, widths, number, ground), width, ground)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"table--{name}", partial=True)

    def _head(self, catalog: Catalog, widths: Widths, ground: Style) -> list[Segment]:
        names = (-1, BY_NAME, widths.name(self._room()))
        others = ((at, self.columns[at], wide) for at, wide in self._painted(widths))
        # The whole head is one style, including the blanks before the names.
        parts = [Segment(" " * _MARGIN, ground + Style(meta={"head": -1}))]
        for at, column, wide in (names, *others):
            title = title_of(catalog, column)
            if self.sort.by == column:
                title += " ↓" if self.sort.reverse else " ↑"
            here = at == self.column
            style = ground + Style(meta={"head": at}, bold=here, underline=here)
            right = is_figure(catalog, column)
            text = aligned(title, wide, right)
            bare = text.strip()
            lead = len(text) - len(text.lstrip())
            plain = ground + Style(meta={"head": at})
            parts += [
                Segment(" " * lead, plain),
                Segment(bare, style),
                Segment(" " * (len(text) - lead - len(bare) + GAP), plain),
            ]
        return [one for one in parts if one.text]

    def _row(self, catalog: Catalog, widths: Widths, number: int, ground: Style) -> list[Segment]:
        one = self.rows[number]
        if one not in catalog.technologies:
            return []
        ink, missing = ink_of(self.app), self._style("missing")
        here = number == self.row
        entry = self.entries.get(one)
        kept = entry.signs if entry is not None else ""
        wide = widths.name(self._room()) - (len(kept) + 1 if kept else 0)
        # A name that is too long is cut, not the signs behind it.
        name = aligned(catalog.technologies[one].name, wide)
        if kept:
            name = f"{name.rstrip()} {kept}" + " " * (wide - cell_len(name.rstrip()))
        parts = [
            Segment("›" if here else " ", ground + ink.accent),
            Segment("✓ " if one in self.marked else "  ", ground + ink.good),
            Segment(name + " " * GAP, ground + Style(bold=True)),
        ]
        for at, wide in self._painted(widths):
            column = self.columns[at]
            text = cell_text(catalog, one, column)
            style = ground + Style(meta={"column": at})
            if text == UNKNOWN or self._is_missing(catalog, one, column):
                style += missing
            cell = aligned(text, wide, is_figure(catalog, column))
            parts.append(Segment(cell + " " * GAP, style))
        return parts

    @staticmethod
    def _is_missing(catalog: Catalog, technology: str, column: str) -> bool:
        fact = catalog.technologies[technology].facts.get(column)
        return fact is not None and fact.value is None

    # Keys and mouse ----------------------------------------------------------------------------

    def action_cursor(self, by: int) -> None:
        """Move the cursor by some rows."""
        self.row += by

    def action_page(self, by: int) -> None:
        """Move the cursor by about a screen."""
        self.row += by * max(1, self.size.height - 2)

    def action_edge(self, row: int) -> None:
        """Go to the first or the last row."""
        self.row = row if row >= 0 else len(self.rows) - 1

    def action_shift(self, by: int) -> None:
        """Move to another column, and scroll it into view."""
        self.column += by

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        event.stop()
        self.column += 1

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        event.stop()
        self.column -= 1

    def on_click(self, event: events.Click) -> None:
        meta = event.style.meta
        if "head" in meta:
            event.stop()
            self.column = meta["head"]
            self.post_message(self.HeadClicked(self))
        elif "row" in meta:
            event.stop()
            again = meta["row"] == self.row and event.chain == 2
            self.row = meta["row"]
            self.column = meta.get("column", -1)
            if again:
                self.post_message(self.Opened(self))
