"""The file of a shelf, which several windows may have open at once.

Whatever is wrong with the file, a shelf opens and works. If it can't save, it goes on in memory, says so in
:attr:`Storage.problem`, and writes everything to the file as soon as that is possible again.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, TypeVar

from . import rescue
from .merge import merge_contents
from .model import (
    Contents,
    Entry,
    KeptComparison,
    KeptDecision,
    later_than,
)
from .rescue import DamageKind, StorageError

if TYPE_CHECKING:  # sqlite3 is imported when a shelf is opened
    from collections.abc import Callable
    from pathlib import Path

    from .database import Database

_Result = TypeVar("_Result")
_Noted = TypeVar("_Noted", Entry, KeptComparison, KeptDecision)

_RETRY_SECONDS: Final = 5.0


class Storage:
    """The file of a shelf.

    Methods may be called from any thread. None of them raises because of the file; see :attr:`problem`.

    Args:
        path: The file; None for a shelf in memory.
        patience: The seconds to wait for another program that is writing to it.
        clock: Returns the current time, with a time zone.
    """

    def __init__(self, path: Path | None, patience: float, clock: Callable[[], datetime]) -> None:
        self._path = path
        self._patience = patience
        self._clock = clock
        self._lock = threading.RLock()
        self._trouble: DamageKind | None = None
        self._message: str | None = None
        self._retry_at = 0.0
        self._began_unsaved = False
        self._database: Database
        self._seen = 0
        self._start()

    def close(self) -> None:
        """Close the file, after a last attempt to save what is not saved yet."""
        with self._lock:
            self.save()
            self._database.close()

    def save(self) -> bool:
        """Retry to save what is not saved yet.

        Returns:
            Whether everything is saved. A shelf in memory has nothing to save.
        """
        with self._lock:
            if self._trouble and self._trouble.may_pass:
                self._retry()
            return not self.unsaved

    @property
    def path(self) -> Path | None:
        """The file, absolute; ``None`` for a shelf in memory. Also set while nothing can be saved."""
        return self._path

    @property
    def saving(self) -> bool:
        """Whether changes reach the disk."""
        return self._database.path is not None

    @property
    def unsaved(self) -> bool:
        """Whether a change is only in memory and would be lost on exit."""
        return self._trouble is not None and (self._began_unsaved or self._database.changed)

    @property
    def problem(self) -> str | None:
        """One sentence for the user: what is not being saved and why, or what was set aside.

        ``None`` if all is well. It may change in both directions with every call of a method.
        """
        if self._message is None and self._path and self._database.backup_failed:
            from .backup import directory_of

            return rescue.no_backup_message(directory_of(self._path))
        return self._message

    def poll(self) -> bool:
        """Check whether the shelf was changed elsewhere. To be called about once a second.

        It takes a fraction of a millisecond. While nothing can be saved, it also retries every few seconds; :attr:`problem` is
        ``None`` once that succeeds.

        Returns:
            Whether another window has changed something since the last call, so that what is shown must be read again.
        """
        with self._lock:
            if not self.saving:
                return self._retry_if_due()
            if self._database.is_replaced():
                self._follow()
                return True
            number = self._read(lambda database: database.data_version(), within=False)
            changed, self._seen = number != self._seen, number
            return changed

    # -- The file -------------------------------------------------------------------------------------

    def _now(self, previous: datetime | None) -> datetime:
        return later_than(previous, self._clock().astimezone(UTC))

    def _today(self) -> date:
        return self._clock().astimezone().date()

    def _read(self, question: Callable[[Database], _Result], within: bool = True) -> _Result:
        def ask() -> _Result:
            database = self._database
            return database.read(lambda: question(database)) if within else question(database)

        with self._lock:
            try:
                return ask()
            except StorageError as trouble:
                self._cope(trouble)
                return ask()

    def _write(self, change: Callable[[Database], _Result]) -> _Result:
        return self._write_whole(lambda database: database.write(lambda: change(database)))

    def _write_whole(self, write: Callable[[Database], _Result]) -> _Result:
        with self._lock:
            if self._database.is_replaced():
                self._follow()
            try:
                return write(self._database)
            except StorageError as trouble:
                self._cope(trouble)
            try:
                return write(self._database)
            except StorageError as trouble:
                # A damaged file was set aside, and now the new one fails, too.
                readable = self._readable()
                self._go_on_in_memory(trouble.kind, readable, readable)
                return write(self._database)

    def _start(self, carried: Contents | None = None) -> None:
        """Open the file; in any case there is a database afterwards.

        Args:
            carried: Contents in memory, to be merged into the file.
        """
        from .database import Database, read_only_contents

        if self._path is None:
            self._database = Database.in_memory(Contents(), self._today)
            return
        carried = carried or Contents()
        try:
            self._use(Database.open(self._path, self._patience, self._today), carried)
        except StorageError as trouble:
            if trouble.kind is DamageKind.DAMAGED:
                self._recover(self._path, carried)
                return
            readable = Contents()
            with suppress(StorageError):
                readable = read_only_contents(self._path)
            self._go_on_in_memory(trouble.kind, merge_contents(readable, carried), readable)

    def _use(self, database: Database, carried: Contents) -> None:
        try:
            if carried != Contents():
                database.merge(carried)
            seen = database.data_version()
        except BaseException:
            database.close()
            raise
        self._database, self._seen = database, seen
        self._trouble = self._message = None

    def _recover(self, path: Path, carried: Contents) -> None:
        """Set a damaged file aside, and start a new one with what can be recovered from it and its backups."""
        from .backup import backups
        from .database import Database, read_only_contents
        from .salvage import salvage

        found = salvage(path)
        # All of them: if the clock was set back, the last by name is not the latest, which the merge finds by its contents.
        for backup in backups(path):
            with suppress(StorageError):
                found = merge_contents(read_only_contents(backup), found)
        readable, found = found, merge_contents(found, carried)
        try:
            aside = rescue.set_aside(path, self._clock().astimezone())
        except OSError:
            self._go_on_in_memory(DamageKind.DAMAGED, found, readable)
            return
        try:
            self._use(Database.open(path, self._patience, self._today), found)
        except StorageError as trouble:
            self._go_on_in_memory(trouble.kind, found, Contents())
            return
        self._message = rescue.set_aside_message(aside, len(found.entries))

    def _cope(self, trouble: StorageError) -> None:
        """Continue after the open file has failed."""
        if not self.saving:
            raise trouble  # memory does not fail; this is a programming error
        readable = self._readable()
        self._database.close()
        if trouble.kind is DamageKind.DAMAGED:
            self._start(readable)
        else:
            self._go_on_in_memory(trouble.kind, readable, readable)

    def _readable(self) -> Contents:
        """Return what the open file or, failing that, a fresh connection can read."""
        from .database import read_only_contents

        database = self._database
        with suppress(StorageError):
            return database.read(database.contents)
        if self._path:
            with suppress(StorageError):
                return read_only_contents(self._path)
        return Contents()

    def _go_on_in_memory(self, kind: DamageKind, contents: Contents, kept: Contents) -> None:
        """Continue without the file.

        Args:
            kind: What is wrong with it.
            contents: The contents to continue with.
            kept: The part of them that is in a file all the same.
        """
        from .database import Database

        assert self._path is not None
        self._database = Database.in_memory(contents, self._today)
        self._began_unsaved = contents != kept
        self._trouble, self._message = kind, rescue.not_saving(kind, self._path)
        self._retry_at = time.monotonic() + _RETRY_SECONDS

    def _retry_if_due(self) -> bool:
        if not self._trouble or not self._trouble.may_pass or time.monotonic() < self._retry_at:
            return False
        return self._retry()

    def _retry(self) -> bool:
        """Retry to save what is in memory. Returns whether that succeeded."""
        from .database import Database

        assert self._path is not None
        memory = self._database
        self._retry_at = time.monotonic() + _RETRY_SECONDS
        try:
            # Without waiting for locks: this runs while the user types.
            with suppress(StorageError):
                self._use(Database.open(self._path, 0, self._today), memory.read(memory.contents))
        finally:
            saved = self._database is not memory
            if saved:
                memory.close()
        return saved

    def _follow(self) -> None:
        """Open the file now at the path, and merge what the old file held: nothing is lost."""
        held = self._readable()
        self._database.close()
        self._start(held)
