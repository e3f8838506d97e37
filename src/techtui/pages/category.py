"""The page of a category."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from techtui.catalog.refs import Ref
from techtui.pages.choosing import questions
from techtui.pages.citing import Citing
from techtui.pages.document import (
    Block,
    Document,
    Heading,
    Item,
    Paragraph,
    Span,
    line_of,
    pairs,
)
from techtui.pages.items import link_bullets, origin_of
from techtui.pages.overview import members_overview
from techtui.pages.prose import prose
from techtui.pages.values import count_text

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Category

_MOST_LISTED: Final = 200


def category_page(catalog: Catalog, category: Category) -> Document:
    """Return the page of a category: what belongs there, how to choose, what is in it."""
    path = " › ".join(one.name for one in catalog.path(category.id)[:-1])
    return Document(category.name, path, _category(catalog, category), origin_of(catalog))


def _category(catalog: Catalog, category: Category) -> Iterator[Block]:
    citing = Citing(catalog)
    noun = catalog.conventions.noun
    if category.summary:
        yield from prose(catalog, category.summary, citing.cite(category.sources))
    yield from questions(catalog, "How to choose", category.how_to_choose, category.id)
    if children := catalog.children(category.id):
        yield Heading("Branches")
        yield from pairs(
            (
                Span(child.name, "", Ref("category", child.id)),
                Item(line_of(count_text(catalog.count(child.id), noun), "muted")),
            )
            for child in children
        )
    if members := catalog.placed.get(category.id, ()):
        yield Heading("In this category", aside=count_text(len(members), noun))
        yield members_overview(
            catalog, category.id, [catalog.technologies[one] for one in members[:_MOST_LISTED]]
        )
    if len(members) > _MOST_LISTED:
        yield Paragraph(line_of(f"… and {len(members) - _MOST_LISTED} more", "muted"))
    concepts = (catalog.concepts[one] for one in category.concepts)
    yield from link_bullets(
        "Good to understand first", ((one.title, Ref("concept", one.id), "") for one in concepts)
    )
    yield from citing.sources()
