"""The report of `techtui check` in its three forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from techtui.catalog.format.diagnostics import (
    FORMATS,
    as_github,
    as_groups,
    as_json,
    as_text,
    check,
    exit_code,
    report,
)
from techtui.catalog.problems import Problem
from tests.catalog.samples import GOOD, TODAY

ERROR = Problem(
    "a.toml", 3, 7, "error", "unknown-key", "“x” is not known", "did you mean “y”?", ("x",)
)
WARNING = Problem("b.toml", 0, 0, "warning", "stale", "old")


def test_text_has_a_line_for_each_problem_and_its_hint() -> None:
    assert as_text([ERROR, WARNING]) == (
        "a.toml:3:7: error: “x” is not known\n    did you mean “y”?\nb.toml: warning: old\n"
    )


def test_json_holds_what_a_program_needs() -> None:
    assert json.loads(as_json([ERROR])) == {
        "version": 1,
        "problems": [
            {
                "file": "a.toml",
                "line": 3,
                "column": 7,
                "severity": "error",
                "code": "unknown-key",
                "message": "“x” is not known",
                "hint": "did you mean “y”?",
                "days": 0,
            }
        ],
    }
    assert json.loads(as_json([])) == {"version": 1, "problems": []}


def test_github_shows_problems_beside_their_lines() -> None:
    assert as_github([ERROR, WARNING]) == (
        "::error file=a.toml,line=3,col=7,title=unknown-key::“x” is not known – did you mean “y”?\n"
        "::warning file=b.toml,title=stale::old\n"
    )


def test_github_commands_cannot_be_forged() -> None:
    hostile = Problem(
        "a,line=9::b\n::error::c%.toml", 1, 1, "error", "x", "100 %\n::error::forged\x1b[31m"
    )
    (line,) = as_github([hostile]).splitlines()
    assert line.startswith("::error file=a%2Cline=9%3A%3Ab%0A%3A%3Aerror%3A%3Ac%25.toml,line=1,")
    assert line.endswith("::100 %25 ::error::forged␛[31m")


def test_text_from_files_and_names_steers_no_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[2J\n.toml"
    file.write_text('format = 1\n[catalog]\n"\\u001b[31m\\u202e" = 1\n')
    for form in FORMATS.values():
        for line in form(check([file], today=TODAY)).splitlines():
            assert line.isprintable(), repr(line)


def test_the_exit_code_counts_warnings_only_if_asked() -> None:
    assert exit_code([]) == 0
    assert exit_code([WARNING]) == 0
    assert exit_code([WARNING], strict=True) == 1
    assert exit_code([WARNING, ERROR]) == 1


def test_problems_come_in_file_order(tmp_path: Path) -> None:
    one, two = tmp_path / "z.toml", tmp_path / "a.toml"
    one.write_text(
        GOOD.replace('cost = "free"', 'cost = "gratis"').replace("2026-11-01", "2020-11-01")
    )
    two.write_text("format = 1\nx = 1\n")
    found = check([one, two], today=TODAY)
    assert [(Path(problem.file).name, problem.line, problem.severity) for problem in found] == [
        ("z.toml", 5, "warning"),
        ("z.toml", 59, "error"),
        ("a.toml", 2, "error"),
    ]


@pytest.mark.parametrize("days", [0, 365, 10**9])
def test_any_number_of_days_will_do(tmp_path: Path, days: int) -> None:
    file = tmp_path / "a.toml"
    file.write_text(GOOD)
    assert {one.code for one in check([file], stale_after_days=days, today=TODAY)} <= {"stale"}


def test_what_is_old_is_listed_by_age_the_oldest_first(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    text = GOOD.replace("as_of = 2026-10-01 }", "as_of = 2019-10-01 }")
    text = text.replace("as_of = 2026-11-01\n", "as_of = 2026-08-01\n")
    text += "grams = { value = 4, source = 'book', as_of = 2026-08-02 }\n"
    file.write_text(text.replace('grams = { value = 5, source = "book" }\n', ""))
    found = report([file], stale_after_days=60, today=TODAY)
    told = as_groups(found).replace(str(file), "a.toml").splitlines()
    assert told[0] == (
        "3 warnings [stale]: a dated value has become old; look it up again and set as_of"
    )
    heads = [line for line in told[1:] if not line.startswith("   ")]
    assert heads == ["  older than 5 years: 1", "  3 to 6 months old: 2"]
    (first,) = [line for line in told if "2019-10-01" in line]
    assert told.index(first) == 2
    assert "sencha › grams: as of 2019-10-01" in first
    assert [one["days"] > 90 for one in json.loads(as_json(found.problems))["problems"]] == [
        True
    ] * 3
