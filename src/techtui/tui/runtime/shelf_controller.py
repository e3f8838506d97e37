"""Keeps the app and the shelf together: opens it late, writes what is asked, notices other windows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from techtui.shelf import Entry, KeptComparison, KeptDecision, Shelf


class ShelfKeeper:
    """The shelf of one catalog, as the app uses it.

    Args:
        catalog_id: Whose entries.
        changed: Told the entries whenever they may have changed.
        troubled: Told one sentence whenever something new is not being saved.
        unsaved: Told whether something is in memory only and would be lost at the end.
        on_disk: Whether to keep it in the file of the person; otherwise it is forgotten at the end.
    """

    def __init__(
        self,
        catalog_id: str,
        changed: Callable[[Mapping[str, Entry]], object],
        troubled: Callable[[str], object],
        unsaved: Callable[[bool], object],
        *,
        on_disk: bool = True,
    ) -> None:
        self._catalog_id = catalog_id
        self._changed = changed
        self._troubled = troubled
        self._unsaved = unsaved
        self._on_disk = on_disk
        self._opened: Shelf | None = None
        self._problem: str | None = None

    @property
    def shelf(self) -> Shelf:
        """The shelf, opened when it is first needed; SQLite is not part of the first frame."""
        if self._opened is None:
            from techtui.shelf import Shelf

            self._opened = Shelf.open() if self._on_disk else Shelf.in_memory()
        return self._opened

    def tell(self) -> None:
        """Hand on the entries, and what is wrong if that is new."""
        self._changed(self.shelf.entries(self._catalog_id))
        self._unsaved(self.shelf.unsaved)
        problem = self.shelf.problem
        if problem and problem != self._problem:
            self._troubled(problem)
        self._problem = problem

    def poll(self) -> None:
        """Look whether another window changed something."""
        if self.shelf.poll():
            self.tell()

    def save(self) -> str:
        """Try once more to save what is not saved yet.

        Returns:
            Why that failed, in a sentence; empty if there is nothing left to save.
        """
        if self._opened is None or self._opened.save():
            return ""
        return self._opened.problem or ""

    def cycle_status(self, technology: str) -> Entry:
        """Set the next learning status."""
        entry = self.shelf.cycle_status(self._catalog_id, technology)
        self.tell()
        return entry

    def toggle_shortlist(self, technology: str) -> Entry:
        """Put on the shortlist, or take off."""
        entry = self.shelf.toggle_shortlist(self._catalog_id, technology)
        self.tell()
        return entry

    def note(self, technology: str) -> str:
        """The note about a technology."""
        return self.shelf.get(self._catalog_id, technology).note

    def set_note(self, technology: str, note: str, based_on: str) -> None:
        """Keep a note; if another window changed it meanwhile, both texts stay."""
        if note != based_on:
            self.shelf.set_note(self._catalog_id, technology, note, based_on=based_on)
            self.tell()

    def comparisons(self) -> tuple[KeptComparison, ...]:
        """The comparisons that are kept."""
        return self.shelf.comparisons(self._catalog_id)

    def keep_comparison(self, name: str, technologies: tuple[str, ...]) -> None:
        """Keep a comparison under a name."""
        self.shelf.keep_comparison(self._catalog_id, name, technologies)
        self.tell()

    def comparison_of(self, technologies: tuple[str, ...]) -> KeptComparison | None:
        """The kept comparison of just these technologies, if there is one."""
        for one in self.comparisons():
            if set(one.technology_ids) == set(technologies):
                return one
        return None

    def note_on(self, technologies: tuple[str, ...]) -> str:
        """The note on the comparison of just these technologies; empty if there is none."""
        known = self.comparison_of(technologies)
        return known.note if known else ""

    def set_comparison_note(self, name: str, note: str, based_on: str) -> None:
        """Keep a note on a comparison that is kept."""
        if note != based_on:
            self.shelf.set_comparison_note(self._catalog_id, name, note, based_on=based_on)
            self.tell()

    def decisions(self) -> tuple[KeptDecision, ...]:
        """The decisions that are kept."""
        return self.shelf.decisions(self._catalog_id)

    def keep_decision(self, name: str, content: str) -> None:
        """Keep a decision under a name, as the text of a file of decisions."""
        self.shelf.keep_decision(self._catalog_id, name, content)
        self.tell()

    def close(self) -> None:
        """Close the file."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None
