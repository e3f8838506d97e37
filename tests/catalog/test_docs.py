"""What docs/catalog-format.md shows works, and what it lists is all there is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import tomli

from techtui.catalog.format.diagnostics import as_groups, check, report
from techtui.catalog.format.kinds import ERRORS
from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import AttributeType
from techtui.catalog.query import parse
from tests.catalog.refresh_docs import PAGE, PAGES, refreshed
from tests.catalog.samples import TODAY
from tests.catalog.test_schema import faults

if TYPE_CHECKING:
    from pathlib import Path

    from techtui.catalog.model import Catalog

TEXT = PAGE.read_text("utf-8")
EXAMPLE, TABLE, ROWS, COURSE, WITNESSES, TEMPLATE, RING, SCHEMA_LINE = re.findall(
    r"```toml\n(.*?)```", TEXT, re.DOTALL
)


def test_the_example_is_right_and_complete(tmp_path: Path) -> None:
    file = tmp_path / "libraries.toml"
    file.write_text(EXAMPLE, "utf-8")
    assert check([file], today=TODAY) == ()
    assert faults(EXAMPLE) == []
    catalog = read_catalog([file])
    assert [one.name for one in catalog.technologies.values()] == ["Courier", "Cellar"]


def test_the_table_belongs_to_the_example(tmp_path: Path) -> None:
    file, layer = tmp_path / "libraries.toml", tmp_path / "releases.toml"
    file.write_text(EXAMPLE + TABLE, "utf-8")
    layer.write_text(f"format = 1\n{ROWS}", "utf-8")
    assert check([file, layer], today=TODAY) == ()
    assert faults(EXAMPLE + TABLE) == faults(f"format = 1\n{ROWS}") == []
    fact = read_catalog([file, layer]).technologies["courier"].facts["releases"]
    assert fact.rows[1] == ("4.1", "2025-09-10", "2026-09-30", None)


def test_the_course_belongs_to_the_example(tmp_path: Path) -> None:
    file, layer = tmp_path / "libraries.toml", tmp_path / "course.toml"
    file.write_text(EXAMPLE, "utf-8")
    layer.write_text(f"format = 1\n{COURSE}", "utf-8")
    assert check([file, layer], today=TODAY) == ()
    assert faults(f"format = 1\n{COURSE}") == []
    catalog = read_catalog([file, layer])
    assert catalog.technologies["courier"].facts["state"].value == "stable"
    assert parse("moved:changed since>=2026-01", catalog).select(catalog) == ["courier"]


def test_the_witnesses_belong_to_the_example(tmp_path: Path) -> None:
    handbook, _, forum = WITNESSES.partition("\n\n")
    assert handbook in EXAMPLE
    text = (
        EXAMPLE
        + forum
        + '[technologies.cellar.facts.services]\nsource = "forum"\nvalue = { 2026 = 3 }\n'
    )
    text = text.replace('services = { missing = "not found" }\n', "")
    file = tmp_path / "libraries.toml"
    file.write_text(text, "utf-8")
    (problem,) = check([file], today=TODAY)
    assert (problem.code, faults(text)) == ("weak-source", [])


def test_the_kind_of_decision_belongs_to_the_example(tmp_path: Path) -> None:
    file = tmp_path / "libraries.toml"
    file.write_text(EXAMPLE + TEMPLATE, "utf-8")
    assert check([file], today=TODAY) == ()
    assert faults(EXAMPLE + TEMPLATE) == []
    assert list(read_catalog([file]).decisions) == ["cache"]


def test_the_ring_takes_ten_lines(tmp_path: Path, shipped: Catalog) -> None:
    file = tmp_path / "ring.toml"
    file.write_text(RING, "utf-8")
    assert len(RING.splitlines()) == 10
    assert check([file], today=TODAY) == ()
    assert faults(RING) == []
    catalog = read_catalog([file])
    changed = {
        key: one.facts["ring"] for key, one in catalog.technologies.items() if "ring" in one.facts
    }
    assert len(changed) == 2
    assert {one.layer for one in changed.values()} == {str(file)}
    assert catalog.attributes["ring"].choices == dict(
        zip(*[["adopt", "trial", "assess", "hold"]] * 2, strict=True)
    )
    # Everything else is as it was.
    assert catalog.title == shipped.title
    assert len(catalog) == len(shipped)


def test_a_slip_in_the_ring_is_told_where_it_is(tmp_path: Path) -> None:
    file = tmp_path / "ring.toml"
    file.write_text(RING.replace('"adopt"\n', '"adpot"\n'), "utf-8")
    (problem,) = check([file], today=TODAY)
    assert (problem.line, problem.hint) == (9, "did you mean “adopt”?")


def test_the_shown_report_is_what_the_checker_says(tmp_path: Path) -> None:
    shown = re.findall(r"```text\n(.*?)```", TEXT, re.DOTALL)[0]
    file = tmp_path / "libraries.toml"
    # In the page the example is misspelt in one place.
    file.write_text(EXAMPLE.replace('strengths = ["Deadlines', 'strenths = ["Deadlines'), "utf-8")
    told = as_groups(report([file], today=TODAY).filtered(only=ERRORS))
    assert told.replace(str(file), "libraries.toml") == shown


def test_all_keys_are_listed_as_they_are() -> None:
    for page, keys in PAGES.items():
        text = page.read_text("utf-8")
        assert refreshed(text, keys()) == text, "run: python -m tests.catalog.refresh_docs"


def test_all_types_are_listed() -> None:
    listed = re.findall(
        r"^\| `([a-z_]+)` \| .* \| .*\|$", TEXT.split("## Lay a file")[0], re.MULTILINE
    )
    assert sorted(listed) == sorted(AttributeType)


def test_the_line_for_editors_is_a_comment() -> None:
    assert tomli.loads(SCHEMA_LINE) == {}
