"""Lays a comparison out in a width with all technologies visible: lines of header, headings and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Final

from rich.cells import cell_len

from techtui.catalog.comparison import ComparedRow, Comparison, TextRow
from techtui.catalog.model import Point
from techtui.formats.layout import Layout
from techtui.formats.styled import Styled, side_by_side, styled
from techtui.formats.tables import bar_width, cell_lines
from techtui.pages.comparison import VERDICT_TONES, compared_row, told
from techtui.pages.document import line_of
from techtui.pages.values import UNKNOWN
from techtui.tui.chrome.lines import cut
from techtui.tui.screens.compare.rows import AnyRow, all_rows, group_of

GAP: Final = 3
"""Cells between columns: a line with a blank on each side."""
_BESIDE: Final = 18
"""The least width of a value column with row names beside the values."""
_BELOW: Final = 14
"""The least width of a value column with row names above the values."""
_PROSE: Final = 22
"""The least width of a column of sentences; if columns are narrower, technologies are stacked."""
_INDENT: Final = 4


class _Form(Enum):
    """The arrangement of a row's cells; the first one that fits is used."""

    BESIDE = auto()
    """In columns, beside the name of the row."""
    BELOW = auto()
    """In columns, below the name of the row."""
    STACKED = auto()
    """Each on a line of its own, beside the name of its technology."""


class GridLayout:
    """The lines of a grid.

    Args:
        comparison: The comparison.
        rows: Its rows that are shown.
        nothing: The message if there are none.
        width: The width in cells.
        column: The position of the technology whose name is underlined.
    """

    def __init__(
        self, comparison: Comparison, rows: Sequence[AnyRow], nothing: str, width: int, column: int
    ) -> None:
        self.width = width
        self._names = [one.name for one in comparison.technologies]
        self._described = {
            row.attribute.id: compared_row(row) for _, rows in comparison.groups() for row in rows
        }
        self._measure(comparison)
        self.lines: list[tuple[Styled, int]] = []
        """The lines, header first, each with the position of its row, or -1."""
        self.tops: list[tuple[int, int]] = []
        """The first line of each row, and the line after its last."""
        self._heads = list(self._head_widths())
        self._line(self._header(column))
        self._write(rows)
        if not rows:
            self._line(Styled())
            self._line(Styled(nothing, "muted"))

    def _measure(self, comparison: Comparison) -> None:
        # Computed from all rows, so that columns stay in place when rows are filtered.
        longest = max((self._name_of(row).cell_len for row in all_rows(comparison)), default=10) + 3
        count = len(self._names)
        self._name_width = min(longest, max(14, self.width // 4), 30)
        self._value_width = (self.width - self._name_width + 1) // count - GAP
        self._form = _Form.BESIDE
        if self._value_width < _BESIDE:
            self._form, self._name_width = _Form.BELOW, 0
            self._value_width = (self.width - 1) // count - GAP
        if self._value_width < _BELOW:
            self._form = _Form.STACKED
            self._name_width = min(max(map(cell_len, self._names)), self.width // 3) + 1
            self._value_width = self.width - _INDENT - self._name_width

    def _head_widths(self) -> Iterator[tuple[int, int]]:
        """Yield the column at which each technology's name begins in the header, and its width."""
        count = len(self._names)
        if self._form is not _Form.STACKED:
            step = self._value_width + GAP
            start = self._name_width + 2 if self._form is _Form.BESIDE else 2
            yield from ((start + at * step, self._value_width) for at in range(count))
            return
        widths = [cell_len(name) for name in self._names]
        while sum(widths) + GAP * (count - 1) > self.width:
            # The longest name is shortened.
            widths[widths.index(max(widths))] -= 1
        end = 0
        for width in widths:
            yield end, width
            end += width + GAP

    def column_at(self, x: int) -> int | None:
        """Return the position of the technology whose name covers a column; None if there is none."""
        found = [at for at, (start, _) in enumerate(self._heads) if start - 2 < x]
        return found[-1] if found else None

    def _write(self, rows: Sequence[AnyRow]) -> None:
        group: str | None = None
        for at, row in enumerate(rows):
            if group_of(row) != group:
                group = group_of(row)
                if len(self.lines) > 1:
                    self._line(self._rule())
                if group or at:
                    self._line(self._heading(group))
            elif _is_prose(row):
                self._line(self._rule())
            top = len(self.lines)
            for line in self._row_lines(row):
                self._line(line, at)
            self.tops.append((top, len(self.lines)))

    def _line(self, text: Styled, row: int = -1) -> None:
        self.lines.append((text, row))

    def _header(self, column: int) -> Styled:
        line = Styled()
        for at, (name, (start, width)) in enumerate(zip(self._names, self._heads, strict=True)):
            if self._form is _Form.BESIDE or (at and self._form is _Form.BELOW):
                line.pad(start - 2).append("│ ", "line")
            elif at and self._form is _Form.STACKED:
                line.append(" · ", "line")
            line.pad(start)
            line.append(cut(name, width), "link" if at == column else "heading")
        return line

    def _heading(self, group: str) -> Styled:
        text = Styled(cut(group, self.width - 1), "accent")
        line = self._rule().pad(self.width).plain.replace("│", "┼").replace(" ", "─")
        return text.append(f" {line[text.cell_len + 1 :]}" if group else line, "line")

    def _rule(self) -> Styled:
        """Return an empty line between rows. A single technology has no lines between columns unless names are beside values."""
        return Styled() if self._form is _Form.STACKED else next(self._grid([]), Styled())

    def _grid(self, cells: Sequence[list[Styled]]) -> Iterator[Styled]:
        """Yield lines of cells: the name of a row if it is beside them, then its values."""
        beside = self._form is _Form.BESIDE
        rule = [Styled("│ ", "line")] * max([1, *map(len, cells)])
        columns: list[list[Styled]] = [cells[0] if cells and beside else []]
        for at in range(1, len(self._names) + 1):
            columns += [rule if beside or at > 1 else [], cells[at] if at < len(cells) else []]
        widths = [self._name_width, *([2, self._value_width + 1] * len(self._names))]
        return side_by_side(columns, widths, gap=0)

    def _name_of(self, row: AnyRow) -> Styled:
        if isinstance(row, ComparedRow):
            return styled(self._described[row.attribute.id].cells[0].line)
        return Styled(row.name)

    def _row_lines(self, row: AnyRow) -> Iterator[Styled]:
        stacked = self._form is _Form.STACKED or (_is_prose(row) and self._value_width < _PROSE)
        beside = self._form is _Form.BESIDE and not stacked
        sign = Styled(row.verdict.sign or " ", VERDICT_TONES[row.verdict]).append(" ")
        width = self._name_width if beside else self.width
        names = [
            (Styled("  ") if number else sign).extend(line)
            for number, line in enumerate(self._named(row, beside).wrap(width - 3))
        ]
        if not beside:
            yield from names
        if stacked:
            yield from self._stacked(row)
        else:
            yield from self._grid([names, *self._cells(row, self._value_width)])

    def _named(self, row: AnyRow, beside: bool) -> Styled:
        """Return the name of a row; above its values it must stand out from them."""
        name = self._name_of(row)
        return name if beside else Styled(name.plain, "strong")

    def _cells(self, row: AnyRow, width: int) -> list[list[Styled]]:
        count = range(len(self._names))
        if isinstance(row, TextRow):
            write = self._short if row.is_head else self._bullets
            return [write(row, at, width) for at in count]
        described = self._described[row.attribute.id]
        bar = bar_width(described, width)
        return [cell_lines(described, at + 1, width, bar) for at in count]

    def _stacked(self, row: AnyRow) -> Iterator[Styled]:
        if _is_prose(row):
            # Sentences get all the available width.
            for name, lines in zip(
                self._names, self._cells(row, self.width - _INDENT), strict=True
            ):
                yield Styled("  ").append(cut(name, self.width - 2), "muted")
                yield from (Styled(" " * _INDENT).extend(line) for line in lines)
            return
        for name, lines in zip(self._names, self._cells(row, self._value_width), strict=True):
            name = cut(name, self._name_width - 1)
            widths = [_INDENT, self._name_width, self._value_width]
            yield from side_by_side([[Styled()], [Styled(name, "muted")], lines], widths, gap=0)

    def _bullets(self, row: TextRow, at: int, width: int) -> list[Styled]:
        layout = Layout(width)
        layout.bullets(told(row, at))
        return layout.lines

    def _short(self, row: TextRow, at: int, width: int) -> list[Styled]:
        texts = [line_of(one.text) for one in row.texts[at] if isinstance(one, Point)]
        return [
            line for one in texts or [line_of(UNKNOWN, "muted")] for line in styled(one).wrap(width)
        ]


def _is_prose(row: AnyRow) -> bool:
    """Return whether a row has sentences behind signs; rows that identify a technology are as short as values."""
    return isinstance(row, TextRow) and not row.is_head
