"""TOML that does not parse: plain words, the right place, and the rest of the file is read nevertheless."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from techtui.catalog.format.diagnostics import check
from techtui.catalog.format.loader import layer_of, load_layers
from techtui.catalog.problems import Problem
from tests.catalog.samples import GOOD, TODAY

if TYPE_CHECKING:
    from pathlib import Path


def slips(text: str) -> list[Problem]:
    """The problems of a text that is not TOML."""
    broken = layer_of("a.toml", text).broken
    assert broken
    return list(broken)


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        ('a = "x\nb = 1', 1, 7, "no closing quotes on its line", '"…"'),
        ("a = 1\na = 2", 2, 1, "already has a value", "keep one"),
        ("[a]\nx = 1\n[a]\ny = 1", 3, 1, "is there twice", "one [header]"),
        ("a = [\n  1\n  2\n]", 3, 3, "the list has no end", "write , between"),
        ("a = { b = 1", 1, 12, "has no end", "}"),
        ("a = yes", 1, 5, "not a value", "write true"),
        ("a = No", 1, 5, "not a value", "write false"),
        ("a = null", 1, 5, "not a value", "leave the key out"),
        ("a = green tea", 1, 5, "not a value", 'in quotes: "green"'),
        ("a = “x”", 1, 5, "not a value", "straight quotes"),
        ("a =", 1, 4, "not a value", 'in "quotes"'),
        ('a = """x\ny', 2, 2, "no closing quotes", "opening quotes"),
        ('a = "C:\\q"', 1, 10, "\\ does not stand for itself", "'single quotes'"),
        ('"\\', 1, 3, "\\ does not stand for itself", "'single quotes'"),
        ("a = 2026-13-45", 1, 9, "no such day", "2026-11-23"),
        ("a = 1 b", 1, 7, "after the value", "line of its own"),
        ("a = 3.5 kg", 1, 9, "after the value", "line of its own"),
        ("a", 1, 2, "there is no =", "key = value"),
        ("a: 1", 1, 2, "there is no =", "key = value"),
        ('a = "x\x00y"', 1, 7, "control character", "\\u0000"),
        ("[a\nx = 1", 1, 3, "] after the name", "[table.id]"),
        ("a = { x = 1, x = 2 }", 1, 1, "is there twice", "keep one"),
        ("a = " + "9" * 5000, 1, 5, "64 bits", "larger unit"),
        ("x = 1\na = " + "[" * 1000, 1, 1, "nested too deeply", "levels"),
    ],
)
def test_a_slip_is_told_in_plain_words(
    text: str, line: int, column: int, message: str, hint: str
) -> None:
    problem = slips(text)[0]
    assert message in problem.message
    assert hint in problem.hint
    assert (problem.line, problem.column) == (line, column)


def test_several_slips_are_told_at_once() -> None:
    text = (
        GOOD.replace('"Fresh"', "“Fresh”")
        .replace("cost = ", "cost ")
        .replace("[concepts.firing]", "[concepts.firing")
    )
    assert [one.code for one in slips(text)] == ["syntax"] * 3


def test_noise_after_a_slip_is_not_told() -> None:
    assert len(slips(GOOD.replace('["Fresh"]', '["Fresh"'))) <= 2
    assert len(slips("\n".join(["x"] * 1000))) == 1


def test_what_is_left_of_a_file_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    text = GOOD.replace('title = "The book of tea"', "title = The book").replace(
        'cost = "free"', 'cost = "gratis"'
    )
    text = text.replace("[categories.green]", "[categories.green").replace(
        "type = 'number'", "type = 'nummer'"
    )
    file.write_text(text)
    found = [(one.line, one.code) for one in check([file], today=TODAY) if one.severity == "error"]
    lines = text.split("\n")
    expected = [("title = The book", "syntax"), ("[categories.green", "syntax")]
    assert found[:2] == [(lines.index(line) + 1, code) for line, code in expected]
    # What stood below the broken header is lost, so nothing is said of references to it.
    assert [code for _, code in found[2:]] == ["unknown-choice"]


def test_of_a_file_beyond_help_nothing_else_is_said(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text('x = """' + GOOD.replace('"""', ""))
    (layer,) = load_layers([file])
    assert layer.document == {}
    assert [one.code for one in check([file], today=TODAY)] == ["syntax"]
