"""The detail pane: a technology or a category, on one page."""

from __future__ import annotations

from rich.text import Text
from textual.reactive import reactive, var

from techtui.catalog.model import Catalog
from techtui.tui.browse.tree import NOWHERE, Place
from techtui.tui.page.about import write_category, write_technology
from techtui.tui.page.layout import Page
from techtui.tui.page.view import PageView


class DetailPane(PageView):
    """Shows the place the tree is on."""

    catalog: var[Catalog | None] = var[Catalog | None](None)
    """Where the place is."""
    place: reactive[Place] = reactive(NOWHERE)
    """What to show."""

    def watch_catalog(self) -> None:
        self.border_title = self._title(self.place)
        self.rewrite(keep_place=True)

    def watch_place(self, place: Place) -> None:
        self.border_title = self._title(place)
        self.rewrite()

    def _title(self, place: Place) -> Text:
        catalog = self.catalog
        if catalog is None or not place.kind:
            return Text("")
        known = catalog.technologies if place.kind == "technology" else catalog.categories
        if place.id not in known:
            return Text("")
        technology = catalog.technologies.get(place.id) if place.kind == "technology" else None
        names = [category.name for category in catalog.path(technology.category if technology else place.id)]
        return Text(" › ".join([*names, technology.name] if technology else names))

    def write(self, page: Page) -> None:
        catalog = self.catalog
        if catalog is None:
            return
        if self.place.kind == "technology" and self.place.id in catalog.technologies:
            write_technology(page, catalog, catalog.technologies[self.place.id])
        elif self.place.kind == "category" and self.place.id in catalog.categories:
            write_category(page, catalog, catalog.categories[self.place.id])
