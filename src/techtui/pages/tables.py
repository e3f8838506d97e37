"""The tables of a technology: their rows, with past dates and the next one marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from techtui.catalog.links import link_kind
from techtui.catalog.model import AttributeType
from techtui.pages.citing import Citing
from techtui.pages.document import (
    Block,
    Cell,
    Heading,
    Line,
    Paragraph,
    Row,
    Span,
    Table,
    line_of,
)
from techtui.pages.items import link_span, origin_line, role_line
from techtui.pages.values import UNKNOWN, value_text

if TYPE_CHECKING:
    from techtui.catalog.model import Attribute, Catalog, Fact, TableRow, Technology
    from techtui.catalog.model import Cell as Known

NEXT_SIGN: Final = "◂"
"""The sign of the next date in a column."""
ANY_DAY: Final = date.min
"""Before all dates: for pages that may be read on any day."""


def table_sections(
    catalog: Catalog, technology: Technology, citing: Citing, today: date | None
) -> Iterator[Block]:
    """Yield the tables of a technology, each under a heading.

    Args:
        catalog: The catalog.
        technology: The technology.
        citing: Makes source marks.
        today: The day that separates past from future; by default today. `ANY_DAY` marks no dates.
    """
    for attribute, fact in catalog.facts_of(technology):
        if fact.rows:
            yield Heading(attribute.name)
            yield from table_blocks(attribute, fact, citing, today)


def table_blocks(
    attribute: Attribute, fact: Fact, citing: Citing, today: date | None = None
) -> Iterator[Block]:
    """Yield a table, and its sources below.

    Args:
        attribute: The attribute.
        fact: The fact with the rows.
        citing: Makes source marks.
        today: The day that separates past from future; by default today. `ANY_DAY` marks no dates.
    """
    day = (today or date.today()).isoformat()
    shown = [
        (at, column)
        for at, column in enumerate(attribute.columns)
        if any(row[at] is not None for row in fact.rows)
    ]
    upcoming = {at: _next(column, at, fact.rows, day) for at, column in shown}
    rows = tuple(
        Row(tuple(Cell(_cell(column, row[at], day, upcoming[at])) for at, column in shown))
        for row in fact.rows
    )
    yield Table(tuple(column.name for _, column in shown), (("", rows),), dense=True)
    legend = line_of(f"{NEXT_SIGN} comes next", "mark") if any(upcoming.values()) else ()
    said = fact.note or ("Source" if fact.sources else "")
    below = (
        (*line_of(said, "muted"), *citing.cite(fact.sources), *origin_line(fact)) if said else ()
    )
    below = below or origin_line(fact)
    if legend or below:
        yield Paragraph((*legend, *((Span("  "),) if legend and below else ()), *below))


def _next(column: Attribute, at: int, rows: Sequence[TableRow], day: str) -> str:
    """Return the first date of a column that is not past; empty if there is none."""
    if column.type is not AttributeType.DATE or day == ANY_DAY.isoformat():
        return ""
    dates = (cell for row in rows if isinstance(cell := row[at], str) and cell >= day)
    return min(dates, default="")


def _cell(column: Attribute, cell: Known | None, day: str, upcoming: str) -> Line:
    if cell is not None and column.type is AttributeType.DATE and isinstance(cell, str):
        if cell == upcoming:
            return line_of(f"{cell}{NEXT_SIGN}", "mark")
        return line_of(cell, "muted" if cell < day else "")
    return cell_line(column, cell)


def cell_line(column: Attribute, cell: Known | None) -> Line:
    """Return a cell of a table; unknown values have a sign.

    Args:
        column: The column.
        cell: The value.
    """
    if cell is None:
        return line_of(UNKNOWN, "muted")
    if column.type is AttributeType.LINK and isinstance(cell, str):
        return (link_span(_short(cell), cell),)
    return role_line(column, cell) or line_of(value_text(column, cell))


def _short(address: str) -> str:
    """Return an address in a form for columns: the host of a web address."""
    if link_kind(address) != "open":
        return address
    host = address.partition("://")[2]
    for sign in "/?#":
        host = host.partition(sign)[0]
    return host


def row_line(table: Attribute, row: TableRow, alike: Collection[int] = ()) -> Line:
    """Return a row as a line: all known cells except the first and addresses, each after the name of its column.

    Args:
        table: The table.
        row: The row.
        alike: The positions of columns that equal those of all compared rows; these come last.
    """
    told = [
        (at, column)
        for at, column in enumerate(table.columns)
        if at and row[at] is not None and column.type is not AttributeType.LINK
    ]
    if not told:
        return line_of("yes")
    parts: list[Span] = []
    for at, column in sorted(told, key=lambda one: one[0] in alike):
        if parts:
            parts.append(Span("; ", "muted"))
        if len(table.columns) > 2:
            parts.append(Span(f"{column.name} ", "muted"))
        spans = [one for one in cell_line(column, row[at]) if isinstance(one, Span)]
        parts += (Span(one.text, "muted") for one in spans) if at in alike else spans
    return tuple(parts)
