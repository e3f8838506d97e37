"""Files of earlier versions come up to date; copies are made before anything can go wrong."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from techtui.shelf import Entry, Shelf, Status, StatusChange, schema

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Clock

VERSION_1 = """
    PRAGMA application_id = 0x74656368;
    PRAGMA user_version = 1;
    CREATE TABLE entries (
        catalog_id TEXT NOT NULL, technology_id TEXT NOT NULL,
        shortlisted INTEGER NOT NULL DEFAULT 0, shortlisted_changed_at TEXT,
        status TEXT NOT NULL DEFAULT 'none', status_changed_at TEXT, status_date TEXT,
        note TEXT NOT NULL DEFAULT '', note_changed_at TEXT,
        PRIMARY KEY (catalog_id, technology_id)
    ) WITHOUT ROWID;
    CREATE TABLE activity (
        changed_at TEXT NOT NULL, day TEXT NOT NULL,
        catalog_id TEXT NOT NULL, technology_id TEXT NOT NULL,
        previous TEXT NOT NULL, status TEXT NOT NULL,
        PRIMARY KEY (changed_at, day, catalog_id, technology_id, previous, status)
    ) WITHOUT ROWID;
    INSERT INTO entries VALUES ('c', 't', 1, '2026-11-01T08:00:00.000000Z', 'know',
        '2026-11-02T09:30:00.250000Z', '2026-11-02', 'a note', '2026-11-01T08:00:01.000000Z');
    INSERT INTO activity VALUES
        ('2026-11-02T09:30:00.250000Z', '2026-11-02', 'c', 't', 'none', 'know');
"""
"""What a program of that version left behind. Written out, because the program's own text may change."""

VERSION_2 = """
    PRAGMA application_id = 0x74656368;
    PRAGMA user_version = 2;
    CREATE TABLE entries (
        catalog_id TEXT NOT NULL, technology_id TEXT NOT NULL,
        shortlisted INTEGER NOT NULL DEFAULT 0, shortlisted_changed_at TEXT,
        status TEXT NOT NULL DEFAULT 'none', status_changed_at TEXT, status_date TEXT,
        note TEXT NOT NULL DEFAULT '', note_changed_at TEXT, note_replaces TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (catalog_id, technology_id)
    ) WITHOUT ROWID;
    CREATE TABLE activity (
        changed_at TEXT NOT NULL, day TEXT NOT NULL,
        catalog_id TEXT NOT NULL, technology_id TEXT NOT NULL,
        previous TEXT NOT NULL, status TEXT NOT NULL,
        PRIMARY KEY (changed_at, day, catalog_id, technology_id, previous, status)
    ) WITHOUT ROWID;
    CREATE TABLE comparisons (
        catalog_id TEXT NOT NULL, name TEXT NOT NULL,
        technology_ids TEXT NOT NULL DEFAULT '[]', technology_ids_changed_at TEXT,
        kept INTEGER NOT NULL DEFAULT 1, kept_changed_at TEXT,
        note TEXT NOT NULL DEFAULT '', note_changed_at TEXT, note_replaces TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (catalog_id, name)
    ) WITHOUT ROWID;
    INSERT INTO entries VALUES ('c', 't', 1, '2026-11-01T08:00:00.000000Z', 'know',
        '2026-11-02T09:30:00.250000Z', '2026-11-02', 'a note', '2026-11-01T08:00:01.000000Z', '');
    INSERT INTO activity VALUES
        ('2026-11-02T09:30:00.250000Z', '2026-11-02', 'c', 't', 'none', 'know');
"""

EARLIER = {1: VERSION_1, 2: VERSION_2}


def store(path: Path, script: str) -> None:
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(script)


def test_every_earlier_version_has_a_stored_file() -> None:
    assert sorted(EARLIER) == list(range(1, schema.VERSION))


@pytest.mark.parametrize("version", EARLIER)
def test_an_earlier_file_keeps_everything(path: Path, version: int) -> None:
    store(path, EARLIER[version])
    with Shelf.open(path) as shelf:
        assert shelf.problem is None
        assert shelf.get("c", "t") == Entry(
            "c",
            "t",
            True,
            datetime(2026, 11, 1, 8, tzinfo=UTC),
            Status.KNOW,
            datetime(2026, 11, 2, 9, 30, 0, 250_000, tzinfo=UTC),
            date(2026, 11, 2),
            "a note",
            datetime(2026, 11, 1, 8, 0, 1, tzinfo=UTC),
        )
        assert shelf.contents().activity == (
            StatusChange(
                datetime(2026, 11, 2, 9, 30, 0, 250_000, tzinfo=UTC),
                date(2026, 11, 2),
                "c",
                "t",
                Status.NONE,
                Status.KNOW,
            ),
        )
        shelf.keep_comparison("c", "n", ["a"])
        shelf.keep_decision("c", "n", "a decision")
        shelf.set_note("c", "t", "another note")
    with closing(sqlite3.connect(path)) as connection:
        assert schema.version_of(connection) == schema.VERSION
        migrated = connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    copy = path.parent / "backups" / f"shelf-version-{version}.sqlite3"
    with closing(sqlite3.connect(copy)) as connection:
        assert schema.version_of(connection) == version
        assert connection.execute("SELECT note FROM entries").fetchall() == [("a note",)]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        schema.migrate(fresh)
        assert len(fresh.execute("SELECT sql FROM sqlite_master").fetchall()) == len(migrated)


@pytest.mark.parametrize("version", EARLIER)
def test_an_earlier_file_is_shown_though_it_cannot_be_migrated(path: Path, version: int) -> None:
    store(path, EARLIER[version])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Shelf.open(path, patience=0) as shelf:
            assert not shelf.saving
            assert shelf.get("c", "t").note == "a note"
        other.execute("ROLLBACK")
        assert schema.version_of(other) == version


def test_a_migration_that_fails_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(path, VERSION_1)
    broken = (*schema.MIGRATIONS[:-1], (*schema.MIGRATIONS[-1], "SELECT nonsense FROM nowhere"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        monkeypatch.setattr(schema, "MIGRATIONS", broken)
        with pytest.raises(sqlite3.OperationalError):
            schema.migrate(connection)
        assert schema.version_of(connection) == 1
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert {name for (name,) in tables} == {"entries", "activity"}


def backups(path: Path) -> list[str]:
    directory = path.parent / "backups"
    return sorted(each.name for each in directory.iterdir()) if directory.exists() else []


def test_one_backup_a_day_before_the_first_write_and_five_are_kept(
    path: Path, clock: Clock
) -> None:
    with Shelf.open(path, clock=clock) as shelf:
        shelf.set_note("c", "t", "day 0")
        assert backups(path) == [], "there was nothing to copy yet"
        for day in range(1, 9):
            clock.forward(days=1)
            shelf.get("c", "t")
            for word in ("morning", "evening"):
                shelf.set_note("c", "t", f"day {day}, {word}")
    assert backups(path) == [f"shelf-2026-11-{day:02}.sqlite3" for day in range(6, 11)]
    with closing(sqlite3.connect(path.parent / "backups" / "shelf-2026-11-10.sqlite3")) as copy:
        assert copy.execute("SELECT note FROM entries").fetchall() == [("day 7, evening",)]


def test_reading_makes_no_backup_and_a_second_window_makes_no_second_one(
    path: Path, clock: Clock
) -> None:
    with Shelf.open(path, clock=clock) as shelf:
        shelf.set_note("c", "t", "x")
    clock.forward(days=1)
    with Shelf.open(path, clock=clock) as one, Shelf.open(path, clock=clock) as two:
        assert one.entries("c")
        assert backups(path) == []
        one.set_note("c", "t", "y")
        two.set_note("c", "t", "z")
    assert backups(path) == ["shelf-2026-11-03.sqlite3"]


def test_a_backup_that_cannot_be_made_stops_nobody(path: Path, clock: Clock) -> None:
    with Shelf.open(path, clock=clock) as shelf:
        shelf.set_note("c", "t", "x")
        (path.parent / "backups").write_text("a file where the directory should be")
        clock.forward(days=1)
        shelf.set_note("c", "t", "y")
        assert shelf.saving
        assert shelf.problem
        assert "no backup" in shelf.problem
    with Shelf.open(path) as shelf:
        assert shelf.get("c", "t").note == "y"
