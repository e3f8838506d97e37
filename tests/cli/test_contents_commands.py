"""attributes, categories, export: what a script needs to know of a catalog."""

from __future__ import annotations

import json

import pytest

from techtui.catalog.model import Catalog
from tests.cli.test_main import run
from tests.cli.test_reading_commands import out


def test_attributes_and_categories_name_what_queries_and_lists_take() -> None:
    lines = out("attributes").splitlines()
    assert lines[0].split() == ["Id", "Name", "Type", "Unit", "Group", "Facts", "Choices"]
    assert any(line.split()[:4] == ["weight", "Weight", "number", "kg"] for line in lines)
    for line in out("categories", "--format", "csv").splitlines()[1:]:
        category = line.split(",")[0]
        assert run("list", category, "--catalog", "tests/guitars.toml").returncode == 0
    assert out("categories", "--format", "md").startswith("| Id | Category |")


def test_the_whole_catalog_has_one_shape_with_all_commands() -> None:
    whole = json.loads(out("export"))
    assert whole["version"] == 1
    assert whole["catalog"]["problems"] == 0
    assert whole["attributes"] == json.loads(out("attributes", "--format", "json"))["attributes"]
    assert whole["categories"] == json.loads(out("categories", "--format", "json"))["categories"]
    shown = json.loads(out("show", "tele", "--format", "json"))
    (tele,) = [one for one in whole["technologies"] if one["id"] == "tele"]
    assert {**tele, "version": 1, "sources": shown["sources"]} == shown
    assert shown["sources"].items() <= whole["sources"].items()


def test_the_shipped_catalog_is_exported_whole(shipped: Catalog) -> None:
    whole = json.loads(run("export").stdout)
    assert [one["id"] for one in whole["technologies"]] == list(shipped.technologies)
    assert [one["id"] for one in whole["concepts"]] == list(shipped.concepts)


@pytest.mark.parametrize("word", ["lst", "lsit", "comparee"])
def test_a_misspelt_command_is_recognised(word: str) -> None:
    result = run(word)
    assert result.returncode == 2
    assert "did you mean techtui " in result.stderr
