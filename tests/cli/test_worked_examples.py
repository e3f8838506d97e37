"""The worked examples of decisions, as they stand in the docs: file, commands, and what is said to come out."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from textwrap import dedent

import pytest

from techtui.catalog.format.schema import decision_schema
from tests.catalog.test_schema import faults
from tests.cli.test_main import run

HOWTO = Path(__file__).parents[2] / "docs" / "howto"
PAGES = ("queue", "database", "language")


def blocks(page: str) -> list[tuple[str, str]]:
    """The code of a page, in its order: language and text."""
    text = (HOWTO / f"decide-a-{page}.md").read_text("utf-8")
    found = re.findall(r"^ *```(\w+)\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    return [(language, dedent(code)) for language, code in found]


def example(page: str) -> str:
    """The file of a page, with a day of review that never comes."""
    (code,) = (code for language, code in blocks(page) if language == "toml")
    return re.sub(r"^review = 20", "review = 29", code, flags=re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_every_line_of_it_works(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for language, code in blocks(page):
        if language == "toml":
            Path(f"{page}.toml").write_text(example(page), "utf-8")
            continue
        for line in code.replace("\\\n", " ").splitlines():
            words = shlex.split(line)
            if words[0] != "techtui":
                continue
            target = words.pop() if words[-2] == ">" else ""
            result = run(*(word for word in words[1:] if word != ">"))
            assert (result.returncode, bool(result.stdout or "--accept" in words)) == (0, True), (
                line,
                result.stderr,
            )
            if target:
                Path(target).write_text(result.stdout, "utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_the_file_fits_the_schema(page: str) -> None:
    assert faults(example(page), decision_schema()) == []


@pytest.mark.parametrize(
    ("page", "words", "told"),
    [
        ("queue", (), "“Amazon SQS”, with 83 of 100 points, 10 points ahead of Azure Service Bus."),
        (
            "queue",
            (),
            "If “License kind” were important (3) instead of nice (1), RabbitMQ would be first",
        ),
        (
            "queue",
            (),
            "If “Effort to run” were useful (2) instead of decisive (5), RabbitMQ would be",
        ),
        ("database", (), "PostgreSQL stays first under 100 %"),
        ("language", (), "“Rust”, with 79 of 100 points, 23 points ahead of Go."),
        ("language", (), "Rust stays first under 100 %"),
        ("language", ("--want", "admired=2", "--want", "null_safety=1"), "4 points ahead of Go"),
    ],
)
def test_what_is_said_comes_out(
    page: str, words: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    file = tmp_path / "x.toml"
    file.write_text(example(page), "utf-8")
    text = run("decide", str(file), *words, COLUMNS="100").stdout
    assert " ".join(told.split()) in " ".join(text.split())
