"""What stands in the cells of a table, how wide its columns are, and which are in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len

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
"""Cells in which a column that does not fit shows at least how it begins."""
_SAMPLE: Final = 300
"""Widths are those of so many rows, evenly spread; a longer text further on is cut off."""
_FIGURES: Final = (
    AttributeType.NUMBER,
    AttributeType.MONEY,
    AttributeType.SERIES,
    AttributeType.YEAR,
)


def cell_text(catalog: Catalog, technology: str, column: str) -> str:
    """What stands in a cell, in one line."""
    # While a catalog is reloaded, the columns may still be those of before.
    known = has_column(catalog, column) and technology in catalog.technologies
    return (known and column_text(catalog, catalog.technologies[technology], column)) or UNKNOWN


def is_figure(catalog: Catalog, column: str) -> bool:
    """Whether a column is set against its right edge."""
    attribute = catalog.attributes.get(column)
    return attribute is not None and attribute.type in _FIGURES


def aligned(text: str, width: int, right: bool = False) -> str:
    """A text in exactly so many cells; what is too long ends with ``…``."""
    text = cut(text, width)
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks


def _widest(column: str) -> int:
    if column == "category":
        # A path that tells it apart, if it shares its name.
        return _WIDEST_NAME
    return _WIDEST_TEXT if column in COLUMNS else _WIDEST


class Widths:
    """The widths of the columns, whatever rows are found among those there are.

    Args:
        catalog: Where the technologies are from.
        technologies: The ids of all rows there may be.
        columns: The columns beside the name.
    """

    def __init__(
        self, catalog: Catalog, technologies: Sequence[str], columns: Sequence[str]
    ) -> None:
        self._sample = technologies[:: max(1, len(technologies) // _SAMPLE)]
        self._catalog = catalog
        # Some more for the signs of what is kept about it.
        self._name = self._width("name", _WIDEST_NAME) + 3
        # Two more for the sign of the order.
        self.columns = [self._width(one, _widest(one)) for one in columns]

    def _width(self, column: str, most: int) -> int:
        head = cell_len(title_of(self._catalog, column)) + 2
        texts = (cell_len(cell_text(self._catalog, one, column)) for one in self._sample)
        return min(most, max([head, *texts]))

    def name(self, room: int) -> int:
        """The width of the names, which leave some room for columns."""
        return max(8, min(self._name, room * 2 // 5))

    def in_sight(self, first: int, cursor: int, room: int) -> range:
        """The columns in sight.

        Args:
            first: The first one that was.
            cursor: The one that must be.
            room: Cells beside the name.
        """
        if not self.columns:
            return range(0)
        first = max(0, min(first, cursor, len(self.columns) - 1))
        while first < cursor and cursor not in (found := self._from(first, room)) and found:
            first += 1
        # What was scrolled away comes back where there is room for it.
        while first and len(self._from(first - 1, room)) > len(self.columns) - first:
            first -= 1
        return self._from(first, room)

    def painted(self, in_sight: range, room: int) -> list[tuple[int, int]]:
        """The columns to paint, each with its width: those in sight, and what there is room for of the next one."""
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
