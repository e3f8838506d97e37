"""The cells of a table, the widths of its columns, and which columns are visible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len

from techtui.catalog.first_columns import sample_of
from techtui.catalog.model import AttributeType, Catalog
from techtui.pages.listings import COLUMNS, column_text
from techtui.pages.values import UNKNOWN
from techtui.tui.chrome.lines import cut
from techtui.tui.screens.table.rows import has_column, title_of

GAP: Final = 2
"""Blanks between columns."""
_WIDEST: Final = 20
_WIDEST_TEXT: Final = 44
_WIDEST_NAME: Final = 30
_LEAST_CUT: Final = 8
"""The least cells of a column that is cut off at the right edge."""
_FIGURES: Final = (
    AttributeType.NUMBER,
    AttributeType.MONEY,
    AttributeType.SERIES,
    AttributeType.YEAR,
)


def cell_text(catalog: Catalog, technology: str, column: str) -> str:
    """Return the text of a cell, on one line."""
    # While a catalog is reloaded, the columns may still be those of before.
    known = has_column(catalog, column) and technology in catalog.technologies
    return (known and column_text(catalog, catalog.technologies[technology], column)) or UNKNOWN


def is_figure(catalog: Catalog, column: str) -> bool:
    """Return whether a column is right-aligned."""
    attribute = catalog.attributes.get(column)
    return attribute is not None and attribute.type in _FIGURES


def aligned(text: str, width: int, right: bool = False) -> str:
    """Pad or cut a text to a number of cells; a cut text ends with ``…``."""
    text = cut(text, width)
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks


def _widest(column: str) -> int:
    if column == "category":
        # With a path that tells it apart, if it shares its name.
        return _WIDEST_NAME
    return _WIDEST_TEXT if column in COLUMNS else _WIDEST


class Widths:
    """The widths of the columns, independent of how rows are filtered.

    Args:
        catalog: The catalog.
        technologies: The ids of all rows, filtered or not.
        columns: The columns besides the name.
    """

    def __init__(
        self, catalog: Catalog, technologies: Sequence[str], columns: Sequence[str]
    ) -> None:
        self._catalog = catalog
        # Of many rows, those that the first columns were chosen from: they are read already. Longer texts elsewhere are cut.
        self._sample = catalog.known(sample_of(technologies))
        # Some more for the signs behind it.
        self._name = self._width("name", _WIDEST_NAME) + 3
        # Two more for the sign of the order.
        self.columns = [self._width(one, _widest(one)) for one in columns]

    def _width(self, column: str, most: int) -> int:
        head = cell_len(title_of(self._catalog, column)) + 2
        texts = (cell_len(cell_text(self._catalog, one, column)) for one in self._sample)
        return min(most, max([head, *texts]))

    def name(self, room: int) -> int:
        """Return the width of the names, which leaves room for columns."""
        return max(8, min(self._name, room * 2 // 5))

    def in_sight(self, first: int, cursor: int, room: int) -> range:
        """Return the visible columns.

        Args:
            first: The first visible column so far.
            cursor: The column that must be visible.
            room: The cells besides the name.
        """
        if not self.columns:
            return range(0)
        first = max(0, min(first, cursor, len(self.columns) - 1))
        while first < cursor and cursor not in (found := self._from(first, room)) and found:
            first += 1
        # Columns that were scrolled away come back if there is room.
        while first and len(self._from(first - 1, room)) > len(self.columns) - first:
            first -= 1
        return self._from(first, room)

    def painted(self, in_sight: range, room: int) -> list[tuple[int, int]]:
        """Return the columns to paint with their widths: visible ones, and as much of the next one as fits."""
        columns = [(at, self.columns[at]) for at in in_sight]
        left = room - sum(width + GAP for _, width in columns)
        if in_sight.stop < len(self.columns) and left >= _LEAST_CUT:
            columns.append((in_sight.stop, min(left, self.columns[in_sight.stop])))
        return columns

    def _from(self, first: int, room: int) -> range:
        last = first
        while last < len(self.columns):
            room -= self.columns[last] + GAP
            if room < 0 and last > first:
                break
            last += 1
        return range(first, last)
