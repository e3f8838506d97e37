"""The shelf: what someone keeps, in one file that several windows may have open at once.

Whatever is wrong with the file, a shelf opens and works. When it can't save, it goes on in memory, says so in
:attr:`Shelf.problem`, and writes all of it to the file as soon as that is possible again.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from . import rescue
from .location import shelf_path
from .merge import edited, merge_contents, merge_notes, note_of, with_note
from .model import (
    Contents,
    Entry,
    KeptComparison,
    KeptDecision,
    Status,
    StatusChange,
    clean_text,
    later_than,
)
from .rescue import Kind, StorageError

if TYPE_CHECKING:  # importing sqlite3 waits until a shelf is opened
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from types import TracebackType

    from .database import Database

_Result = TypeVar("_Result")
_Noted = TypeVar("_Noted", Entry, KeptComparison)

_RETRY_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, in numbers of entries, comparisons and decisions."""

    added: int = 0
    changed: int = 0
    """They were there and now hold something newer."""
    unchanged: int = 0
    """They were in the import, and it had nothing new about them."""


class Shelf:
    """What someone keeps about technologies: shortlist, learning status, notes, comparisons, decisions.

    Every change is one transaction and on the disk when the method returns, provided that :attr:`saving`
    holds. Methods may be called from any thread. None of them raises because of the file; see
    :attr:`problem`.

    Ids are plain text. They must not be empty: methods raise ``ValueError`` then.
    """

    def __init__(self, path: Path | None, patience: float, clock: Callable[[], datetime]) -> None:
        """Use :meth:`open` or :meth:`in_memory` instead."""
        self._path = path
        self._patience = patience
        self._clock = clock
        self._lock = threading.RLock()
        self._trouble: Kind | None = None
        self._message: str | None = None
        self._retry_at = 0.0
        self._began_unsaved = False
        self._database: Database
        self._seen = 0
        self._start()

    @classmethod
    def open(
        cls,
        path: Path | None = None,
        *,
        patience: float = 1.0,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Shelf:
        """Open the shelf in a file, or start one. Never raises because of the file.

        Args:
            path: The file; by default :func:`techtui.shelf.shelf_path`.
            patience: How many seconds to wait for another program that is writing to it.
            clock: Says what time it is, with a time zone. For tests.
        """
        return cls((path or shelf_path()).absolute(), patience, clock)

    @classmethod
    def in_memory(cls, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Shelf:
        """Return a shelf without a file, for tests and demonstrations. It has no problem with that."""
        return cls(None, 0, clock)

    def close(self) -> None:
        """Close the file, after a last attempt to save what is not saved yet."""
        with self._lock:
            self.save()
            self._database.close()

    def save(self) -> bool:
        """Try once more to save what is not saved yet.

        Returns:
            Whether everything is saved. A shelf in memory has nothing to save.
        """
        with self._lock:
            if self._trouble and self._trouble.may_pass:
                self._retry()
            return not self.unsaved

    def __enter__(self) -> Shelf:
        """Return the shelf, to be closed at the end of the ``with`` block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the shelf."""
        self.close()

    @property
    def path(self) -> Path | None:
        """The file, absolute; ``None`` for a shelf in memory. It is also the path while nothing can be saved."""
        return self._path

    @property
    def saving(self) -> bool:
        """Whether changes reach the disk."""
        return self._database.path is not None

    @property
    def unsaved(self) -> bool:
        """Whether something was changed that is in memory only and would be lost at the end."""
        return self._trouble is not None and (self._began_unsaved or self._database.changed)

    @property
    def problem(self) -> str | None:
        """One plain sentence for the person: what is not being saved and why, or what was set aside.

        ``None`` when all is well. It can change with every call of a method, in both directions.
        """
        if self._message is None and self._path and self._database.backup_failed:
            from .backup import directory_of

            return rescue.no_backup_message(directory_of(self._path))
        return self._message

    # -- Reading --------------------------------------------------------------------------------------

    def get(self, catalog_id: str, technology_id: str) -> Entry:
        """Return the entry of a technology; one with nothing set when nothing was ever kept about it."""
        key = _id(catalog_id), _id(technology_id)
        return self._read(lambda database: database.entry(*key))

    def entries(self, catalog_id: str) -> dict[str, Entry]:
        """Return technology id -> entry for all of a catalog that something was ever kept about."""
        catalog = _id(catalog_id)
        found = self._read(lambda database: database.entries(catalog))
        return {entry.technology_id: entry for entry in found}

    def comparisons(self, catalog_id: str) -> tuple[KeptComparison, ...]:
        """Return the kept comparisons of a catalog, by name."""
        catalog = _id(catalog_id)
        found = self._read(lambda database: database.comparisons(catalog))
        return tuple(each for each in found if each.kept)

    def decisions(self, catalog_id: str) -> tuple[KeptDecision, ...]:
        """Return the kept decisions of a catalog, by name."""
        catalog = _id(catalog_id)
        found = self._read(lambda database: database.decisions(catalog))
        return tuple(each for each in found if each.kept)

    def activity(self, catalog_id: str, weeks: int = 8) -> tuple[StatusChange, ...]:
        """Return the status changes of the last weeks, today included, oldest first.

        :func:`techtui.shelf.days` adds them up.
        """
        catalog, today = _id(catalog_id), self._today()
        since = today - timedelta(days=min(7 * max(weeks, 1), today.toordinal()) - 1)
        return tuple(self._read(lambda database: database.changes(catalog, since)))

    def contents(self) -> Contents:
        """Return everything on the shelf, of all catalogs."""
        return self._read(lambda database: database.contents())

    def poll(self) -> bool:
        """Look whether the shelf has changed behind this object's back. Call it about once a second.

        It costs a fraction of a millisecond. While nothing can be saved, it also tries every few seconds to
        save after all; :attr:`problem` is ``None`` once that has succeeded.

        Returns:
            Whether another window has changed something since the last call, so what is shown is to be
            read again.
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

    # -- Changing -------------------------------------------------------------------------------------

    def set_status(self, catalog_id: str, technology_id: str, status: Status) -> Entry:
        """Set how far someone is with a technology. Setting it to what it is changes nothing.

        Returns:
            The entry as it is now.
        """
        return self._set_status(catalog_id, technology_id, lambda current: status)

    def cycle_status(self, catalog_id: str, technology_id: str) -> Entry:
        """Go on to the next status, as :attr:`Status.next` has it, and return the entry as it is now."""
        return self._set_status(catalog_id, technology_id, lambda current: current.next)

    def toggle_shortlist(self, catalog_id: str, technology_id: str) -> Entry:
        """Put a technology on the shortlist or take it off, and return the entry as it is now."""
        key = _id(catalog_id), _id(technology_id)

        def change(database: Database) -> Entry:
            before = database.entry(*key)
            now = self._now(before.shortlisted_changed_at)
            after = replace(before, shortlisted=not before.shortlisted, shortlisted_changed_at=now)
            database.put_entry(after)
            return after

        return self._write(change)

    def set_note(
        self, catalog_id: str, technology_id: str, note: str, *, based_on: str | None = None
    ) -> Entry:
        """Set the note about a technology.

        Args:
            catalog_id: The catalog.
            technology_id: The technology.
            note: Markdown; empty to clear it.
            based_on: The text the person began to edit. If another window has changed the note meanwhile,
                both texts are kept, parted by :data:`techtui.shelf.SEPARATOR`. Without it the
                note replaces whatever is there.

        Returns:
            The entry as it is now, which may hold the other window's text too.
        """
        key = _id(catalog_id), _id(technology_id)

        def change(database: Database) -> Entry:
            before = database.entry(*key)
            after = self._noted(before, note, based_on)
            if after != before:
                database.put_entry(after)
            return after

        return self._write(change)

    def keep_comparison(
        self, catalog_id: str, name: str, technology_ids: Iterable[str]
    ) -> KeptComparison:
        """Keep a comparison under a name. One kept before under that name gets the new technologies.

        Returns:
            The comparison as it is now. A note that it had before it was dropped is there again.
        """
        key = _id(catalog_id), _id(name)
        members = tuple(_id(each) for each in technology_ids)

        def change(database: Database) -> KeptComparison:
            before = database.comparison(*key)
            after = before or KeptComparison(*key, kept=False)
            if after.technology_ids != members or after.technology_ids_changed_at is None:
                now = self._now(after.technology_ids_changed_at)
                after = replace(after, technology_ids=members, technology_ids_changed_at=now)
            if not after.kept or after.kept_changed_at is None:
                after = replace(after, kept=True, kept_changed_at=self._now(after.kept_changed_at))
            if after != before:
                database.put_comparison(after)
            return after

        return self._write(change)

    def set_comparison_note(
        self, catalog_id: str, name: str, note: str, *, based_on: str | None = None
    ) -> KeptComparison:
        """Set the note of a kept comparison; arguments and result as for :meth:`set_note`.

        Raises:
            KeyError: No comparison of that name was ever kept in that catalog.
        """
        key = _id(catalog_id), _id(name)

        def change(database: Database) -> KeptComparison:
            before = database.comparison(*key)
            if before is None:
                raise KeyError(name)
            after = self._noted(before, note, based_on)
            if after != before:
                database.put_comparison(after)
            return after

        return self._write(change)

    def keep_decision(self, catalog_id: str, name: str, content: str) -> KeptDecision:
        """Keep a decision under a name. One kept before under that name gets the new content.

        Args:
            catalog_id: The catalog.
            name: The name.
            content: The decision and what it rests on, as the text of a file of decisions.

        Returns:
            The decision as it is now. A note that it had before it was dropped is there again.
        """
        key, text = (_id(catalog_id), _id(name)), clean_text(content)

        def change(database: Database) -> KeptDecision:
            before = database.decision(*key)
            after = before or KeptDecision(*key, kept=False)
            if after.content != text or after.content_changed_at is None:
                now = self._now(after.content_changed_at)
                after = replace(after, content=text, content_changed_at=now)
            if not after.kept or after.kept_changed_at is None:
                after = replace(after, kept=True, kept_changed_at=self._now(after.kept_changed_at))
            if after != before:
                database.put_decision(after)
            return after

        return self._write(change)

    def drop_decision(self, catalog_id: str, name: str) -> None:
        """Stop keeping a decision. It stays on file with its note; dropping an unknown one does nothing."""
        key = _id(catalog_id), _id(name)

        def change(database: Database) -> None:
            before = database.decision(*key)
            if before and before.kept:
                now = self._now(before.kept_changed_at)
                database.put_decision(replace(before, kept=False, kept_changed_at=now))

        self._write(change)

    def merge(self, contents: Contents) -> ImportReport:
        """Merge an export into the shelf in one transaction; :mod:`techtui.shelf.merge` states the rule."""
        before, after = self._write_whole(lambda database: database.merge(contents))
        old, new, brought = _by_key(before), _by_key(after), _by_key(contents).keys()
        added = len(brought - old.keys())
        changed = sum(key in old and old[key] != new[key] for key in brought)
        return ImportReport(added, changed, len(brought) - added - changed)

    def _set_status(
        self, catalog_id: str, technology_id: str, decide: Callable[[Status], Status]
    ) -> Entry:
        key = _id(catalog_id), _id(technology_id)

        def change(database: Database) -> Entry:
            before = database.entry(*key)
            status = decide(before.status)
            if status is before.status:
                return before
            now = self._now(before.status_changed_at)
            after = replace(before, status=status, status_changed_at=now, status_date=self._today())
            database.put_entry(after)
            database.add_change(StatusChange(now, self._today(), *key, before.status, status))
            return after

        return self._write(change)

    def _noted(self, kept: _Noted, text: str, based_on: str | None) -> _Noted:
        text = clean_text(text)
        note = note_of(kept)
        if text == note.text:
            return kept
        now = self._now(note.changed_at)
        if based_on is None or clean_text(based_on) == note.text:
            return with_note(kept, edited(note, text, now))
        if text == clean_text(based_on):
            return kept  # nothing was edited here; the other window's text stands
        mine = edited(note._replace(text=clean_text(based_on), replaces=()), text, now)
        return with_note(kept, merge_notes(note, mine))

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
                # A damaged file was set aside, and now the new one fails too.
                readable = self._readable()
                self._go_on_in_memory(trouble.kind, readable, readable)
                return write(self._database)

    def _start(self, carried: Contents | None = None) -> None:
        """Open the file; whatever happens, there is a database afterwards.

        Args:
            carried: What this object knows beside the file; it is merged in.
        """
        from .database import Database, read_only_contents

        if self._path is None:
            self._database = Database.in_memory(Contents(), self._today)
            return
        carried = carried or Contents()
        try:
            self._use(Database.open(self._path, self._patience, self._today), carried)
        except StorageError as trouble:
            if trouble.kind is Kind.DAMAGED:
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
        """Set a damaged file aside and start a new one with what can be read of it and of its backups."""
        from .backup import backups
        from .database import Database, read_only_contents
        from .salvage import salvage

        found = salvage(path)
        for backup in reversed(backups(path)):
            try:
                found = merge_contents(read_only_contents(backup), found)
                break
            except StorageError:
                continue
        readable, found = found, merge_contents(found, carried)
        try:
            aside = rescue.set_aside(path, self._clock().astimezone())
        except OSError:
            self._go_on_in_memory(Kind.DAMAGED, found, readable)
            return
        try:
            self._use(Database.open(path, self._patience, self._today), found)
        except StorageError as trouble:
            self._go_on_in_memory(trouble.kind, found, Contents())
            return
        self._message = rescue.set_aside_message(aside, len(found.entries))

    def _cope(self, trouble: StorageError) -> None:
        """Go on after the open file has failed."""
        if not self.saving:
            raise trouble  # memory does not fail; this is a mistake in the program
        readable = self._readable()
        self._database.close()
        if trouble.kind is Kind.DAMAGED:
            self._start(readable)
        else:
            self._go_on_in_memory(trouble.kind, readable, readable)

    def _readable(self) -> Contents:
        """Return what the open file still tells, else what a fresh look at it does."""
        from .database import read_only_contents

        database = self._database
        with suppress(StorageError):
            return database.read(database.contents)
        if self._path:
            with suppress(StorageError):
                return read_only_contents(self._path)
        return Contents()

    def _go_on_in_memory(self, kind: Kind, contents: Contents, kept: Contents) -> None:
        """Go on without the file.

        Args:
            kind: What is wrong with it.
            contents: What to go on with.
            kept: How much of it is in a file all the same.
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
        """Try to save what is in memory. Returns whether that has succeeded."""
        from .database import Database

        assert self._path is not None
        memory = self._database
        self._retry_at = time.monotonic() + _RETRY_SECONDS
        try:
            # Without patience: this runs beside someone's typing.
            with suppress(StorageError):
                self._use(Database.open(self._path, 0, self._today), memory.read(memory.contents))
        finally:
            saved = self._database is not memory
            if saved:
                memory.close()
        return saved

    def _follow(self) -> None:
        """Open what is at the path now, and bring along what the old file held: nothing is lost."""
        held = self._readable()
        self._database.close()
        self._start(held)


def _by_key(
    contents: Contents,
) -> dict[tuple[str, str, str], Entry | KeptComparison | KeptDecision]:
    every: list[Entry | KeptComparison | KeptDecision] = [
        *contents.entries,
        *contents.comparisons,
        *contents.decisions,
    ]
    return {(type(each).__name__, *each.key): each for each in every}


def _id(text: str) -> str:
    if not text:
        raise ValueError("An id or a name must not be empty.")
    return clean_text(text)
