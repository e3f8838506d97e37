"""The pages of lists: technologies, hits, concepts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from techtui.catalog.model import POINTS
from techtui.catalog.places import paths_text, places_text
from techtui.pages.document import Cell, Document, Row, Span, Table
from techtui.pages.items import origin_of
from techtui.pages.prose import plain
from techtui.pages.values import count_text, fact_text

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Technology
    from techtui.catalog.search import Hit

COLUMNS: Final = (
    *("id", "name", "category", "tagline", "summary", "aliases"),
    *POINTS,
    *("used_by", "relations", "learn"),
)
"""The columns of a list besides attributes."""


def column_text(catalog: Catalog, technology: Technology, column: str) -> str:
    """Return the text of a column: one of `COLUMNS` or the id of an attribute."""
    match column:
        case "id" | "name" | "tagline":
            return str(getattr(technology, column))
        case "summary":
            return plain(catalog, technology.summary)
        case "category":
            return places_text(catalog, technology)
        case "aliases":
            return ", ".join(technology.aliases)
        case _ if column in POINTS:
            return "; ".join(plain(catalog, point.text) for point in getattr(technology, column))
        case "used_by":
            return "; ".join(usage.name for usage in technology.used_by)
        case "relations":
            return "; ".join(
                f"{one.label} {catalog.technologies[one.technology].name}"
                for one in technology.relations
                if one.technology in catalog.technologies
            )
        case "learn":
            return "; ".join(f"{one.title} {one.url}" for one in technology.learn)
        case _:
            return fact_text(catalog.attributes[column], technology.facts.get(column))


def list_page(
    catalog: Catalog, technologies: Sequence[Technology], columns: Sequence[str], title: str = ""
) -> Document:
    """Return a table of technologies.

    Args:
        catalog: The catalog.
        technologies: The rows.
        columns: Each one of `COLUMNS` or the id of an attribute.
        title: The title; empty for that of the catalog.
    """
    head = (
        column.capitalize().replace("_", " ")
        if column in COLUMNS
        else catalog.attributes[column].name
        for column in columns
    )
    rows = (
        [
            Span(column_text(catalog, one, column), "strong" if column == "name" else "")
            for column in columns
        ]
        for one in technologies
    )
    count = count_text(len(technologies), catalog.conventions.noun)
    return _list(title or catalog.title, count, head, rows, origin_of(catalog))


def hits_page(catalog: Catalog, hits: Sequence[Hit]) -> Document:
    """Return the hits of a search, best first."""
    rows = []
    for hit in hits:
        technology = catalog.technologies[hit.technology]
        path = paths_text(catalog, technology)
        rows.append(
            [Span(technology.name, "strong"), Span(path, "muted"), Span(technology.tagline)]
        )
    return _list("Found", "", ("Name", "Category", "Tagline"), rows, origin_of(catalog))


def concepts_page(catalog: Catalog) -> Document:
    """Return the names of all concepts."""
    rows = [[Span(one.id), Span(one.title, "strong")] for one in catalog.concepts.values()]
    title = f"Concepts of {catalog.title}"
    return _list(title, f"{len(rows)} concepts", ("Id", "Concept"), rows, origin_of(catalog))


def _list(
    title: str, count: str, head: Iterable[str], rows: Iterable[Sequence[Span]], origin: str
) -> Document:
    cells = tuple(Row(tuple(Cell((span,)) for span in row)) for row in rows)
    return Document(title, count, (Table(tuple(head), (("", cells),)),), origin, bare=True)
