"""Where an entry stands, in words: paths of categories, and names that tell categories of one name apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from techtui.catalog.model import Catalog, Technology

BETWEEN_LEVELS: Final = " › "
"""Stands between a category and the one below it."""
BETWEEN_PLACES: Final = " · "
"""Stands between the categories of one entry."""


def path_text(catalog: Catalog, category: str) -> str:
    """The names of the categories from the top down to one."""
    return BETWEEN_LEVELS.join(one.name for one in catalog.path(category))


def paths_text(catalog: Catalog, technology: Technology) -> str:
    """The paths of all categories of an entry, the main one first."""
    return BETWEEN_PLACES.join(path_text(catalog, one) for one in technology.categories)


def places_text(catalog: Catalog, technology: Technology) -> str:
    """The names of all categories of an entry, the main one first; each told apart from others of its name."""
    return BETWEEN_PLACES.join(catalog.category_names[one] for one in technology.categories)


def distinct_names(catalog: Catalog) -> Mapping[str, str]:
    """Category id -> its name, with as much of the path before it as tells it apart from others of its name."""
    categories = catalog.categories
    names = {key: one.name for key, one in categories.items()}
    open_ones = _of_one_name(names, names)
    levels = 1
    while open_ones:
        levels += 1
        longer = {}
        for key in open_ones:
            path = [one.name for one in catalog.path(key)]
            if levels <= len(path):
                longer[key] = BETWEEN_LEVELS.join(path[-levels:])
        if not longer:
            break  # two branches of one name stand side by side: nothing tells them apart
        names |= longer
        open_ones = _of_one_name(names, longer)
    return names


def _of_one_name(names: Mapping[str, str], among: Iterable[str]) -> list[str]:
    """Those whose name another category has, too."""
    counts = Counter(name.casefold() for name in names.values())
    return [key for key in among if counts[names[key].casefold()] > 1]
