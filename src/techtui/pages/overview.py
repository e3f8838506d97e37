"""Overviews of the technologies of a category, as tables of their most telling values or as pairs of names and taglines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from techtui.catalog.first_columns import first_columns
from techtui.pages.document import Cell, Item, Overview, Pairs, Row, Span, Table, Told, line_of
from techtui.pages.items import technology_link
from techtui.pages.values import fact_text

if TYPE_CHECKING:
    from techtui.catalog.model import Attribute, Catalog, Technology

_MOST_COLUMNS: Final = 3


def members_overview(catalog: Catalog, category: str, members: Sequence[Technology]) -> Overview:
    """Return an overview of technologies of a category, with the first columns of its table.

    Args:
        catalog: The catalog.
        category: The id of the category.
        members: The technologies to show.
    """
    ids = tuple(catalog.ids_in(category))
    first = first_columns(catalog, ids, category, _MOST_COLUMNS)
    columns = [catalog.attributes[one] for one in first]
    rows = (_told(catalog, one, columns) for one in members)
    return Overview(tuple(one.name for one in columns), tuple(rows))


def _told(catalog: Catalog, technology: Technology, columns: Sequence[Attribute]) -> Told:
    why = catalog.why_discouraged(technology)
    return Told(
        technology_link(technology, ""),
        line_of(technology.tagline),
        line_of(f"({why})", "mark") if why else (),
        tuple(_value(one, technology) for one in columns),
    )


def _value(attribute: Attribute, technology: Technology) -> Cell:
    fact = technology.facts.get(attribute.id)
    known = fact is not None and fact.value is not None
    return Cell(line_of(fact_text(attribute, fact), "" if known else "muted"))


def as_table(overview: Overview, columns: int, words: bool) -> Table:
    """Return an overview as a table.

    Args:
        overview: The overview.
        columns: The number of values per row.
        words: Whether to add the words, if there are any.
    """
    words = words and any(has_words(one) for one in overview.rows)
    rows = []
    for one in overview.rows:
        warning = (Span(" "), *one.warning) if one.warning else ()
        cells = [Cell((one.name, *warning)), *one.values[:columns]]
        rows.append(Row(tuple([*cells, Cell(one.words)] if words else cells)))
    head = ("Name", *overview.head[:columns], *(("Tagline",) if words else ()))
    return Table(head, (("", tuple(rows)),), dense=True)


def as_pairs(overview: Overview) -> Pairs:
    """Return an overview as pairs of names and words."""
    rows = []
    for one in overview.rows:
        between = (Span(" "),) if one.warning and has_words(one) else ()
        rows.append((one.name, Item((*one.words, *between, *one.warning))))
    return Pairs((("", tuple(rows)),))


def whole(overview: Overview) -> Table | Pairs:
    """Return an overview with all values and words, for writers without a limit of width."""
    return (
        as_table(overview, len(overview.head), words=True) if overview.head else as_pairs(overview)
    )


def has_words(told: Told) -> bool:
    """Return whether a row has words."""
    return any(isinstance(one, Span) and one.text for one in told.words)
