"""Lays tables out in lines of a width, with bars where they are useful."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from techtui.formats.measure import cell_len
from techtui.formats.styled import Styled, side_by_side, styled
from techtui.pages.document import BETTER_SIGN
from techtui.pages.overview import as_pairs, as_table, has_words
from techtui.pages.values import UNKNOWN, meter

if TYPE_CHECKING:
    from techtui.pages.document import Overview, Pairs, Row, Table

_NAMES: Final = 26
_GAP: Final = 2
_NARROWEST: Final = 14
"""If the values of a comparison have less room, they are stacked."""
_LONGEST_WORD: Final = 24
"""Words up to this width are kept whole in columns: identifiers, but not URLs."""
_WIDEST_VALUE: Final = 60
_SHORTEST_BAR: Final = 4
_LONGEST_BAR: Final = 16
_WIDEST_OF_OVERVIEW: Final = 22
"""The widest column of values in an overview; longer values wrap."""
_LEAST_WORDS: Final = 34
"""The narrowest column of words in an overview; with less room, it has values only."""


def table_lines(table: Table, width: int, with_head: bool = True) -> Iterator[Styled]:
    """Yield a table as lines; if columns would be too narrow, each row becomes a paragraph.

    Args:
        table: The table.
        width: The most cells of a line.
        with_head: Whether to include the headings of the columns.
    """
    widths = _widths(table, width)
    if widths is not None and with_head:
        head = [
            Styled(one, "strong").wrap(each) for one, each in zip(table.head, widths, strict=True)
        ]
        yield from side_by_side(head, widths, first=Styled("  ") if table.signs else None)
    for at, (title, rows) in enumerate(table.sections):
        if title:
            if at or (widths is not None and with_head):
                yield Styled()
            yield from Styled(title, "accent").wrap(width)
        for row in rows:
            if widths is None and not table.signs:
                yield from _flowed(table, row, width)
            elif widths is None:
                yield from _stacked(table, row, width)
            else:
                bar = bar_width(row, min(widths[1:], default=0))
                cells = [cell_lines(row, at, each, bar) for at, each in enumerate(widths)]
                yield from side_by_side(cells, widths, first=sign_of(row) if table.signs else None)


def sign_of(row: Row) -> Styled:
    """Return the sign of a row, as two cells."""
    return Styled(row.sign or " ", row.tone).append(" ")


def bar_width(row: Row, width: int) -> int:
    """Return the length of a row's bars: equal, so that they can be compared; 0 if there is no room.

    Args:
        row: The row.
        width: The width of its narrowest cell with a bar.
    """
    words = [cell_len(styled(cell.line).plain) for cell in row.cells if cell.share is not None]
    if not words:
        return 0
    room = width - max(words) - 1 - (2 if any(cell.better for cell in row.cells) else 0)
    return min(_LONGEST_BAR, room) if room >= _SHORTEST_BAR else 0


def cell_lines(row: Row, at: int, width: int, bar: int = 0) -> list[Styled]:
    """Return the lines of a cell.

    Args:
        row: The row.
        at: The position of the cell; 0 for the name of the row, if it has one.
        width: The width in cells.
        bar: The result of `bar_width` for the row.
    """
    cell = row.cells[at]
    text = Styled()
    if cell.share is not None and bar:
        line, track = meter(cell.share, bar)
        text.append(line, "accent").append(f"{track} ", "line")
    text.extend(styled(cell.line))
    if at == 0 or not any(one.better for one in row.cells):
        return text.wrap(width)
    # The sign of the better value has a place of its own, so that values stay aligned.
    sign = Styled(f"{BETTER_SIGN} ", "good") if cell.better else Styled("  ")
    return [
        (Styled("  ") if number else sign).extend(line)
        for number, line in enumerate(text.wrap(width - 2))
    ]


def _flowed(table: Table, row: Row, width: int) -> Iterator[Styled]:
    """Yield a row as a paragraph: its first cell, then the others after their headings; unknown ones are left out."""
    text = Styled()
    for words, tone, ref in styled(row.cells[0].line).pieces:
        text.append(words, tone or "strong", ref)
    between = "  "
    for head, cell in zip(table.head[1:], row.cells[1:], strict=True):
        value = styled(cell.line)
        if value.plain not in ("", UNKNOWN):
            text.append(f"{between}{head} ", "muted").extend(value)
            between = "; "
    yield from _hung(text, width, Styled(), 2)


def _stacked(table: Table, row: Row, width: int) -> Iterator[Styled]:
    first = sign_of(row) if table.signs else Styled()
    yield from _hung(styled(row.cells[0].line), width, first, 2)
    for head, cell in zip(table.head[1:], row.cells[1:], strict=True):
        text = Styled(f"{head}: ", "muted")
        if cell.better:
            text.append(f"{BETTER_SIGN} ", "good")
        yield from _hung(text.extend(styled(cell.line)), width, Styled(" " * 4), 6)


def _hung(text: Styled, width: int, first: Styled, rest: int) -> Iterator[Styled]:
    for at, line in enumerate(text.wrap(max(1, width - max(first.cell_len, rest)))):
        yield (Styled(" " * rest) if at else first).extend(line)


def _widths(table: Table, width: int) -> list[int] | None:
    """Return the widths of the columns; None if there is no room for columns."""
    if table.signs:
        return _compared_widths(table, width)
    return _list_widths(table, width)


def _list_widths(table: Table, width: int) -> list[int] | None:
    rows = [row for _, rows in table.sections for row in rows]
    columns = [
        [head, *(styled(row.cells[at].line).plain for row in rows)]
        for at, head in enumerate(table.head)
    ]
    widths = [max(map(cell_len, texts)) for texts in columns]
    least = [_longest_word(texts) for texts in columns]
    room = width - _GAP * (len(widths) - 1)
    while sum(widths) > room:
        # The widest column that can be is narrowed.
        at = max(range(len(widths)), key=lambda at: (widths[at] > least[at], widths[at]))
        if widths[at] == least[at]:
            return None
        others = [one for other, one in enumerate(widths) if one < widths[at] and other != at]
        widths[at] = max(least[at], widths[at] - (sum(widths) - room), max(others, default=0))
    return widths


def _longest_word(texts: Iterable[str]) -> int:
    """Return the least width of a column: words are kept whole, but URLs and the like are shortened."""
    longest = max((cell_len(word) for text in texts for word in text.split()), default=0)
    return min(_LONGEST_WORD, longest)


def _compared_widths(table: Table, width: int) -> list[int] | None:
    rows = (row for _, rows in table.sections for row in rows)
    longest = max(cell_len(styled(row.cells[0].line).plain) for row in rows)
    first = min(longest, _NAMES, width // 4)
    others = len(table.head) - 1
    each = (width - 2 - first - _GAP * others) // others
    return [first, *([min(each, _WIDEST_VALUE)] * others)] if each >= _NARROWEST else None


def overview_block(overview: Overview, width: int) -> Table | Pairs:
    """Return the form of an overview that fits: values and words, at least two values, or words alone.

    If most rows have no words, one value is better than none.

    Args:
        overview: The overview.
        width: The most cells of a line.
    """
    worded = sum(map(has_words, overview.rows))
    least = 2 if 2 * worded > len(overview.rows) else 1
    for count in range(len(overview.head), least - 1, -1):
        table = as_table(overview, count, words=False)
        left = width - sum(_overview_widths(table)) - _GAP * count
        if left >= _LEAST_WORDS + _GAP:
            return as_table(overview, count, words=True)
        if left >= 0:
            return table
    return as_pairs(overview)


def _overview_widths(table: Table) -> Iterator[int]:
    """Yield the preferred width of each column of an overview."""
    rows = table.sections[0][1]
    for at, head in enumerate(table.head):
        texts = [head, *(styled(row.cells[at].line).plain for row in rows)]
        most = _NAMES if at == 0 else max(cell_len(head), _WIDEST_OF_OVERVIEW, _longest_word(texts))
        yield min(most, max(map(cell_len, texts)))
