"""Recovers what can be read from a damaged shelf file."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from . import backup, rows
from .connection import MALFORMED, connect
from .merge import merge_contents
from .model import Contents
from .schema import correct_numbers, migrate

_PAGE: Final = 4096
"""The page size of a shelf in bytes: SQLite's default."""
_KEYS: Final = {
    "entries": "catalog_id, technology_id",
    "comparisons": "catalog_id, name",
    "decisions": "catalog_id, name",
    "activity": "changed_at, day, catalog_id, technology_id, previous, status",
}


def salvage(path: Path) -> Contents:
    """Recover what can be read from a damaged file. Never raises: what can't be read is left out."""
    found = Contents()
    for way in (_as_it_is, _with_a_new_first_page):
        with suppress(*MALFORMED, OSError), closing(way(path)) as connection:
            part, is_all = _contents(connection)
            if is_all and connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok":
                # The rows found the other way may belong to another table.
                return part
            found = merge_contents(found, part)
    return found


def snapshot(path: Path) -> sqlite3.Connection:
    """Copy a file, including its log, into memory.

    Raises:
        sqlite3.Error: It can't be read.
        OSError: It can't be read.
    """
    log = _log_of(path)
    ways: list[Callable[[], sqlite3.Connection]] = [lambda: _copied(f"{path.as_uri()}?mode=ro")]
    if log.exists() and log.stat().st_size:
        ways.append(lambda: _copied_elsewhere(path, shutil.copyfile))
    # Without a shared-memory file, which SQLite can't create in a read-only place.
    ways.append(lambda: _copied(f"{path.as_uri()}?immutable=1"))
    for way in ways[:-1]:
        try:
            return way()
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                raise  # the next way would ignore the lock and read in the middle of a change
        except OSError:
            continue
    return ways[-1]()


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _copied(uri: str) -> sqlite3.Connection:
    memory = connect(":memory:", 0)
    try:
        with closing(connect(uri, 0, uri=True)) as source:
            backup.copy_pages(source, memory)
        return memory
    except BaseException:
        memory.close()
        raise


def _copied_elsewhere(path: Path, copy: Callable[[Path, Path], object]) -> sqlite3.Connection:
    # The log may contain the latest changes, not yet in the file.
    with tempfile.TemporaryDirectory(prefix="techtui-") as directory:
        duplicate = Path(directory) / path.name
        copy(path, duplicate)
        if _log_of(path).exists():
            shutil.copyfile(_log_of(path), _log_of(duplicate))
        return _copied(duplicate.as_uri())


def _as_it_is(path: Path) -> sqlite3.Connection:
    connection = snapshot(path)
    try:
        correct_numbers(connection)
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _with_a_new_first_page(path: Path) -> sqlite3.Connection:
    """Open a copy whose first page is replaced with that of a new shelf.

    The first page lists the tables and where they begin, which is the same in all shelves. Without it nothing can be read, even
    if all rows are intact.
    """
    return _copied_elsewhere(path, _graft)


def _graft(path: Path, duplicate: Path) -> None:
    with closing(connect(":memory:", 0)) as new:
        new.execute(f"PRAGMA page_size = {_PAGE}")
        migrate(new)
        page = bytearray(new.serialize()[:_PAGE])
    data = path.read_bytes()
    # The fields of the file format for the number of pages, and for the state it applies to.
    page[28:32] = (len(data) // _PAGE).to_bytes(4, "big")
    page[92:96] = page[24:28]
    if _log_of(path).exists():
        page[18:20] = b"\2\2"  # otherwise the log is ignored
    duplicate.write_bytes(page + data[_PAGE:])


def _contents(connection: sqlite3.Connection) -> tuple[Contents, bool]:
    is_all = True

    def every(table: str, columns: str) -> Iterator[rows.Row]:
        nonlocal is_all
        # Rows behind a damaged place are reached from the other end.
        for direction in ("ASC", "DESC"):
            order = ", ".join(f"{key} {direction}" for key in _KEYS[table].split(", "))
            try:
                yield from connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}")
                return
            except MALFORMED:
                is_all = False

    contents = Contents.of(
        (rows.entry_of(row) for row in every("entries", rows.ENTRY_COLUMNS)),
        (rows.comparison_of(row) for row in every("comparisons", rows.COMPARISON_COLUMNS)),
        (
            change
            for row in every("activity", rows.ACTIVITY_COLUMNS)
            if (change := rows.change_of(row))
        ),
        (rows.decision_of(row) for row in every("decisions", rows.DECISION_COLUMNS)),
    )
    return contents, is_all
