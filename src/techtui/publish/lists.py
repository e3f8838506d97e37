"""The lists of a website: all technologies, the category tree, concepts, attributes, sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Final

from techtui.catalog.places import places_text
from techtui.catalog.refs import Ref
from techtui.formats.html_page import body
from techtui.pages.document import (
    Cell,
    Item,
    Pairs,
    Paragraph,
    Row,
    Span,
    Table,
    line_of,
    told_of,
)
from techtui.pages.values import count_text
from techtui.publish.addresses import segment

if TYPE_CHECKING:
    from techtui.catalog.model import Attribute, Catalog, Category, Technology
    from techtui.publish.addresses import SiteLinks

_MOST_IN_TREE: Final = 30_000
"""Characters. The first page must load fast; a larger tree is shown without technologies, then without its lower categories."""
_BEGINNING: Final = 160
"""The most characters of the beginning of a text."""


def categories_tree(catalog: Catalog, links: SiteLinks, with_technologies: bool) -> str:
    """Return the categories as nested lists.

    Args:
        catalog: The catalog.
        links: The links of the page.
        with_technologies: Whether to include technologies, if the whole stays small.
    """
    if not with_technologies:
        return "\n".join(_branches(catalog, links, "", False, 99))
    tree = "\n".join(_branches(catalog, links, "", True, 99))
    for depth in (99, 3, 2, 1):
        if len(tree) <= _MOST_IN_TREE:
            break
        tree = "\n".join(_branches(catalog, links, "", False, depth))
    return tree


def _branches(
    catalog: Catalog, links: SiteLinks, above: str, with_technologies: bool, depth: int
) -> Iterator[str]:
    children = catalog.children(above)
    if not children or not depth:
        return
    yield f'<ul class="{"twigs" if above else "tree"}">'
    for one in children:
        yield f"<li>{_category(catalog, one, links)}"
        yield from _branches(catalog, links, one.id, with_technologies, depth - 1)
        if with_technologies and (members := catalog.members(one.id)):
            yield f'<p class="leaves">{" · ".join(_technology(each, links) for each in members)}</p>'
        yield "</li>"
    yield "</ul>"


def _category(catalog: Catalog, category: Category, links: SiteLinks) -> str:
    count = count_text(catalog.count(category.id), catalog.conventions.noun)
    link = _link(category.name, links.page(Ref("category", category.id)))
    return f'<strong>{link}</strong> <span class="muted">{count}</span>'


def _technology(technology: Technology, links: SiteLinks) -> str:
    return _link(technology.name, links.page(Ref("technology", technology.id)))


def _link(text: str, address: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def technologies_list(catalog: Catalog, links: SiteLinks) -> str:
    """Return all technologies as a list; a script replaces it with search and filters."""

    def items() -> Iterator[str]:
        for one in catalog.technologies.values():
            where = places_text(catalog, one)
            said = f" · {escape(one.tagline)}" if one.tagline else ""
            yield f'<li>{_technology(one, links)}{said}<span class="note">{escape(where)}</span></li>'

    count = count_text(len(catalog), catalog.conventions.noun)
    return f'<div id="find"></div>\n<div id="all"><p>{count}</p>\n<ul>\n{chr(10).join(items())}\n</ul></div>'


def concepts_list(catalog: Catalog, links: SiteLinks) -> str:
    """Return all concepts by title, each with the beginning of its text."""
    ordered = sorted(catalog.concepts.values(), key=lambda one: (one.title.casefold(), one.id))
    rows = tuple(
        (Span(one.title, "", Ref("concept", one.id)), Item(line_of(_beginning(one.text))))
        for one in ordered
    )
    return body([Pairs((("", rows),))], links) if rows else _nothing("concepts", links)


def attributes_list(catalog: Catalog, links: SiteLinks) -> str:
    """Return all attributes by group, each with its meaning."""
    groups: dict[str, list[Row]] = {}
    for one in catalog.shown_attributes:
        groups.setdefault(one.group, []).append(_attribute_row(one, _known(catalog, one)))
    if not groups:
        return _nothing("attributes", links)
    sections = tuple((group, tuple(rows)) for group, rows in groups.items())
    return body([Table(("Attribute", "Facts", "What it means"), sections)], links)


def _attribute_row(attribute: Attribute, known: int) -> Row:
    name = Span(attribute.name, "", Ref("attribute", attribute.id))
    return Row((Cell((name,)), Cell(line_of(str(known))), Cell(line_of(attribute.help))))


def _known(catalog: Catalog, attribute: Attribute) -> int:
    return sum(value is not None for value in catalog.column(attribute.id))


def sources_list(catalog: Catalog, links: SiteLinks) -> str:
    """Return all sources, each with the technologies that cite it."""
    if not catalog.sources:
        return _nothing("sources", links)
    cited = _cited(catalog)

    def items() -> Iterator[str]:
        for one in catalog.sources.values():
            title = body([Paragraph(line_of(one.title, "", Ref("url", one.url)))], links)[3:-4]
            told = told_of(one)
            day = f' <span class="muted">{told}</span>' if told else ""
            names = ", ".join(_technology(each, links) for each in cited.get(one.id, ()))
            where = f'<span class="note">in {names}</span>' if names else ""
            yield f'<li id="{segment(one.id)}">{title}{day}{where}</li>'

    return f"<ul>\n{chr(10).join(items())}\n</ul>"


def _cited(catalog: Catalog) -> Mapping[str, list[Technology]]:
    """Return source id -> the technologies that cite it."""
    cited: dict[str, dict[str, Technology]] = {}
    for one in catalog.technologies.values():
        for source in one.cited:
            cited.setdefault(source, {})[one.id] = one
    return {source: list(found.values()) for source, found in cited.items()}


def _beginning(text: str) -> str:
    """Return the first sentence of a text, or as much of it as fits."""
    first = text.split("\n", 1)[0]
    end = first.find(". ")
    first = first[: end + 1] if end > 0 else first
    return first if len(first) <= _BEGINNING else f"{first[: _BEGINNING - 1].rstrip()}…"


def _nothing(what: str, links: SiteLinks) -> str:
    return body([Paragraph(line_of(f"The catalog has no {what}.", "muted"))], links)
