"""Tables as CSV for spreadsheets, in which no cell is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Final

from techtui.catalog.comparison import Verdict
from techtui.catalog.model import Attribute, Fact, Point, Resource
from techtui.catalog.sort_keys import latest
from techtui.formats import pages
from techtui.formats.document import day_text
from techtui.formats.plain import fact_text, item_text

if TYPE_CHECKING:
    from techtui.catalog.comparison import Comparison
    from techtui.catalog.model import Catalog, Technology
    from techtui.catalog.search import Hit

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula; the wide ones do so in East Asian versions."""


def technology(catalog: Catalog, one: Technology) -> str:
    """The facts of a technology, a line for each."""
    rows: list[Sequence[object]] = [
        (
            attribute.id,
            attribute.name,
            attribute.group,
            cell(attribute, fact),
            attribute.unit,
            "; ".join(fact.sources),
            day_text(fact.as_of),
            fact.note,
        )
        for attribute, fact in catalog.facts_of(one)
    ]
    return table(("attribute", "name", "group", "value", "unit", "source", "as_of", "note"), rows)


def comparison(catalog: Catalog, compared: Comparison, only_differences: bool = False) -> str:
    """Technologies side by side, a line for each attribute, then one for each kind of text."""
    del catalog
    names = [one.name for one in compared.technologies]
    rows: list[Sequence[object]] = []
    for _, group in compared.groups():
        for row in group:
            if only_differences and row.verdict is not Verdict.DIFFERENT:
                continue
            attribute = row.attribute
            rows.append(
                (
                    attribute.id,
                    attribute.name,
                    attribute.group,
                    attribute.unit,
                    row.verdict.value,
                    " ".join(compared.technologies[at].id for at in row.better),
                    *(cell(attribute, fact) for fact in row.facts),
                )
            )
    for told in () if only_differences else compared.texts:
        texts = ["; ".join(map(_told, each)) for each in told.texts]
        rows.append((told.field, told.name, "", "", told.verdict.value, "", *texts))
    return table(("attribute", "name", "group", "unit", "verdict", "better", *names), rows)


def _told(one: Point | Resource) -> str:
    return one.text if isinstance(one, Point) else f"{one.title} {one.url}"


def listing(catalog: Catalog, technologies: Sequence[Technology], columns: Sequence[str]) -> str:
    """Technologies, a line for each; the first line holds the ids of the columns."""
    rows: list[Sequence[object]] = [
        [
            pages.column_text(catalog, one, column)
            if column in pages.COLUMNS
            else cell(catalog.attributes[column], one.facts.get(column))
            for column in columns
        ]
        for one in technologies
    ]
    return table(columns, rows)


def hits(catalog: Catalog, found: Sequence[Hit]) -> str:
    """What a search found, best first."""
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
    """A fact as a spreadsheet wants it: figures bare, items of a list parted by semicolons, gaps empty."""
    if fact is None or fact.value is None:
        return ""
    match fact.value:
        case bool() | str():
            return fact_text(attribute, fact)
        case int() | float() as number:
            return number
        case dict() as series:
            return latest(series)[1]
        case tuple() as items:
            return "; ".join(item_text(attribute, item) for item in items)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table with a line of headings.

    Texts that a spreadsheet would take for formulas get a ' in front; figures stay figures.
    """
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    for row in (head, *rows):
        writer.writerow([harmless(one) if isinstance(one, str) else one for one in row])
    return file.getvalue()


def harmless(text: str) -> str:
    """``text`` so that no spreadsheet calculates it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
