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
from techtui.pages.items import link_bullets, origin_of, technology_link
from techtui.pages.prose import prose
from techtui.pages.values import count_text

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Category, Technology
    from techtui.pages.document import Line

_MOST_LISTED: Final = 500


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
    members = catalog.members(category.id)
    if members:
        yield Heading("In this category", aside=count_text(len(members), noun))
        yield from pairs(
            (technology_link(one, ""), Item((*line_of(one.tagline), *_discouraged(catalog, one))))
            for one in members[:_MOST_LISTED]
        )
    if len(members) > _MOST_LISTED:
        yield Paragraph(line_of(f"… and {len(members) - _MOST_LISTED} more", "muted"))
    concepts = (catalog.concepts[one] for one in category.concepts)
    yield from link_bullets(
        "Good to understand first", ((one.title, Ref("concept", one.id), "") for one in concepts)
    )
    yield from citing.sources()


def _discouraged(catalog: Catalog, technology: Technology) -> Line:
    why = catalog.why_discouraged(technology)
    return (Span(f" ({why})" if technology.tagline else why, "mark"),) if why else ()
