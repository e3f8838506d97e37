"""A whole catalog as flat CSV tables, for data frames: a table for each kind of thing.

Each table can be read without the catalog: every row names its technology, and a fact also its type and unit. Texts are
unchanged, because programs read them; `techtui.formats.csv_table` writes for spreadsheets.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING, Final

from techtui.catalog.model import POINTS
from techtui.catalog.moments import moment_text
from techtui.pages.document import day_text

if TYPE_CHECKING:
    from techtui.catalog.model import Attribute, Catalog, Fact, Technology

TABLES: Final = {
    "technologies": ("id", "name", "category", "path", "tagline", "summary"),
    "facts": (
        *("technology", "attribute", "name", "type", "unit", "item", "at", "text", "number"),
        *("missing", "as_of", "note", "sources", "layer"),
    ),
    "points": ("technology", "kind", "text", "sources"),
    "relations": ("technology", "kind", "other", "note"),
    "sources": ("id", "title", "url", "date", "read", "weak"),
}
"""Name of a table -> its columns."""


def write(catalog: Catalog, table: str) -> Iterator[str]:
    """Yield a table, line by line, the header first.

    In ``facts``, there is a row for each item of a list, each moment of a series or of a choice over time, and each cell of a
    table; ``item`` counts the items, or the rows of the table, from 1, ``at`` is the year, month or day, and the attribute of a
    cell is its column. Figures are also in ``number``. A fact without a value has one row, with the reason in ``missing``.
    Sources are separated by ``; ``.

    Args:
        catalog: The catalog.
        table: A key of `TABLES`.
    """
    rows = {
        "technologies": _technologies,
        "facts": _facts,
        "points": _points,
        "relations": _relations,
        "sources": _sources,
    }[table]
    yield _line(TABLES[table])
    for row in rows(catalog):
        yield _line(row)


def _line(cells: tuple[object, ...]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _technologies(catalog: Catalog) -> Iterator[tuple[object, ...]]:
    for one in catalog.technologies.values():
        path = " / ".join(step.name for step in catalog.path(one.category))
        yield one.id, one.name, one.category, path, one.tagline, one.summary


def _facts(catalog: Catalog) -> Iterator[tuple[object, ...]]:
    for one in catalog.technologies.values():
        for attribute, fact in catalog.facts_of(one):
            yield from _fact(one, attribute, fact)


def _fact(one: Technology, attribute: Attribute, fact: Fact) -> Iterator[tuple[object, ...]]:
    rest = (
        fact.missing or "",
        day_text(fact.as_of),
        fact.note,
        "; ".join(fact.sources),
        fact.layer,
    )
    for of, item, at, value in _held(attribute, fact):
        text = ("yes" if value else "no") if isinstance(value, bool) else str(value)
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else ""
        name = of.name if of is attribute else f"{attribute.name}: {of.name}"
        yield (one.id, of.id, name, of.type.value, of.unit, item, at, text, number, *rest)


def _held(attribute: Attribute, fact: Fact) -> Iterator[tuple[Attribute, object, object, object]]:
    """Yield everything in a fact: its attribute, position, moment, and value."""
    for position, row in enumerate(fact.rows, 1):
        for column, cell in zip(attribute.columns, row, strict=True):
            if cell is not None:
                value = "; ".join(cell) if isinstance(cell, tuple) else cell
                yield column, position, "", value
    if not fact.rows:
        yield from ((attribute, *one) for one in _values(fact))


def _values(fact: Fact) -> Iterator[tuple[object, object, object]]:
    """Yield position, moment and value of anything but a table."""
    if fact.history:
        for at, choice in fact.history.items():
            yield "", moment_text(at), choice
        return
    match fact.value:
        case None:
            yield "", "", ""
        case dict() as series:
            for at, value in series.items():
                yield "", moment_text(at), value
        case tuple() as items:
            for position, item in enumerate(items, 1):
                yield position, "", item
        case value:
            yield "", "", value


def _points(catalog: Catalog) -> Iterator[tuple[object, ...]]:
    for one in catalog.technologies.values():
        for kind in POINTS:
            for point in getattr(one, kind):
                yield one.id, kind, point.text, "; ".join(point.sources)


def _relations(catalog: Catalog) -> Iterator[tuple[object, ...]]:
    for one in catalog.technologies.values():
        for relation in one.relations:
            yield one.id, relation.kind, relation.technology, relation.note


def _sources(catalog: Catalog) -> Iterator[tuple[object, ...]]:
    for one in catalog.sources.values():
        yield (
            one.id,
            one.title,
            one.url,
            day_text(one.date),
            day_text(one.read),
            "yes" if one.weak else "no",
        )
