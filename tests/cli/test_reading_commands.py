"""list, show, compare, search, concept: what goes to stdout, what to stderr, how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from techtui.catalog.model import Catalog
from techtui.shelf import Shelf
from tests.cli.test_main import run
from tests.conftest import GUITARS

CATALOG = ("--catalog", str(GUITARS))


def out(*words: str) -> str:
    """What a command that must succeed prints."""
    result = run(*words, *CATALOG)
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    return result.stdout


def test_list_names_everything_or_a_category() -> None:
    assert "Telecaster" in out("list")
    assert "Dreadnought" not in out("list", "electric")
    (only,) = json.loads(out("list", "Acoustic", "--format", "json"))["technologies"]
    assert only["id"] == "dread"
    assert out("list", "--format", "csv").startswith("id,name,category,tagline\n")
    assert out("list", "--format", "md").startswith("| Name |")


def test_show_has_facts_with_sources_in_every_format() -> None:
    text = out("show", "Tele")
    assert "A plank with a bright voice" in text
    assert "3.4 kg" in text
    assert "https://museum.example/guitars" in text
    shown = json.loads(out("show", "tele", "--format", "json"))
    assert shown["facts"]["weight"] == {
        "name": "Weight",
        "type": "number",
        "unit": "kg",
        "value": 3.4,
        "source": ["museum"],
        "as_of": "2026-10-01",
        "note": "Without strap.",
    }
    assert set(shown["sources"]) == {"museum"}
    assert shown["facts"]["sold"]["value"] == {"2023": 10.5, "2024": 11.0, "2025": 12.0}
    assert "[^1]: [Guitar museum, catalogue](https://museum.example/guitars)" in out(
        "show", "tele", "--format", "md"
    )


def test_compare_has_the_documented_shape() -> None:
    compared = json.loads(out("compare", "lp", "tele", "--format", "json"))
    assert compared["technologies"] == ["lp", "tele"]
    rows = {row["attribute"]: row for row in compared["rows"]}
    assert rows["weight"]["better"] == ["tele"]
    assert rows["weight"]["verdict"] == "different"
    assert rows["price"]["verdict"] == "missing"
    assert rows["in_production"]["verdict"] == "same"
    assert sum(compared["summary"].values()) == len(compared["rows"]) + len(compared["texts"])


def test_compare_writes_documents() -> None:
    markdown = out("compare", "tele", "lp", "--format", "md")
    assert markdown.startswith("# Telecaster and Les Paul compared\n")
    assert "| ≠ | Weight | ▲ 3.4 kg[^1] | 4.3 kg |" in markdown
    page = out("compare", "tele", "lp", "--format", "html")
    assert page.startswith("<!doctype html>")
    assert "src=" not in page
    assert "<script" not in page
    assert out("compare", "tele", "lp", "--format", "csv").startswith(
        "attribute,name,group,unit,verdict,better,Telecaster,Les Paul\n"
    )
    assert "Still made" not in out("compare", "tele", "lp", "--only-differences")


def test_search_ranks_and_says_when_there_is_nothing() -> None:
    found = json.loads(out("search", "broadcaster", "--format", "json"))["technologies"]
    assert (found[0]["id"], found[0]["category"]) == ("tele", "electric")
    assert found[0]["matched"] == "alias"
    nothing = run("search", "zzzqqq", *CATALOG)
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert nothing.stderr == "techtui: no matches for “zzzqqq”\n"


def test_a_beginning_is_enough_if_only_one_begins_so() -> None:
    assert out("show", "dreadn") == out("show", "dread")
    assert out("show", "broadc") == out("show", "tele")
    assert "Two coils" in out("concept", "humb")
    both = run("show", "", *CATALOG)
    assert (both.returncode, both.stdout) == (1, "")


def test_beginnings_of_several_are_asked_back(tmp_path: Path) -> None:
    file = tmp_path / "two.toml"
    entries = "".join(
        f'[technologies.tea-{one}]\nname = "Tea {one}"\ncategory = "c"\n' for one in "abcde"
    )
    file.write_text(f'format = 1\n[catalog]\ntitle = "T"\n[categories.c]\nname = "C"\n{entries}')
    result = run("show", "te", "--catalog", str(file))
    assert result.stderr == "techtui: “te” could be Tea a, Tea b, Tea c or 2 others\n"


def test_texts_and_relations_can_be_columns() -> None:
    assert out("list", "--columns", "id,strengths,relations", "--format", "csv").splitlines()[
        1
    ] == ("tele,Simple to repair; Cuts through,alternative to Les Paul")
    rows = json.loads(out("list", "--columns", "strengths,weight", "--format", "json"))[
        "technologies"
    ]
    shown = json.loads(out("show", "tele", "--format", "json"))
    for key in rows[0].keys() - {"facts"}:
        assert rows[0][key] == shown[key]
    assert rows[0]["facts"] == {"weight": shown["facts"]["weight"]}


def test_concept_lists_and_explains() -> None:
    assert "humbucker" in out("concept")
    assert "Two coils" in out("concept", "humbucker")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["show", "telecster"], 1, "did you mean Telecaster"),
        (["compare", "tele"], 2, "two to four"),
        (["compare", "tele", "nothing"], 1, "no technology “nothing”"),
        (["list", "--where", "year<1900"], 1, "no matches"),
        (["list", "electrc"], 1, "did you mean “electric”"),
        (["concept", "humbuker"], 1, "did you mean Humbucker"),
        (["show", "electrc"], 1, "did you mean Electric"),
        (["list", "acustic"], 1, "did you mean “acoustic”"),
        (["list", "--columns", "yeer"], 2, "did you mean “year”"),
        (["list", "--sort", "wieght"], 2, "did you mean “weight”"),
        (["changes", "--kind", "yeer"], 2, "nothing new is about"),
        (["decide", "electrc"], 1, "did you mean “electric”"),
        (["compare", "--kept", "best"], 1, "none is kept"),
        (["decide", "--kept", "best"], 1, "none is kept"),
        (["decide", "--template", "best"], 2, "the catalog has none"),
        (["show", "electric", "--format", "csv"], 2, "techtui list electric does"),
        (["show", "tele", "--format", "xml"], 2, "xml"),
    ],
)
def test_what_is_not_there_is_told_on_stderr(words: list[str], code: int, says: str) -> None:
    result = run(*words, *CATALOG)
    assert (result.returncode, result.stdout) == (code, "")
    assert says in result.stderr


def test_a_broken_catalog_is_told_with_its_line() -> None:
    result = run("list", "--catalog", "/nowhere/none.toml")
    assert result.returncode == 1
    assert "there is no such file" in result.stderr


def test_colours_are_on_when_asked_and_off_in_a_pipe() -> None:
    assert "\x1b[" not in out("show", "tele")
    assert "\x1b[" in out("show", "tele", "--color", "always")
    assert "\x1b[" in run("show", "tele", *CATALOG, FORCE_COLOR="1").stdout
    assert "\x1b[" not in run("show", "tele", "--color", "never", *CATALOG, FORCE_COLOR="1").stdout


def test_the_variable_names_the_catalog() -> None:
    assert "Telecaster" in run("list", TECHTUI_CATALOG=str(GUITARS)).stdout


def test_a_closed_pipe_ends_quietly() -> None:
    command = f"{sys.executable} -m techtui show postgresql --format html | true"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert result.stderr == ""


@pytest.mark.parametrize("form", ["text", "md", "html", "json", "csv"])
def test_a_note_stands_above_a_comparison_in_every_format(form: str) -> None:
    words = ("compare", "tele", "lp", "--format", form)
    assert "light one" not in out(*words)
    assert "the light one" in out(*words, "--note", "Take the light one.")


def test_a_kept_comparison_comes_with_its_note(guitars: Catalog) -> None:
    with Shelf.open() as shelf:
        shelf.keep_comparison(guitars.id, "the two", ("lp", "tele"))
        shelf.set_comparison_note(guitars.id, "the two", "Take the *light* one.", based_on="")
    compared = json.loads(out("compare", "--kept", "the two", "--format", "json"))
    assert compared["technologies"] == ["lp", "tele"]
    assert compared["note"] == "Take the *light* one."
    assert "Take the \\*light\\* one." in out("compare", "--kept", "the two", "--format", "md")
    other = out("compare", "--kept", "the two", "--note", "Neither.")
    assert "Neither." in other
    assert "light one" not in other


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--kept", "the too"), 1, "no comparison is kept as “the too”"),
        (("--kept", "gone"), 1, "no longer has what “gone” compares"),
        (("--kept", "gone", "lp"), 2, "name nothing besides"),
        ((), 2, "name two to four technologies"),
    ],
)
def test_what_is_not_kept_is_told(
    guitars: Catalog, words: tuple[str, ...], code: int, said: str
) -> None:
    with Shelf.open() as shelf:
        shelf.keep_comparison(guitars.id, "gone", ("lp", "banjo"))
    result = run("compare", *words, *CATALOG)
    assert (result.returncode, result.stdout) == (code, "")
    assert said in result.stderr


def test_a_category_and_a_concept_are_shown_as_pages() -> None:
    page = run("show", "electric", *CATALOG).stdout
    assert "How to choose" in page
    assert "Solid or hollow?" in page
    assert "Telecaster" in page
    assert run("show", "Humbucker", *CATALOG).stdout == run("concept", "humbucker", *CATALOG).stdout
    assert json.loads(run("show", "electric", "--format", "json", *CATALOG).stdout)["members"] == [
        "tele",
        "lp",
    ]
