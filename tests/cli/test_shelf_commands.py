"""Carrying the shelf from one machine to another."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
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


def test_an_import_that_can_not_be_saved_says_so(tmp_path: Path) -> None:
    fill()
    file = tmp_path / "shelf.toml"
    run("shelf", "export", str(file))
    in_the_way = tmp_path / "in the way"
    in_the_way.touch()
    result = run("shelf", "import", str(file), TECHTUI_DATA=str(in_the_way / "data"))
    assert result.returncode == 1
    assert "not being saved" in result.stderr
    assert f"nothing of {file} was imported" in result.stderr
    assert "added" not in result.stderr


@pytest.mark.parametrize("command", ["import", "export"])
def test_errors_of_the_system_are_told_in_words(tmp_path: Path, command: str) -> None:
    result = run("shelf", command, str(tmp_path / "none" / "shelf.toml"))
    assert result.returncode == 1
    assert "shelf.toml can't be" in result.stderr
    assert result.stderr.endswith(": No such file or folder\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs file modes")
def test_only_their_owner_may_read_shelf_backups_and_exports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "techtui"
    monkeypatch.setenv("TECHTUI_DATA", str(folder))
    umask = os.umask(0)
    try:
        fill()
        # The next day has a backup.
        with Shelf.open(clock=lambda: datetime.now(UTC) + timedelta(days=1)) as shelf:
            shelf.set_note("guitars", "tele", "light")
            everything = [folder, *folder.rglob("*")]
            assert {one.suffix for one in everything} >= {".sqlite3", ".sqlite3-wal"}
            modes = {one: one.stat().st_mode & 0o777 for one in everything}
            assert set(modes.values()) == {0o700, 0o600}
        for one in everything:
            if one.exists():
                one.chmod(0o755 if one.is_dir() else 0o644)
        run("shelf", "list")
        for one in everything:
            if one.exists():
                assert one.stat().st_mode & 0o777 == modes[one]
        file = tmp_path / "shelf.toml"
        run("shelf", "export", str(file))
        assert file.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(umask)
