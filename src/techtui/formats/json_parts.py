"""The parts of JSON documents: technologies, facts, texts, sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.model import POINTS, Point
from techtui.catalog.moments import moment_text
from techtui.catalog.movement import movement
from techtui.catalog.relations import inverse_of
from techtui.pages.document import day_text

if TYPE_CHECKING:
    from techtui.catalog.model import Attribute, Catalog, Fact, Resource, Technology

ALWAYS: Final = ("id", "name", "category", "tagline")
"""The fields of a technology in every document."""
PARTS: Final = (
    "categories",
    "aliases",
    "summary",
    *POINTS,
    "used_by",
    "relations",
    "incoming",
    "learn",
)
"""Further fields, on request."""


def whole_of(catalog: Catalog, one: Technology) -> dict[str, Any]:
    """Return a technology with all its fields and facts."""
    facts = {attribute.id: fact_of(attribute, fact) for attribute, fact in catalog.facts_of(one)}
    return {**{key: part_of(one, key) for key in (*ALWAYS, *PARTS)}, "facts": facts}


def part_of(one: Technology, key: str) -> Any:
    """Return a field of a technology, by its key in `ALWAYS` or `PARTS`."""
    match key:
        case "aliases" | "categories":
            return list(getattr(one, key))
        case "used_by":
            return [
                {"name": usage.name, "note": usage.note or None, "source": list(usage.sources)}
                for usage in one.used_by
            ]
        case "relations":
            return [
                {"kind": relation.kind, "id": relation.technology, "note": relation.note or None}
                for relation in one.relations
            ]
        case "incoming":
            return [
                {
                    "kind": relation.kind,
                    "inverse": inverse_of(relation.kind) or None,
                    "id": relation.technology,
                    "note": relation.note or None,
                }
                for relation in one.incoming
            ]
        case "learn":
            return [_resource(resource) for resource in one.learn]
        case _ if key in POINTS:
            points: tuple[Point, ...] = getattr(one, key)
            return [_point(point) for point in points]
        case _:
            return getattr(one, key)


def about(attribute: Attribute) -> dict[str, Any]:
    """Return the fields beside every value of an attribute, so that it can be read alone."""
    return {
        "name": attribute.name,
        "type": attribute.type.value,
        "unit": attribute.unit or None,
    }


def text_of(one: Point | Resource) -> dict[str, Any]:
    """Return a text of a comparison: a point, or something to learn from."""
    return _point(one) if isinstance(one, Point) else _resource(one)


def _point(point: Point) -> dict[str, Any]:
    return {"text": point.text, "source": list(point.sources)}


def _resource(resource: Resource) -> dict[str, Any]:
    return {
        "title": resource.title,
        "url": resource.url,
        "provider": resource.provider or None,
        "kind": resource.kind or None,
        "cost": resource.cost or None,
        "price": resource.price or None,
        "level": resource.level or None,
        "note": resource.note or None,
        "source": list(resource.sources),
    }


def value(attribute: Attribute, fact: Fact | None) -> Any:
    """Return the value of a fact: a series by times in their written form, a table as its rows."""
    if fact is not None and isinstance(fact.value, dict):
        return {moment_text(moment): number for moment, number in fact.value.items()}
    if fact is None or not attribute.columns or not fact.rows:
        return fact.value if fact is not None else None
    return [
        {
            column.key: cell
            for column, cell in zip(attribute.columns, row, strict=True)
            if cell is not None
        }
        for row in fact.rows
    ]


def fact_of(attribute: Attribute, fact: Fact) -> dict[str, Any]:
    """Return a fact with its attribute and sources."""
    found: dict[str, Any] = {
        **about(attribute),
        "value": value(attribute, fact),
        "source": list(fact.sources),
        "as_of": day_text(fact.as_of) or None,
        "note": fact.note or None,
    }
    if fact.history:
        found.update(_history(attribute, fact))
    if fact.title:
        found["title"] = fact.title
    if fact.missing:
        found["missing"] = fact.missing
    if fact.layer:
        found["layer"] = fact.layer
    return found


def _history(attribute: Attribute, fact: Fact) -> dict[str, Any]:
    moved = movement(attribute, fact.history)
    return {
        "history": {moment_text(moment): one for moment, one in fact.history.items()},
        "moved": moved.kind,
        "since": moment_text(moved.since),
        "before": moved.before or None,
    }


def fact_or_none(attribute: Attribute, fact: Fact | None) -> dict[str, Any] | None:
    """Return a fact; None for none."""
    return None if fact is None else fact_of(attribute, fact)


def sources_of(catalog: Catalog, ids: Iterable[str]) -> dict[str, Any]:
    """Return the documents of some sources, without general knowledge."""
    return {
        one: {
            "title": catalog.sources[one].title,
            "url": catalog.sources[one].url or None,
            "date": day_text(catalog.sources[one].date) or None,
            "read": day_text(catalog.sources[one].read) or None,
            "weak": catalog.sources[one].weak,
        }
        for one in dict.fromkeys(ids)
        if one in catalog.sources
    }
