"""The page of the differences between two versions of a catalog."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from techtui.catalog.differences import (
    PARTS,
    Differences,
    FactDifference,
    FieldDifference,
    How,
    TechnologyDifference,
)
from techtui.catalog.places import places_text
from techtui.pages.document import Block, Bullets, Document, Heading, Item, Paragraph, Span, line_of
from techtui.pages.values import UNKNOWN, fact_text

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog

_TEXTS: Final = ("name", "category", "tagline", "summary")
"""The fields that are a single text; all others are lists."""
_SIGNS: Final[dict[How, str]] = {"added": "+", "removed": "−", "changed": "~"}
_PLURALS: Final = dict(zip(PARTS, ("Categories", "Concepts", "Attributes", "Sources"), strict=True))


def differences_page(old: Catalog, new: Catalog, found: Differences) -> Document:
    """Return what was added, removed and changed, by technology, then in the rest of the catalog."""
    subtitle = new.title if old.title == new.title else f"{old.title} → {new.title}"
    return Document("Differences", subtitle, _blocks(old, new, found))


def _blocks(old: Catalog, new: Catalog, found: Differences) -> Iterator[Block]:
    if not found:
        yield Paragraph(line_of("Nothing differs."))
    for how, heading in (("added", "Added"), ("removed", "Removed")):
        those = tuple(one for one in found.technologies if one.how == how)
        if those:
            yield Heading(heading, aside=str(len(those)))
            catalog = new if how == "added" else old
            yield Bullets(tuple(_whole(catalog, one) for one in those), _SIGNS[those[0].how])
    changed = found.of("changed")
    if changed:
        yield Heading("Changed", aside=str(len(changed)))
    for one in changed:
        yield Heading(one.technology.name, 3)
        items = [*map(_fact, one.facts)]
        for field in one.fields:
            items += _field(field)
        yield Bullets(tuple(items))
    for part in PARTS:
        parts = [one for one in found.parts if one.part == part]
        if parts:
            yield Heading(_PLURALS[part], aside=str(len(parts)))
            yield Bullets(
                tuple(
                    Item((Span(one.name or one.id), Span(one.how, "aside")), sign=_SIGNS[one.how])
                    for one in parts
                )
            )


def _whole(catalog: Catalog, one: TechnologyDifference) -> Item:
    technology = one.technology
    place = places_text(catalog, technology)
    return Item((Span(technology.name, "strong"), Span(place, "aside")))


def _fact(one: FactDifference) -> Item:
    name = Span(f"{one.attribute.name}: ", "strong")
    old, new = fact_text(one.attribute, one.old), fact_text(one.attribute, one.new)
    said = f"{new} ({_beside(one)})" if one.same_value else f"{old} → {new}"
    return Item((name, Span(said)), sign=_SIGNS[one.how])


def _beside(one: FactDifference) -> str:
    """Return what changed in a fact besides its value."""
    assert one.old is not None
    assert one.new is not None
    named = (
        ("sources", "source"),
        ("as_of", "date"),
        ("note", "note"),
        ("title", "title"),
        ("rows", "rows"),
        ("history", "history"),
    )
    changed = [word for field, word in named if getattr(one.old, field) != getattr(one.new, field)]
    return f"other {', '.join(changed)}"


def _field(one: FieldDifference) -> Iterator[Item]:
    label = one.field.replace("_", " ").capitalize()
    name = Span(f"{label}: ", "strong")
    if one.field in _TEXTS:
        old, new = ("".join(texts) or UNKNOWN for texts in (one.removed, one.added))
        yield Item((name, Span(f"{old} → {new}")), sign=_SIGNS["changed"])
        return
    # Not all texts have signs.
    items: tuple[tuple[How, tuple[str, ...]], ...] = (
        ("removed", one.removed),
        ("added", one.added),
    )
    for how, texts in items:
        for text in texts:
            yield Item((name, Span(f"{how}: ", "muted"), Span(text)), sign=_SIGNS[how])
    if not one.added and not one.removed:
        yield Item((name, Span("in another order")), sign=_SIGNS["changed"])
