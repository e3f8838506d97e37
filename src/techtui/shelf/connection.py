"""SQLite connections for the shelf: invalid bytes hide no rows and raise no errors of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MALFORMED = (sqlite3.Error, UnicodeDecodeError, MemoryError, OverflowError)
"""The exceptions that reading a damaged file can raise: SQLite's own, those from decoding its messages, and those caused by
absurd lengths."""


class Connection(sqlite3.Connection):
    """A connection that reports an error whose message can't be decoded as what it is: a damaged file."""

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """As in `sqlite3`."""
        with _decoded():
            return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        """As in `sqlite3`."""
        with _decoded():
            return super().executemany(*arguments)

    def backup(self, *arguments: Any, **options: Any) -> None:
        """As in `sqlite3`."""
        with _decoded():
            super().backup(*arguments, **options)


@contextmanager
def _decoded() -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        # The message quotes a schema that is not UTF-8.
        damaged = sqlite3.DatabaseError("an error whose message is not UTF-8")
        damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damaged from error


def connect(name: str, patience: float, uri: bool = False) -> sqlite3.Connection:
    """Open a database.

    Args:
        name: The file, or ``:memory:``.
        patience: The seconds to wait for a lock.
        uri: Whether the name is a URI.

    Raises:
        sqlite3.Error: It can't be opened.
    """
    connection = sqlite3.connect(
        name,
        timeout=patience,
        isolation_level=None,  # transactions are begun and ended explicitly
        check_same_thread=False,  # a lock of the owner serializes threads
        factory=Connection,
        uri=uri,
    )
    # Bytes that are not UTF-8 (in a damaged or edited file) must not hide other rows.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection
