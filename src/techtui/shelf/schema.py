"""The tables of a shelf file, version by version.

A released version never changes: a change of the tables is a new step at the end of :data:`MIGRATIONS`, and a test that migrates
a file of every earlier version.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

APPLICATION_ID: Final = 0x74656368
"""Marks a SQLite file as a shelf ("tech"); see ``PRAGMA application_id``."""

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    (
        # 1: entries and the log of status changes. Times are ISO 8601 text, so that people can read the file.
        """CREATE TABLE entries (
            catalog_id TEXT NOT NULL,
            technology_id TEXT NOT NULL,
            shortlisted INTEGER NOT NULL DEFAULT 0,
            shortlisted_changed_at TEXT,
            status TEXT NOT NULL DEFAULT 'none',
            status_changed_at TEXT,
            status_date TEXT,
            note TEXT NOT NULL DEFAULT '',
            note_changed_at TEXT,
            PRIMARY KEY (catalog_id, technology_id)
        ) WITHOUT ROWID""",
        """CREATE TABLE activity (
            changed_at TEXT NOT NULL,
            day TEXT NOT NULL,
            catalog_id TEXT NOT NULL,
            technology_id TEXT NOT NULL,
            previous TEXT NOT NULL,
            status TEXT NOT NULL,
            PRIMARY KEY (changed_at, day, catalog_id, technology_id, previous, status)
        ) WITHOUT ROWID""",
    ),
    (
        # 2: kept comparisons; what a note grew out of (fingerprints separated by blanks).
        "ALTER TABLE entries ADD COLUMN note_replaces TEXT NOT NULL DEFAULT ''",
        """CREATE TABLE comparisons (
            catalog_id TEXT NOT NULL,
            name TEXT NOT NULL,
            technology_ids TEXT NOT NULL DEFAULT '[]',
            technology_ids_changed_at TEXT,
            kept INTEGER NOT NULL DEFAULT 1,
            kept_changed_at TEXT,
            note TEXT NOT NULL DEFAULT '',
            note_changed_at TEXT,
            note_replaces TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (catalog_id, name)
        ) WITHOUT ROWID""",
    ),
    (
        # 3: kept decisions.
        """CREATE TABLE decisions (
            catalog_id TEXT NOT NULL,
            name TEXT NOT NULL,
            content TEXT NOT NULL DEFAULT '',
            content_changed_at TEXT,
            kept INTEGER NOT NULL DEFAULT 1,
            kept_changed_at TEXT,
            note TEXT NOT NULL DEFAULT '',
            note_changed_at TEXT,
            note_replaces TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (catalog_id, name)
        ) WITHOUT ROWID""",
    ),
)
"""The statements of each step. Step *n* (from 1) leads from version *n* - 1 to *n*."""

VERSION: Final = len(MIGRATIONS)
"""The version that this program reads and writes, kept in ``PRAGMA user_version``."""


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of an open file; 0 if it has none of our tables yet."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def is_shelf(connection: sqlite3.Connection) -> bool:
    """Return whether a file is a shelf or empty, rather than the database of another program."""
    if connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
        return True
    return (
        version_of(connection) == 0
        and not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    )


_FURTHEST: Final = 99
"""A higher version is damage, not a newer program."""


def correct_numbers(connection: sqlite3.Connection) -> None:
    """Correct the marks of a shelf, if they are damaged while the tables are intact.

    The tables themselves determine the version. A version that a newer program may have written is kept.

    Raises:
        sqlite3.Error: The tables can't be read, or the marks can't be written.
    """
    marked = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    stated, told = version_of(connection), version_by_tables(connection)
    if VERSION < stated <= _FURTHEST or not told or (marked and stated == told):
        return
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {told}")
    connection.execute("COMMIT")


def version_by_tables(connection: sqlite3.Connection) -> int:
    """Return the version whose tables and columns are exactly those of an open file; 0 if there is none.

    Raises:
        sqlite3.Error: The tables can't be read.
    """
    import sqlite3

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        found = _columns(connection)
        for version, step in enumerate(MIGRATIONS, 1):
            for statement in step:
                model.execute(statement)
            if _columns(model) == found:
                return version
    return 0


def _columns(connection: sqlite3.Connection) -> dict[str, list[tuple[str, str]]]:
    """Return table -> name and type of its columns."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: connection.execute("SELECT name, type FROM pragma_table_info(?)", (name,)).fetchall()
        for (name,) in names
    }


def migrate(connection: sqlite3.Connection) -> None:
    """Migrate the tables to :data:`VERSION`, all or nothing.

    Args:
        connection: In autocommit mode, with no transaction open.

    Raises:
        sqlite3.Error: Nothing has changed.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Checked again now that no other process can write: another window may have migrated it.
        for step in MIGRATIONS[version_of(connection) :]:
            for statement in step:
                connection.execute(statement)
        if version_of(connection) < VERSION:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
