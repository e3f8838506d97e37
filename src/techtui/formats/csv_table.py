"""Tables as CSV for spreadsheets, in which no cell becomes a formula.

Figures are plain numbers. The last figure of a series has its year beside it; missing values give their reason, if known; items
of a list are separated by semicolons, see `joined`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Final

from techtui.catalog.comparison import Verdict
from techtui.catalog.model import Attribute, AttributeType, Fact, Point, Resource
from techtui.catalog.moments import grain_of, moment_text
from techtui.catalog.movement import MOVED, SINCE, columns_of, rows_of
from techtui.catalog.sanitize import one_line
from techtui.catalog.sort_keys import latest
from techtui.pages.document import day_text
from techtui.pages.listings import COLUMNS, column_text
from techtui.pages.prose import plain
from techtui.pages.values import fact_text, item_text

if TYPE_CHECKING:
    from techtui.catalog.comparison import ComparedRow, Comparison, TextRow
    from techtui.catalog.model import Catalog, Technology
    from techtui.catalog.model import Cell as Known
    from techtui.catalog.search import Hit

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet treat a text as a formula; the full-width ones do in East Asian versions."""


_SEPARATING: Final = re.compile('[";|]')
"""What readers may take for the end of an item; ``techtui import`` does."""


def technology(catalog: Catalog, one: Technology) -> str:
    """Return the facts of a technology, one per line; tables have a further line for each cell."""
    rows: list[Sequence[object]] = []
    for attribute, fact in catalog.facts_of(one):
        about = (joined(fact.sources), day_text(fact.as_of), plain(catalog, fact.note))
        value = (cell(attribute, fact), year(fact), attribute.unit)
        rows.append((attribute.id, attribute.name, attribute.group, *value, *about))
        for column, name, known in _cells(attribute, fact):
            value = (cell(column, Fact(known)), "", column.unit)
            rows.append((column.id, f"{attribute.name} {name}", attribute.group, *value, *about))
    head = ("attribute", "name", "group", "value", "year", "unit", "source", "as_of", "note")
    return table(head, rows)


def _cells(attribute: Attribute, fact: Fact) -> Iterator[tuple[Attribute, str, Known]]:
    """Yield the content of a fact besides its value: a column, what identifies the row, and the value.

    For a table, the cells after the first of each row; for a choice over time, its movement.
    """
    if fact.history:
        ((kind, since),) = rows_of(attribute, fact)
        moved, when = columns_of(attribute)
        yield moved, MOVED, str(kind)
        yield when, SINCE, str(since)
    first, *columns = attribute.columns or (attribute,)
    for row in fact.rows:
        begin = cell(first, Fact(row[0]))
        for column, known in zip(columns, row[1:], strict=True):
            if known is not None:
                yield column, f"{begin}: {column.name}", known


def comparison(
    catalog: Catalog, compared: Comparison, only_differences: bool = False, note: str = ""
) -> str:
    """Return a comparison, a line for each attribute, then one for each kind of text.

    Args:
        catalog: The catalog.
        compared: The comparison.
        only_differences: Whether to leave out rows that are the same or known for some only, and all texts except the answers.
        note: The user's note on it, which becomes the first line below the headings.
    """
    del catalog
    head = ("attribute", "name", "group", "unit", "verdict", "better")
    rows: list[Sequence[object]] = []
    if note.strip():
        lines = "\n".join(map(one_line, note.strip().splitlines()))
        others = [""] * (len(compared.technologies) - 1)
        rows.append(("note", "Note", "", "", "", "", lines, *others))
    rows.extend(_text_row(told) for told in (*compared.heads, *compared.answers))
    tables = {row.attribute.id: row for row in compared.rows if row.parts}
    for _, group in compared.groups():
        for row in group:
            if row.table is not None and (whole := tables.pop(row.about, None)):
                # Before its parts, because a part may consist of its first cell only.
                rows.extend(_compared(compared, whole))
            if not only_differences or row.verdict is Verdict.DIFFERENT:
                rows.extend(_compared(compared, row))
    if not only_differences:
        rows.extend(_text_row(told) for told in compared.told)
    return table((*head, *(one.name for one in compared.technologies)), rows)


def _text_row(told: TextRow) -> Sequence[object]:
    texts = [joined(map(_one_text, each)) for each in told.texts]
    return (told.field, told.name, "", "", told.verdict.value, "", *texts)


def _compared(compared: Comparison, row: ComparedRow) -> Iterable[Sequence[object]]:
    if row.table is not None:
        yield from _part(compared, row, row.table)
        return
    attribute = row.attribute
    about = (attribute.id, attribute.name, attribute.group, attribute.unit, row.verdict.value)
    better = joined(compared.technologies[at].id for at in row.better)
    yield (*about, better, *(cell(attribute, fact) for fact in row.facts))
    if attribute.type is AttributeType.SERIES:
        name = f"{attribute.name}: year"
        yield (f"{attribute.id}:year", name, attribute.group, "", "", "", *map(year, row.facts))


def _part(compared: Comparison, row: ComparedRow, table: Attribute) -> Iterable[Sequence[object]]:
    """Yield the rows of a table with the same first cell: a line for each column with any value."""
    better = joined(compared.technologies[at].id for at in row.better)
    for at, column in enumerate(table.columns):
        known = [
            [one for each in (fact.rows if fact else ()) if (one := each[at]) is not None]
            for fact in row.facts
        ]
        if at and any(known):
            name = f"{table.name} {row.attribute.name}: {column.name}"
            verdict = Verdict.SAME if all(one == known[0] for one in known) else Verdict.DIFFERENT
            verdict = verdict if all(known) else Verdict.MISSING
            about = (column.id, name, table.group, column.unit, verdict.value)
            cells = (
                cell(column, Fact(those[0]))
                if len(those) == 1
                else joined(fact_text(column, Fact(one)) for one in those)
                for those in known
            )
            yield (*about, better if column.better else "", *cells)


def _one_text(one: Point | Resource) -> str:
    return one.text if isinstance(one, Point) else f"{one.title} {one.url}"


def listing(catalog: Catalog, technologies: Sequence[Technology], columns: Sequence[str]) -> str:
    """Return technologies, one per line; the first line holds the ids of the columns."""
    head: list[str] = []
    for column in columns:
        head.append(column)
        if column not in COLUMNS and catalog.attributes[column].type is AttributeType.SERIES:
            head.append(f"{column}:year")
    rows = ([_listed(catalog, one, column) for column in head] for one in technologies)
    return table(head, rows)


def _listed(catalog: Catalog, one: Technology, column: str) -> object:
    if column == "aliases":
        return joined(one.aliases)
    if column in COLUMNS:
        return column_text(catalog, one, column)
    # Ids contain no colons.
    attribute, _, wants_year = column.partition(":")
    fact = one.facts.get(attribute)
    return year(fact) if wants_year else cell(catalog.attributes[attribute], fact)


def hits(catalog: Catalog, found: Sequence[Hit]) -> str:
    """Return the hits of a search, best first."""
    rows: list[Sequence[object]] = [
        (
            hit.technology,
            catalog.technologies[hit.technology].name,
            round(hit.score, 1),
            hit.matched,
        )
        for hit in found
    ]
    return table(("id", "name", "score", "matched"), rows)


def cell(attribute: Attribute, fact: Fact | None) -> str | int | float:
    """Return a fact for a spreadsheet: figures as numbers, the last one of a series; a missing value with its reason, or empty."""
    if fact is None:
        return ""
    match fact.value:
        case None:
            return fact.missing or ""
        case bool() | str():
            return fact_text(attribute, fact)
        case int() | float() as number:
            return number
        case dict() as series:
            return latest(series)[1]
        case tuple() as items:
            return joined(item_text(attribute, item) for item in items)


def year(fact: Fact | None) -> int | str:
    """Return the year, month or day of the figure that `cell` returns for a series; empty for anything else."""
    if fact is None or not isinstance(fact.value, dict):
        return ""
    moment = latest(fact.value)[0]
    return moment if grain_of(moment) == "year" else moment_text(moment)


def joined(items: Iterable[str]) -> str:
    """Return texts in one cell, separated by semicolons; as in CSV, texts with a separator or a quotation mark are quoted."""
    return "; ".join(
        '"' + item.replace('"', '""') + '"' if _SEPARATING.search(item) else item for item in items
    )


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table with a line of headings.

    Texts that a spreadsheet would treat as formulas are prefixed with '; figures are not.
    """
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    for row in (head, *rows):
        writer.writerow([harmless(one) if isinstance(one, str) else one for one in row])
    return file.getvalue()


def harmless(text: str) -> str:
    """Return ``text`` in a form that no spreadsheet evaluates."""
    return f"'{text}" if text.startswith(_FORMULA) else text
