"""The distribution of search hits over the categories."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from techtui.catalog.model import Catalog


class Spread(NamedTuple):
    """The hits of each category; all mappings are by category id, and contain only categories with hits."""

    directly_in: Mapping[str, Sequence[str]]
    """The ids of the hits directly in a category, in order."""
    counts: Mapping[str, int]
    """The number of hits in a category and below it."""
    first: Mapping[str, int]
    """The position of the first of these among all hits."""


def spread(catalog: Catalog, hits: Sequence[str]) -> Spread:
    """Distribute hits over the categories.

    Args:
        catalog: The catalog that was searched.
        hits: The ids of the technologies, in order.
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
            # Each hit counts once in a category, even if several of its categories lie below.
            above[places] = frozenset(one.id for each in places for one in catalog.path(each))
        for category in above[places]:
            counts[category] = counts.get(category, 0) + 1
            first.setdefault(category, at)
    return Spread(directly_in, counts, first)
