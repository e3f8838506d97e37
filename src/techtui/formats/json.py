"""JSON of stable shape, for programs. docs/cli.md shows the shapes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from techtui.catalog.comparison import Comparison
from techtui.catalog.model import Catalog, Concept, Fact, Technology, Value
from techtui.catalog.search import Hit


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def plain_value(value: Value | None) -> Any:
    """A value as JSON holds it: lists for lists, an object year -> number for series."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, dict):
        return {str(year): number for year, number in value.items()}
    return value


def _fact(fact: Fact) -> dict[str, Any]:
    found: dict[str, Any] = {
        "value": plain_value(fact.value),
        "source": list(fact.sources),
        "as_of": fact.as_of.isoformat() if fact.as_of else None,
        "note": fact.note or None,
    }
    if fact.missing:
        found["missing"] = fact.missing
    return found


def _sources(catalog: Catalog, ids: Iterable[str]) -> dict[str, Any]:
    return {
        one: {
            "title": catalog.sources[one].title,
            "url": catalog.sources[one].url or None,
            "date": day.isoformat() if (day := catalog.sources[one].date) else None,
        }
        for one in dict.fromkeys(ids)
        if one in catalog.sources
    }


def listing(technologies: Iterable[Technology]) -> str:
    """Technologies in a list."""
    return _dump(
        [
            {"id": one.id, "name": one.name, "category": one.category, "tagline": one.tagline}
            for one in technologies
        ]
    )


def technology(catalog: Catalog, shown: Technology) -> str:
    """A technology with all its facts."""
    points = {
        name: [
            {"text": point.text, "source": list(point.sources)} for point in getattr(shown, name)
        ]
        for name in ("strengths", "weaknesses", "best_for", "avoid_when", "corrections")
    }
    cited = [*shown.sources]
    for name in points:
        cited += [source for point in getattr(shown, name) for source in point.sources]
    cited += [source for usage in shown.used_by for source in usage.sources]
    cited += [source for fact in shown.facts.values() for source in fact.sources]
    return _dump(
        {
            "id": shown.id,
            "name": shown.name,
            "category": shown.category,
            "aliases": list(shown.aliases),
            "tagline": shown.tagline,
            "summary": shown.summary,
            **points,
            "used_by": [
                {"name": one.name, "note": one.note or None, "source": list(one.sources)}
                for one in shown.used_by
            ],
            "relations": [
                {"kind": one.kind, "id": one.technology, "note": one.note or None}
                for one in shown.relations
            ],
            "learn": [
                {
                    "title": one.title,
                    "url": one.url,
                    "provider": one.provider or None,
                    "kind": one.kind or None,
                    "cost": one.cost or None,
                    "price": one.price or None,
                    "level": one.level or None,
                }
                for one in shown.learn
            ],
            "facts": {attribute.id: _fact(fact) for attribute, fact in catalog.facts_of(shown)},
            "sources": _sources(catalog, cited),
        }
    )


def comparison(catalog: Catalog, compared: Comparison) -> str:
    """A comparison: rows with values and verdicts, and how many there are of each."""
    ids = [one.id for one in compared.technologies]
    return _dump(
        {
            "technologies": ids,
            "rows": [
                {
                    "attribute": row.attribute.id,
                    "name": row.attribute.name,
                    "group": row.attribute.group,
                    "values": [plain_value(fact.value) if fact else None for fact in row.facts],
                    "verdict": row.verdict.value,
                    "better": [ids[at] for at in row.better],
                }
                for row in compared.rows
            ],
            "summary": {verdict.value: count for verdict, count in compared.counts.items()},
        }
    )


def hits(catalog: Catalog, found: Iterable[Hit]) -> str:
    """What a search found, best first."""
    return _dump(
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


def concept(shown: Concept) -> str:
    """A concept."""
    return _dump(
        {
            "id": shown.id,
            "title": shown.title,
            "text": shown.text,
            "see_also": list(shown.see_also),
            "technologies": list(shown.technologies),
            "sources": list(shown.sources),
        }
    )
