"""Carrying the shelf from one machine to another."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.shelf import Shelf, Status
from tests.cli.test_main import run


def fill() -> None:
    """Keep a few things."""
    with Shelf.open() as shelf:
        shelf.set_status("guitars", "tele", Status.LEARNING)
        shelf.toggle_shortlist("guitars", "lp")
        shelf.set_note("guitars", "lp", "heavy\n= 4 kg")
        shelf.keep_comparison("guitars", "both", ["tele", "lp"])


def test_list_names_what_is_kept() -> None:
    fill()
    out = run("shelf", "list").stdout
    assert "guitars/tele: learning" in out
    assert "guitars/lp: shortlist · “heavy = 4 kg”" in out
    assert "guitars: both (tele, lp)" in out


@pytest.mark.parametrize("ending", ["toml", "json"])
def test_export_and_import_carry_everything_to_another_machine(tmp_path: Path, ending: str) -> None:
    fill()
    file = tmp_path / f"shelf.{ending}"
    assert run("shelf", "export", str(file)).returncode == 0
    assert run("shelf", "export", str(file)).returncode == 1
    other = str(tmp_path / "other")
    result = run("shelf", "import", str(file), TECHTUI_DATA=other)
    assert result.returncode == 0, result.stderr
    assert run("shelf", "list", TECHTUI_DATA=other).stdout == run("shelf", "list").stdout
    again = run("shelf", "import", str(file), TECHTUI_DATA=other)
    assert "0 added, 0 changed" in again.stderr


def test_a_broken_file_is_told_and_changes_nothing(tmp_path: Path) -> None:
    fill()
    before = run("shelf", "list").stdout
    file = tmp_path / "broken.toml"
    file.write_text("x = [")
    result = run("shelf", "import", str(file))
    assert result.returncode == 1
    assert "broken.toml" in result.stderr
    assert "Traceback" not in result.stderr
    assert run("shelf", "list").stdout == before


def test_path_follows_the_variable(tmp_path: Path) -> None:
    assert run("shelf", "path", TECHTUI_DATA=str(tmp_path)).stdout.startswith(str(tmp_path))
