"""Lays a comparison out for a width: which columns are in sight, and the lines of header, headings and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len, set_cell_size

from techtui.catalog.comparison import Comparison, Row, TextRow
from techtui.formats.layout import Layout
from techtui.formats.styled import Styled, side_by_side, styled
from techtui.formats.tables import bar_width, cell_lines, sign_of
from techtui.pages.comparison import compared_row, told
from techtui.tui.screens.compare.rows import AnyRow, all_rows, group_of

NARROWEST: Final = 18
"""The least cells of a column of values; where fewer would be left, columns are paged through."""
GAP: Final = 3
"""Cells between columns: a line with a blank on each side."""


class GridLayout:
    """The lines of a grid.

    Args:
        comparison: What to show.
        rows: The rows of it that are shown.
        nothing: What to say if there are none.
        width: In cells.
        column: The technology whose name is underlined. Where not all fit, it is the leftmost in sight, as far as
            that goes.
    """

    def __init__(
        self, comparison: Comparison, rows: Sequence[AnyRow], nothing: str, width: int, column: int
    ) -> None:
        self.width = width
        self._described = {row.attribute.id: compared_row(row) for row in comparison.rows}
        # Of all rows, so that columns stay where they are while rows come and go.
        longest = max((self._name_of(row).cell_len for row in all_rows(comparison)), default=10) + 3
        self.name_width = min(longest, max(14, width // 4), 30)
        room = width - self.name_width + 1
        count = len(comparison.technologies)
        shown = max(1, min(count, room // (NARROWEST + GAP)))
        self.value_width = room // shown - GAP
        first = max(0, min(column, count - shown))
        self.in_sight = range(first, first + shown)
        """The positions of the technologies in sight."""
        self.lines: list[tuple[Styled, int]] = []
        """The lines, the header first, each with the position of its row, or -1."""
        self.tops: list[tuple[int, int]] = []
        """For each row its first line, and the line after its last."""
        self._line(self._header([one.name for one in comparison.technologies], column))
        self._write(rows)
        if not rows:
            self._line(Styled())
            self._line(Styled(nothing, "muted"))

    def column_at(self, x: int) -> int | None:
        """The position of the technology whose column covers a cell; None for the names of rows."""
        if x < self.name_width:
            return None
        return self.in_sight[0] + (x - self.name_width) // (self.value_width + GAP)

    def _write(self, rows: Sequence[AnyRow]) -> None:
        group: str | None = None
        for at, row in enumerate(rows):
            if group_of(row) != group:
                group = group_of(row)
                if len(self.lines) > 1:
                    self._line(self._across())
                self._line(self._heading(group))
            elif isinstance(row, TextRow):
                self._line(self._across())
            top = len(self.lines)
            for line in self._row_lines(row):
                self._line(line, at)
            self.tops.append((top, len(self.lines)))

    def _line(self, text: Styled, row: int = -1) -> None:
        self.lines.append((text, row))

    def _header(self, names: Sequence[str], column: int) -> Styled:
        cells = []
        for at in self.in_sight:
            name = names[at]
            if cell_len(name) > self.value_width:
                name = set_cell_size(name, self.value_width - 1) + "…"
            cells.append([Styled(name, "link" if at == column else "heading")])
        return self._across([], *cells)

    def _heading(self, group: str) -> Styled:
        text = Styled(group, "accent").wrap(self.width)[0]
        line = self._across().pad(self.width).plain.replace("│", "┼").replace(" ", "─")
        return text.append(f" {line[text.cell_len + 1 :]}" if group else line, "line")

    def _across(self, *cells: list[Styled]) -> Styled:
        """One line of cells, with rules between the columns."""
        return next(self._grid(cells))

    def _grid(self, cells: Sequence[list[Styled]]) -> Iterator[Styled]:
        """Lines of cells: the name of a row, then its values."""
        rule = [Styled("│ ", "line")] * max([1, *map(len, cells)])
        columns: list[list[Styled]] = [cells[0] if cells else []]
        for at in range(1, len(self.in_sight) + 1):
            columns += [rule, cells[at] if at < len(cells) else []]
        widths = [self.name_width, *([2, self.value_width + 1] * len(self.in_sight))]
        return side_by_side(columns, widths, gap=0)

    def _name_of(self, row: AnyRow) -> Styled:
        if isinstance(row, Row):
            return styled(self._described[row.attribute.id].cells[0].line)
        return Styled(row.name)

    def _row_lines(self, row: AnyRow) -> Iterator[Styled]:
        if isinstance(row, Row):
            described = self._described[row.attribute.id]
            sign = sign_of(described)
            bar = bar_width(described, self.value_width)
            values = [cell_lines(described, at + 1, self.value_width, bar) for at in self.in_sight]
        else:
            sign = Styled("  ")
            values = [self._told(row, at) for at in self.in_sight]
        names = [
            (Styled("  ") if number else sign).extend(line)
            for number, line in enumerate(self._name_of(row).wrap(self.name_width - 3))
        ]
        return self._grid([names, *values])

    def _told(self, row: TextRow, at: int) -> list[Styled]:
        layout = Layout(self.value_width)
        layout.bullets(told(row, at))
        return layout.lines
