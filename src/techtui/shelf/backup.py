"""Copies of the shelf file: one a day, before the first write of that day; the latest five stay."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from techtui.files import private_folder, replacing

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

KEEP: Final = 5
"""How many daily backups stay."""


def directory_of(path: Path) -> Path:
    """Return where the backups of a shelf file are."""
    return path.parent / "backups"


def backups(path: Path) -> list[Path]:
    """Return the daily backups of a shelf file, oldest first; empty when there are none."""
    names = f"{path.stem}-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]{path.suffix}"
    return sorted(directory_of(path).glob(names))


def back_up(connection: sqlite3.Connection, path: Path, day: date) -> Path | None:
    """Copy the shelf, unless that day's copy exists; then remove daily copies beyond :data:`KEEP`.

    Args:
        connection: The open shelf, outside a transaction.
        path: Its file.
        day: The day, on the person's calendar.

    Returns:
        The new backup; ``None`` when that day has one already.

    Raises:
        OSError: The directory can't be written to.
        sqlite3.Error: The copy could not be completed; there is no half of one.
    """
    target = directory_of(path) / f"{path.stem}-{day.isoformat()}{path.suffix}"
    if target.exists():
        return None
    copy(connection, target)
    for old in backups(path)[:-KEEP]:
        if old != target:  # a clock set back must not make today's copy the oldest one
            old.unlink(missing_ok=True)
    return target


def back_up_before_migration(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy the shelf as an earlier program left it. That copy is never removed.

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
    # Two windows may be at it at once: each writes a file of its own, and the last one to finish stays.
    with replacing(target, private=True, durable=True) as unfinished:
        try:
            with closing(sqlite3.connect(unfinished, isolation_level=None)) as duplicate:
                copy_pages(connection, duplicate)
                # One plain file, without a log beside it, that can be copied anywhere.
                duplicate.execute("PRAGMA journal_mode = DELETE")
        finally:
            for ending in ("-wal", "-shm", "-journal"):
                unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy one open database into another.

    Raises:
        sqlite3.Error: It can't be read or written; a lock is reported after the source's timeout.
    """
    # ``Connection.backup`` waits for ever for a locked source. A read transaction either fails before
    # that or keeps everybody from locking us out.
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(target)
    finally:
        if source.in_transaction:
            source.execute("COMMIT")
