"""What is new, and what differs between two versions, without a screen."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.test_main import run
from tests.conftest import GUITARS
from tests.golden import check

GOLDEN = Path(__file__).with_name("golden_changes")
TODAY = date.today()


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    """The guitars a year ago and now."""
    now = GUITARS.read_text()
    before = (
        now.replace("price = 900", "price = 850")
        .replace('weaknesses = ["Hums", "Sharp edges"]', 'weaknesses = ["Hums"]')
        .replace('maker = "Gibson"\n', "")
        .replace("technologies.dread", "technologies.archtop")
        .replace('name = "Dreadnought [D-28]"', 'name = "Archtop"')
        .replace('as_of = 2026-10-01, note = "Without strap."', 'as_of = 2025-10-01, note = ""')
        .replace('name = "Acoustic"', 'name = "Unplugged"')
    )
    files = tmp_path / "before.toml", tmp_path / "now.toml"
    for file, text in zip(files, (before, now), strict=True):
        file.write_text(text)
    return files


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_differences_are_as_they_were_looked_at(versions: tuple[Path, Path], form: str) -> None:
    result = run("diff", *map(str, versions), "--format", form, COLUMNS="80")
    assert (result.returncode, result.stderr) == (0, "")
    check(GOLDEN / f"diff.{form}", result.stdout)


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_what_is_new_is_as_it_was_looked_at(tmp_path: Path, form: str) -> None:
    # Whatever the day of the test, what comes comes in a month.
    soon = date.fromordinal(TODAY.toordinal() + 30).isoformat()
    catalog = tmp_path / "guitars.toml"
    told = 'weight = { value = 4.3, note = "The finish changed in March 2024, to oil." }'
    text = GUITARS.read_text().replace("weight = 4.3", told)
    text = text.replace('maker = "Gibson"', f'maker = "Gibson"\nmodel_of = {soon}')
    catalog.write_text(text)
    result = run("changes", "--format", form, "--catalog", str(catalog), COLUMNS="80")
    assert (result.returncode, result.stderr) == (0, "")
    said = result.stdout.replace(soon, "SOON").replace(TODAY.isoformat(), "TODAY")
    check(GOLDEN / f"changes.{form}", said)


def test_no_golden_file_is_left_over() -> None:
    forms = ("text", "md", "json")
    assert {file.name for file in GOLDEN.iterdir()} == {
        f"{name}.{form}" for name in ("diff", "changes") for form in forms
    }


def test_a_file_is_no_different_from_itself(versions: tuple[Path, Path]) -> None:
    now = str(versions[1])
    assert "Nothing differs." in run("diff", now, now).stdout


def test_a_file_that_is_not_there_is_named(versions: tuple[Path, Path]) -> None:
    result = run("diff", str(versions[0]), "nowhere.toml")
    assert result.returncode == 1
    assert "nowhere.toml" in result.stderr


def test_what_changed_its_license_is_one_command() -> None:
    told = run("changes", "--kind", "license", "--format", "json").stdout
    changes = json.loads(told)["changes"]
    assert {"redis", "elasticsearch", "grafana"} <= {one["technology"] for one in changes}
    assert {one["kind"] for one in changes} == {"license"}
    days = [one["date"] for one in changes]
    assert days[0] > days[-1]


def test_since_a_category_and_an_unknown_kind() -> None:
    told = run("changes", "databases", "--since", "2025", "--format", "json").stdout
    assert all(one["date"] >= "2025" for one in json.loads(told)["changes"])
    wrong = run("changes", "--kind", "weather")
    assert wrong.returncode == 2
    assert "license" in wrong.stderr


def test_only_the_shortlist_which_is_empty() -> None:
    assert "Nothing here has a date." in run("changes", "--shortlist").stdout
