"""The detail pane: the page of a technology or a category."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual.content import Content
from textual.reactive import reactive, var
from textual.style import Style

from techtui.catalog.model import Catalog
from techtui.catalog.refs import NOWHERE, Ref
from techtui.pages.category import category_page
from techtui.pages.technology import technology_page
from techtui.tui.page.view import PageView
from techtui.tui.screens.browse.search_state import Found

if TYPE_CHECKING:
    from techtui.pages.document import Block
    from techtui.shelf import Entry


HINT: Final = (
    "tab goes through these links, / finds, space marks, c compares; ? shows all keys, q leaves."
)
"""How to move around, for first-time users."""


class DetailPane(PageView):
    """Shows the place under the tree's cursor."""

    KEY_FOCUS: ClassVar = "page"
    NUMBERED = True

    catalog: var[Catalog | None] = var[Catalog | None](None)
    """The catalog of the place."""
    place: reactive[Ref] = reactive(NOWHERE)
    """The place to show."""

    entries: reactive[Mapping[str, Entry]] = reactive(dict)
    """Technology id -> what the user keeps about it."""

    found: var[Found] = var(Found())
    """The search result; its words are highlighted on the page."""

    def watch_found(self, found: Found) -> None:
        self.words = found.words
        if not self.place.kind:
            self._show_nothing()

    def _show_nothing(self) -> None:
        self.border_title = self._title(self.place)
        self.rewrite()

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

    def _title(self, place: Ref) -> Content:
        catalog = self.catalog
        if catalog is None or not place.kind:
            return Content("No matches" if self.found.is_empty else "")
        if place.kind == "catalog":
            return Content(catalog.title)
        if place.kind == "concept":
            concept = catalog.concepts.get(place.id)
            return Content(f"Concept › {concept.title}" if concept else "")
        return crumbs(catalog, place)

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
        if self.place.kind == "concept" and id in catalog.concepts:
            from techtui.pages.concept import concept_page

            return concept_page(catalog, catalog.concepts[id]).blocks
        if self.place.kind == "catalog":
            from techtui.pages.catalog import catalog_page

            return catalog_page(catalog, HINT).blocks
        if not self.place.kind and self.found.is_empty:
            return nothing_found(self.found)
        return ()


def crumbs(catalog: Catalog, place: Ref) -> Content:
    """Return the path to a technology or a category: links to the categories above it.

    Args:
        catalog: The catalog.
        place: The technology or category; for a place that does not exist, the path is empty.
    """
    technology = catalog.technologies.get(place.id) if place.kind == "technology" else None
    if technology is None and (place.kind != "category" or place.id not in catalog.categories):
        return Content("")
    above = catalog.path(technology.category if technology else place.id)
    names = [(one.name, Ref("category", one.id)) for one in above]
    if technology is not None:
        names.append((technology.name, place))
    parts: list[str | tuple[str, Style]] = []
    for name, ref in names:
        parts += [" › "] if parts else []
        parts.append((name, Style.from_meta({"ref": tuple(ref)})) if ref != place else name)
    return Content.assemble(*parts)


def nothing_found(found: Found) -> Iterator[Block]:
    """Yield a message that nothing was found, and suggestions.

    Args:
        found: The result, with names similar to the query in the catalog that was searched.
    """
    # Imported when a search first finds nothing.
    from techtui.pages.document import Paragraph, line_of
    from techtui.pages.items import link_bullets

    asked = [f"“{' '.join(found.words)}”"] if found.words else []
    yield Paragraph(line_of(f"Nothing matches {' with '.join([*asked, *found.filters])}."))
    yield from link_bullets(
        "Did you mean",
        ((one.name, Ref("technology", one.id), one.tagline) for one in found.nearest),
    )
