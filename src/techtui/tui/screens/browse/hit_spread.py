"""How what a search found is spread over the categories."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from techtui.catalog.model import Catalog


class Spread(NamedTuple):
    """Where hits lie; all mappings are by category id and know only categories with hits."""

    directly_in: Mapping[str, Sequence[str]]
    """The ids of the hits directly in a category, in their order."""
    counts: Mapping[str, int]
    """How many hits are in a category and below it."""
    first: Mapping[str, int]
    """The position of the first of these among all hits."""


def spread(catalog: Catalog, hits: Sequence[str]) -> Spread:
    """Spread hits over the categories.

    Args:
        catalog: Where they were found.
        hits: The ids of the technologies, in their order.
    """
    directly_in: dict[str, list[str]] = {}
    counts: dict[str, int] = {}
    first: dict[str, int] = {}
    above: dict[tuple[str, ...], frozenset[str]] = {}
    for at, hit in enumerate(hits):
        places = catalog.categories_of(hit)
        for category in places:
            directly_in.setdefault(category, []).append(hit)
        if places not in above:
            # Each counts once, however many of its categories lie below the same one.
            above[places] = frozenset(one.id for each in places for one in catalog.path(each))
        for category in above[places]:
            counts[category] = counts.get(category, 0) + 1
            first.setdefault(category, at)
    return Spread(directly_in, counts, first)
