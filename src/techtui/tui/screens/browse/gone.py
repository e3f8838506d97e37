"""Where to go if a reloaded catalog lacks the current place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techtui.catalog.refs import CATALOG, Ref

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog


def nearest(place: Ref, before: Catalog, now: Catalog) -> Ref:
    """Return the innermost category above a place that still exists, or the page of the catalog.

    Args:
        place: The place that is gone.
        before: The catalog that had the place.
        now: The catalog that lacks it.
    """
    around = ""
    if place.kind == "technology" and place.id in before.technologies:
        around = before.technologies[place.id].category
    elif place.kind == "category" and place.id in before.categories:
        around = place.id
    for one in reversed(before.path(around)):
        if one.id in now.categories:
            return Ref("category", one.id)
    return CATALOG
