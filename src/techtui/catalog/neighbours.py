"""Suggests technologies to compare with others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from techtui.catalog.popularity import popularity_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from techtui.catalog.model import Catalog, Technology

COMPARED_KINDS: Final = (("alternative_to",), ("fork_of", "successor_of", "compatible_with"))
"""The kinds of relations between technologies worth comparing, the most likely first."""


def suggested_beside(
    catalog: Catalog, chosen: Sequence[Technology], most: int = 4
) -> list[Technology]:
    """Return technologies to compare with some others, without discouraged ones.

    Alternatives come first, then forks and the like; among those, technologies related to more of the others, of their category,
    and used more.

    Args:
        catalog: The catalog.
        chosen: The technologies chosen so far.
        most: The most technologies to return.
    """
    kinds: dict[str, int] = {}
    related: Counter[str] = Counter()
    place_of = {kind: place for place, names in enumerate(COMPARED_KINDS) for kind in names}
    for one in chosen:
        near: dict[str, int] = {}
        for relation in (*one.relations, *one.incoming):
            if (place := place_of.get(relation.kind)) is not None:
                near[relation.technology] = min(place, near.get(relation.technology, place))
        related.update(near.keys())
        for other, place in near.items():
            kinds[other] = min(place, kinds.get(other, place))
    there = {one.id for one in chosen}
    categories = {one.category for one in chosen}

    def unlikely(other: Technology) -> tuple[float, ...]:
        use = popularity_of(catalog, other)
        return (
            kinds[other.id],
            -related[other.id],
            other.category not in categories,
            use is None,
            -(use or 0),
        )

    others = (catalog.technologies[one] for one in catalog.known(kinds))
    wanted = [one for one in others if one.id not in there and not catalog.why_discouraged(one)]
    return sorted(wanted, key=unlikely)[:most]
