"""Facts, points and resources as parts of pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from techtui.catalog.links import is_link, link_kind
from techtui.catalog.model import AttributeType, Point
from techtui.catalog.moments import moment_text
from techtui.catalog.movement import KINDS, movement, steps
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
from techtui.pages.values import amount_text, fact_text, item_text, sparkline

if TYPE_CHECKING:
    from techtui.catalog.markdown import InlineText
    from techtui.catalog.model import Attribute, Catalog, Fact, Resource, Role, Technology, Value
    from techtui.pages.citing import Citing

TEXT_SIGNS: Final[dict[str, tuple[str, Tone]]] = {
    "strengths": ("+", "good"),
    "weaknesses": ("−", "bad"),
    "best_for": ("✓", "good"),
    "avoid_when": ("✗", "bad"),
    "learn": ("↗", "muted"),
    "corrections": ("!", "mark"),
}
"""The sign of each kind of text, and its tone."""


_TONES: Final[dict[str, Tone]] = {"": "", "strong": "strong", "code": "accent"}


_ROLES: Final[dict[Role, Tone]] = {"good": "good", "ok": "", "caution": "mark", "bad": "bad"}
"""Colours of roles; they always accompany words."""

_MOVEMENTS: Final[dict[str, tuple[str, Tone]]] = {
    "new": ("✦", "mark"),
    "in": ("↑", "good"),
    "out": ("↓", "bad"),
    "changed": ("↔", "mark"),
    "unchanged": ("=", "muted"),
}
"""The signs of movements; they always accompany words."""


def resource_item(resource: Resource, cites: Line = (), brief: bool = False) -> Item:
    """Return a learning resource.

    Args:
        resource: The resource.
        cites: Its source marks.
        brief: Whether to leave out details that matter only to those who start it.
    """
    cost = resource.price or resource.cost
    about = [resource.kind, cost]
    if not brief:
        about = [resource.provider, *about, resource.level]
    title = link_span(resource.title, resource.url, "strong")
    line = (title, *aside(" · ".join(filter(None, about))), *cites)
    return Item(line, line_of(resource.note) if resource.note and not brief else ())


def spans_of(pieces: Iterable[InlineText]) -> Line:
    """Return pieces of Markdown as spans; an address that should not be followed is not a link."""
    return tuple(
        link_span(one.text, one.link, _TONES[one.tone])
        if one.link
        else Span(one.text, _TONES[one.tone])
        for one in pieces
    )


def text_bullets(
    field: str,
    texts: Iterable[Point | Resource],
    citing: Citing | None,
    brief: bool = False,
    markdown: bool = False,
) -> Bullets:
    """Return the texts of one kind, with its sign.

    Args:
        field: The kind; one that is not a key of `TEXT_SIGNS` has no sign.
        texts: The texts.
        citing: Makes source marks; None for none.
        brief: See `resource_item`.
        markdown: Whether they are Markdown.
    """
    items = []
    for one in texts:
        cites = citing.cite(one.sources) if citing else ()
        if isinstance(one, Point):
            line = _marked(one.text) if markdown else line_of(one.text)
            items.append(Item((*line, *cites)))
        else:
            items.append(resource_item(one, cites, brief))
    return Bullets(tuple(items), *TEXT_SIGNS.get(field, ("", "")))


def said(catalog: Catalog, text: str) -> Line:
    """Return a text on one line, with its markup if its catalog uses Markdown; empty for an empty one."""
    if not text:
        return ()
    return _marked(text) if catalog.conventions.markdown else line_of(text)


def _marked(text: str) -> Line:
    # Imported here because few catalogs have Markdown.
    from techtui.catalog.markdown import pieces_of

    return spans_of(pieces_of(text))


def link_bullets(heading: str, links: Iterable[tuple[str, Ref, str]]) -> Iterator[Block]:
    """Yield a section of links with remarks; nothing if there are none."""
    items = tuple(Item((Span(text, "strong", ref), *aside(beside))) for text, ref, beside in links)
    if items:
        yield Heading(heading)
        yield Bullets(items)


def technology_link(technology: Technology, tone: Tone = "strong") -> Span:
    """Return the name of a technology, as a link to it."""
    return Span(technology.name, tone, Ref("technology", technology.id))


def value_line(attribute: Attribute, fact: Fact | None) -> Line:
    """Return a value: an address as a link, a missing value with its reason."""
    text = fact_text(attribute, fact)
    if fact is None or fact.value is None:
        return line_of(text, "muted")
    if attribute.type is AttributeType.LINK:
        return (link_span(fact.title or text, text),)
    if fact.history:
        return (*(role_line(attribute, fact.value) or line_of(text)), *_moved(attribute, fact))
    if line := role_line(attribute, fact.value):
        return line
    if isinstance(fact.value, tuple) and any(map(is_link, fact.value)):
        return tuple(_linked_items(attribute, fact.value))
    return line_of(text)


def _moved(attribute: Attribute, fact: Fact) -> Iterator[Span]:
    """Yield how a choice has moved, for beside it."""
    found = movement(attribute, fact.history)
    since = moment_text(found.since)
    sign, tone = _MOVEMENTS[found.kind]
    yield Span(f" {sign}", tone)
    words = f"{KINDS[found.kind]} {since}"
    if found.kind == "unchanged":
        words = f"unchanged since {since}"
    elif found.before:
        words = f"{KINDS[found.kind]} from {item_text(attribute, found.before)}, {since}"
    yield Span(f" {words}", "muted")


def history_text(attribute: Attribute, fact: Fact) -> str:
    """Return the history of a choice; empty if its last movement says everything."""
    told = [f"{moment_text(at)} {item_text(attribute, one)}" for at, one in steps(fact.history)]
    return " → ".join(told) if len(told) > 2 else ""


def role_line(attribute: Attribute, value: Value) -> Line:
    """Return the label of a choice in the colour of its role; empty if the attribute has no roles."""
    if not attribute.choice_roles or not isinstance(value, str):
        return ()
    role = attribute.choice_roles.get(value, "ok")
    return line_of(item_text(attribute, value), _ROLES[role])


def _linked_items(attribute: Attribute, items: tuple[str, ...]) -> Iterator[Span]:
    for at, item in enumerate(items):
        if at:
            yield Span(", ")
        text = item_text(attribute, item)
        # What is not a web address may be an ordinary word with a slash.
        yield link_span(text, item) if is_link(item) else Span(text)


def link_span(text: str, address: str, tone: Tone = "") -> Span:
    """Return a link, or plain text if the address should not be followed.

    Args:
        text: The text.
        address: The address.
        tone: The tone.
    """
    return Span(text, tone, None if link_kind(address) == "text" else Ref("url", address))


def series_line(attribute: Attribute, series: dict[int, float]) -> Line:
    """Return the trend of a series, its last figure, and its first."""
    first, last = min(series), max(series)
    line: Line = (
        Span(f"{sparkline(series)}  ", "accent"),
        Span(amount_text(series[last], attribute.unit), "strong"),
        Span(f" in {moment_text(last)}"),
    )
    if first == last:
        return line
    return (
        *line,
        Span(f", {amount_text(series[first], attribute.unit)} in {moment_text(first)}", "muted"),
    )


def fact_item(attribute: Attribute, fact: Fact, citing: Citing) -> Item:
    """Return a fact with its marks, date, layer and note."""
    value = fact.value
    line = series_line(attribute, value) if isinstance(value, dict) else value_line(attribute, fact)
    note = said(citing.catalog, fact.note)
    if fact.history and (course := history_text(attribute, fact)):
        note = (Span(f"{course}. "), *note) if note else line_of(course)
    return Item((*line, *citing.cite(fact.sources), *origin_line(fact)), note)


def origin_line(fact: Fact) -> Line:
    """Return the date of a fact and its layer; empty if both are obvious."""
    words = []
    if fact.as_of:
        words.append(f"as of {day_text(fact.as_of)}")
    if fact.layer:
        words.append(f"from {fact.layer}")
    return (Span(f"  ({', '.join(words)})", "muted"),) if words else ()


def fact_pair(attribute: Attribute, fact: Fact, citing: Citing) -> Pair:
    """Return the name of an attribute, and a fact."""
    name = Span(attribute.name, "muted", about=Ref("attribute", attribute.id))
    return name, fact_item(attribute, fact, citing)


def origin_of(catalog: Catalog) -> str:
    """Return the catalog of a page, and its date."""
    as_of = f", as of {day_text(catalog.as_of)}" if catalog.as_of else ""
    return f"from the catalog “{catalog.title}”{as_of}"
