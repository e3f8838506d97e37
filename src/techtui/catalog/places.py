"""The place of an entry in words: the paths of its categories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from techtui.catalog.distinct_names import BETWEEN_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from techtui.catalog.model import Catalog, Technology

BETWEEN_PLACES: Final = " · "
"""The separator between the categories of an entry."""


def path_text(catalog: Catalog, category: str) -> str:
    """Return the names of the categories from the top down to a category."""
    return BETWEEN_LEVELS.join(one.name for one in catalog.path(category))


def paths_text(catalog: Catalog, technology: Technology) -> str:
    """Return the paths of all categories of an entry, the main one first."""
    return BETWEEN_PLACES.join(path_text(catalog, one) for one in technology.categories)


def places_text(catalog: Catalog, technology: Technology) -> str:
    """Return the distinct names of all categories of an entry, the main one first."""
    return names_text(catalog, technology.categories)


def names_text(catalog: Catalog, categories: Iterable[str]) -> str:
    """Return the distinct names of categories."""
    return BETWEEN_PLACES.join(catalog.category_names[one] for one in categories)
