"""The JSON Schema of the catalog format, for editors that complete and check while typing.

Generated from `TABLES` and the attribute types, so it can't disagree with the reader. It is more lenient than the checker in one
respect: entries need not be complete, because a file may extend another.
"""

from __future__ import annotations

import json
from typing import Any, Final

from techtui.catalog import links
from techtui.catalog.files import BUILTIN_NAME
from techtui.catalog.format.decision_fields import BASIS, DECISION, GRADE, RATING, WANT
from techtui.catalog.format.declarations import COLUMN_TYPES
from techtui.catalog.format.fields import FACT, FORMAT, TABLES, Field
from techtui.catalog.format.layers import APPEND, LISTS
from techtui.catalog.model import GENERAL_KNOWLEDGE, IMPORTANCES, AttributeType

_ID: Final = "^[^\\s/\\\\]{1,100}$"
_TEXT: Final[dict[str, Any]] = {"type": "string", "pattern": "\\S"}
_REF: Final[dict[str, Any]] = {"type": "string", "pattern": _ID}
# TOML dates are not a JSON type; editors pass them on as text.
_DATE: Final[dict[str, Any]] = {
    "type": "string",
    "format": "date",
    "pattern": "^\\d{4}-\\d{2}-\\d{2}$",
}

_MOMENT: Final = "^[0-9]{1,4}$|^[1-9][0-9]{3}-(0[1-9]|1[0-2])(-[0-9]{2})?$"


def _over_time(value: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a table of values by year, month or day."""
    return {
        "type": "object",
        "patternProperties": {_MOMENT: value},
        "additionalProperties": False,
        "minProperties": 1,
    }


def _any(*shapes: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": list(shapes)}


def _list(items: dict[str, Any], **more: int) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


def _keyed(values: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a table by id."""
    return {"type": "object", "propertyNames": {"pattern": _ID}, "additionalProperties": values}


def _defined(name: str) -> dict[str, Any]:
    """Return a reference to a definition of the schema."""
    return {"$ref": f"#/$defs/{name}"}


_VALUES: Final[dict[AttributeType, dict[str, Any]]] = {
    AttributeType.TEXT: _TEXT,
    AttributeType.NUMBER: {"type": "number"},
    AttributeType.YES_NO: {"type": "boolean"},
    AttributeType.CHOICE: _TEXT,
    AttributeType.LIST: _list(_TEXT, minItems=1),
    AttributeType.YEAR: {"type": "integer", "minimum": 1, "maximum": 9999},
    AttributeType.DATE: _DATE,
    AttributeType.VERSION: {**_TEXT, "maxLength": 200},
    AttributeType.MONEY: {"type": "number"},
    AttributeType.LINK: {"type": "string", "pattern": links.pattern()},
    AttributeType.SERIES: _over_time({"type": "number"}),
    AttributeType.TABLE: _list({"type": "object"}, minItems=1),
}


def schema() -> dict[str, Any]:
    """Return the format as a JSON Schema of draft 2020-12."""
    definitions: dict[str, Any] = {f"value-{kind.value}": value for kind, value in _VALUES.items()}
    anything = [_defined(f"value-{kind.value}") for kind in _VALUES]
    definitions["value"] = _any(*anything, _over_time(_TEXT))
    definitions["fact"] = _fact()
    definitions["facts"] = {"type": "object", "additionalProperties": _defined("fact")}
    definitions |= _decision_parts()
    tables: dict[str, Any] = {
        "format": {"const": FORMAT, "description": "The format this file is written in."},
        "catalog": _object(TABLES["catalog"], nested=False),
    }
    for table, fields in TABLES.items():
        if table != "catalog":
            definitions[table] = _object(fields, nested=False)
            tables[table] = _keyed(_defined(table))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A techtui catalog",
        "type": "object",
        "properties": tables,
        "required": ["format"],
        "additionalProperties": False,
        "$defs": definitions,
    }


def decision_schema() -> dict[str, Any]:
    """Return the format of decision files as a JSON Schema of draft 2020-12."""
    made = _object(DECISION, nested=True)
    made["properties"] = {
        "format": {"const": FORMAT, "description": "The format this file is written in."},
        **made["properties"],
    }
    made["required"] = ["format", *made["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A techtui decision",
        **made,
        "$defs": {
            **{f"value-{kind.value}": value for kind, value in _VALUES.items()},
            "value": _any(*(_defined(f"value-{kind.value}") for kind in _VALUES)),
            **_decision_parts(),
        },
    }


def decision_schema_text() -> str:
    """Return the schema of decision files as text."""
    return json.dumps(decision_schema(), indent=2, ensure_ascii=False) + "\n"


def _decision_parts() -> dict[str, Any]:
    parts = {
        name: _object(fields, nested=True)
        for name, fields in (("want", WANT), ("rating", RATING), ("grade", GRADE), ("basis", BASIS))
    }
    for name in ("want", "rating"):
        about = parts[name]["properties"]["importance"]["description"]
        parts[name]["properties"]["importance"] = {**_defined("importance"), "description": about}
    parts["importance"] = {"enum": [*IMPORTANCES.values(), *IMPORTANCES]}
    parts["points"] = {"type": "number", "minimum": 0, "maximum": 4}
    return parts


def schema_text() -> str:
    """Return the schema of catalogs as text."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _object(fields: dict[str, Field], nested: bool) -> dict[str, Any]:
    required = [key for key, field in fields.items() if field.required]
    made: dict[str, Any] = {
        "type": "object",
        "properties": {
            key: _property(field, bool(field.required and not nested), nested)
            for key, field in fields.items()
        },
        "additionalProperties": False,
    }
    # Items of lists are always complete; entries of tables may extend others.
    if nested and required:
        made["required"] = required
    return made


def _property(field: Field, say_required: bool, nested: bool) -> dict[str, Any]:
    made = dict(_shape(field))
    if field.kind in LISTS and not nested:
        more = {"type": "object", "properties": {APPEND: made}, "required": [APPEND]}
        made = _any(made, {**more, "additionalProperties": False})
    # Keywords beside a reference are allowed since draft 2019-09.
    made["description"] = field.help + (
        " Required, unless a layer below has it." if say_required else ""
    )
    return made


def _shape(field: Field) -> dict[str, Any]:
    match field.kind:
        case "text" | "query":
            return _TEXT
        case "text_or_texts":
            return _any(_TEXT, _list(_TEXT))
        case "texts":
            items = {"enum": list(field.words)} if field.words else _TEXT
            many = {"minItems": field.many, "maxItems": field.many} if field.many else {}
            return _list(items, **many)
        case "terms":
            return _list(_TEXT)
        case "date":
            return _DATE
        case "link":
            return _VALUES[AttributeType.LINK]
        case "flag":
            return _VALUES[AttributeType.YES_NO]
        case "word":
            return {"enum": list(field.words)}
        case "ref":
            return _REF
        case "refs":
            return _refs(field)
        case "labels" | "columns" | "entries":
            assert field.entry is not None
            return _entries(field, _object(field.entry, nested=True))
        case "base":
            path = {"type": "string", "pattern": "^[^/\\\\~:][^:]*\\.toml$"}
            return _any({"const": BUILTIN_NAME}, path)
        case "facts" | "value" | "points" | "basis":
            return _defined(field.kind)
        case "wants":
            return _keyed(_any(_defined("importance"), _defined("want")))
        case "ratings":
            return _keyed(_defined("rating"))
        case "grades":
            return _keyed(_any(_defined("points"), _defined("grade")))
        case "values":
            return _keyed(_keyed(_defined("value")))


def _refs(field: Field) -> dict[str, Any]:
    one = _any(_REF, {"const": GENERAL_KNOWLEDGE}) if field.refers == "sources" else _REF
    least, most = field.between
    return _list(one, minItems=least, maxItems=most) if most else _any(one, _list(one))


def _entries(field: Field, item: dict[str, Any]) -> dict[str, Any]:
    match field.kind:
        case "labels":
            labels = {"type": "object", "additionalProperties": _any(_TEXT, item)}
            return _any(_list(_TEXT, minItems=1), {**labels, "minProperties": 1})
        case "columns":
            return {**_keyed(_any({"enum": list(COLUMN_TYPES)}, item)), "minProperties": 1}
        case _:
            return _list(_any(_TEXT, item) if field.bare else item)


def _fact() -> dict[str, Any]:
    value = _defined("value")
    table = _object(
        {key: field for key, field in FACT.items() if field.kind != "value"}, nested=True
    )
    table["properties"] = {
        "value": {**value, "description": FACT["value"].help},
        **table["properties"],
    }
    table["minProperties"] = 1
    table["not"] = {"required": ["value", "missing"]}
    return {"description": "What is known of it in one respect.", **_any(value, table)}
