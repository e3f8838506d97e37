"""How much a technology is used, by the attribute that the catalog names for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techtui.catalog.sort_keys import latest

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Technology


def popularity_of(catalog: Catalog, technology: Technology) -> float | None:
    """Return how much a technology is used, larger for more; None if unknown.

    Args:
        catalog: Its catalog.
        technology: The technology.
    """
    fact = technology.facts.get(catalog.conventions.popularity)
    value = None if fact is None else fact.value
    if isinstance(value, dict):
        value = latest(value)[1]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # Of ranks, the lowest is the most used.
    lowest_first = catalog.attributes[catalog.conventions.popularity].better == "lower"
    return -value if lowest_first else value
