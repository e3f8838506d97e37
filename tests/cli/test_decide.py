"""techtui decide: from a line or a file to a ranking, kept and looked at again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from techtui.shelf import Shelf, Status
from tests.cli.test_main import run
from tests.formats.conftest import COFFEE

CATALOG = ("--catalog", str(COFFEE))

FILE = """\
# How we drink.
format = 1
question = "What stands in the kitchen?"
category = "brewers"
review = 2027-05-01

[wants]
minutes = 3
price = "nice"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A decision beside the code."""
    path = tmp_path / "kitchen.toml"
    path.write_text(FILE, "utf-8")
    return path


def decided(*words: str) -> dict[str, object]:
    """What a decision that must succeed says."""
    result = run("decide", *words, "--format", "json", *CATALOG)
    assert result.returncode == 0, result.stderr
    found: dict[str, object] = json.loads(result.stdout)
    return found


def changed(tmp_path: Path) -> Path:
    """The catalog, where everything but the first takes a day."""
    first = decided("brewers", "--want", "minutes=3", "--want", "price=1")["first"]
    path = tmp_path / "layer.toml"
    path.write_text(f"format = 1\n[technologies.{first}.facts]\nminutes = 1440\n", "utf-8")
    return path


def test_a_decision_in_one_line() -> None:
    found = decided("brewers", "--must", "-power:yes", "--want", "minutes=3", "--want", "price")
    assert found["question"] == "Which of Brewers?"
    assert found["musts"] == ["-power:yes"]
    assert [one["importance"] for one in found["criteria"]] == [3, 2]  # type: ignore[attr-defined]
    assert found["first"]


def test_a_file_is_the_same_in_every_format(file: Path) -> None:
    first = decided(str(file))["first"]
    assert first == decided("brewers", "--want", "minutes=3", "--want", "price=1")["first"]
    for form in ("text", "md", "html", "toml"):
        result = run("decide", str(file), "--format", form, *CATALOG)
        assert (result.returncode, result.stderr) == (0, "")
        assert "What stands in the kitchen?" in result.stdout
    assert result.stdout.startswith("format = 1\n")


def test_what_is_said_comes_to_what_a_file_says(file: Path) -> None:
    found = decided(str(file), "--want", "minutes=1", "--want", "share=5", "--question", "And now?")
    assert found["question"] == "And now?"
    weights = {one["id"]: one["importance"] for one in found["criteria"]}  # type: ignore[attr-defined]
    assert weights == {"minutes": 1, "price": 1, "share": 5}


def test_a_written_decision_can_be_read(file: Path, tmp_path: Path) -> None:
    text = run("decide", "moka", "v60", "--want", "minutes=5", "-f", "toml", *CATALOG).stdout
    copy = tmp_path / "copy.toml"
    copy.write_text(text, "utf-8")
    assert decided(str(copy))["first"] == decided("moka", "v60", "--want", "minutes=5")["first"]


@pytest.mark.parametrize(
    "options", [("--must", "power:no"), ("--want", "minutes", "--question", "\u200d")]
)
def test_all_that_the_options_decide_can_be_read(tmp_path: Path, options: tuple[str, ...]) -> None:
    text = run("decide", "moka", "v60", *options, "-f", "toml", *CATALOG).stdout
    copy = tmp_path / "copy.toml"
    copy.write_text(text, "utf-8")
    assert decided(str(copy)) == decided("moka", "v60", *options)
    run("decide", "moka", "v60", *options, "--keep", "it", *CATALOG)
    assert decided("--kept", "it") == decided("moka", "v60", *options)


def test_a_decision_is_found_by_the_name_that_is_listed() -> None:
    decide = ("decide", "moka", "v60", "--want", "minutes")
    run(*decide, "--keep", " the\n kitchen ", *CATALOG)
    with Shelf.open() as shelf:
        [kept] = shelf.contents().decisions
        assert kept.name == "the kitchen"
        # As an earlier version kept it.
        shelf.keep_decision(kept.catalog_id, "an\nother", kept.content)
    listed = run("shelf", "list").stdout
    for name in ("an other", "the kitchen"):
        assert f": {name} (decision)\n" in listed
    for name in ("an other", "the kitchen"):
        assert decided("--kept", name) == decided(*decide[1:])
        assert run("shelf", "drop", name).returncode == 0


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("brewers",), 2, "nothing counts yet"),
        (("moka", "--want", "minutes"), 2, "two or more"),
        (("mocca", "--want", "minutes"), 1, "there is no category"),
        (("moka", "nothing", "--want", "minutes"), 1, "there is no technology “nothing”"),
        (("moka", "v60", "--want", "minuets=3"), 2, "did you mean “minutes”?"),
        (("moka", "v60", "--want", "minutes=7"), 2, "3 (important)"),
        (("moka", "v60", "--want", "country=2"), 2, "name a wanted value"),
        (("moka", "v60", "--must", "pwer:yes"), 2, "did you mean “power”?"),
        (("--want", "minutes"), 2, "name a file, a category or some technologies"),
        (("--template", "none"), 2, "there is no template"),
        (("--kept", "none"), 1, "no decision is kept as “none”"),
        (("brewers", "--kept", "none"), 2, "name nothing besides"),
        (("brewers", "--want", "minutes", "--accept"), 2, "--accept is for a FILE"),
        (("nowhere.toml",), 1, "there is no such file"),
        (("brewers", "--want", "minutes", "--keep", " "), 2, "the name is empty"),
    ],
)
def test_what_can_not_be_is_told(words: tuple[str, ...], code: int, told: str) -> None:
    result = run("decide", *words, *CATALOG)
    assert (result.returncode, result.stdout) == (code, "")
    assert told in result.stderr


def test_problems_of_a_file_are_told_like_those_of_a_catalog(file: Path) -> None:
    file.write_text(FILE.replace("minutes = 3", "minuets = 3"), "utf-8")
    result = run("decide", str(file), *CATALOG)
    assert result.returncode == 1
    assert f"{file}:8:1: error: there is no attribute “minuets”" in result.stderr
    assert "did you mean “minutes”?" in result.stderr


def test_what_is_said_of_a_file_is_meant_for_decisions(file: Path) -> None:
    file.write_text("", "utf-8")
    assert "--format toml writes one" in run("decide", str(file), *CATALOG).stderr
    names = ", ".join(f'"t{number}"' for number in range(30))
    file.write_text(f'format = 1\nquestion = "?"\ncandidates = [{names}]\n', "utf-8")
    told = run("decide", str(file), *CATALOG).stderr
    assert told.endswith("more problems; correct these first\n")


def test_templates_and_kept_decisions_are_listed() -> None:
    result = run("decide", *CATALOG)
    assert (result.returncode, result.stdout) == (0, "")
    assert "no templates" in result.stderr
    run("decide", "brewers", "--want", "minutes", "--keep", "the kitchen", *CATALOG)
    assert run("decide", *CATALOG).stdout == "--kept 'the kitchen'\n"
    assert "--template queue-small-team: A queue for a small team" in run("decide").stdout
    result = run("decide", "--template", "queue-small-team")
    assert "A queue for a small team" in result.stdout


def test_an_accepted_file_stands_until_a_fact_changes(file: Path, tmp_path: Path) -> None:
    result = run("decide", "--review", str(file), *CATALOG)
    assert (result.returncode, "does not say what it rests on" in result.stdout) == (0, True)
    result = run("decide", str(file), "--accept", *CATALOG)
    assert (result.returncode, result.stdout) == (0, "")
    assert file.read_text("utf-8").startswith(FILE)
    result = run("decide", "--review", str(file), *CATALOG)
    assert (result.returncode, result.stderr) == (0, "")
    assert f"{file}: unchanged since " in result.stdout
    result = run("decide", "--review", str(file), *CATALOG, "--catalog", str(changed(tmp_path)))
    assert result.returncode == 3
    assert f"{file}: outcome changed since " in result.stdout
    assert "is 1440 min" in result.stdout


def test_the_day_of_review_counts(file: Path) -> None:
    file.write_text(FILE.replace("2027-05-01", "2020-05-01"), "utf-8")
    run("decide", str(file), "--accept", *CATALOG)
    result = run("decide", "--review", str(file), *CATALOG)
    assert result.returncode == 3
    assert "review due since 2020-05-01" in result.stdout


def test_a_broken_file_does_not_keep_others_from_review(file: Path, tmp_path: Path) -> None:
    run("decide", str(file), "--accept", *CATALOG)
    broken = tmp_path / "broken.toml"
    broken.write_text("format = ", "utf-8")
    result = run("decide", "--review", str(broken), str(file), *CATALOG)
    assert result.returncode == 1
    assert "broken.toml" in result.stderr
    assert "unchanged since" in result.stdout


def test_a_kept_decision_is_looked_at_and_carried_to_another_machine(tmp_path: Path) -> None:
    words = ("brewers", "--want", "minutes=3", "--want", "price=1")
    assert "kept as “kitchen”" in run("decide", *words, "--keep", "kitchen", *CATALOG).stderr
    assert decided("--kept", "kitchen")["first"] == decided(*words)["first"]
    assert "kitchen (decision)" in run("shelf", "list").stdout
    assert "kitchen: unchanged" in run("decide", "--review", *CATALOG).stdout
    layers = (*CATALOG, "--catalog", str(changed(tmp_path)))
    assert run("decide", "--review", *layers).returncode == 3
    export, other = str(tmp_path / "shelf.toml"), str(tmp_path / "other")
    assert run("shelf", "export", export).returncode == 0
    assert run("shelf", "import", export, TECHTUI_DATA=other).returncode == 0
    assert run("decide", "--review", *layers, TECHTUI_DATA=other).returncode == 3
    assert run("shelf", "drop", "kitchen").returncode == 0
    result = run("shelf", "drop", "kitchen")
    assert (result.returncode, "no decision is kept as “kitchen”" in result.stderr) == (1, True)
    result = run("decide", "--review", *CATALOG)
    assert (result.returncode, result.stdout) == (0, "")
    assert "no decision is kept" in result.stderr


def test_a_file_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    file = tmp_path / "inline.toml"
    file.write_text(FILE.replace("[wants]", "basis = { date = 2026-01-01 }\n[wants]"), "utf-8")
    before = file.read_text("utf-8")
    result = run("decide", str(file), "--accept", *CATALOG)
    assert result.returncode == 1
    assert "stays as it is" in result.stderr
    assert file.read_text("utf-8") == before


def test_the_schema_of_decisions_is_printed() -> None:
    assert json.loads(run("schema", "decision").stdout)["title"] == "A techtui decision"
    assert json.loads(run("schema").stdout)["title"] == "A techtui catalog"


def test_what_one_knows_can_count() -> None:
    with Shelf.open() as shelf:
        shelf.set_status("coffee | makers", "moka", Status.KNOW)
        shelf.set_status("coffee | makers", "v60", Status.WANT)
    found = decided("brewers", "--know", "5")
    assert found["first"] == "moka"
    cells = {one["id"]: one["cells"]["own:known"] for one in found["candidates"]}  # type: ignore[attr-defined]
    assert (cells["moka"]["value"], cells["v60"]["value"]) == (4, 1)
    assert cells["machine"]["score"] == {"low": 0.0, "high": 1.0}
    assert run("decide", "brewers", "--know", "9" * 5000, *CATALOG).returncode == 2


EVIL = "\\u001b[31m[/x][@click=app.quit]<b>|\\u202e\\u0000"

HOSTILE = f"""\
format = 1
question = "q {EVIL}"
makers = ["m {EVIL}"]
note = "n {EVIL}"
candidates = ["moka", "v60", "gone {EVIL}"]
musts = ['country:"x"', "name:\\"{EVIL}\\"", "-name:zzz"]
[wants]
minutes = {{ importance = 3, why = "w {EVIL}" }}
country = {{ importance = 1, good = "g {EVIL}" }}
[ratings."r {EVIL}"]
name = "r {EVIL}"
importance = 5
grades.moka = {{ points = 3, why = "y {EVIL}" }}
[basis]
date = 2026-01-01
first = "f {EVIL}"
[basis.values."gone {EVIL}"]
minutes = 3
[basis.values.moka]
country = "c {EVIL}"
"a {EVIL}" = ["i {EVIL}"]
"""


@pytest.mark.parametrize("form", ["text", "md", "html", "json", "toml"])
def test_what_a_file_says_is_text_and_nothing_else(form: str, tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text(HOSTILE, "utf-8")
    for words in ((str(file), "--format", form), ("--review", str(file))):
        result = run("decide", *words, *CATALOG)
        assert result.returncode in (0, 3), result.stderr
        written = result.stdout.replace("\n", "")
        assert written.isprintable(), [one for one in written if not one.isprintable()]
    if form == "html":
        assert "<b>|" not in run("decide", str(file), "--format", form, *CATALOG).stdout
