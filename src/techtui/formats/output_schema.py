"""The JSON Schema of the commands' JSON output: a definition for each document, and for each of its parts."""

from __future__ import annotations

import json
from typing import Any, Final

from techtui.catalog.model import POINTS, AttributeType
from techtui.catalog.movement import KINDS
from techtui.formats.json_document import VERSION

Shape = dict[str, Any]

_TEXT: Final[Shape] = {"type": "string"}
_NUMBER: Final[Shape] = {"type": "number"}
_COUNT: Final[Shape] = {"type": "integer", "minimum": 0}
_YES: Final[Shape] = {"type": "boolean"}
_MAYBE: Final[Shape] = {"type": ["string", "null"]}
_VERDICT: Final[Shape] = {"enum": ["same", "different", "missing", "own"]}


def _ref(name: str) -> Shape:
    return {"$ref": f"#/$defs/{name}"}


def _list(item: Shape) -> Shape:
    return {"type": "array", "items": item}


def _by_id(item: Shape) -> Shape:
    return {"type": "object", "additionalProperties": item}


def _either(*shapes: Shape) -> Shape:
    return {"anyOf": list(shapes)}


def _object(optional: Shape | None = None, /, **required: Shape) -> Shape:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _document(optional: Shape | None = None, /, **required: Shape) -> Shape:
    return _object(optional, version={"const": VERSION}, **required)


_TEXTS: Final = _list(_TEXT)
_NULL: Final[Shape] = {"type": "null"}
_TYPED: Final[Shape] = {
    "name": _TEXT,
    "type": {"enum": [one.value for one in AttributeType]},
    "unit": _MAYBE,
}
_FOUR: Final[Shape] = {"id": _TEXT, "name": _TEXT, "category": _TEXT, "tagline": _TEXT}
_PARTS: Final[Shape] = {
    "categories": _TEXTS,
    "aliases": _TEXTS,
    "summary": _TEXT,
    **{name: _list(_ref("point")) for name in POINTS},
    "used_by": _list(_object(name=_TEXT, note=_MAYBE, source=_TEXTS)),
    "relations": _list(_object(kind=_TEXT, id=_TEXT, note=_MAYBE)),
    "incoming": _list(_object(kind=_TEXT, inverse=_MAYBE, id=_TEXT, note=_MAYBE)),
    "learn": _list(_ref("resource")),
}
_FACTS: Final = _by_id(_ref("fact"))
_SPAN: Final = _object(low=_NUMBER, high=_NUMBER)
_CATEGORY: Final[Shape] = {
    "id": _TEXT,
    "name": _TEXT,
    "parent": _MAYBE,
    "technologies": _COUNT,
    "summary": _TEXT,
    "how_to_choose": _TEXTS,
    "questions": _list(_ref("question")),
    "concepts": _TEXTS,
    "source": _TEXTS,
}

_CONCEPT: Final[Shape] = {
    "id": _TEXT,
    "title": _TEXT,
    "text": _TEXT,
    "see_also": _TEXTS,
    "technologies": _TEXTS,
    "attributes": _TEXTS,
    "source": _TEXTS,
}

_DEFINITIONS: Final[Shape] = {
    # Parts
    "value": _either(
        {"type": ["string", "number", "boolean", "null"]},
        _TEXTS,
        {**_by_id(_NUMBER), "description": "a series: year, month or day -> figure"},
        {**_list(_by_id(_ref("cell"))), "description": "a table: its rows, column -> cell"},
    ),
    "cell": _either({"type": ["string", "number", "boolean"]}, _TEXTS),
    "fact": _object(
        {
            "title": _TEXT,
            "missing": {"enum": ["not found", "does not apply"]},
            "layer": _TEXT,
            "history": {
                **_by_id(_TEXT),
                "description": "a choice over time: year, month or day -> it",
            },
            "moved": {"enum": list(KINDS)},
            "since": _TEXT,
            "before": _MAYBE,
        },
        **_TYPED,
        value=_ref("value"),
        source=_TEXTS,
        as_of=_MAYBE,
        note=_MAYBE,
    ),
    "point": _object(text=_TEXT, source=_TEXTS),
    "resource": _object(
        title=_TEXT,
        url=_TEXT,
        provider=_MAYBE,
        kind=_MAYBE,
        cost=_MAYBE,
        price=_MAYBE,
        level=_MAYBE,
        note=_MAYBE,
        source=_TEXTS,
    ),
    "sources": _by_id(_object(title=_TEXT, url=_MAYBE, date=_MAYBE, read=_MAYBE, weak=_YES)),
    "technology": _object(**_FOUR, **_PARTS, facts=_FACTS),
    "category": _object(**_CATEGORY),
    "question": _object(text=_TEXT, query=_MAYBE, compare=_TEXTS),
    "attribute": _object(
        {
            "columns": _list(
                _object(
                    id=_TEXT,
                    **_TYPED,
                    better={"enum": ["higher", "lower", None]},
                    choices=_by_id(_TEXT),
                    help=_TEXT,
                )
            )
        },
        id=_TEXT,
        **_TYPED,
        group=_TEXT,
        categories=_TEXTS,
        better={"enum": ["higher", "lower", "earlier", "later", None]},
        choices=_by_id(_TEXT),
        choice_help=_by_id(_TEXT),
        choice_roles=_by_id(_TEXT),
        discouraged=_TEXTS,
        comparable=_YES,
        hidden=_YES,
        help=_TEXT,
        concept=_MAYBE,
    ),
    "concept_part": _object(**_CONCEPT),
    # Documents, by command
    "show": _document(**_FOUR, **_PARTS, facts=_FACTS, sources=_ref("sources")),
    "show_category": _document(**_CATEGORY, members=_TEXTS, sources=_ref("sources")),
    "list": _document(
        technologies=_list(
            _object({**_PARTS, "facts": _by_id(_either(_ref("fact"), _NULL))}, **_FOUR)
        )
    ),
    "search": _document(
        technologies=_list(
            _object(**_FOUR, score=_NUMBER, matched={"enum": ["name", "alias", "fuzzy", "text"]})
        )
    ),
    "compare": _document(
        {"note": _TEXT},
        technologies=_TEXTS,
        heads=_list(
            _object(field=_TEXT, name=_TEXT, values=_list(_list(_ref("point")))),
        ),
        rows=_list(
            _object(
                attribute=_TEXT,
                group=_TEXT,
                **_TYPED,
                values=_list(_ref("value")),
                verdict=_VERDICT,
                better=_TEXTS,
                facts=_list(_either(_ref("fact"), _NULL)),
            )
        ),
        texts=_list(
            _object(
                field=_TEXT,
                name=_TEXT,
                verdict=_VERDICT,
                values=_list(_list(_either(_ref("point"), _ref("resource")))),
            )
        ),
        summary=_object(same=_COUNT, different=_COUNT, missing=_COUNT, own=_COUNT),
        sources=_ref("sources"),
    ),
    "concepts": _document(concepts=_list(_object(id=_TEXT, title=_TEXT))),
    "concept": _document(**_CONCEPT, sources=_ref("sources")),
    "attributes": _document(attributes=_list(_ref("attribute"))),
    "categories": _document(categories=_list(_ref("category"))),
    "export": _document(
        catalog=_object(
            id=_TEXT,
            title=_TEXT,
            summary=_TEXT,
            as_of=_MAYBE,
            headline=_TEXTS,
            noun=_TEXTS,
            learning=_YES,
            popularity=_MAYBE,
            layers=_TEXTS,
            questions=_list(_ref("question")),
            problems=_COUNT,
        ),
        sources=_ref("sources"),
        categories=_list(_ref("category")),
        attributes=_list(_ref("attribute")),
        concepts=_list(_ref("concept_part")),
        technologies=_list(_ref("technology")),
    ),
    "changes": _document(
        changes=_list(
            _object(
                date=_TEXT,
                technology=_TEXT,
                name=_TEXT,
                kind=_TEXT,
                about=_TEXT,
                text=_TEXT,
                date_from=_TEXT,
                source=_TEXTS,
            )
        )
    ),
    "diff": _document(
        technologies=_list(
            _object(
                {
                    "facts": _list(
                        _object(
                            attribute=_TEXT,
                            how=_TEXT,
                            old=_either(_ref("fact"), _NULL),
                            new=_either(_ref("fact"), _NULL),
                        )
                    ),
                    "fields": _list(_object(field=_TEXT, added=_TEXTS, removed=_TEXTS)),
                },
                id=_TEXT,
                name=_TEXT,
                how={"enum": ["added", "removed", "changed"]},
            )
        ),
        parts=_list(_object(part=_TEXT, id=_TEXT, name=_TEXT, how=_TEXT)),
    ),
    "decide": _document(
        question=_TEXT,
        status=_MAYBE,
        date=_MAYBE,
        review=_MAYBE,
        first=_MAYBE,
        lead=_NUMBER,
        sure=_YES,
        musts=_TEXTS,
        criteria=_list(
            _object(id=_TEXT, name=_TEXT, importance=_COUNT, share=_NUMBER, good=_TEXTS)
        ),
        candidates=_list(
            _object(
                id=_TEXT,
                name=_TEXT,
                state={"enum": ["in", "doubt", "out"]},
                discouraged=_MAYBE,
                score=_SPAN,
                musts=_by_id({"enum": ["yes", "no", "unknown"]}),
                cells=_by_id(_object(value=_ref("value"), score=_SPAN, source=_TEXTS)),
            )
        ),
        turning=_object(
            weights=_list(_object(criterion=_TEXT, to=_NUMBER, first=_TEXT)),
            facts=_list(
                _object(
                    technology=_TEXT,
                    criterion=_MAYBE,
                    must=_MAYBE,
                    should_be={"enum": ["best", "worst", "failed"]},
                    first=_TEXT,
                )
            ),
            stability=_object(share=_NUMBER, weightings=_COUNT, exact=_YES),
        ),
        left_out=_TEXTS,
        ignored=_list(_object(what=_TEXT, problem=_TEXT)),
    ),
    "check": _document(
        problems=_list(
            _object(
                file=_TEXT,
                line=_COUNT,
                column=_COUNT,
                severity={"enum": ["error", "warning"]},
                code=_TEXT,
                message=_TEXT,
                hint=_TEXT,
                days=_COUNT,
            )
        )
    ),
    "links": _document(links=_list(_object(url=_TEXT, cited_by=_TEXTS))),
    "audit": _document(
        compared=_COUNT,
        agreeing=_COUNT,
        findings=_list(
            _object(
                {"of": _MAYBE},
                technology=_TEXT,
                attribute=_TEXT,
                how={"enum": ["older", "newer", "differs", "missing"]},
                here=_MAYBE,
                there=_TEXT,
                source=_TEXT,
            )
        ),
        products=_by_id(_TEXT),
        unknown_products=_by_id(_TEXT),
        without_product=_TEXTS,
    ),
}

DOCUMENTS: Final = (
    *(
        "show",
        "show_category",
        "list",
        "search",
        "compare",
        "concepts",
        "concept",
        "attributes",
        "categories",
    ),
    *("export", "changes", "diff", "decide", "check", "links", "audit"),
)
"""The definitions of whole documents: the output of ``techtui NAME --format json``; ``show_category`` is that of ``show`` for a
category, ``links`` that of ``check --links``."""


def output_schema() -> Shape:
    """Return the schema: any of the documents, each also available as ``#/$defs/NAME``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What techtui writes as JSON",
        "description": f"Version {VERSION}. Keys may be added; the version counts up when one is renamed or removed.",
        "anyOf": [_ref(name) for name in DOCUMENTS],
        "$defs": _DEFINITIONS,
    }


def output_schema_text() -> str:
    """Return the schema as text."""
    return json.dumps(output_schema(), indent=2, ensure_ascii=False) + "\n"
