"""Converts errors of SQLite and the system to StorageErrors that say what is wrong with the file."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .rescue import DamageKind, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {
    sqlite3.SQLITE_BUSY: DamageKind.LOCKED,
    sqlite3.SQLITE_LOCKED: DamageKind.LOCKED,
    sqlite3.SQLITE_READONLY: DamageKind.READ_ONLY,
    sqlite3.SQLITE_PERM: DamageKind.READ_ONLY,
    sqlite3.SQLITE_FULL: DamageKind.FULL,
    sqlite3.SQLITE_IOERR: DamageKind.FAILING,
    sqlite3.SQLITE_CORRUPT: DamageKind.DAMAGED,
    sqlite3.SQLITE_NOTADB: DamageKind.DAMAGED,
}


def _code(error: sqlite3.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF  # the higher bits are details


@contextmanager
def unexpected_is_damage() -> Iterator[None]:
    """Raise any SQLite error as a StorageError for a damaged file."""
    # The statements that open and inspect a file are always the same: an error in one is an error in the file.
    try:
        yield
    except sqlite3.OperationalError as error:
        if _code(error) == sqlite3.SQLITE_ERROR:
            raise StorageError(DamageKind.DAMAGED, str(error)) from error
        raise
    except (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.NotSupportedError) as error:
        raise StorageError(DamageKind.DAMAGED, str(error)) from error


@contextmanager
def translated() -> Iterator[None]:
    """Raise errors of the file as StorageErrors, and let programming errors pass."""
    try:
        yield
    except (
        sqlite3.ProgrammingError,
        sqlite3.InterfaceError,
        sqlite3.IntegrityError,
        sqlite3.NotSupportedError,
        sqlite3.DataError,
    ):
        raise  # a programming error, not the state of the file
    except sqlite3.Error as error:
        raise StorageError(_KINDS.get(_code(error), DamageKind.UNREACHABLE), str(error)) from error
    except (UnicodeDecodeError, MemoryError, OverflowError) as error:
        raise StorageError(DamageKind.DAMAGED, str(error)) from error
    except OSError as error:
        kind = DamageKind.UNREACHABLE
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            kind = DamageKind.FULL
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            kind = DamageKind.READ_ONLY
        raise StorageError(kind, str(error)) from error
