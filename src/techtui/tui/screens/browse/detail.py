"""The detail pane: a technology or a category, on one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.text import Text
from textual.reactive import reactive, var

from techtui.catalog.model import Catalog
from techtui.catalog.refs import NOWHERE, Ref
from techtui.pages.category import category_page
from techtui.pages.technology import technology_page
from techtui.tui.page.view import PageView

if TYPE_CHECKING:
    from techtui.pages.document import Block
    from techtui.shelf import Entry


class DetailPane(PageView):
    """Shows the place the tree is on."""

    catalog: var[Catalog | None] = var[Catalog | None](None)
    """Where the place is."""
    place: reactive[Ref] = reactive(NOWHERE)
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

    def watch_place(self, place: Ref) -> None:
        self.border_title = self._title(place)
        self._show_status()
        self.rewrite()

    def _title(self, place: Ref) -> Text:
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

    def blocks(self) -> Iterable[Block]:
        catalog, id = self.catalog, self.place.id
        if catalog is None:
            return ()
        if self.place.kind == "technology" and id in catalog.technologies:
            entry = self.entries.get(id)
            note = entry.note if entry else ""
            return technology_page(catalog, catalog.technologies[id], note).blocks
        if self.place.kind == "category" and id in catalog.categories:
            return category_page(catalog, catalog.categories[id]).blocks
        return ()
