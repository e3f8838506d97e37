"""Whatever signs names hold, every command writes them in every format, and reads them again."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.test_main import run
from tests.odd_names import SIGNS, odd_catalog

FORMS = ("text", "json", "csv", "md", "html")


@pytest.fixture(autouse=True)
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalog of odd names, for all commands."""
    file = tmp_path / "odd.toml"
    file.write_text(odd_catalog(), "utf-8")
    monkeypatch.setenv("TECHTUI_CATALOG", str(file))
    return file


@pytest.mark.parametrize(
    ("words", "without"),
    [
        (("list", "--sort", "pick it", "--columns", "id,pick it,items,t_t"), ()),
        (("list", "every one", "--where", 'pick_it:"C++ boat",*,"?"'), ()),
        (("show", "C++ boat"), ()),
        (("show", "c<5"), ("csv",)),
        (("show", "k$HOME"), ("csv",)),
        (("compare", "C++ boat", "*", "æ:é", "~"), ()),
        (("search", "q'uote"), ("md", "html")),
        (("concept", "kq'uote"), ("csv",)),
        (("concept",), ("csv",)),
        (("attributes",), ("html",)),
        (("categories",), ("html",)),
        (
            ("decide", "every one", "--must", 'pick_it:"C++ boat",*', "--want", "t_t:higher"),
            ("csv",),
        ),
        (("decide", "a&b;c|d", "全角　舟", "--want", "t_t:higher"), ("csv",)),
    ],
)
def test_every_format_of_every_command(words: tuple[str, ...], without: tuple[str, ...]) -> None:
    for form in FORMS:
        if form in without:
            continue
        result = run(*words, "-f", form)
        assert (result.returncode, result.stderr) == (0, ""), (form, result.stderr)
        if form == "json":
            assert json.loads(result.stdout)
        if form == "csv":
            rows = list(csv.reader(result.stdout.splitlines()))
            assert {len(row) for row in rows} == {len(rows[0])}


def test_every_export_holds_every_name() -> None:
    names = {f"The {sign}" for sign in SIGNS}
    whole = json.loads(run("export").stdout)
    assert {one["name"] for one in whole["technologies"]} == names
    lines = run("export", "-f", "jsonl").stdout.splitlines()
    assert {json.loads(line)["id"] for line in lines} == {*SIGNS}
    for table in ("technologies", "facts", "points", "relations", "sources"):
        result = run("export", "--table", table)
        assert (result.returncode, result.stderr) == (0, "")
    result = run("export", "--as", "csv")
    # A sign that a spreadsheet would take for a formula has an apostrophe before it.
    assert len(list(csv.DictReader(result.stdout.splitlines()))) == len(SIGNS)
    assert run("export", "--as", "landscape").returncode == 0
