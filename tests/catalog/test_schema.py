"""The JSON Schema says what the reader says."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import tomli

from techtui.catalog.builtin import builtin_path
from techtui.catalog.format.fields import TABLES
from techtui.catalog.format.schema import decision_schema, schema
from techtui.catalog.format.starter import starter
from tests.catalog.refresh_docs import SCHEMAS
from tests.catalog.samples import GOOD, told, with_line
from tests.conftest import GUITARS

if TYPE_CHECKING:
    from pathlib import Path


def as_json(value: Any) -> Any:
    """A TOML value as an editor hands it to a validator."""
    match value:
        case dict():
            return {key: as_json(one) for key, one in value.items()}
        case list():
            return [as_json(one) for one in value]
        case datetime.date():
            return value.isoformat()
        case _:
            return value


def faults(text: str, of: dict[str, Any] | None = None) -> list[str]:
    """What an independent validator says about a file."""
    validator = jsonschema.Draft202012Validator(of or schema())
    return [
        f"{fault.json_path}: {fault.message}"
        for fault in validator.iter_errors(as_json(tomli.loads(text)))
    ]


def test_it_is_a_schema_of_its_draft() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator.check_schema(decision_schema())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(builtin_path().read_text("utf-8"), marks=pytest.mark.slow),
        GUITARS.read_text("utf-8"),
        GOOD,
        starter(),
    ],
    ids=["shipped", "guitars", "good", "starter"],
)
def test_right_catalogs_are_valid(text: str) -> None:
    assert faults(text) == []


def test_a_layer_need_not_be_complete() -> None:
    assert faults("format = 1\n[technologies.x.facts]\nring = 'adopt'\n") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format = 1\n", ""),
        ("format = 1\n", "format = 2\n"),
        ('title = "Tea"\n', 'titlle = "Tea"\n'),
        ('title = "Tea"\n', "title = 1\n"),
        ('url = "https://tea.example/book"', 'url = "javascript:alert(1)"'),
        ('type = "text"', 'type = "txt"'),
        ('strengths = ["Fresh"]', 'strengths = "Fresh"'),
        ('strengths = ["Fresh"]', "strengths = [{ source = 'book' }]"),
        ('cost = "free"', 'cost = "gratis"'),
        ('kind = "alternative_to", ', ""),
        ('origin = "Uji"', "origin = ''"),
        ('origin = "Uji"', 'origin = { value = "Uji", missing = "not found" }'),
        ('origin = "Uji"', 'origin = { missing = "perhaps" }'),
        ("as_of = 2026-10-01 }", "as_off = 2026-10-01 }"),
        ("2025 = 12.5", "later = 12.5"),
    ],
)
def test_what_the_reader_speaks_of_the_schema_refuses(old: str, new: str) -> None:
    text = with_line(old, new)
    assert told(text)
    assert faults(text)


def test_every_key_has_its_sentence() -> None:
    made = schema()
    for table, fields in TABLES.items():
        where = made["properties"]["catalog"] if table == "catalog" else made["$defs"][table]
        assert where["properties"].keys() == fields.keys()
        for key, field in fields.items():
            assert field.help in where["properties"][key]["description"]


@pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.name)
def test_the_schema_in_the_docs_is_this_one(file: Path) -> None:
    assert file.read_text("utf-8") == SCHEMAS[file](), "run: python -m tests.catalog.refresh_docs"
