"""The section of a technology's page about related technologies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from techtui.catalog.neighbours import suggested_beside
from techtui.catalog.refs import of_several
from techtui.catalog.relations import BOTH_WAYS, inverse_of
from techtui.pages.document import Block, Bullets, Heading, Item, Span, aside
from techtui.pages.items import technology_link

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Technology

RELATION_SIGNS: Final = {
    "alternative_to": "⇄",
    "fork_of": "↳",
    "compatible_with": "≈",
    "part_of": "⊂",
}
"""The signs of some kinds of relations; others have an arrow."""

_LONG: Final = 8
"""With more relations, a kind with many of them takes one line."""
_FEW: Final = 3
"""Up to so many of a kind keep a line each, with their notes."""


def related(catalog: Catalog, technology: Technology) -> Iterator[Block]:
    """Yield the section: relations to others, relations from others, and suggested comparisons.

    Relations are grouped by kind. If there are many, those of a kind share a line of names.
    """
    kinds = _kinds(catalog, technology)
    is_long = sum(len(one.own) for one in kinds.values()) > _LONG
    items = [item for words, one in kinds.items() for item in one.items(words, is_long)]
    if others := suggested_beside(catalog, (technology,)):
        links = (
            Span(other.name, "strong", of_several("compare", (technology.id, other.id)))
            for other in others
        )
        items.append(_listed("Compare with", links, "≠"))
    if items:
        yield Heading("Related")
        yield Bullets(tuple(items))


class _Kind:
    """The relations with the same name.

    Args:
        sign: The sign before each.
    """

    def __init__(self, sign: str) -> None:
        self.sign = sign
        self.own: list[tuple[Span, str]] = []
        """Links to technologies that the technology names itself, with notes."""
        self.incoming: list[Span] = []
        """Links to technologies that name it; their notes are for their own pages."""

    def items(self, words: str, is_long: bool) -> Iterator[Item]:
        """Yield a line for each, or one for all if there are many."""
        if is_long and len(self.own) > _FEW:
            yield _listed(words, (*(link for link, _ in self.own), *self.incoming), self.sign)
            return
        for link, note in self.own:
            yield Item((Span(f"{words} ", "muted"), link, *aside(note)), sign=self.sign)
        if self.incoming:
            yield _listed(words, self.incoming, self.sign)


def _kinds(catalog: Catalog, technology: Technology) -> dict[str, _Kind]:
    """Return name of a relation -> its relations, in the order of the catalog."""
    kinds: dict[str, _Kind] = {}
    for one in technology.relations:
        if one.technology in catalog.technologies:
            kind = kinds.setdefault(one.label, _Kind(RELATION_SIGNS.get(one.kind, "→")))
            kind.own.append((technology_link(catalog.technologies[one.technology]), one.note))
    for one in technology.incoming:
        words = inverse_of(one.kind) or f"{one.label} {technology.name}:"
        sign = RELATION_SIGNS.get(one.kind, "→") if one.kind in BOTH_WAYS else "←"
        link = technology_link(catalog.technologies[one.technology])
        kinds.setdefault(words, _Kind(sign)).incoming.append(link)
    return kinds


def _listed(words: str, links: Iterable[Span], sign: str) -> Item:
    """Return some words, and names separated by commas."""
    spans = [Span(f"{words} ", "muted")]
    for at, link in enumerate(links):
        if at:
            spans.append(Span(", ", "muted"))
        spans.append(link)
    return Item(tuple(spans), sign=sign)
