"""The technologies of each value of a choice: a radar, ring by ring."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from techtui.catalog.model import AttributeType
from techtui.catalog.refs import Ref
from techtui.pages.document import Block, Heading, Item, Span, pairs
from techtui.pages.items import technology_link

if TYPE_CHECKING:
    from techtui.catalog.model import Attribute, Catalog

_MOST_NAMED: Final = 30
"""The most technologies named for each value."""


def by_value(catalog: Catalog, attribute: Attribute) -> Iterator[Block]:
    """Yield a section with the technologies of each value, in the order of the choices; nothing for other attributes.

    Args:
        catalog: The catalog.
        attribute: The attribute.
    """
    if attribute.type is not AttributeType.CHOICE:
        return
    having: dict[str, list[str]] = {choice: [] for choice in attribute.choices}
    for one, value in zip(catalog.ids, catalog.column(attribute.id), strict=True):
        if isinstance(value, str) and value in having:
            having[value].append(one)
    rows = [
        (
            Span(attribute.choices[choice], "", _leads(catalog, attribute, choice)),
            Item(tuple(_names(catalog, ids))),
        )
        for choice, ids in having.items()
        if ids
    ]
    if rows:
        yield Heading("By value")
        yield from pairs(rows)


def _leads(catalog: Catalog, attribute: Attribute, choice: str) -> Ref | None:
    """Return the query for a choice; None if its id, or that of the attribute, can't be written in one."""
    # Imported here because other pages need no queries.
    from techtui.catalog.query.wording import written_key, written_value

    key, value = written_key(catalog, attribute), written_value(choice)
    return Ref("query", f"{key}:{value}") if key and value else None


def _names(catalog: Catalog, ids: list[str]) -> Iterator[Span]:
    yield Span(f"{len(ids):,}: ", "muted")
    for at, one in enumerate(ids[:_MOST_NAMED]):
        if at:
            yield Span(", ", "muted")
        yield technology_link(catalog.technologies[one], "")
    if len(ids) > _MOST_NAMED:
        yield Span(f" … and {len(ids) - _MOST_NAMED} more", "muted")
