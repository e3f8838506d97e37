"""Backups of the shelf file: one a day, before the first write of that day; the latest five are kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from techtui.files import private_folder, replacing

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

KEEP: Final = 5
"""The number of daily backups to keep."""


def directory_of(path: Path) -> Path:
    """Return the folder of a shelf file's backups."""
    return path.parent / "backups"


def backups(path: Path) -> list[Path]:
    """Return the daily backups of a shelf file, oldest first."""
    names = f"{path.stem}-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]{path.suffix}"
    return sorted(directory_of(path).glob(names))


def back_up(connection: sqlite3.Connection, path: Path, day: date) -> Path | None:
    """Back up the shelf, unless that day has a backup; then remove daily backups beyond :data:`KEEP`.

    Args:
        connection: The open shelf, outside a transaction.
        path: Its file.
        day: The day, in the user's time zone.

    Returns:
        The new backup; ``None`` if that day has one already.

    Raises:
        OSError: The directory can't be written to.
        sqlite3.Error: The copy could not be completed; no partial file is left.
    """
    target = directory_of(path) / f"{path.stem}-{day.isoformat()}{path.suffix}"
    if target.exists():
        return None
    copy(connection, target)
    for old in backups(path)[:-KEEP]:
        if old != target:  # if the clock was set back, today's copy may seem to be the oldest
            old.unlink(missing_ok=True)
    return target


def back_up_before_migration(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Back up the shelf as an earlier version of the program left it. This backup is never removed.

    Raises:
        OSError: As :func:`back_up`.
        sqlite3.Error: As :func:`back_up`.
    """
    target = directory_of(path) / f"{path.stem}-version-{version}{path.suffix}"
    if not target.exists():
        copy(connection, target)
    return target


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """Write a complete copy, or nothing.

    Raises:
        OSError: The directory can't be written to.
        sqlite3.Error: The copy could not be completed.
    """
    private_folder(target.parent)
    # Two windows may do this at once: each writes a file of its own, and the last one to finish stays.
    with replacing(target, private=True, durable=True) as unfinished:
        try:
            with closing(sqlite3.connect(unfinished, isolation_level=None)) as duplicate:
                copy_pages(connection, duplicate)
                # A single file without a log beside it, which can be copied anywhere.
                duplicate.execute("PRAGMA journal_mode = DELETE")
        finally:
            for ending in ("-wal", "-shm", "-journal"):
                unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy one open database into another.

    Raises:
        sqlite3.Error: It can't be read or written; a lock is reported after the source's timeout.
    """
    # ``Connection.backup`` waits for ever for a locked source. A read transaction either fails before that, or keeps others from
    # locking it.
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(target)
    finally:
        if source.in_transaction:
            source.execute("COMMIT")
