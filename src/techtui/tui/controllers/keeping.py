"""Keeps what the user marks and writes: learning status, shortlist, notes, comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from techtui.catalog.refs import LEAST_COMPARED
from techtui.tui.controllers.navigation import GONE
from techtui.tui.runtime.asking import ask, flow
from techtui.tui.runtime.shelf_controller import ShelfKeeper

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog
    from techtui.shelf import Entry
    from techtui.tui.controllers.base import Explorer
    from techtui.tui.messages import ComparisonKeepingAsked, KeepingAsked
    from techtui.tui.runtime.shelf_looks import ShelfLooks

    _App = Explorer
else:
    _App = object

_NOT_KEPT: Final = "Notes and marks can't be saved right now."
"""Shown to visitors, who are not told where the file is."""


class Keeping(_App):
    """A mixin for apps: connects the screens with the shelf."""

    _looks: ShelfLooks | None = None

    @cached_property
    def _keeper(self) -> ShelfKeeper:
        assert self.catalog is not None

        def changed(entries: Mapping[str, Entry]) -> None:
            self.entries = entries

        def troubled(problem: str) -> None:
            # Visitors are not told where the file is.
            told = _NOT_KEPT if self.is_web else problem
            self.notify(told, severity="warning", timeout=10, markup=False)

        def unsaved(unsaved: bool) -> None:
            self.unsaved = unsaved

        return ShelfKeeper(self.catalog.id, changed, troubled, unsaved, on_disk=self._on_shelf)

    def open_shelf(self) -> None:
        """Open the shelf, show its entries, and follow changes from other windows."""
        # Imported after the first frame.
        from techtui.tui.runtime.shelf_looks import ShelfLooks

        self._keeper.tell()
        self._looks = ShelfLooks(self, self._keeper)

    def keep_for(self, catalog: Catalog) -> None:
        """Keep for another state of the catalog from now on."""
        if self._keeper.turn_to(catalog):
            self.notify("The catalog has a new id; your notes follow it.")

    def close_shelf(self) -> None:
        """Close the shelf and stop following changes."""
        if self._looks is not None:
            self._looks.close()
        self._keeper.close()

    def save_shelf(self) -> str:
        """Retry what could not be saved.

        Returns:
            What could not be saved and why, in a sentence; empty if everything was.
        """
        lost = self._keeper.save() if self.catalog is not None else ""
        return _NOT_KEPT if lost and self.is_web else lost

    def on_keeping_asked(self, event: KeepingAsked) -> None:
        """Change what is kept about a technology."""
        if self.asks_already or self.catalog is None:
            return
        if event.technology not in self.catalog.technologies:
            self.notify(GONE)
        elif event.what in ("status", "previous_status"):
            self._keeper.cycle_status(event.technology, back=event.what == "previous_status")
        elif event.what == "shortlist":
            self._keeper.toggle_shortlist(event.technology)
        else:
            self._write_note(event.technology, self.catalog.technologies[event.technology].name)

    def _write_note(self, technology: str, name: str) -> None:
        from techtui.tui.dialogs.note import NoteScreen

        def written(text: str, based_on: str) -> None:
            self._keeper.set_note(technology, text, based_on)
            if not text.strip():
                restore = partial(self._keeper.set_note, technology, based_on, text)
                self.dropped(f"the note on {name}", restore)

        self.push_screen(NoteScreen(name, self._keeper.note(technology), written))

    def on_comparison_keeping_asked(self, event: ComparisonKeepingAsked) -> None:
        """Keep a comparison, or write a note on it."""
        if self.asks_already or self.catalog is None:
            return
        technologies = self.known_of(event.technologies)
        if len(technologies) < LEAST_COMPARED:
            from techtui.tui.screens.compare.screen import TOO_FEW

            self.notify(TOO_FEW)
            return
        known = self._keeper.comparison_of(technologies)
        names = [self.catalog.technologies[one].name for one in technologies]
        proposal = known.name if known else " or ".join(names)
        if event.note:
            self._write_comparison_note(proposal, technologies, known.note if known else "")
        else:
            self._keep_comparison(proposal, technologies)

    @flow
    async def _keep_comparison(self, proposal: str, technologies: tuple[str, ...]) -> None:
        from techtui.tui.dialogs.prompt import AskScreen

        if name := await ask(self, AskScreen("Keep the comparison as", proposal)):
            self._keeper.keep_comparison(name, technologies)
            self.notify(f"Kept as “{name}”; ctrl+p finds it.", markup=False)

    def _write_comparison_note(self, name: str, technologies: tuple[str, ...], before: str) -> None:
        from techtui.tui.dialogs.note import NoteScreen

        def written(text: str, based_on: str) -> None:
            self._keeper.keep_comparison(name, technologies)
            self._keeper.set_comparison_note(name, text, based_on)
            if not text.strip():
                restore = partial(self._keeper.set_comparison_note, name, based_on, text)
                self.dropped(f"the note on {name}", restore)

        self.push_screen(NoteScreen(name, before, written))

    def kept_comparisons(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the names of the kept comparisons, and what they compare."""
        return [(one.name, one.technology_ids) for one in self._keeper.comparisons() if one.kept]
