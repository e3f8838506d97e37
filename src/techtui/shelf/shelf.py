"""The shelf: what the user keeps, in one file. :mod:`techtui.shelf.storage` handles the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from .location import shelf_path
from .merge import edited, merge_notes, note_of, with_note
from .model import (
    Contents,
    Entry,
    KeptComparison,
    KeptDecision,
    Status,
    StatusChange,
    clean_text,
)
from .storage import Storage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from types import TracebackType

    from .database import Database

_Kept = TypeVar("_Kept", Entry, KeptComparison, KeptDecision)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of an import, in numbers of entries, comparisons and decisions."""

    added: int = 0
    changed: int = 0
    """Existing ones that were updated."""
    unchanged: int = 0
    """Existing ones for which the import had nothing new."""


class Shelf(Storage):
    """What the user keeps about technologies: shortlist, learning status, notes, comparisons, decisions.

    Every change is a transaction that is on the disk when the method returns, if :attr:`saving` is true. Methods may be called
    from any thread. None of them raises because of the file; see :attr:`problem`.

    Ids are plain text. If one is empty, methods raise ``ValueError``.
    """

    @classmethod
    def open(
        cls,
        path: Path | None = None,
        *,
        patience: float = 1.0,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Shelf:
        """Open the shelf in a file, or create it. Never raises because of the file.

        Args:
            path: The file; by default :func:`techtui.shelf.shelf_path`.
            patience: The seconds to wait for another program that is writing to it.
            clock: Returns the current time, with a time zone. For tests.
        """
        return cls((path or shelf_path()).absolute(), patience, clock)

    @classmethod
    def in_memory(cls, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Shelf:
        """Return a shelf without a file, for tests and demonstrations."""
        return cls(None, 0, clock)

    def __enter__(self) -> Shelf:
        """Return the shelf, which is closed at the end of the ``with`` block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the shelf."""
        self.close()

    # -- Reading --------------------------------------------------------------------------------------

    def get(self, catalog_id: str, technology_id: str) -> Entry:
        """Return the entry of a technology; one with nothing set if there is none."""
        key = _id(catalog_id), _id(technology_id)
        return self._read(lambda database: database.entry(*key))

    def entries(self, catalog_id: str) -> dict[str, Entry]:
        """Return technology id -> entry for all entries of a catalog."""
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

    # -- Changing -------------------------------------------------------------------------------------

    def set_status(self, catalog_id: str, technology_id: str, status: Status) -> Entry:
        """Set the learning status of a technology.

        Returns:
            The new entry.
        """
        return self._set_status(catalog_id, technology_id, lambda current: status)

    def cycle_status(self, catalog_id: str, technology_id: str, back: bool = False) -> Entry:
        """Advance to the next status, see :attr:`Status.next`, or go back, and return the new entry."""
        return self._set_status(
            catalog_id, technology_id, lambda current: current.previous if back else current.next
        )

    def toggle_shortlist(self, catalog_id: str, technology_id: str) -> Entry:
        """Add a technology to the shortlist or remove it, and return the new entry."""
        key = _id(catalog_id), _id(technology_id)

        def change(database: Database) -> Entry:
            before = database.entry(*key)
            after = self._dated(before, "shortlisted", not before.shortlisted)
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
            based_on: The text that the user started from. If another window has changed the note meanwhile, both texts are kept,
                separated by :data:`techtui.shelf.SEPARATOR`. Without it, the note replaces any existing one.

        Returns:
            The new entry, which may contain the other window's text, too.
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
        """Keep a comparison under a name. An existing one with that name gets the new technologies.

        Returns:
            The new comparison. If it was dropped before, its note is restored.
        """
        key = _id(catalog_id), _id(name)
        members = tuple(_id(each) for each in technology_ids)

        def change(database: Database) -> KeptComparison:
            before = database.comparison(*key)
            after = self._dated(before or KeptComparison(*key), "technology_ids", members)
            after = self._dated(after, "kept", True)
            if after != before:
                database.put_comparison(after)
            return after

        return self._write(change)

    def set_comparison_note(
        self, catalog_id: str, name: str, note: str, *, based_on: str | None = None
    ) -> KeptComparison:
        """Set the note of a kept comparison; arguments and result as for :meth:`set_note`.

        Raises:
            KeyError: No comparison with that name was ever kept in that catalog.
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
        """Keep a decision under a name. An existing one with that name gets the new content.

        Args:
            catalog_id: The catalog.
            name: The name.
            content: The decision and its basis, as the text of a decision file.

        Returns:
            The new decision. If it was dropped before, its note is restored.
        """
        key, text = (_id(catalog_id), _id(name)), clean_text(content)

        def change(database: Database) -> KeptDecision:
            before = database.decision(*key)
            after = self._dated(before or KeptDecision(*key), "content", text)
            after = self._dated(after, "kept", True)
            if after != before:
                database.put_decision(after)
            return after

        return self._write(change)

    def drop_decision(self, catalog_id: str, name: str) -> None:
        """Drop a decision. It stays in the file with its note; dropping an unknown one does nothing."""
        key = _id(catalog_id), _id(name)

        def change(database: Database) -> None:
            before = database.decision(*key)
            if before and before.kept:
                database.put_decision(self._dated(before, "kept", False))

        self._write(change)

    def merge(self, contents: Contents) -> ImportReport:
        """Merge an export into the shelf in one transaction; see :mod:`techtui.shelf.merge`."""
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

    def _dated(self, kept: _Kept, field: str, value: object) -> _Kept:
        """Return a copy with a field set and dated; unchanged if it has the value and a date already."""
        changed_at: datetime | None = getattr(kept, f"{field}_changed_at")
        if getattr(kept, field) == value and changed_at is not None:
            return kept
        changes: dict[str, Any] = {field: value, f"{field}_changed_at": self._now(changed_at)}
        return replace(kept, **changes)

    def _noted(self, kept: _Kept, text: str, based_on: str | None) -> _Kept:
        text = clean_text(text)
        note = note_of(kept)
        if text == note.text:
            return kept
        now = self._now(note.changed_at)
        if based_on is None or clean_text(based_on) == note.text:
            return with_note(kept, edited(note, text, now))
        if text == clean_text(based_on):
            return kept  # nothing was edited here; the other window's text is kept
        mine = edited(note._replace(text=clean_text(based_on), replaces=()), text, now)
        return with_note(kept, merge_notes(note, mine))


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
