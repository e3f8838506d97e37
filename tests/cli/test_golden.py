"""Every command in every format, as it was looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.test_main import run
from tests.formats.conftest import COFFEE
from tests.golden import check

GOLDEN = Path(__file__).with_name("golden")
ALL = ("text", "json", "csv", "md", "html")
COMMANDS = {
    "list": (["list"], ALL),
    "list-where": (["list", "--where", "grind:fine", "--sort", "price", "-r"], ("text", "json")),
    "show": (["show", "v60"], ALL),
    "compare": (["compare", "moka", "v60"], ALL),
    "differences": (["compare", "moka", "machine", "--only-differences"], ALL),
    "decide": (
        [
            "decide",
            "brewers",
            "--must",
            "-power:yes",
            "--want",
            "minutes=3",
            "--want",
            "price=1",
            "--want",
            "share",
            "--want",
            "grind:fine,medium=1",
        ],
        ("text", "json", "md", "html", "toml"),
    ),
    "search": (["search", "caffettiera"], ("text", "json", "csv")),
    "concept": (["concept", "extraction"], ("text", "json", "md", "html")),
    "concepts": (["concept"], ("text", "json", "md", "html")),
}
CASES = {
    f"{name}.{form}": (words, form) for name, (words, forms) in COMMANDS.items() for form in forms
}


@pytest.mark.parametrize("name", CASES)
def test_output_is_as_it_was_looked_at(name: str) -> None:
    words, form = CASES[name]
    result = run(*words, "--format", form, "--catalog", str(COFFEE), COLUMNS="80")
    assert (result.returncode, result.stderr) == (0, "")
    check(GOLDEN / name, result.stdout.replace(date.today().isoformat(), "TODAY"))


def test_no_golden_file_is_left_over() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == set(CASES)
