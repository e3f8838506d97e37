"""JSON of stable shape, for programs: keys are added, never renamed or removed. docs/cli.md shows the shapes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from techtui.catalog.comparison import Verdict
from techtui.catalog.model import Point
from techtui.pages.document import day_text
from techtui.pages.listings import COLUMNS

if TYPE_CHECKING:
    from techtui.catalog.comparison import Comparison
    from techtui.catalog.model import Attribute, Catalog, Concept, Fact, Resource, Technology
    from techtui.catalog.search import Hit

_POINTS = ("strengths", "weaknesses", "best_for", "avoid_when", "corrections")


def technology(catalog: Catalog, one: Technology) -> str:
    """A technology with all its facts, and the documents that anything of it names."""
    points = {name: [_point(point) for point in getattr(one, name)] for name in _POINTS}
    cited = [*one.sources]
    for name in _POINTS:
        cited += [source for point in getattr(one, name) for source in point.sources]
    cited += [source for usage in one.used_by for source in usage.sources]
    cited += [source for resource in one.learn for source in resource.sources]
    cited += [source for fact in one.facts.values() for source in fact.sources]
    return write(
        {
            "id": one.id,
            "name": one.name,
            "category": one.category,
            "aliases": list(one.aliases),
            "tagline": one.tagline,
            "summary": one.summary,
            **points,
            "used_by": [
                {"name": usage.name, "note": usage.note or None, "source": list(usage.sources)}
                for usage in one.used_by
            ],
            "relations": [
                {"kind": relation.kind, "id": relation.technology, "note": relation.note or None}
                for relation in one.relations
            ],
            "learn": [_resource(resource) for resource in one.learn],
            "facts": {
                attribute.id: {**_fact(fact), **_about(attribute)}
                for attribute, fact in catalog.facts_of(one)
            },
            "sources": _sources(catalog, cited),
        }
    )


def comparison(
    catalog: Catalog, compared: Comparison, only_differences: bool = False, note: str = ""
) -> str:
    """Technologies side by side. The summary counts all rows, also those that are left out.

    Args:
        catalog: Where they are from.
        compared: What to write.
        only_differences: Whether to leave out what is the same, known for some only, or told in words.
        note: What a person noted about it; it comes first.
    """
    ids = [one.id for one in compared.technologies]
    shown = [
        row for row in compared.rows if not only_differences or row.verdict is Verdict.DIFFERENT
    ]
    rows = [
        {
            "attribute": row.attribute.id,
            "group": row.attribute.group,
            **_about(row.attribute),
            "values": [_value(fact) for fact in row.facts],
            "verdict": row.verdict.value,
            "better": [ids[at] for at in row.better],
            "facts": [None if fact is None else _fact(fact) for fact in row.facts],
        }
        for row in shown
    ]
    told = () if only_differences else compared.texts
    texts = [
        {
            "field": row.field,
            "name": row.name,
            "verdict": row.verdict.value,
            "values": [[_text(one) for one in texts] for texts in row.texts],
        }
        for row in told
    ]
    cited = [source for row in shown for fact in row.facts if fact for source in fact.sources]
    cited += [
        source for row in told for each in row.texts for one in each for source in one.sources
    ]
    return write(
        {
            **({"note": note.strip()} if note.strip() else {}),
            "technologies": ids,
            "rows": rows,
            "texts": texts,
            "summary": {verdict.value: count for verdict, count in compared.counts.items()},
            "sources": _sources(catalog, cited),
        }
    )


def listing(technologies: Iterable[Technology], columns: Sequence[str] = ()) -> str:
    """Technologies; the values of attributes that were asked for stand under ``facts``."""
    attributes = [column for column in columns if column not in COLUMNS]
    entries = []
    for one in technologies:
        entry: dict[str, Any] = {
            "id": one.id,
            "name": one.name,
            "category": one.category,
            "tagline": one.tagline,
        }
        if "summary" in columns:
            entry["summary"] = one.summary
        if "aliases" in columns:
            entry["aliases"] = list(one.aliases)
        if attributes:
            entry["facts"] = {column: _value(one.facts.get(column)) for column in attributes}
        entries.append(entry)
    return write(entries)


def hits(catalog: Catalog, found: Iterable[Hit]) -> str:
    """What a search found, best first."""
    return write(
        [
            {
                "id": hit.technology,
                "name": catalog.technologies[hit.technology].name,
                "score": round(hit.score, 1),
                "matched": hit.matched,
            }
            for hit in found
        ]
    )


def concept(catalog: Catalog, one: Concept) -> str:
    """A concept with the documents it names."""
    return write(
        {
            "id": one.id,
            "title": one.title,
            "text": one.text,
            "see_also": list(one.see_also),
            "technologies": list(one.technologies),
            "attributes": [key for key, has in catalog.attributes.items() if has.concept == one.id],
            "sources": _sources(catalog, one.sources),
        }
    )


def concepts(catalog: Catalog) -> str:
    """The ids and titles of all concepts."""
    return write([{"id": one.id, "title": one.title} for one in catalog.concepts.values()])


def write(value: Any) -> str:
    """A value as JSON text; the years of a series become text, as JSON wants it."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _about(attribute: Attribute) -> dict[str, Any]:
    return {
        "name": attribute.name,
        "type": attribute.type.value,
        "unit": attribute.unit or None,
    }


def _text(one: Point | Resource) -> dict[str, Any]:
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


def _value(fact: Fact | None) -> Any:
    return fact.value if fact is not None else None


def _fact(fact: Fact) -> dict[str, Any]:
    found: dict[str, Any] = {
        "value": fact.value,
        "source": list(fact.sources),
        "as_of": day_text(fact.as_of) or None,
        "note": fact.note or None,
    }
    if fact.missing:
        found["missing"] = fact.missing
    if fact.layer:
        found["layer"] = fact.layer
    return found


def _sources(catalog: Catalog, ids: Iterable[str]) -> dict[str, Any]:
    """The documents among some sources; general knowledge is none."""
    return {
        one: {
            "title": catalog.sources[one].title,
            "url": catalog.sources[one].url or None,
            "date": day_text(catalog.sources[one].date) or None,
        }
        for one in dict.fromkeys(ids)
        if one in catalog.sources
    }
