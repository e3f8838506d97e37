"""What is said of single facts, points and resources, on whichever page they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from techtui.catalog.model import AttributeType, Point
from techtui.catalog.refs import Ref
from techtui.pages.document import (
    Block,
    Bullets,
    Heading,
    Item,
    Line,
    Pair,
    Span,
    Tone,
    aside,
    day_text,
    line_of,
)
from techtui.pages.values import amount_text, fact_text, sparkline

if TYPE_CHECKING:
    from techtui.catalog.model import Attribute, Catalog, Fact, Resource, Technology
    from techtui.pages.citing import Citing

TEXT_SIGNS: Final[dict[str, tuple[str, Tone]]] = {
    "strengths": ("+", "good"),
    "weaknesses": ("−", "bad"),
    "best_for": ("✓", "good"),
    "avoid_when": ("✗", "bad"),
    "learn": ("↗", "muted"),
    "corrections": ("!", "mark"),
}
"""The sign of each kind of text, and how it is meant."""


def resource_item(resource: Resource, cites: Line = (), brief: bool = False) -> Item:
    """Something to learn from.

    Args:
        resource: What it is.
        cites: The marks of its sources.
        brief: Whether to leave out what only those want to know who are about to begin.
    """
    cost = resource.price or resource.cost
    about = [resource.kind, cost]
    if not brief:
        about = [resource.provider, *about, resource.level]
    title = Span(resource.title, "strong", Ref("url", resource.url))
    line = (title, *aside(" · ".join(filter(None, about))), *cites)
    return Item(line, "" if brief else resource.note)


def text_bullets(
    field: str, texts: Iterable[Point | Resource], citing: Citing | None, brief: bool = False
) -> Bullets:
    """The texts of one kind, behind its sign.

    Args:
        field: Which kind, a key of `TEXT_SIGNS`.
        texts: The texts.
        citing: Makes the marks; None for none.
        brief: See `resource_item`.
    """
    items = []
    for one in texts:
        cites = citing.cite(one.sources) if citing else ()
        if isinstance(one, Point):
            items.append(Item((Span(one.text), *cites)))
        else:
            items.append(resource_item(one, cites, brief))
    return Bullets(tuple(items), *TEXT_SIGNS[field])


def link_bullets(heading: str, links: Iterable[tuple[str, Ref, str]]) -> Iterator[Block]:
    """A section of links, each with what is said beside it; nothing where there are none."""
    items = tuple(Item((Span(text, "strong", ref), *aside(beside))) for text, ref, beside in links)
    if items:
        yield Heading(heading)
        yield Bullets(items)


def technology_link(technology: Technology, tone: Tone = "strong") -> Span:
    """The name of a technology, which leads to it."""
    return Span(technology.name, tone, Ref("technology", technology.id))


def value_line(attribute: Attribute, fact: Fact | None) -> Line:
    """A value: linked where it is an address, and a gap says why it is one."""
    text = fact_text(attribute, fact)
    if fact is None or fact.value is None:
        return line_of(text, "muted")
    if attribute.type is AttributeType.LINK:
        return line_of(text, "", Ref("url", text))
    return line_of(text)


def series_line(attribute: Attribute, series: dict[int, float]) -> Line:
    """The course of a series, its last figure, and its first."""
    first, last = min(series), max(series)
    line: Line = (
        Span(f"{sparkline(series)}  ", "accent"),
        Span(amount_text(series[last], attribute.unit), "strong"),
        Span(f" in {last}"),
    )
    if first == last:
        return line
    return (*line, Span(f", {amount_text(series[first], attribute.unit)} in {first}", "muted"))


def fact_item(attribute: Attribute, fact: Fact, citing: Citing) -> Item:
    """A fact with its marks, its date, the layer it is from, and its note."""
    value = fact.value
    line = series_line(attribute, value) if isinstance(value, dict) else value_line(attribute, fact)
    words = []
    if fact.as_of:
        words.append(f"as of {day_text(fact.as_of)}")
    if fact.layer:
        words.append(f"from {fact.layer}")
    end = (Span(f"  ({', '.join(words)})", "muted"),) if words else ()
    return Item((*line, *citing.cite(fact.sources), *end), fact.note)


def fact_pair(attribute: Attribute, fact: Fact, citing: Citing) -> Pair:
    """What a fact is about, and the fact."""
    name = Span(attribute.name, "muted", about=Ref("attribute", attribute.id))
    return name, fact_item(attribute, fact, citing)


def origin_of(catalog: Catalog) -> str:
    """The catalog a page is from, and how old what it says is."""
    as_of = f", as of {day_text(catalog.as_of)}" if catalog.as_of else ""
    return f"from the catalog “{catalog.title}”{as_of}"
