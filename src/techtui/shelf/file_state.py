"""The state of a shelf file in the file system: its identity, whether it is writable, and its permissions."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from techtui import files

from . import backup


def identity(path: Path | None) -> tuple[int, int] | None:
    """Return which file is at a path now; None if there is none."""
    try:
        found = os.stat(path) if path else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def is_writable(path: Path) -> bool:
    """Return whether a shelf can be written there, or its folder does not exist."""
    if not path.parent.is_dir():
        return True  # the folder does not exist, which is handled elsewhere
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def keep_private(path: Path) -> None:
    """Create a shelf file that only its owner can read, or restrict an existing one and the files that belong to it."""
    files.private_folder(path.parent)
    # SQLite would create it according to the umask; for SQLite, an empty file is a new database.
    with suppress(OSError):
        os.close(os.open(os.path.realpath(path), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    for ending in ("", "-wal", "-shm"):
        files.keep_private(path.with_name(path.name + ending))
    if backup.directory_of(path).is_dir():
        files.private_folder(backup.directory_of(path))
    for copy in backup.directory_of(path).glob(f"{path.stem}-*{path.suffix}"):
        files.keep_private(copy)


def is_marked_unwritable(path: Path) -> bool:
    """Return whether the file is marked as unwritable, by a format newer than SQLite's: damage, since we wrote it."""
    with suppress(OSError), path.open("rb") as file:
        formats = file.read(20)[18:]
        return len(formats) == 2 and formats[0] not in (1, 2)
    return False
