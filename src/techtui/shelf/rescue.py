"""Damage of the shelf file: the kinds, their messages, and setting a damaged file aside."""

from __future__ import annotations

import os
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class DamageKind(Enum):
    """What is wrong with the file. The value completes "…, because"; ``{path}`` is the file."""

    READ_ONLY = "{path} can't be written to"
    FULL = "there is no room left for {path}"
    FAILING = "writing to {path} failed: the disk is full or failing"
    LOCKED = "another program has locked {path}"
    UNREACHABLE = "{path} can't be opened"
    DAMAGED = "{path} is damaged and could not be set aside"
    NEWER = "{path} was written by a newer techtui"
    FOREIGN = "{path} is the file of another program"

    @property
    def may_pass(self) -> bool:
        """Whether trying again later may help."""
        return self in _PASSING


_PASSING = {
    DamageKind.READ_ONLY,
    DamageKind.FULL,
    DamageKind.FAILING,
    DamageKind.LOCKED,
    DamageKind.UNREACHABLE,
}


class StorageError(Exception):
    """The file can't be used as expected.

    Attributes:
        kind: What is wrong.
    """

    def __init__(self, kind: DamageKind, detail: str = "") -> None:
        super().__init__(f"{kind.name}: {detail}")
        self.kind = kind


def not_saving(kind: DamageKind, path: Path) -> str:
    """Say in one sentence that nothing is being saved, and why."""
    return (
        "Your marks and notes are not being saved, because "
        f"{kind.value.format(path=one_line(path))}."
    )


def set_aside_message(aside: Path, recovered: int) -> str:
    """Say in one sentence that a damaged file was set aside, and how much was recovered."""
    back = "1 entry was" if recovered == 1 else f"{recovered} entries were"
    return (
        f"Your shelf was damaged: it is set aside as {one_line(aside.name)}, "
        f"and {back} recovered from it and its backups."
    )


def no_backup_message(directory: Path) -> str:
    """Say in one sentence that today's backup could not be made."""
    return (
        f"Your marks and notes are saved, but no backup could be written to {one_line(directory)}."
    )


def one_line(text: Path | str) -> str:
    """Return a path as one line of safe text: file names may contain anything, including escape codes."""
    return "".join(each if each.isprintable() else "�" for each in str(text))


def set_aside(path: Path, now: datetime) -> Path:
    """Rename a damaged file. Nothing is deleted or overwritten.

    Args:
        path: The shelf file. It must not be open in this process.
        now: The time for the new name.

    Returns:
        The new path.

    Raises:
        OSError: The file could not be renamed; it is still where it was.
    """
    stem = f"{path.stem}.damaged-{now:%Y-%m-%d-%H%M%S}"
    number = 1
    while os.path.lexists(aside := path.with_name(f"{stem}{_nth(number)}{path.suffix}")):
        number += 1
    # The write-ahead log first. If this process ended in between, the remaining file would still be the damaged one; the other
    # way round, SQLite would apply the old log to a new file.
    for ending in ("-wal", "-shm", ""):
        companion = path.with_name(path.name + ending)
        if os.path.lexists(companion):
            os.rename(companion, aside.with_name(aside.name + ending))
    return aside


def _nth(number: int) -> str:
    return "" if number == 1 else f"-{number}"
