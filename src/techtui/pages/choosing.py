"""Questions that help to choose; some link to an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from techtui.catalog.query_values import as_value
from techtui.catalog.refs import Ref, of_several
from techtui.pages.document import Block, Bullets, Heading, Item, Span, aside
from techtui.pages.items import said
from techtui.pages.prose import plain

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Question


def questions(
    catalog: Catalog, heading: str, asked: Iterable[Question], category: str = ""
) -> Iterator[Block]:
    """Yield a section of questions; nothing if there are none.

    Args:
        catalog: The catalog.
        heading: The heading of the section.
        asked: The questions.
        category: The id of the category to which their queries are limited; empty for all.
    """
    if items := tuple(_item(catalog, one, category) for one in asked):
        yield Heading(heading)
        yield Bullets(items, numbered=True)


def _item(catalog: Catalog, question: Question, category: str) -> Item:
    if question.compare:
        names = [catalog.technologies[one].name for one in question.compare]
        leads = of_several("compare", question.compare)
        return Item((Span(plain(catalog, question.text), "", leads), *aside(" ⇄ ".join(names))))
    if question.query:
        leads = Ref("query", scoped(question.query, category))
        return Item((Span(plain(catalog, question.text), "", leads), *aside(question.query)))
    return Item(said(catalog, question.text))


def scoped(query: str, category: str) -> str:
    """Return a query limited to a category.

    Args:
        query: In the query language.
        category: An id; empty for the whole catalog.
    """
    if not category or query.startswith("category:"):
        return query
    return f"category:{as_value(category)} {query}"
