"""Asks what to export, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techtui.catalog.refs import NOWHERE, is_in
from techtui.tui.runtime.asking import flow

if TYPE_CHECKING:
    from techtui.tui.controllers.base import Explorer
    from techtui.tui.messages import ExportAsked

    _App = Explorer
else:
    _App = object


class Exporting(_App):
    """A mixin for apps: writes or copies what is shown."""

    @flow
    async def on_export_asked(self, event: ExportAsked) -> None:
        """Ask what to export: the technologies found, the page, a category, the shortlist."""
        if (catalog := self.catalog) is None:
            return
        # Imported here because it imports all formats.
        from techtui.tui.screens.compare.export import export
        from techtui.tui.subjects import Shown, subjects

        # It may have been reloaded since somebody asked.
        place = event.place if is_in(catalog, event.place) else NOWHERE
        found = self.known_of(event.found) if event.found is not None else None
        entry = self.entries.get(place.id)
        shortlist = tuple(key for key, one in self.entries.items() if one.shortlisted)
        note = entry.note if entry is not None else ""
        shown = Shown(place, note, found, event.query, shortlist)
        if offered := subjects(catalog, shown):
            first, *others = offered
            await export(self.screen, first.what, first.ids, first.formats, others, first.aside)
        else:
            self.notify("There is nothing to export here.")
