"""The page of any place of a catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techtui.pages.catalog import catalog_page
from techtui.pages.category import category_page
from techtui.pages.concept import concept_page
from techtui.pages.technology import technology_page

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog
    from techtui.catalog.refs import Ref
    from techtui.pages.document import Document


def page_of(catalog: Catalog, place: Ref, note: str = "") -> Document:
    """Return the page of a place.

    Args:
        catalog: The catalog.
        place: The whole catalog, or a category, a concept or a technology.
        note: The user's note about the technology.
    """
    match place.kind:
        case "technology":
            return technology_page(catalog, catalog.technologies[place.id], note)
        case "category":
            return category_page(catalog, catalog.categories[place.id])
        case "concept":
            return concept_page(catalog, catalog.concepts[place.id])
        case _:
            return catalog_page(catalog)
