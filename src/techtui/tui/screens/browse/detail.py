"""The detail pane: a technology or a category, on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rich.text import Text
from textual.reactive import reactive, var

from techtui.catalog.model import Catalog
from techtui.tui.page.about import write_category, write_technology
from techtui.tui.page.layout import Page
from techtui.tui.page.view import PageView
from techtui.tui.screens.browse.tree import NOWHERE, Place

if TYPE_CHECKING:
    from techtui.shelf import Entry


class DetailPane(PageView):
    """Shows the place the tree is on."""

    catalog: var[Catalog | None] = var[Catalog | None](None)
    """Where the place is."""
    place: reactive[Place] = reactive(NOWHERE)
    """What to show."""

    entries: reactive[Mapping[str, Entry]] = reactive(dict)
    """Technology id -> what the person keeps about it."""

    def watch_entries(self, old: Mapping[str, Entry], new: Mapping[str, Entry]) -> None:
        self._show_status()
        if (one := old.get(self.place.id)) != (other := new.get(self.place.id)) and (
            (one.note if one else "") != (other.note if other else "")
        ):
            self.rewrite(keep_place=True)

    def _show_status(self) -> None:
        entry = self.entries.get(self.place.id) if self.place.kind == "technology" else None
        words = []
        if entry is not None:
            if entry.shortlisted:
                words.append("★ shortlist")
            if entry.status != "none":
                since = f" since {entry.status_date.isoformat()}" if entry.status_date else ""
                words.append(f"{entry.status.sign} {entry.status.label}{since}")
        self.border_subtitle = Text(" · ".join(words))

    def watch_catalog(self) -> None:
        self.border_title = self._title(self.place)
        self.rewrite(keep_place=True)

    def watch_place(self, place: Place) -> None:
        self.border_title = self._title(place)
        self._show_status()
        self.rewrite()

    def _title(self, place: Place) -> Text:
        catalog = self.catalog
        if catalog is None or not place.kind:
            return Text("")
        known = catalog.technologies if place.kind == "technology" else catalog.categories
        if place.id not in known:
            return Text("")
        technology = catalog.technologies.get(place.id) if place.kind == "technology" else None
        names = [
            category.name
            for category in catalog.path(technology.category if technology else place.id)
        ]
        return Text(" › ".join([*names, technology.name] if technology else names))

    def write(self, page: Page) -> Iterator[None] | None:
        catalog = self.catalog
        if catalog is None:
            return None
        if self.place.kind == "technology" and self.place.id in catalog.technologies:
            entry = self.entries.get(self.place.id)
            return write_technology(
                page, catalog, catalog.technologies[self.place.id], entry.note if entry else ""
            )
        if self.place.kind == "category" and self.place.id in catalog.categories:
            write_category(page, catalog, catalog.categories[self.place.id])
        return None
