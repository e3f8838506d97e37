"""A shelf file, open: connection, transactions, rows. Every error of SQLite leaves here as a StorageError.

Only :mod:`techtui.shelf.storage` uses this module, and it imports it when a shelf is opened, because
importing sqlite3 takes time that the start of the program has a better use for.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from . import backup, rows
from .merge import merge_contents
from .model import Contents, Entry, KeptComparison, StatusChange
from .rescue import Kind, StorageError
from .schema import VERSION, is_shelf, migrate, version_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

_Result = TypeVar("_Result")

_KINDS = {
    sqlite3.SQLITE_BUSY: Kind.LOCKED,
    sqlite3.SQLITE_LOCKED: Kind.LOCKED,
    sqlite3.SQLITE_READONLY: Kind.READ_ONLY,
    sqlite3.SQLITE_PERM: Kind.READ_ONLY,
    sqlite3.SQLITE_FULL: Kind.FULL,
    sqlite3.SQLITE_IOERR: Kind.FAILING,
    sqlite3.SQLITE_CORRUPT: Kind.DAMAGED,
    sqlite3.SQLITE_NOTADB: Kind.DAMAGED,
}


class Database:
    """One connection to a shelf. Used by one thread at a time; the owner sees to that.

    Attributes:
        path: The file; ``None`` when it is in memory.
        backup_failed: Whether today's backup could not be made.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path | None, today: Callable[[], date]
    ) -> None:
        self.path = path
        self.backup_failed = False
        self._connection = connection
        self._today = today
        self._backed_up_on: date | None = None
        self._identity = _identity(path)

    @classmethod
    def open(cls, path: Path, patience: float, today: Callable[[], date]) -> Database:
        """Open a file, creating or migrating it as needed.

        Args:
            path: The file. Its directory is created.
            patience: How many seconds to wait for another program that is writing, now and later.
            today: Says which day it is; backups go by it.

        Raises:
            StorageError: The file can't be used for reading and writing.
        """
        deadline = time.monotonic() + patience
        while True:
            try:
                return cls._open_once(path, patience, today)
            except StorageError as trouble:
                if trouble.kind is Kind.UNREACHABLE and not _is_writable(path):
                    raise StorageError(Kind.READ_ONLY, str(trouble)) from trouble
                # Some locks (two windows that both create the file) are reported without waiting.
                if trouble.kind is not Kind.LOCKED or time.monotonic() >= deadline:
                    raise
                time.sleep(0.02)

    @classmethod
    def _open_once(cls, path: Path, patience: float, today: Callable[[], date]) -> Database:
        with _translated():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            connection = _connect(str(path), patience)
            try:
                if not is_shelf(connection):
                    raise StorageError(Kind.FOREIGN)
                version = version_of(connection)
                if version > VERSION:
                    raise StorageError(Kind.NEWER, f"version {version}")
                if version and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                    raise StorageError(Kind.DAMAGED, "quick_check")
                connection.execute("PRAGMA journal_mode = WAL")
                # FULL: a commit returns once it is on the disk. fullfsync: on macOS too.
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA fullfsync = ON")
                if version < VERSION:
                    if version:
                        backup.back_up_before_migration(connection, path, version)
                    migrate(connection)
                else:
                    # Whether it can be written to at all: better said now than at the first note.
                    connection.execute("BEGIN IMMEDIATE")
                    connection.execute("ROLLBACK")
                with _unexpected_is_damage():
                    _read_contents(connection, limit=1)
                return cls(connection, path, today)
            except BaseException:
                connection.close()
                raise

    @classmethod
    def in_memory(cls, contents: Contents, today: Callable[[], date]) -> Database:
        """Return a shelf that ends with the process, filled with some contents."""
        connection = _connect(":memory:", 0)
        migrate(connection)
        database = cls(connection, None, today)
        database.write(lambda: database.put(contents))
        return database

    def close(self) -> None:
        """Close the connection. What was written stays written."""
        with suppress(sqlite3.Error):
            self._connection.close()

    def is_replaced(self) -> bool:
        """Whether the path now leads to another file, or to none: somebody moved, deleted or restored it."""
        return self.path is not None and _identity(self.path) != self._identity

    def read(self, question: Callable[[], _Result]) -> _Result:
        """Answer a question by this object's methods, from one state of the shelf.

        Raises:
            StorageError: The file can't be read.
        """
        with _translated():
            self._connection.execute("BEGIN")
            try:
                return question()
            finally:
                self._end("COMMIT")

    def write(self, change: Callable[[], _Result]) -> _Result:
        """Make a change by this object's methods, all or nothing. It is on the disk when this returns.

        Raises:
            StorageError: Nothing has changed.
        """
        with _translated():
            self._back_up_if_due()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                if version_of(self._connection) != VERSION:
                    # A newer program, in another window, has migrated the file meanwhile.
                    raise StorageError(Kind.NEWER)
                result = change()
                self._connection.execute("COMMIT")
                return result
            except BaseException:
                self._end("ROLLBACK")
                raise

    def merge(self, other: Contents) -> tuple[Contents, Contents]:
        """Merge other contents into the shelf, all or nothing.

        Returns:
            The contents before and after.

        Raises:
            StorageError: Nothing has changed.
        """

        def change() -> tuple[Contents, Contents]:
            before = self.contents()
            after = merge_contents(before, other)
            if after != before:
                self.put(after, unless_in=before)
            return before, after

        return self.write(change)

    def data_version(self) -> int:
        """Return a number that changes whenever another connection has changed the file.

        Raises:
            StorageError: The file can't be read.
        """
        with _translated():
            number: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
            return number

    # What follows is called within ``read`` or ``write``.

    def entry(self, catalog_id: str, technology_id: str) -> Entry:
        """Return an entry; one with nothing set when there is none."""
        row = self._connection.execute(
            f"SELECT {rows.ENTRY_COLUMNS} FROM entries WHERE catalog_id = ? AND technology_id = ?",
            (catalog_id, technology_id),
        ).fetchone()
        return rows.entry_of(row) if row else Entry(catalog_id, technology_id)

    def entries(self, catalog_id: str) -> list[Entry]:
        """Return the entries of a catalog, by technology id."""
        found = self._connection.execute(
            f"SELECT {rows.ENTRY_COLUMNS} FROM entries WHERE catalog_id = ? ORDER BY technology_id",
            (catalog_id,),
        )
        return [rows.entry_of(row) for row in found]

    def comparison(self, catalog_id: str, name: str) -> KeptComparison | None:
        """Return a comparison, a dropped one too; ``None`` when there is none."""
        row = self._connection.execute(
            f"SELECT {rows.COMPARISON_COLUMNS} FROM comparisons WHERE catalog_id = ? AND name = ?",
            (catalog_id, name),
        ).fetchone()
        return rows.comparison_of(row) if row else None

    def comparisons(self, catalog_id: str) -> list[KeptComparison]:
        """Return the comparisons of a catalog by name, those dropped too."""
        found = self._connection.execute(
            f"SELECT {rows.COMPARISON_COLUMNS} FROM comparisons WHERE catalog_id = ? ORDER BY name",
            (catalog_id,),
        )
        return [rows.comparison_of(row) for row in found]

    def changes(self, catalog_id: str, since: date) -> list[StatusChange]:
        """Return the log of a catalog from a day on, oldest first."""
        found = self._connection.execute(
            f"SELECT {rows.ACTIVITY_COLUMNS} FROM activity "
            "WHERE catalog_id = ? AND day >= ? ORDER BY changed_at",
            (catalog_id, since.isoformat()),
        )
        return [change for row in found if (change := rows.change_of(row))]

    def contents(self) -> Contents:
        """Return everything."""
        return _read_contents(self._connection)

    def put_entry(self, entry: Entry) -> None:
        """Write an entry over the one with its key."""
        self._put("entries", rows.ENTRY_COLUMNS, [rows.row_of_entry(entry)])

    def put_comparison(self, comparison: KeptComparison) -> None:
        """Write a comparison over the one with its key."""
        self._put("comparisons", rows.COMPARISON_COLUMNS, [rows.row_of_comparison(comparison)])

    def add_change(self, change: StatusChange) -> None:
        """Add a line to the log."""
        self._put("activity", rows.ACTIVITY_COLUMNS, [rows.row_of_change(change)])

    def put(self, contents: Contents, unless_in: Contents | None = None) -> None:
        """Write many values, leaving out those that are in ``unless_in`` just so."""
        known = unless_in or Contents()
        entries, comparisons = set(known.entries), set(known.comparisons)
        changes = set(known.activity)
        self._put(
            "entries",
            rows.ENTRY_COLUMNS,
            [rows.row_of_entry(each) for each in contents.entries if each not in entries],
        )
        self._put(
            "comparisons",
            rows.COMPARISON_COLUMNS,
            [
                rows.row_of_comparison(each)
                for each in contents.comparisons
                if each not in comparisons
            ],
        )
        self._put(
            "activity",
            rows.ACTIVITY_COLUMNS,
            [rows.row_of_change(each) for each in contents.activity if each not in changes],
        )

    def _put(self, table: str, columns: str, values: Iterable[rows.Row]) -> None:
        places = ", ".join("?" * (columns.count(",") + 1))
        self._connection.executemany(
            f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({places})", values
        )

    def _end(self, how: str) -> None:
        if self._connection.in_transaction:  # some errors have already rolled it back
            with suppress(sqlite3.Error):
                self._connection.execute(how)

    def _back_up_if_due(self) -> None:
        today = self._today()
        if self.path is None or self._backed_up_on == today:
            return
        self._backed_up_on = today
        if not self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM entries) OR EXISTS (SELECT 1 FROM comparisons)"
        ).fetchone()[0]:
            return
        try:
            backup.back_up(self._connection, self.path, today)
            self.backup_failed = False
        except (OSError, sqlite3.Error):
            # A missing backup is no reason to refuse what someone wants to keep now.
            self.backup_failed = True


def read_only_contents(path: Path) -> Contents:
    """Read what a file holds without writing anything, from a read-only place or a full disk too.

    Raises:
        StorageError: The file can't be read at all.
    """
    with _translated():
        if not path.is_file():
            return Contents()
        with closing(_snapshot(path)) as connection:
            if not is_shelf(connection) or version_of(connection) > VERSION:
                return Contents()
            migrate(connection)
            return _read_contents(connection)


def salvage(path: Path) -> Contents:
    """Read what can be read of a damaged file. Never raises: what can't be read is left out."""
    with suppress(StorageError, sqlite3.Error, OSError), closing(_snapshot(path)) as connection:
        if is_shelf(connection) and version_of(connection) <= VERSION:
            with suppress(sqlite3.Error):
                migrate(connection)
            return _read_contents(connection, salvaging=True)
    return Contents()


def _snapshot(path: Path) -> sqlite3.Connection:
    """Copy a file into memory."""
    log = path.with_name(path.name + "-wal")
    ways: list[Callable[[], sqlite3.Connection]] = [lambda: _copied(f"{path.as_uri()}?mode=ro")]
    if log.exists() and log.stat().st_size:
        ways.append(lambda: _copied_elsewhere(path, log))
    # Without a shared-memory file, which a read-only place does not let SQLite create.
    ways.append(lambda: _copied(f"{path.as_uri()}?immutable=1"))
    for way in ways[:-1]:
        try:
            return way()
        except sqlite3.Error as error:
            if _code(error) == sqlite3.SQLITE_BUSY:
                raise  # the next way would read past the lock, in the middle of a change
        except OSError:
            continue
    return ways[-1]()


def _copied(uri: str) -> sqlite3.Connection:
    memory = _connect(":memory:", 0)
    try:
        with closing(_connect(uri, 0, uri=True)) as source:
            backup.copy_pages(source, memory)
        return memory
    except BaseException:
        memory.close()
        raise


def _copied_elsewhere(path: Path, log: Path) -> sqlite3.Connection:
    # A log that could not be worked into the file yet holds the latest changes.
    with tempfile.TemporaryDirectory(prefix="techtui-") as directory:
        duplicate = Path(directory) / path.name
        shutil.copyfile(path, duplicate)
        shutil.copyfile(log, duplicate.with_name(log.name))
        return _copied(duplicate.as_uri())


def _connect(name: str, patience: float, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        name,
        timeout=patience,
        isolation_level=None,  # transactions are begun and ended here, by name
        check_same_thread=False,  # the owner's lock keeps threads apart
        uri=uri,
    )
    # Bytes that are no UTF-8 (a damaged or hand-made file) must not hide the rest.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection


def _read_contents(
    connection: sqlite3.Connection, limit: int = -1, salvaging: bool = False
) -> Contents:
    def every(columns: str, table: str) -> Iterator[rows.Row]:
        try:
            yield from connection.execute(f"SELECT {columns} FROM {table} LIMIT ?", (limit,))
        except sqlite3.DatabaseError:
            if not salvaging:
                raise

    return Contents.of(
        (rows.entry_of(row) for row in every(rows.ENTRY_COLUMNS, "entries")),
        (rows.comparison_of(row) for row in every(rows.COMPARISON_COLUMNS, "comparisons")),
        (
            change
            for row in every(rows.ACTIVITY_COLUMNS, "activity")
            if (change := rows.change_of(row))
        ),
    )


def _identity(path: Path | None) -> tuple[int, int] | None:
    try:
        found = os.stat(path) if path else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def _is_writable(path: Path) -> bool:
    if not path.parent.is_dir():
        return True  # it is not there at all, which is another matter
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def _code(error: sqlite3.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF  # the higher bits say more than is needed


@contextmanager
def _unexpected_is_damage() -> Iterator[None]:
    # A file that calls itself a shelf of this version and lacks a table or a column is not whole.
    try:
        yield
    except sqlite3.OperationalError as error:
        if _code(error) == sqlite3.SQLITE_ERROR:
            raise StorageError(Kind.DAMAGED, str(error)) from error
        raise


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (
        sqlite3.ProgrammingError,
        sqlite3.InterfaceError,
        sqlite3.IntegrityError,
        sqlite3.NotSupportedError,
        sqlite3.DataError,
    ):
        raise  # a mistake in this program, not the file's state
    except sqlite3.Error as error:
        raise StorageError(_KINDS.get(_code(error), Kind.UNREACHABLE), str(error)) from error
    except OSError as error:
        kind = Kind.UNREACHABLE
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            kind = Kind.FULL
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            kind = Kind.READ_ONLY
        raise StorageError(kind, str(error)) from error
