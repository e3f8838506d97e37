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


_VALUES: Final[dict[AttributeType, dict[str, Any]]] = {
    AttributeType.TEXT: _TEXT,
    AttributeType.NUMBER: {"type": "number"},
    AttributeType.YES_NO: {"type": "boolean"},
    AttributeType.CHOICE: _TEXT,
    AttributeType.LIST: {"type": "array", "items": _TEXT, "minItems": 1},
    AttributeType.YEAR: {"type": "integer", "minimum": 1, "maximum": 9999},
    AttributeType.DATE: _DATE,
    AttributeType.VERSION: {**_TEXT, "maxLength": 200},
    AttributeType.MONEY: {"type": "number"},
    AttributeType.LINK: {"type": "string", "pattern": links.pattern()},
    AttributeType.SERIES: _over_time({"type": "number"}),
    AttributeType.TABLE: {"type": "array", "items": {"type": "object"}, "minItems": 1},
}


def schema() -> dict[str, Any]:
    """Return the format as a JSON Schema of draft 2020-12."""
    definitions: dict[str, Any] = {f"value-{kind.value}": value for kind, value in _VALUES.items()}
    anything: list[Any] = [{"$ref": f"#/$defs/value-{kind.value}"} for kind in _VALUES]
    definitions["value"] = {"anyOf": [*anything, _over_time(_TEXT)]}
    definitions["fact"] = _fact()
    definitions["facts"] = {"type": "object", "additionalProperties": {"$ref": "#/$defs/fact"}}
    definitions |= _decision_parts()
    tables: dict[str, Any] = {
        "format": {"const": FORMAT, "description": "The format this file is written in."},
        "catalog": _object(TABLES["catalog"], nested=False),
    }
    for table, fields in TABLES.items():
        if table != "catalog":
            definitions[table] = _object(fields, nested=False)
            tables[table] = {
                "type": "object",
                "propertyNames": {"pattern": _ID},
                "additionalProperties": {"$ref": f"#/$defs/{table}"},
            }
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
            "value": {"anyOf": [{"$ref": f"#/$defs/value-{kind.value}"} for kind in _VALUES]},
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
        parts[name]["properties"]["importance"] = {
            "$ref": "#/$defs/importance",
            "description": about,
        }
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
        made = {"anyOf": [made, {**more, "additionalProperties": False}]}
    # Keywords beside a reference are allowed since draft 2019-09.
    made["description"] = field.help + (
        " Required, unless a layer below has it." if say_required else ""
    )
    return made


def _shape(field: Field) -> dict[str, Any]:
    match field.kind:
        case "text":
            return _TEXT
        case "text_or_texts":
            return {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
        case "texts":
            items = {"enum": list(field.words)} if field.words else _TEXT
            many = {"minItems": field.many, "maxItems": field.many} if field.many else {}
            return {"type": "array", "items": items, **many}
        case "date":
            return _DATE
        case "link":
            return _VALUES[AttributeType.LINK]
        case "flag":
            return _VALUES[AttributeType.YES_NO]
        case "word":
            return {"enum": list(field.words)}
        case "ref":
            return {"type": "string", "pattern": _ID}
        case "refs":
            one: dict[str, Any] = {"type": "string", "pattern": _ID}
            if field.refers == "sources":
                one = {"anyOf": [one, {"const": GENERAL_KNOWLEDGE}]}
            if field.between[1]:
                least, most = field.between
                return {"type": "array", "items": one, "minItems": least, "maxItems": most}
            return {"anyOf": [one, {"type": "array", "items": one}]}
        case "labels":
            assert field.entry is not None
            label = {"anyOf": [_TEXT, _object(field.entry, nested=True)]}
            return {
                "anyOf": [
                    {"type": "array", "items": _TEXT, "minItems": 1},
                    {"type": "object", "additionalProperties": label, "minProperties": 1},
                ]
            }
        case "columns":
            assert field.entry is not None
            column = {"anyOf": [{"enum": list(COLUMN_TYPES)}, _object(field.entry, nested=True)]}
            return {**_keyed(column), "minProperties": 1}
        case "entries":
            assert field.entry is not None
            item = _object(field.entry, nested=True)
            return {"type": "array", "items": {"anyOf": [_TEXT, item]} if field.bare else item}
        case "facts":
            return {"$ref": "#/$defs/facts"}
        case "base":
            path = {"type": "string", "pattern": "^[^/\\\\~:][^:]*\\.toml$"}
            return {"anyOf": [{"const": BUILTIN_NAME}, path]}
        case "value":
            return {"$ref": "#/$defs/value"}
        case "query":
            return _TEXT
        case "terms":
            return {"type": "array", "items": _TEXT}
        case "wants":
            return _keyed({"anyOf": [{"$ref": "#/$defs/importance"}, {"$ref": "#/$defs/want"}]})
        case "ratings":
            return _keyed({"$ref": "#/$defs/rating"})
        case "grades":
            return _keyed({"anyOf": [{"$ref": "#/$defs/points"}, {"$ref": "#/$defs/grade"}]})
        case "points":
            return {"$ref": "#/$defs/points"}
        case "basis":
            return {"$ref": "#/$defs/basis"}
        case "values":
            return _keyed(_keyed({"$ref": "#/$defs/value"}))


def _keyed(values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "propertyNames": {"pattern": _ID}, "additionalProperties": values}


def _fact() -> dict[str, Any]:
    value = {"$ref": "#/$defs/value"}
    table = _object(
        {key: field for key, field in FACT.items() if field.kind != "value"}, nested=True
    )
    table["properties"] = {
        "value": {**value, "description": FACT["value"].help},
        **table["properties"],
    }
    table["minProperties"] = 1
    table["not"] = {"required": ["value", "missing"]}
    return {"description": "What is known of it in one respect.", "anyOf": [value, table]}
