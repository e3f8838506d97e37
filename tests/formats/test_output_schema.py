"""What programs read: every JSON document has the shape that the published schema says, no key more."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path

import jsonschema
import pytest

from techtui.audit.findings import Audit, Difference
from techtui.audit.page import audit_document
from techtui.catalog import (
    AttributeType,
    Catalog,
    Decision,
    Index,
    Want,
    changes_of,
    compare,
    differences_between,
    rank,
    read_catalog,
)
from techtui.catalog.cited_links import as_json as links_as_json
from techtui.catalog.format.diagnostics import as_json as problems_as_json
from techtui.catalog.problems import Problem
from techtui.formats import changes_json, flat_tables, json_document
from techtui.formats.decision_record import as_json as decision_as_json
from techtui.formats.json_parts import PARTS
from techtui.formats.output_schema import DOCUMENTS, output_schema
from tests.formats.conftest import COFFEE

TODAY = date(2026, 11, 26)


def audited(catalog: Catalog) -> Audit:
    """An audit that found something, whatever the catalog."""
    one = catalog.ids[0]
    source = "endoflife:lamp"
    finding = Difference(one, next(iter(catalog.attributes)), "older", "1", "2", "", "2", source)
    return Audit([finding], 2, {}, {one: "ropes"}, [one])


def documents(catalog: Catalog) -> dict[str, str]:
    """One of each document that commands write about a catalog."""
    technologies = list(catalog.technologies.values())
    concept = next(iter(catalog.concepts.values()))
    wanted = next(
        one.id
        for one in catalog.attributes.values()
        if one.better and one.type is not AttributeType.CHOICE
    )
    decision = Decision("Which?", tuple(catalog.ids[:3]), wants=(Want(wanted, 3),))
    columns = ["id", *PARTS, *catalog.attributes]
    return {
        "show": json_document.technology(catalog, technologies[0]),
        "show_category": json_document.category(catalog, next(iter(catalog.categories.values()))),
        "list": json_document.listing(catalog, technologies, columns),
        "search": json_document.hits(catalog, Index(catalog).search(technologies[0].name)),
        "compare": json_document.comparison(
            catalog, compare(catalog, technologies[:3]), note="why"
        ),
        "concepts": json_document.concepts(catalog),
        "concept": json_document.concept(catalog, concept),
        "attributes": json_document.attributes(catalog),
        "categories": json_document.categories(catalog),
        "export": "".join(json_document.whole(catalog)),
        "changes": changes_json.changes(catalog, changes_of(catalog, technologies, TODAY)),
        "decide": decision_as_json(catalog, rank(decision, catalog)),
        "links": links_as_json(catalog),
        "audit": json.dumps(audit_document(audited(catalog))),
        "check": problems_as_json([Problem("a.toml", 1, 0, "error", "no-choices", "m", "h")]),
    }


@pytest.mark.parametrize("name", [pytest.param("shipped", marks=pytest.mark.slow), "guitars"])
def test_every_document_has_the_published_shape(name: str, request: pytest.FixtureRequest) -> None:
    catalog: Catalog = request.getfixturevalue(name)
    found = {
        **documents(catalog),
        "diff": changes_json.differences(
            differences_between(
                request.getfixturevalue("guitars"), request.getfixturevalue("shipped")
            )
        ),
    }
    assert found.keys() == set(DOCUMENTS)
    schema = output_schema()
    for document, text in found.items():
        own = {
            "$schema": schema["$schema"],
            "$defs": schema["$defs"],
            "$ref": f"#/$defs/{document}",
        }
        jsonschema.Draft202012Validator(own).validate(json.loads(text))


TIMES = """\
format = 1
[technologies.moka.facts]
grind = { 2025-03 = "medium", 2026-01 = "fine" }
share = { 2025-12 = 20, 2026-01-31 = 21, 2026-01 = 22 }
"""
"""Laid upon the coffee, which has a table: a choice over time, and figures by month, one of which is left out."""


@pytest.fixture
def changing(tmp_path: Path) -> Catalog:
    layer = tmp_path / "times.toml"
    layer.write_text(TIMES)
    return read_catalog([COFFEE, layer])


def test_tables_and_times_have_the_published_shape(changing: Catalog) -> None:
    schema = output_schema()
    for name, text in documents(changing).items():
        own = {"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": f"#/$defs/{name}"}
        jsonschema.Draft202012Validator(own).validate(json.loads(text))
    facts = json.loads(json_document.technology(changing, changing.technologies["moka"]))["facts"]
    assert facts["share"]["value"] == {"2025-12": 20, "2026-01": 22}
    assert facts["sizes"]["value"][1] == {
        "size": "large",
        "cups": 12,
        "price": 49.5,
        "guaranteed": "2999-12-31",
    }
    assert (facts["grind"]["moved"], facts["grind"]["since"]) == ("changed", "2026-01")


def test_flat_tables_have_a_row_for_each_cell_and_time(changing: Catalog) -> None:
    rows = [
        (row["attribute"], row["type"], row["item"], row["at"], row["text"], row["number"])
        for row in table(changing, "facts")
        if row["technology"] == "moka"
    ]
    assert ("grind", "choice", "", "2025-03", "medium", "") in rows
    assert ("grind", "choice", "", "2026-01", "fine", "") in rows
    assert ("share", "series", "", "2026-01", "22.0", "22.0") in rows
    assert ("sizes.price", "money", "2", "", "49.5", "49.5") in rows
    assert [row[2:] for row in rows if row[0] == "sizes.size"] == [
        ("1", "", "small | =1", ""),
        ("2", "", "large", ""),
    ]


def test_a_key_that_is_not_in_the_schema_is_found(guitars: Catalog) -> None:
    document = {**json.loads(json_document.concepts(guitars)), "more": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, output_schema())


def test_each_line_of_jsonl_is_what_show_writes(shipped: Catalog) -> None:
    lines = list(json_document.lines(shipped))
    assert len(lines) == len(shipped)
    for line, one in zip(lines, shipped.technologies.values(), strict=True):
        assert json.loads(line) == json.loads(json_document.technology(shipped, one))


def table(catalog: Catalog, name: str) -> list[dict[str, str]]:
    """The rows of a flat table."""
    return list(csv.DictReader(StringIO("".join(flat_tables.write(catalog, name)))))


def test_flat_tables_hold_all_of_a_catalog(shipped: Catalog) -> None:
    technologies = shipped.technologies.values()
    assert [one["id"] for one in table(shipped, "technologies")] == list(shipped.ids)
    facts = table(shipped, "facts")
    known = {(one.id, key) for one in technologies for key in one.facts}
    assert {(row["technology"], row["attribute"]) for row in facts} == known
    items = sum(
        len(fact.value)
        for one in technologies
        for fact in one.facts.values()
        if isinstance(fact.value, tuple)
    )
    assert sum(bool(row["item"]) for row in facts) == items
    assert len(table(shipped, "relations")) == sum(len(one.relations) for one in technologies)
    assert len(table(shipped, "sources")) == len(shipped.sources)
    assert {row["kind"] for row in table(shipped, "points")} == {
        "strengths",
        "weaknesses",
        "best_for",
        "avoid_when",
        "corrections",
    }


def test_a_fact_says_its_type_its_year_and_why_it_is_missing(shipped: Catalog) -> None:
    facts = table(shipped, "facts")
    shares = [
        row for row in facts if row["technology"] == "kafka" and row["attribute"] == "popularity"
    ]
    assert all(
        row["type"] == "series" and row["at"].isdigit() and float(row["number"]) for row in shares
    )
    assert {row["missing"] for row in facts if not row["text"]} == {"not found", "does not apply"}
