"""Asks what of the catalog to take away."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

    from techtui.catalog.model import Catalog
    from techtui.shelf import Entry
    from techtui.tui.messages import ExportAsked

    _App = App[None]
else:
    _App = object


class Exporting(_App):
    """A mixin for apps: shows the dialog that writes or copies what one sees."""

    catalog: Catalog | None
    entries: Mapping[str, Entry]

    def on_export_asked(self, event: ExportAsked) -> None:
        """Ask what to write: what was found, the page, a category, the shortlist."""
        from techtui.tui.screen import CatalogScreen

        if self.catalog is None or not isinstance(self.screen, CatalogScreen):
            # Of two keys in one moment, the second is too late.
            return
        # Imported here because it knows all formats.
        from techtui.tui.screens.compare.export import ExportScreen, say_where
        from techtui.tui.subjects import Shown, subjects

        entry = self.entries.get(event.place.id)
        shortlist = tuple(key for key, one in self.entries.items() if one.shortlisted)
        note = entry.note if entry is not None else ""
        shown = Shown(event.place, note, event.found, event.query, shortlist)
        if offered := subjects(self.catalog, shown):
            first, *others = offered
            dialog = ExportScreen(first.what, first.ids, first.formats, others, first.aside)
            self.push_screen(dialog, partial(say_where, self.screen))
