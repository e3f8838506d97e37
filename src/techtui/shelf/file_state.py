"""What a shelf file is to the system: which one, whether it can be written, and that nobody else reads it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from techtui import files

from . import backup


def identity(path: Path | None) -> tuple[int, int] | None:
    """Which file is at a path just now; None if there is none."""
    try:
        found = os.stat(path) if path else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def is_writable(path: Path) -> bool:
    """Whether a shelf could be written there, if its folder is there at all."""
    if not path.parent.is_dir():
        return True  # it is not there at all, which is another matter
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def keep_private(path: Path) -> None:
    """Make a shelf file that only its owner may read, or tighten the one that is there, with all that belongs to it."""
    files.private_folder(path.parent)
    # SQLite would create it as the umask says, for everybody; an empty file is a new database to it.
    with suppress(OSError):
        os.close(os.open(os.path.realpath(path), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    for ending in ("", "-wal", "-shm"):
        files.keep_private(path.with_name(path.name + ending))
    if backup.directory_of(path).is_dir():
        files.private_folder(backup.directory_of(path))
    for copy in backup.directory_of(path).glob(f"{path.stem}-*{path.suffix}"):
        files.keep_private(copy)


def is_marked_unwritable(path: Path) -> bool:
    """Whether the file itself forbids writing, by a format that is newer than SQLite's: damage, since we wrote it."""
    with suppress(OSError), path.open("rb") as file:
        formats = file.read(20)[18:]
        return len(formats) == 2 and formats[0] not in (1, 2)
    return False
