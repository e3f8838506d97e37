"""All URLs of a catalog, and where each is cited."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from techtui.catalog.entries import AttributeType
from techtui.catalog.links import is_link

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog


def cited_links(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Return every URL of a catalog in file order, with the ids that cite it.

    The ids are those of technologies, facts (``technology.attribute``), categories, concepts, and of sources that are never cited
    (``sources.id``).
    """
    found: dict[str, dict[str, None]] = {}
    named = _named(catalog)
    for key, source in catalog.sources.items():
        for who in named.get(key, {f"sources.{key}": None}):
            found.setdefault(source.url, {})[who] = None
    for who, url in _others(catalog):
        found.setdefault(url, {})[who] = None
    return {url: tuple(who) for url, who in found.items() if is_link(url)}


def as_json(catalog: Catalog) -> str:
    """Return the URLs as ``{"version": 1, "links": [...]}``."""
    links = [{"url": url, "cited_by": list(who)} for url, who in cited_links(catalog).items()]
    return json.dumps({"version": 1, "links": links}, indent=2, ensure_ascii=False) + "\n"


def _named(catalog: Catalog) -> dict[str, dict[str, None]]:
    """Return source id -> the ids that cite it."""
    named: dict[str, dict[str, None]] = {}

    def note(who: str, sources: Iterable[str]) -> None:
        for one in sources:
            named.setdefault(one, {})[who] = None

    for category in catalog.categories.values():
        note(category.id, category.sources)
    for concept in catalog.concepts.values():
        note(concept.id, concept.sources)
    for key, technology in catalog.technologies.items():
        note(key, technology.cited_in_texts)
        for attribute, fact in technology.facts.items():
            note(f"{key}.{attribute}", fact.sources)
    return named


def _others(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield an id and a URL for each URL that is not a source's: learning resources, links among facts, links in Markdown."""
    markdown = catalog.conventions.markdown
    links = [one.id for one in catalog.attributes.values() if one.type is AttributeType.LINK]
    for key, technology in catalog.technologies.items():
        for resource in technology.learn:
            yield key, resource.url
        for attribute in links:
            fact = technology.facts.get(attribute)
            if fact is not None and isinstance(fact.value, str):
                yield f"{key}.{attribute}", fact.value
        if markdown:
            for text in (technology.summary, *(point.text for point in technology.points)):
                yield from ((key, url) for url in _links_in(text))
    if markdown:
        for key, category in catalog.categories.items():
            yield from ((key, url) for url in _links_in(category.summary))
        for key, concept in catalog.concepts.items():
            yield from ((key, url) for url in _links_in(concept.text))


def _links_in(text: str) -> Iterator[str]:
    from techtui.catalog.markdown import CodeLines, parts_of

    for part in parts_of(text):
        if not isinstance(part, CodeLines):
            yield from (piece.link for piece in part.pieces if piece.link)
