"""Listings of a catalog's attributes and categories."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from techtui.catalog.places import path_text
from techtui.pages.document import Cell, Document, Row, Span, Table
from techtui.pages.prose import plain

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog


class Listing(NamedTuple):
    """A listing of plain values.

    Args:
        title: The title.
        head: The names of its columns.
        rows: The values.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]

    def page(self) -> Document:
        """Return the listing as a page."""
        rows = tuple(
            Row(
                tuple(
                    Cell((Span(str(value), "strong" if at == 0 else ""),))
                    for at, value in enumerate(row)
                )
            )
            for row in self.rows
        )
        head = tuple(name.capitalize() for name in self.head)
        return Document(self.title, "", (Table(head, (("", rows),)),), bare=True)


def attributes(catalog: Catalog) -> Listing:
    """Return the attributes in catalog order, each with its number of facts."""
    rows = tuple(
        (
            one.id,
            one.name,
            one.type.value,
            one.unit,
            one.group,
            sum(value is not None for value in catalog.column(one.id)),
            ", ".join(one.choices),
        )
        for one in catalog.attributes.values()
    )
    head = ("id", "name", "type", "unit", "group", "facts", "choices")
    return Listing(f"Attributes of {catalog.title}", head, rows)


def categories(catalog: Catalog) -> Listing:
    """Return the categories from the top down, each with its path and the number of technologies in and below it."""
    rows: list[tuple[str | int, ...]] = []

    def walk(above: str) -> None:
        for one in catalog.children(above):
            path = path_text(catalog, one.id)
            rows.append((one.id, path, catalog.count(one.id), plain(catalog, one.summary)))
            walk(one.id)

    walk("")
    head = ("id", "category", "technologies", "summary")
    return Listing(f"Categories of {catalog.title}", head, tuple(rows))
