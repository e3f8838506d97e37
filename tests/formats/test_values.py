"""What programs read holds the values of the catalog: each of them, to the last digit, in every document."""

from __future__ import annotations

import csv
import json
from io import StringIO
from random import Random
from typing import Any

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from techtui.catalog import AttributeType, Catalog, compare
from techtui.catalog.model import Attribute, Fact
from techtui.catalog.moments import moment_text
from techtui.formats import csv_table, flat_tables, json_document
from techtui.formats.json_parts import PARTS
from techtui.formats.output_schema import output_schema
from tests.catalog.generating import toml_of
from tests.catalog.samples import load
from tests.catalog.test_cache_laws import OddMaker
from tests.examples import examples

FIGURES = (AttributeType.NUMBER, AttributeType.MONEY, AttributeType.YEAR)

odd = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    max_examples=examples(100),
)
SCHEMA = output_schema()


def made(random: Random) -> Catalog:
    """A catalog of odd texts and figures."""
    return load(toml_of(OddMaker(random).catalog()))


def held(attribute: Attribute, fact: Fact | None) -> Any:
    """What JSON has of a fact."""
    if fact is not None and fact.rows:
        return [
            {
                column.key: list(cell) if isinstance(cell, tuple) else cell
                for column, cell in zip(attribute.columns, row, strict=True)
                if cell is not None
            }
            for row in fact.rows
        ]
    match fact.value if fact is not None else None:
        case dict() as series:
            return {moment_text(at): number for at, number in series.items()}
        case tuple() as items:
            return list(items)
        case value:
            return value


def read_json(name: str, text: str) -> Any:
    """A document that is valid JSON, without constants of JavaScript, and of the published shape."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    found = json.loads(text, parse_constant=refuse)
    own = {"$schema": SCHEMA["$schema"], "$defs": SCHEMA["$defs"], "$ref": f"#/$defs/{name}"}
    jsonschema.Draft202012Validator(own).validate(found)
    return found


def read_csv(text: str) -> list[dict[str, str]]:
    """The rows of a table; each has a cell for each column."""
    head, *rows = csv.reader(StringIO(text, newline=""))
    assert {len(row) for row in rows} <= {len(head)}
    return [dict(zip(head, row, strict=True)) for row in rows]


@given(st.integers(0, 2**63).map(Random))
@odd
def test_json_holds_every_value(random: Random) -> None:
    catalog = made(random)
    technologies = list(catalog.technologies.values())
    whole = read_json("export", "".join(json_document.whole(catalog)))
    columns = ["id", *PARTS, *catalog.attributes]
    listed = read_json("list", json_document.listing(catalog, technologies, columns))
    for at, one in enumerate(technologies):
        facts, row = whole["technologies"][at]["facts"], listed["technologies"][at]["facts"]
        assert set(facts) == set(one.facts)
        for key, attribute in catalog.attributes.items():
            value = repr(held(attribute, one.facts.get(key)))
            assert repr((row[key] or {}).get("value")) == value
            assert key not in facts or repr(facts[key]["value"]) == value
    few = technologies[:4]
    if len(few) > 1:
        found = read_json("compare", json_document.comparison(catalog, compare(catalog, few)))
        plain = [row for row in found["rows"] if row["attribute"] in catalog.attributes]
        for row in plain:
            attribute = catalog.attributes[row["attribute"]]
            values = [held(attribute, one.facts.get(attribute.id)) for one in few]
            assert attribute.columns or repr(row["values"]) == repr(values)


@given(st.integers(0, 2**63).map(Random))
@odd
def test_tables_hold_every_figure_and_are_even(random: Random) -> None:
    catalog = made(random)
    technologies = list(catalog.technologies.values())
    rows = read_csv(csv_table.listing(catalog, technologies, ["id", "name", *catalog.attributes]))
    flat = read_csv("".join(flat_tables.write(catalog, "facts")))
    texts = {(row["technology"], row["attribute"], row["item"], row["text"]) for row in flat}
    for row, one in zip(rows, technologies, strict=True):
        assert row["name"] == csv_table.harmless(one.name)
        for attribute, fact in catalog.facts_of(one):
            value = fact.value
            if attribute.type in FIGURES and value is not None:
                assert row[attribute.id] == str(value)
                assert (one.id, attribute.id, "", str(value)) in texts
            elif isinstance(value, str) and not fact.history:
                assert (one.id, attribute.id, "", value) in texts
            elif isinstance(value, tuple) and not fact.rows:
                items = {(one.id, attribute.id, str(at), x) for at, x in enumerate(value, 1)}
                assert items <= texts
    if technologies:
        read_csv(csv_table.technology(catalog, technologies[0]))
    if len(technologies) > 1:
        compared = compare(catalog, technologies[:4])
        assert read_csv(csv_table.comparison(catalog, compared, note="why"))
