"""Connections to SQLite, as the shelf wants them: odd bytes hide nothing and raise nothing of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MALFORMED = (sqlite3.Error, UnicodeDecodeError, MemoryError, OverflowError)
"""What reading a damaged file can raise: SQLite's own errors; their text, when it quotes bytes that are no UTF-8; and what comes
of absurd lengths."""


class Connection(sqlite3.Connection):
    """A connection that reports an error whose text can't be decoded as what it is: a damaged file."""

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
        # The text quotes a schema that is no UTF-8.
        damaged = sqlite3.DatabaseError("an error whose text is no UTF-8")
        damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damaged from error


def connect(name: str, patience: float, uri: bool = False) -> sqlite3.Connection:
    """Open a database.

    Args:
        name: The file, or ``:memory:``.
        patience: How many seconds to wait for a lock.
        uri: Whether the name is a URI.

    Raises:
        sqlite3.Error: It can't be opened.
    """
    connection = sqlite3.connect(
        name,
        timeout=patience,
        isolation_level=None,  # transactions are begun and ended here, by name
        check_same_thread=False,  # the owner's lock keeps threads apart
        factory=Connection,
        uri=uri,
    )
    # Bytes that are no UTF-8 (a damaged or hand-made file) must not hide the rest.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection
