"""Damage of any single byte: the shelf opens and works, and what can be rescued is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from techtui.shelf import Shelf, Status
from techtui.shelf.schema import VERSION

PAGE = 4096
HEADER = 100
NOTES = {f"t{number}": f"note {number}" for number in range(3)}


@pytest.fixture
def whole(path: Path) -> bytes:
    """A small shelf as a file."""
    with Shelf.open(path) as shelf:
        for technology, note in NOTES.items():
            shelf.set_note("c", technology, note)
        shelf.set_status("c", "t0", Status.KNOW)
        shelf.keep_comparison("c", "kept", ("t0", "t1"))
    return path.read_bytes()


def try_out(path: Path, damaged: bytes, may_be_newer: bool = False) -> dict[str, str]:
    """Open a damaged shelf, write to it, and return the notes that it tells."""
    shutil.rmtree(path.parent)
    path.parent.mkdir()
    path.write_bytes(damaged)
    with Shelf.open(path) as shelf:
        notes = {key: entry.note for key, entry in shelf.entries("c").items()}
        shelf.set_note("c", "new", "typed now")
        assert shelf.get("c", "new").note == "typed now"
        assert shelf.saving or may_be_newer, shelf.problem
        saving, problem = shelf.saving, shelf.problem or ""
    if "set aside" in problem:
        [aside] = path.parent.glob("shelf.damaged*.sqlite3")
        assert aside.read_bytes() == damaged, "what was there is kept as it was"
    if saving:
        with Shelf.open(path) as shelf:
            assert shelf.get("c", "new").note == "typed now"
    return notes


def flip(path: Path, whole: bytes, places: Iterable[int], masks: Iterable[int]) -> None:
    for place in places:
        for mask in masks:
            damaged = bytearray(whole)
            damaged[place] ^= mask
            notes = try_out(path, bytes(damaged), may_be_newer=60 <= place < 64)
            if place < PAGE:
                # No note is on the first page.
                assert notes == NOTES, (place, hex(mask))


def test_a_sample_of_flipped_bytes(path: Path, whole: bytes) -> None:
    # Each kind of the header's fields, which are four bytes or less; the slow test has all.
    flip(path, whole, range(0, HEADER, 3), [0xFF])
    # The text of the tables stands at the end of the first page.
    flip(path, whole, range(PAGE - 1500, PAGE, 97), [0x80])
    flip(path, whole, range(PAGE, len(whole), 331), [0xFF])
    # One table now begins where another does.
    flip(path, whole, [whole.index(b"entriesentries\x02") + len("entriesentries")], [0x01, 0x06])


@pytest.mark.slow
@pytest.mark.parametrize("mask", [0x01, 0xFF])
def test_every_flipped_byte(path: Path, whole: bytes, mask: int) -> None:
    flip(path, whole, range(len(whole)), [mask])


def test_an_error_that_quotes_bytes_that_are_no_text(path: Path, whole: bytes) -> None:
    damaged = whole.replace(b"CREATE TABLE entries", b"CREATE TABLE \xff\xfe\xfdries")
    assert damaged != whole
    assert try_out(path, damaged) == NOTES


def test_rows_behind_a_damaged_page_are_rescued(path: Path) -> None:
    with Shelf.open(path) as shelf:
        for number in range(60):
            shelf.set_note("c", f"t{number:02}", "x" * 500)
    damaged = bytearray(path.read_bytes())
    middle = damaged.index(b"ct30") // PAGE * PAGE
    damaged[middle : middle + PAGE] = bytes(PAGE)
    found = try_out(path, bytes(damaged))
    assert {"t00", "t59"} <= found.keys()
    assert len(found) >= 45


@pytest.mark.parametrize("pragma", ["user_version", "application_id"])
@pytest.mark.parametrize("number", [0, 1, -1, 1_000_000])
def test_a_wrong_mark_on_whole_tables_is_corrected(
    path: Path, whole: bytes, pragma: str, number: int
) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA {pragma} = {number}")
    with Shelf.open(path) as shelf:
        assert shelf.problem is None
        assert {key: entry.note for key, entry in shelf.entries("c").items()} == NOTES
        shelf.set_note("c", "new", "typed now")
    assert {each.name for each in path.parent.iterdir()} == {path.name, "backups"}


def test_what_a_newer_program_wrote_is_shown_where_its_tables_are_known(
    path: Path, whole: bytes
) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {VERSION + 1}")
    with Shelf.open(path) as shelf:
        assert not shelf.saving
        assert {key: entry.note for key, entry in shelf.entries("c").items()} == NOTES
