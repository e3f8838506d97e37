"""The page of a whole catalog: what it covers, and where to begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from techtui.catalog.refs import Ref
from techtui.pages.choosing import questions
from techtui.pages.document import (
    Block,
    Document,
    Heading,
    Item,
    Paragraph,
    Span,
    day_text,
    line_of,
    pairs,
)
from techtui.pages.prose import plain
from techtui.pages.values import count_text

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Category
    from techtui.pages.document import Pair

_MOST_LISTED: Final = 60
"""The most categories listed; if there are more, only the topmost are."""
_SENTENCE: Final = re.compile(r"(.+?[.!?])(?:\s|$)", re.DOTALL)


def catalog_page(catalog: Catalog, hint: str = "") -> Document:
    """Return the page of a catalog: where to begin, what it covers.

    Args:
        catalog: The catalog.
        hint: How to move around, where that helps; may be empty.
    """
    return Document(catalog.title, "", _catalog(catalog, hint))


def _catalog(catalog: Catalog, hint: str) -> Iterator[Block]:
    if catalog.summary:
        yield Paragraph(line_of(catalog.summary))
    yield Paragraph(line_of(", ".join(_extent(catalog)), "muted"))
    if hint:
        yield Paragraph(line_of(hint, "accent"))
    yield from questions(catalog, "Where to begin", catalog.how_to_choose)
    tops = catalog.children()
    if not tops:
        return
    yield Heading("What it covers")
    deep = len(catalog.categories) <= _MOST_LISTED
    yield from pairs(pair for one in tops[:_MOST_LISTED] for pair in _branch(catalog, one, deep))
    if len(tops) > _MOST_LISTED:
        yield Paragraph(line_of(f"… and {len(tops) - _MOST_LISTED} more", "muted"))


def _branch(catalog: Catalog, category: Category, deep: bool, level: int = 0) -> Iterator[Pair]:
    """Yield a category and, if there are not too many, its descendants."""
    name = Span(category.name, "", Ref("category", category.id))
    if level:
        name = Span("› " * level + category.name, "", name.ref)
    text = plain(catalog, category.summary)
    first = _SENTENCE.match(text)
    said = first[1] if first else text
    count = f"{catalog.count(category.id):,}"
    yield name, Item((Span(f"{count} · " if said else count, "muted"), *line_of(said)))
    if deep:
        for child in catalog.children(category.id):
            yield from _branch(catalog, child, deep, level + 1)


def _extent(catalog: Catalog) -> Iterator[str]:
    yield count_text(len(catalog), catalog.conventions.noun)
    if catalog.concepts:
        yield count_text(len(catalog.concepts), ("concept", "concepts"))
    if catalog.decisions:
        yield count_text(len(catalog.decisions), ("kind of decision", "kinds of decisions"))
    if catalog.as_of:
        yield f"as of {day_text(catalog.as_of)}"
