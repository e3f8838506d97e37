"""How much a technology is used, by the attribute that a catalog declares for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techtui.catalog.sort_keys import latest

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Technology


def popularity_of(catalog: Catalog, technology: Technology) -> float | None:
    """How much a technology is used: the larger, the more. None where that is not known.

    Args:
        catalog: Whose technology it is.
        technology: Which one.
    """
    fact = technology.facts.get(catalog.conventions.popularity)
    value = None if fact is None else fact.value
    if isinstance(value, dict):
        value = latest(value)[1]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # Of ranks the lowest is the most used.
    lowest_first = catalog.attributes[catalog.conventions.popularity].better == "lower"
    return -value if lowest_first else value
