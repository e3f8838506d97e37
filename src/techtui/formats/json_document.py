"""JSON of stable shape, for programs: a technology, a fact, an attribute look the same in whatever they stand.

Keys are added; `VERSION` counts up when one is renamed or removed. docs/cli.md shows the shapes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.comparison import Verdict
from techtui.catalog.model import Point
from techtui.catalog.moments import moment_text
from techtui.catalog.movement import movement
from techtui.catalog.relations import inverse_of
from techtui.pages.document import day_text
from techtui.pages.listings import COLUMNS

if TYPE_CHECKING:
    from techtui.catalog.comparison import Comparison
    from techtui.catalog.model import (
        Attribute,
        Catalog,
        Concept,
        Fact,
        Question,
        Resource,
        Technology,
    )
    from techtui.catalog.search import Hit

VERSION: Final = 1
"""The number of these shapes; a higher one means that a key was renamed or removed."""

_POINTS: Final = ("strengths", "weaknesses", "best_for", "avoid_when", "corrections")
_ALWAYS: Final = ("id", "name", "category", "tagline")
_PARTS: Final = (
    "categories",
    "aliases",
    "summary",
    *_POINTS,
    "used_by",
    "relations",
    "incoming",
    "learn",
)


def technology(catalog: Catalog, one: Technology) -> str:
    """A technology with all its facts, and the documents that anything of it names."""
    return write(
        {"version": VERSION, **_whole(catalog, one), "sources": _sources(catalog, _cited(one))}
    )


def _whole(catalog: Catalog, one: Technology) -> dict[str, Any]:
    facts = {attribute.id: _fact(attribute, fact) for attribute, fact in catalog.facts_of(one)}
    return {**{key: _part(one, key) for key in (*_ALWAYS, *_PARTS)}, "facts": facts}


def _part(one: Technology, key: str) -> Any:
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
            return [
                {
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
                for resource in one.learn
            ]
        case _ if key in _POINTS:
            points: tuple[Point, ...] = getattr(one, key)
            return [{"text": point.text, "source": list(point.sources)} for point in points]
        case _:
            return getattr(one, key)


def _cited(one: Technology) -> Iterator[str]:
    yield from one.sources
    for name in _POINTS:
        for point in getattr(one, name):
            yield from point.sources
    for usage in one.used_by:
        yield from usage.sources
    for resource in one.learn:
        yield from resource.sources
    for fact in one.facts.values():
        yield from fact.sources


def lines(catalog: Catalog) -> Iterator[str]:
    """A line of JSON for each technology, each as `technology` writes it: one line needs no other."""
    for one in catalog.technologies.values():
        found = {
            "version": VERSION,
            **_whole(catalog, one),
            "sources": _sources(catalog, _cited(one)),
        }
        yield json.dumps(found, ensure_ascii=False) + "\n"


def whole(catalog: Catalog) -> Iterator[str]:
    """All of a catalog, in pieces of text: one for each technology, so that a large one takes little memory."""
    head = {
        "version": VERSION,
        "catalog": {
            "id": catalog.id,
            "title": catalog.title,
            "summary": catalog.summary,
            "as_of": day_text(catalog.as_of) or None,
            "headline": list(catalog.headline),
            "noun": list(catalog.conventions.noun),
            "learning": catalog.conventions.learning,
            "popularity": catalog.conventions.popularity or None,
            "layers": list(catalog.layers),
            "questions": _questions(catalog.how_to_choose),
            "problems": catalog.problem_count,
        },
        "sources": _sources(catalog, catalog.sources),
        "categories": _categories(catalog),
        "attributes": _attributes(catalog),
        "concepts": [_concept(catalog, one) for one in catalog.concepts.values()],
    }
    yield write(head).rstrip().removesuffix("}").rstrip() + ',\n  "technologies": ['
    between = "\n"
    for one in catalog.technologies.values():
        text = json.dumps(_whole(catalog, one), indent=2, ensure_ascii=False)
        # JSON has no line break inside of a text.
        yield between + "    " + text.replace("\n", "\n    ")
        between = ",\n"
    yield "\n  ]\n}\n"


def categories(catalog: Catalog) -> str:
    """The categories in the order of the catalog."""
    return write({"version": VERSION, "categories": _categories(catalog)})


def _categories(catalog: Catalog) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "parent": one.parent or None,
            "technologies": catalog.count(one.id),
            "summary": one.summary,
            "how_to_choose": [each.text for each in one.how_to_choose],
            "questions": _questions(one.how_to_choose),
            "concepts": list(one.concepts),
            "source": list(one.sources),
        }
        for one in catalog.categories.values()
    ]


def _questions(questions: Iterable[Question]) -> list[dict[str, Any]]:
    return [
        {"text": one.text, "query": one.query or None, "compare": list(one.compare)}
        for one in questions
    ]


def attributes(catalog: Catalog) -> str:
    """What facts can be about, in the order of the catalog."""
    return write({"version": VERSION, "attributes": _attributes(catalog)})


def _attributes(catalog: Catalog) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "type": one.type.value,
            "unit": one.unit or None,
            "group": one.group,
            "categories": list(one.categories),
            "better": one.better or None,
            "choices": one.choices,
            "choice_help": one.choice_help,
            "choice_roles": one.choice_roles,
            "discouraged": list(one.discouraged),
            "comparable": one.comparable,
            "hidden": one.hidden,
            "help": one.help,
            "concept": one.concept or None,
            **({"columns": [_column(column) for column in one.columns]} if one.columns else {}),
        }
        for one in catalog.attributes.values()
    ]


def _column(column: Attribute) -> dict[str, Any]:
    return {
        "id": column.key,
        **_about(column),
        "better": column.better or None,
        "choices": column.choices,
        "help": column.help,
    }


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
            "values": [value(row.attribute, fact) for fact in row.facts],
            "verdict": row.verdict.value,
            "better": [ids[at] for at in row.better],
            "facts": [None if fact is None else _fact(row.attribute, fact) for fact in row.facts],
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
            "version": VERSION,
            **({"note": note.strip()} if note.strip() else {}),
            "technologies": ids,
            "heads": [
                {
                    "field": row.field,
                    "name": row.name,
                    "values": [[_text(one) for one in texts] for texts in row.texts],
                }
                for row in compared.heads
            ],
            "rows": rows,
            "texts": texts,
            "summary": {verdict.value: count for verdict, count in compared.counts.items()},
            "sources": _sources(catalog, cited),
        }
    )


def listing(
    catalog: Catalog, technologies: Iterable[Technology], columns: Sequence[str] = ()
) -> str:
    """Technologies, each with what was asked for beside its name; facts stand under ``facts``."""
    asked = [key for key in _PARTS if key in columns]
    facts = [column for column in columns if column not in COLUMNS]
    entries = []
    for one in technologies:
        entry = {key: _part(one, key) for key in (*_ALWAYS, *asked)}
        if facts:
            entry["facts"] = {
                key: _fact(catalog.attributes[key], fact) if (fact := one.facts.get(key)) else None
                for key in facts
            }
        entries.append(entry)
    return write({"version": VERSION, "technologies": entries})


def hits(catalog: Catalog, found: Iterable[Hit]) -> str:
    """What a search found, best first."""
    entries = []
    for hit in found:
        one = catalog.technologies[hit.technology]
        entry = {key: _part(one, key) for key in _ALWAYS}
        entries.append({**entry, "score": round(hit.score, 1), "matched": hit.matched})
    return write({"version": VERSION, "technologies": entries})


def concept(catalog: Catalog, one: Concept) -> str:
    """A concept with the documents it names."""
    sources = _sources(catalog, one.sources)
    return write({"version": VERSION, **_concept(catalog, one), "sources": sources})


def _concept(catalog: Catalog, one: Concept) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "text": one.text,
        "see_also": list(one.see_also),
        "technologies": list(one.technologies),
        "attributes": [key for key, has in catalog.attributes.items() if has.concept == one.id],
        "source": list(one.sources),
    }


def concepts(catalog: Catalog) -> str:
    """The ids and titles of all concepts."""
    found = [{"id": one.id, "title": one.title} for one in catalog.concepts.values()]
    return write({"version": VERSION, "concepts": found})


def write(document: Any) -> str:
    """A document as JSON text."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


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


def value(attribute: Attribute, fact: Fact | None) -> Any:
    """The value of a fact as it looks everywhere: of a series by times as they are written, of a table its rows."""
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


def _fact(attribute: Attribute, fact: Fact) -> dict[str, Any]:
    found: dict[str, Any] = {
        **_about(attribute),
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
    """A fact as it looks everywhere; None for none."""
    return None if fact is None else _fact(attribute, fact)


def _sources(catalog: Catalog, ids: Iterable[str]) -> dict[str, Any]:
    """The documents among some sources; general knowledge is none."""
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
