"""Whatever is wrong with the file: the shelf opens, says so, loses nothing, deletes nothing."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from techtui.shelf import Contents, Entry, Shelf, Status, storage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import Clock


def files(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()}


def assert_works_unsaved(shelf: Shelf, because: str) -> None:
    assert not shelf.saving
    assert shelf.problem
    assert "not being saved" in shelf.problem
    assert because in shelf.problem
    assert shelf.problem.isprintable()
    shelf.set_note("c", "new", "typed now")
    assert shelf.get("c", "new").note == "typed now"


def filled(path: Path) -> None:
    with Shelf.open(path) as shelf:
        shelf.set_note("c", "old", "from before")


def test_a_directory_instead_of_the_file(path: Path) -> None:
    path.mkdir(parents=True)
    with Shelf.open(path) as shelf:
        assert_works_unsaved(shelf, "can't be opened")
    assert path.is_dir()


def test_a_data_directory_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file\x1b[31m\n").touch()
    with Shelf.open(tmp_path / "file\x1b[31m\n" / "data" / "shelf.sqlite3") as shelf:
        assert_works_unsaved(shelf, "can't be opened")


def test_what_waited_in_memory_is_saved_once_that_is_possible(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "_RETRY_SECONDS", 0.0)
    path.mkdir(parents=True)
    with Shelf.open(path) as shelf:
        assert_works_unsaved(shelf, "can't be opened")
        assert not shelf.poll()
        path.rmdir()
        filled(path)
        assert shelf.poll()
        assert shelf.saving
        assert shelf.problem is None
    with Shelf.open(path) as shelf:
        assert set(shelf.entries("c")) == {"old", "new"}


READ_ONLY = """
import hashlib, json, os, sys
from pathlib import Path
from techtui.shelf import Shelf, backup, database
if os.geteuid() == 0:  # root may write anywhere, so root becomes somebody else, who can import no more
    os.setuid(65534)
shelf = Shelf.open(Path(sys.argv[1]))
print(shelf.get("c", "old").note)
shelf.set_note("c", "new", "x")
print(shelf.get("c", "new").note)
print(shelf.problem)
shelf.close()
"""


@pytest.fixture
def unwritable() -> Iterator[Path]:
    # Not tmp_path: another user must be able to reach it.
    directory = Path(tempfile.mkdtemp(prefix="techtui-test-"))
    filled(directory / "shelf.sqlite3")
    (directory / "shelf.sqlite3").chmod(0o444)
    directory.chmod(0o555)
    yield directory / "shelf.sqlite3"
    directory.chmod(0o755)
    shutil.rmtree(directory)


@pytest.mark.skipif(sys.platform == "win32", reason="needs file modes")
def test_a_read_only_directory(unwritable: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(unwritable)], capture_output=True, text=True
    )
    lines = done.stdout.splitlines()
    assert lines[:2] == ["from before", "x"], done.stderr
    assert f"{unwritable} can't be written to" in lines[2]


def test_a_file_locked_by_another_program(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "_RETRY_SECONDS", 0.0)
    filled(path)
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        Shelf.open(path, patience=0.05) as open_before,
    ):
        other.execute("BEGIN IMMEDIATE")
        with Shelf.open(path, patience=0.05) as shelf:
            assert_works_unsaved(shelf, "another program has locked")
            assert shelf.get("c", "old").note == "from before", "what can be read is shown"
            open_before.set_status("c", "old", Status.KNOW)
            assert_works_unsaved(open_before, "another program has locked")
            other.execute("ROLLBACK")
            assert shelf.poll()
            assert open_before.poll()
            assert shelf.problem is open_before.problem is None
    with Shelf.open(path) as shelf:
        assert shelf.get("c", "new").note == "typed now"
        assert shelf.get("c", "old").status is Status.KNOW


def test_a_file_locked_against_reading_too(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with Shelf.open(path, patience=0.05) as shelf:
            assert_works_unsaved(shelf, "another program has locked")
            other.execute("ROLLBACK")
            other.close()
    with Shelf.open(path) as shelf:
        assert set(shelf.entries("c")) == {"old", "new"}, "saved at the last moment, on closing"


@pytest.mark.parametrize("damage", ["not a database", "cut short", "zeros in the middle"])
def test_a_damaged_file_is_set_aside(path: Path, damage: str, clock: Clock) -> None:
    many = [Entry("c", f"t{number}", note="x" * 100) for number in range(200)]
    with Shelf.open(path, clock=clock) as shelf:
        shelf.merge(Contents.of(many))
    clock.forward(days=1)
    with Shelf.open(path, clock=clock) as shelf:
        shelf.set_note("c", "after the backup", "y")
    data = bytearray(path.read_bytes())
    if damage == "not a database":
        data[:] = b"this is some other text\n" * 1000
    elif damage == "cut short":
        del data[len(data) // 2 :]
    else:
        data[8192:20480] = bytes(12288)
    path.write_bytes(data)

    with Shelf.open(path, clock=clock) as shelf:
        (aside,) = path.parent.glob("shelf.damaged-*.sqlite3")
        assert shelf.saving
        assert shelf.problem
        assert aside.name in shelf.problem
        assert len(shelf.entries("c")) >= 200, "from the backup of that day"
        shelf.set_note("c", "new", "z")
    assert aside.read_bytes() == data
    with Shelf.open(path, clock=clock) as shelf:
        assert shelf.problem is None
        assert shelf.get("c", "new").note == "z"


def test_what_was_written_after_the_clock_was_set_back_is_in_the_backups_too(
    path: Path, clock: Clock
) -> None:
    clock.forward(days=300)
    for word in ("early", "late"):
        with Shelf.open(path, clock=clock) as shelf:
            shelf.set_note("c", word, word)
            shelf.set_note("c", "both", word)
        clock.forward(days=1)
    # Its backup comes before those of the wrong days, by name.
    clock.forward(days=-302)
    for word in ("set back", "the day after"):
        with Shelf.open(path, clock=clock) as shelf:
            shelf.set_note("c", word, word)
            shelf.set_note("c", "both", word)
        clock.forward(days=1)
    path.write_bytes(b"this is some other text\n" * 1000)
    with Shelf.open(path, clock=clock) as shelf:
        notes = {one.technology_id: one.note for one in shelf.entries("c").values()}
    assert notes == {"early": "early", "late": "late", "set back": "set back", "both": "set back"}


def test_a_file_damaged_twice_in_a_second_is_set_aside_under_two_names(
    path: Path, clock: Clock
) -> None:
    path.parent.mkdir()
    for _ in range(3):
        path.write_bytes(b"rubbish " * 1000)
        with Shelf.open(path, clock=clock) as shelf:
            assert shelf.saving
    assert len(list(path.parent.glob("shelf.damaged-*.sqlite3"))) == 3


def test_a_table_that_is_gone_is_damage(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TABLE comparisons")
    with Shelf.open(path) as shelf:
        assert shelf.problem
        assert "set aside" in shelf.problem
        assert shelf.get("c", "old").note == "from before", "read from the damaged file itself"


def test_odd_values_in_a_row_hide_nothing_else(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE entries SET status = 'x', status_date = 7, note_changed_at = 'soon'")
        other.execute(
            "INSERT INTO entries (catalog_id, technology_id, note) "
            "VALUES ('c', 'odd', CAST(x'ff41' AS TEXT))"
        )
        other.execute(
            "INSERT INTO comparisons (catalog_id, name, technology_ids) VALUES ('c', 'n', '{')"
        )
        other.commit()
    with Shelf.open(path) as shelf:
        assert shelf.problem is None
        assert shelf.get("c", "old").note == "from before"
        assert shelf.get("c", "odd").note == "\ufffdA"
        assert shelf.comparisons("c")[0].technology_ids == ()


def test_a_newer_file_is_left_alone(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with Shelf.open(path) as shelf:
        assert_works_unsaved(shelf, "newer techtui")
        assert not shelf.poll()
    assert path.read_bytes() == before


def test_a_file_that_a_newer_window_migrates_meanwhile_is_left_alone(path: Path) -> None:
    filled(path)
    with Shelf.open(path) as shelf:
        with closing(sqlite3.connect(path)) as other:
            other.execute("PRAGMA user_version = 99")
        shelf.set_status("c", "old", Status.KNOW)
        assert_works_unsaved(shelf, "newer techtui")
        assert shelf.get("c", "old").note == "from before"
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT technology_id FROM entries").fetchall() == [("old",)]


def test_another_programs_database_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE guitars (name TEXT)")
    before = path.read_bytes()
    with Shelf.open(path) as shelf:
        assert_works_unsaved(shelf, "another program")
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_shelf(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Shelf.open(path) as shelf:
        assert shelf.problem is None


@pytest.mark.parametrize("how", ["deleted", "replaced"])
def test_a_file_taken_away_under_an_open_shelf_loses_nothing(path: Path, how: str) -> None:
    filled(path)
    with Shelf.open(path) as shelf:
        shelf.set_note("c", "here", "x")
        for each in path.parent.glob("shelf.sqlite3*"):
            each.unlink()
        if how == "replaced":
            with Shelf.open(path) as other:
                other.set_note("c", "there", "y")
        shelf.set_note("c", "later", "z")
        assert shelf.saving
    with Shelf.open(path) as shelf:
        assert {"old", "here", "later"} <= set(shelf.entries("c"))
        assert ("there" in shelf.entries("c")) is (how == "replaced")


FULL_DISK = """
import resource, sys
from pathlib import Path
from techtui.shelf import Shelf, storage
storage._RETRY_SECONDS = 0.0
shelf = Shelf.open(Path(sys.argv[1]))
size = Path(sys.argv[1]).stat().st_size
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
number = 0
# Closing the file makes some room, because the log goes into it: it is full once a poll does not help.
while number < 2000 and (shelf.saving or shelf.poll()):
    number += 1
    shelf.set_note("c", f"n{number}", "x" * 2000)
    if shelf.saving:
        print("saved", f"n{number}", flush=True)
print("problem", shelf.problem)
print("written", number)
print("there", len(shelf.entries("c")) - number, shelf.poll())
if sys.argv[2] == "room again":
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    print("recovered", shelf.poll(), shelf.problem)
shelf.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs RLIMIT_FSIZE")
@pytest.mark.parametrize("ending", ["still full", "room again"])
def test_a_full_disk_loses_nothing_that_was_saved(path: Path, ending: str) -> None:
    filled(path)
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path), ending], capture_output=True, text=True
    )
    lines = done.stdout.splitlines()
    saved = [line.split()[1] for line in lines if line.startswith("saved")]
    assert saved, done.stderr
    assert any("problem Your marks and notes are not being saved" in line for line in lines)
    assert "there 1 False" in lines, "everything is still shown, the unsaved note too"
    with Shelf.open(path) as shelf:
        assert shelf.problem is None
        there = set(shelf.entries("c"))
        assert {"old", *saved} <= there
        if ending == "room again":
            assert "recovered True None" in lines
            (written,) = (int(line.split()[1]) for line in lines if line.startswith("written"))
            assert there == {"old", *(f"n{number}" for number in range(1, written + 1))}
