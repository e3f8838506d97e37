"""JSON of stable shape, for programs: technologies, facts and attributes look the same in all documents.

New keys may be added; `VERSION` increases when one is renamed or removed. docs/cli.md documents the shapes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.comparison import Verdict
from techtui.formats.json_parts import (
    ALWAYS,
    PARTS,
    about,
    fact_of,
    fact_or_none,
    part_of,
    sources_of,
    text_of,
    value,
    whole_of,
)
from techtui.pages.document import day_text
from techtui.pages.listings import COLUMNS

if TYPE_CHECKING:
    from techtui.catalog.comparison import ComparedRow, Comparison, TextRow
    from techtui.catalog.model import Attribute, Catalog, Category, Concept, Question, Technology
    from techtui.catalog.search import Hit

VERSION: Final = 1
"""The version of the shapes; it increases when a key is renamed or removed."""


def technology(catalog: Catalog, one: Technology) -> str:
    """Return a technology with all its facts, and the sources that anything of it cites."""
    return write(_alone(catalog, one))


def lines(catalog: Catalog) -> Iterator[str]:
    """Yield a line of JSON for each technology, each as from `technology`: every line can be read alone."""
    for one in catalog.technologies.values():
        yield json.dumps(_alone(catalog, one), ensure_ascii=False) + "\n"


def _alone(catalog: Catalog, one: Technology) -> dict[str, Any]:
    """Return a technology as a document of its own."""
    sources = sources_of(catalog, one.cited)
    return {"version": VERSION, **whole_of(catalog, one), "sources": sources}


def whole(catalog: Catalog) -> Iterator[str]:
    """Yield a whole catalog in pieces of text: one for each technology, so that a large catalog needs little memory."""
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
        "sources": sources_of(catalog, catalog.sources),
        "categories": _categories(catalog),
        "attributes": _attributes(catalog),
        "concepts": [_concept(catalog, one) for one in catalog.concepts.values()],
    }
    yield write(head).rstrip().removesuffix("}").rstrip() + ',\n  "technologies": ['
    between = "\n"
    for one in catalog.technologies.values():
        text = json.dumps(whole_of(catalog, one), indent=2, ensure_ascii=False)
        # JSON strings contain no line breaks.
        yield between + "    " + text.replace("\n", "\n    ")
        between = ",\n"
    yield "\n  ]\n}\n"


def categories(catalog: Catalog) -> str:
    """Return the categories in catalog order."""
    return write({"version": VERSION, "categories": _categories(catalog)})


def category(catalog: Catalog, one: Category) -> str:
    """Return a category with the ids of the technologies directly in it, and its sources."""
    members = list(catalog.placed.get(one.id, ()))
    sources = sources_of(catalog, one.sources)
    return write(
        {"version": VERSION, **_category(catalog, one), "members": members, "sources": sources}
    )


def _categories(catalog: Catalog) -> list[dict[str, Any]]:
    return [_category(catalog, one) for one in catalog.categories.values()]


def _category(catalog: Catalog, one: Category) -> dict[str, Any]:
    return {
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


def _questions(questions: Iterable[Question]) -> list[dict[str, Any]]:
    return [
        {"text": one.text, "query": one.query or None, "compare": list(one.compare)}
        for one in questions
    ]


def attributes(catalog: Catalog) -> str:
    """Return the attributes in catalog order."""
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
        **about(column),
        "better": column.better or None,
        "choices": column.choices,
        "help": column.help,
    }


def comparison(
    catalog: Catalog, compared: Comparison, only_differences: bool = False, note: str = ""
) -> str:
    """Return a comparison. Its summary counts all rows, including those left out.

    Args:
        catalog: The catalog.
        compared: The comparison.
        only_differences: Whether to leave out rows that are the same, known for some only, or texts.
        note: The user's note on it, which comes first.
    """
    ids = [one.id for one in compared.technologies]
    shown = [
        row for row in compared.rows if not only_differences or row.verdict is Verdict.DIFFERENT
    ]
    told = () if only_differences else compared.texts
    cited = [source for row in shown for fact in row.facts if fact for source in fact.sources]
    cited += [
        source for row in told for each in row.texts for one in each for source in one.sources
    ]
    return write(
        {
            "version": VERSION,
            **({"note": note.strip()} if note.strip() else {}),
            "technologies": ids,
            "heads": [_texts(row) for row in compared.heads],
            "rows": [_row(row, ids) for row in shown],
            "texts": [_texts(row, verdict=row.verdict.value) for row in told],
            "summary": {verdict.value: count for verdict, count in compared.counts.items()},
            "sources": sources_of(catalog, cited),
        }
    )


def _row(row: ComparedRow, ids: Sequence[str]) -> dict[str, Any]:
    return {
        "attribute": row.attribute.id,
        "group": row.attribute.group,
        **about(row.attribute),
        "values": [value(row.attribute, fact) for fact in row.facts],
        "verdict": row.verdict.value,
        "better": [ids[at] for at in row.better],
        "facts": [fact_or_none(row.attribute, fact) for fact in row.facts],
    }


def _texts(row: TextRow, **more: str) -> dict[str, Any]:
    values = [[text_of(one) for one in texts] for texts in row.texts]
    return {"field": row.field, "name": row.name, **more, "values": values}


def listing(
    catalog: Catalog, technologies: Iterable[Technology], columns: Sequence[str] = ()
) -> str:
    """Return technologies, each with the requested columns; facts are under ``facts``."""
    asked = [key for key in PARTS if key in columns]
    facts = [column for column in columns if column not in COLUMNS]
    entries = []
    for one in technologies:
        entry = {key: part_of(one, key) for key in (*ALWAYS, *asked)}
        if facts:
            entry["facts"] = {
                key: fact_of(catalog.attributes[key], fact)
                if (fact := one.facts.get(key))
                else None
                for key in facts
            }
        entries.append(entry)
    return write({"version": VERSION, "technologies": entries})


def hits(catalog: Catalog, found: Iterable[Hit]) -> str:
    """Return the hits of a search, best first."""
    entries = []
    for hit in found:
        one = catalog.technologies[hit.technology]
        entry = {key: part_of(one, key) for key in ALWAYS}
        entries.append({**entry, "score": round(hit.score, 1), "matched": hit.matched})
    return write({"version": VERSION, "technologies": entries})


def concept(catalog: Catalog, one: Concept) -> str:
    """Return a concept with the sources it cites."""
    sources = sources_of(catalog, one.sources)
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
    """Return the ids and titles of all concepts."""
    found = [{"id": one.id, "title": one.title} for one in catalog.concepts.values()]
    return write({"version": VERSION, "concepts": found})


def write(document: Any) -> str:
    """Return a document as JSON text."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
