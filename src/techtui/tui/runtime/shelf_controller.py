"""Connects the app with the shelf: opens it late, writes changes, reads those of other windows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog
    from techtui.shelf import Entry, KeptComparison, KeptDecision, Shelf


class ShelfKeeper:
    """The shelf of one catalog, as the app uses it.

    Args:
        catalog_id: The id of the catalog.
        changed: Called with the entries whenever they may have changed.
        troubled: Called with one sentence when a new problem keeps changes from being saved.
        unsaved: Called with whether something is only in memory and would be lost on exit.
        on_disk: Whether to use the user's shelf file; otherwise everything is forgotten on exit.
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

    def turn_to(self, catalog: Catalog) -> bool:
        """Go on with another state of the catalog, which may have another id.

        Returns:
            Whether something was kept under its old id; the new one has it, too.
        """
        before, self._catalog_id = self._catalog_id, catalog.id
        if before == catalog.id or self._opened is None:
            return False
        from techtui.shelf.carrying import carry

        carried = carry(self.shelf, before, catalog.id, catalog.technologies)
        self.tell()
        return carried

    def tell(self) -> None:
        """Report the entries, and problems if they are new."""
        self._changed(self.shelf.entries(self._catalog_id))
        self._unsaved(self.shelf.unsaved)
        problem = self.shelf.problem
        if problem and problem != self._problem:
            self._troubled(problem)
        self._problem = problem

    def poll(self) -> None:
        """Check whether another window changed something."""
        if self.shelf.poll():
            self.tell()

    def save(self) -> str:
        """Retry what could not be saved.

        Returns:
            Why that failed, in a sentence; empty if nothing is left to save.
        """
        if self._opened is None or self._opened.save():
            return ""
        return self._opened.problem or ""

    def cycle_status(self, technology: str, back: bool = False) -> Entry:
        """Set the next learning status, or the previous one."""
        entry = self.shelf.cycle_status(self._catalog_id, technology, back)
        self.tell()
        return entry

    def toggle_shortlist(self, technology: str) -> Entry:
        """Add to the shortlist, or remove."""
        entry = self.shelf.toggle_shortlist(self._catalog_id, technology)
        self.tell()
        return entry

    def note(self, technology: str) -> str:
        """Return the note about a technology."""
        return self.shelf.get(self._catalog_id, technology).note

    def set_note(self, technology: str, note: str, based_on: str) -> None:
        """Keep a note; if another window changed it meanwhile, both texts are kept."""
        if note != based_on:
            self.shelf.set_note(self._catalog_id, technology, note, based_on=based_on)
            self.tell()

    def comparisons(self) -> tuple[KeptComparison, ...]:
        """Return the kept comparisons."""
        return self.shelf.comparisons(self._catalog_id)

    def keep_comparison(self, name: str, technologies: tuple[str, ...]) -> None:
        """Keep a comparison under a name."""
        self.shelf.keep_comparison(self._catalog_id, name, technologies)
        self.tell()

    def comparison_of(self, technologies: tuple[str, ...]) -> KeptComparison | None:
        """Return the kept comparison of exactly these technologies, if any."""
        for one in self.comparisons():
            if set(one.technology_ids) == set(technologies):
                return one
        return None

    def note_on(self, technologies: tuple[str, ...]) -> str:
        """Return the note on the comparison of exactly these technologies; empty if there is none."""
        known = self.comparison_of(technologies)
        return known.note if known else ""

    def set_comparison_note(self, name: str, note: str, based_on: str) -> None:
        """Keep a note on a kept comparison."""
        if note != based_on:
            self.shelf.set_comparison_note(self._catalog_id, name, note, based_on=based_on)
            self.tell()

    def decisions(self) -> tuple[KeptDecision, ...]:
        """Return the kept decisions."""
        return self.shelf.decisions(self._catalog_id)

    def keep_decision(self, name: str, content: str) -> None:
        """Keep a decision under a name, as the text of a decision file."""
        self.shelf.keep_decision(self._catalog_id, name, content)
        self.tell()

    def close(self) -> None:
        """Close the file."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None
