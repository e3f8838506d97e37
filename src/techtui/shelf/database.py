"""An open shelf file: connection, transactions, rows. Every error of SQLite is raised as a StorageError.

Only :mod:`techtui.shelf.storage` uses this module, and imports it when a shelf is opened: importing sqlite3 takes time that a
launch can't spare.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from . import backup, rows
from .connection import connect
from .file_state import identity, is_marked_unwritable, is_writable, keep_private
from .merge import merge_contents
from .model import Contents, Entry, KeptComparison, KeptDecision, StatusChange
from .rescue import DamageKind, StorageError
from .salvage import snapshot
from .schema import VERSION, correct_numbers, is_shelf, migrate, version_by_tables, version_of
from .sqlite_errors import translated, unexpected_is_damage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

_Result = TypeVar("_Result")


class Database:
    """A connection to a shelf. Used by one thread at a time, which the owner ensures.

    Attributes:
        path: The file; ``None`` if it is in memory.
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
        self._identity = identity(path)
        self._filled = 0

    @classmethod
    def open(cls, path: Path, patience: float, today: Callable[[], date]) -> Database:
        """Open a file, creating or migrating it as needed.

        Args:
            path: The file. Its folder is created.
            patience: The seconds to wait for another program that is writing, now and later.
            today: Returns the current day; backups are named by it.

        Raises:
            StorageError: The file can't be read and written.
        """
        deadline = time.monotonic() + patience
        while True:
            try:
                return cls._open_once(path, patience, today)
            except StorageError as trouble:
                if trouble.kind is DamageKind.UNREACHABLE and not is_writable(path):
                    raise StorageError(DamageKind.READ_ONLY, str(trouble)) from trouble
                # Some locks (two windows that create the file at once) are reported without waiting.
                if trouble.kind is not DamageKind.LOCKED or time.monotonic() >= deadline:
                    raise
                time.sleep(0.02)

    @classmethod
    def _open_once(cls, path: Path, patience: float, today: Callable[[], date]) -> Database:
        with translated():
            keep_private(path)
            connection = connect(str(path), patience)
            try:
                with unexpected_is_damage():
                    return cls._prepared(connection, path, today)
            except BaseException:
                connection.close()
                raise

    @classmethod
    def _prepared(
        cls, connection: sqlite3.Connection, path: Path, today: Callable[[], date]
    ) -> Database:
        if not is_shelf(connection) or version_of(connection) != VERSION:
            correct_numbers(connection)
        if not is_shelf(connection):
            raise StorageError(DamageKind.FOREIGN)
        version = version_of(connection)
        if version > VERSION:
            raise StorageError(DamageKind.NEWER, f"version {version}")
        if version and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise StorageError(DamageKind.DAMAGED, "quick_check")
        if version and is_marked_unwritable(path):
            raise StorageError(DamageKind.DAMAGED, "format of the file")
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL: a commit returns once it is on the disk. fullfsync: on macOS too.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")
        if version < VERSION:
            if version:
                backup.back_up_before_migration(connection, path, version)
            migrate(connection)
        else:
            # Fails if the file can't be written: better now than at the first note.
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        _read_contents(connection, limit=1)
        return cls(connection, path, today)

    @classmethod
    def in_memory(cls, contents: Contents, today: Callable[[], date]) -> Database:
        """Return a shelf in memory, filled with some contents."""
        connection = connect(":memory:", 0)
        migrate(connection)
        database = cls(connection, None, today)
        database.write(lambda: database.put(contents))
        database._filled = connection.total_changes
        return database

    def close(self) -> None:
        """Close the connection. What was written stays."""
        with suppress(sqlite3.Error):
            self._connection.close()

    @property
    def changed(self) -> bool:
        """Whether anything was written since it was opened or filled."""
        return self._connection.total_changes > self._filled

    def is_replaced(self) -> bool:
        """Whether the path now leads to another file, or to none: it was moved, deleted or restored."""
        return self.path is not None and identity(self.path) != self._identity

    def read(self, question: Callable[[], _Result]) -> _Result:
        """Call methods of this object that read, within one state of the shelf.

        Raises:
            StorageError: The file can't be read.
        """
        with translated():
            self._connection.execute("BEGIN")
            try:
                return question()
            finally:
                self._end("COMMIT")

    def write(self, change: Callable[[], _Result]) -> _Result:
        """Call methods of this object that write, all or nothing. Changes are on the disk when this returns.

        Raises:
            StorageError: Nothing has changed.
        """
        with translated():
            self._back_up_if_due()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                if version_of(self._connection) != VERSION:
                    # A newer program in another window has migrated the file meanwhile.
                    raise StorageError(DamageKind.NEWER)
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
        """Return a number that changes whenever another connection changes the file.

        Raises:
            StorageError: The file can't be read.
        """
        with translated():
            number: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
            return number

    # The methods below are called within ``read`` or ``write``.

    def entry(self, catalog_id: str, technology_id: str) -> Entry:
        """Return an entry; one with nothing set if there is none."""
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
        """Return a comparison, also a dropped one; ``None`` if there is none."""
        row = self._connection.execute(
            f"SELECT {rows.COMPARISON_COLUMNS} FROM comparisons WHERE catalog_id = ? AND name = ?",
            (catalog_id, name),
        ).fetchone()
        return rows.comparison_of(row) if row else None

    def comparisons(self, catalog_id: str) -> list[KeptComparison]:
        """Return the comparisons of a catalog by name, including dropped ones."""
        found = self._connection.execute(
            f"SELECT {rows.COMPARISON_COLUMNS} FROM comparisons WHERE catalog_id = ? ORDER BY name",
            (catalog_id,),
        )
        return [rows.comparison_of(row) for row in found]

    def decision(self, catalog_id: str, name: str) -> KeptDecision | None:
        """Return a decision, also a dropped one; ``None`` if there is none."""
        row = self._connection.execute(
            f"SELECT {rows.DECISION_COLUMNS} FROM decisions WHERE catalog_id = ? AND name = ?",
            (catalog_id, name),
        ).fetchone()
        return rows.decision_of(row) if row else None

    def decisions(self, catalog_id: str) -> list[KeptDecision]:
        """Return the decisions of a catalog by name, including dropped ones."""
        found = self._connection.execute(
            f"SELECT {rows.DECISION_COLUMNS} FROM decisions WHERE catalog_id = ? ORDER BY name",
            (catalog_id,),
        )
        return [rows.decision_of(row) for row in found]

    def changes(self, catalog_id: str, since: date) -> list[StatusChange]:
        """Return the log of a catalog since a day, oldest first."""
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
        """Write an entry, replacing the one with its key."""
        self._put("entries", rows.ENTRY_COLUMNS, [rows.row_of_entry(entry)])

    def put_comparison(self, comparison: KeptComparison) -> None:
        """Write a comparison, replacing the one with its key."""
        self._put("comparisons", rows.COMPARISON_COLUMNS, [rows.row_of_comparison(comparison)])

    def put_decision(self, decision: KeptDecision) -> None:
        """Write a decision, replacing the one with its key."""
        self._put("decisions", rows.DECISION_COLUMNS, [rows.row_of_decision(decision)])

    def add_change(self, change: StatusChange) -> None:
        """Add a line to the log."""
        self._put("activity", rows.ACTIVITY_COLUMNS, [rows.row_of_change(change)])

    def put(self, contents: Contents, unless_in: Contents | None = None) -> None:
        """Write all values that are not equal in ``unless_in``."""
        known = unless_in or Contents()
        entries, comparisons = set(known.entries), set(known.comparisons)
        changes, decisions = set(known.activity), set(known.decisions)
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
        self._put(
            "decisions",
            rows.DECISION_COLUMNS,
            [rows.row_of_decision(each) for each in contents.decisions if each not in decisions],
        )

    def _put(self, table: str, columns: str, values: Iterable[rows.Row]) -> None:
        places = ", ".join("?" * (columns.count(",") + 1))
        self._connection.executemany(
            f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({places})", values
        )

    def _end(self, how: str) -> None:
        if self._connection.in_transaction:  # some errors have rolled it back already
            with suppress(sqlite3.Error):
                self._connection.execute(how)

    def _back_up_if_due(self) -> None:
        today = self._today()
        if self.path is None or self._backed_up_on == today:
            return
        self._backed_up_on = today
        if not self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM entries) OR EXISTS (SELECT 1 FROM comparisons) "
            "OR EXISTS (SELECT 1 FROM decisions)"
        ).fetchone()[0]:
            return
        try:
            backup.back_up(self._connection, self.path, today)
            self.backup_failed = False
        except (OSError, sqlite3.Error):
            # A missing backup is no reason to refuse a change.
            self.backup_failed = True


def read_only_contents(path: Path) -> Contents:
    """Read the contents of a file without writing anything, also from a read-only place or a full disk.

    Raises:
        StorageError: The file can't be read at all.
    """
    with translated(), unexpected_is_damage():
        if not path.is_file():
            return Contents()
        with closing(snapshot(path)) as connection:
            correct_numbers(connection)
            if not is_shelf(connection) or (
                version_of(connection) > VERSION and version_by_tables(connection) != VERSION
            ):
                return Contents()
            migrate(connection)
            return _read_contents(connection)


def _read_contents(connection: sqlite3.Connection, limit: int = -1) -> Contents:
    def every(columns: str, table: str) -> Iterator[rows.Row]:
        return connection.execute(f"SELECT {columns} FROM {table} LIMIT ?", (limit,))

    return Contents.of(
        (rows.entry_of(row) for row in every(rows.ENTRY_COLUMNS, "entries")),
        (rows.comparison_of(row) for row in every(rows.COMPARISON_COLUMNS, "comparisons")),
        (
            change
            for row in every(rows.ACTIVITY_COLUMNS, "activity")
            if (change := rows.change_of(row))
        ),
        (rows.decision_of(row) for row in every(rows.DECISION_COLUMNS, "decisions")),
    )
