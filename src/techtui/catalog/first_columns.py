"""The attributes that tell technologies apart best: the first columns of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log2
from typing import Final

from techtui.catalog.model import Attribute, AttributeType, Catalog, Technology, Value

MOST: Final = 8
"""The number of columns of a new table."""
LEAST_FILLED: Final = 0.5
"""The least share of technologies with a value."""
SPARSE: Final = 0.05
"""The least share if a table would have no columns otherwise."""
_MOST_HEADLINES: Final = 3
"""The most headline attributes among the first columns."""
_LONGEST: Final = 24
"""The most characters of a text on average; longer ones are for pages, not columns."""
_SAMPLE: Final = 300
_OWN: Final = 1.5
"""The factor for attributes specific to the categories."""


def sample_of(technologies: Sequence[str]) -> Sequence[str]:
    """Return some of many technologies, evenly spread: reading the entries of all would take too long.

    Args:
        technologies: Their ids.
    """
    return technologies[:: max(1, len(technologies) // _SAMPLE)]


def first_columns(
    catalog: Catalog,
    technologies: Sequence[str],
    category: str = "",
    most: int = MOST,
    least_filled: float = LEAST_FILLED,
) -> tuple[str, ...]:
    """Return the attributes of a new table: some headlines, then those that are known and differ most.

    Args:
        catalog: The catalog.
        technologies: The ids of the rows.
        category: The id of their common category; empty if there is none.
        most: The most attributes to return.
        least_filled: The least share of technologies with a value.

    Returns:
        Ids of attributes: headlines, category-specific ones, others. Attributes that are known for too few, or that have
        the same value everywhere, are left out.
    """
    # The entries of a sample are faster to read than whole columns of a large catalog.
    sample = [catalog.technologies[one] for one in sample_of(technologies)]
    offered = (
        (one for one in catalog.attributes_of(category) if not one.hidden)
        if category
        else catalog.shown_attributes
    )
    worth: dict[str, float] = {}
    for attribute in offered:
        if (found := _worth(attribute, sample, least_filled)) > 0:
            worth[attribute.id] = found * (_OWN if category and attribute.categories else 1)
    heads = [one for one in catalog.headline if one in worth]
    if category:
        # Attributes specific to these categories say more than general ones.
        heads.sort(key=lambda one: not catalog.attributes[one].categories)
    heads = heads[:_MOST_HEADLINES]
    # Attributes of about equal worth stay in the order of the catalog.
    rest = sorted((one for one in worth if one not in heads), key=lambda one: -round(worth[one], 1))
    return tuple([*heads, *rest][:most])


def _worth(attribute: Attribute, technologies: Sequence[Technology], least_filled: float) -> float:
    """Return how well an attribute tells technologies apart, from 0 to 1."""
    if attribute.type in (AttributeType.LINK, AttributeType.TABLE) or not technologies:
        return 0
    facts = (one.facts.get(attribute.id) for one in technologies)
    known = [one.value for one in facts if one is not None and one.value is not None]
    filled = len(known) / len(technologies)
    if filled < least_filled or _too_long(attribute, known):
        return 0
    counts = Counter(map(str, known))
    if len(counts) < 2:
        return 0
    return filled * _evenness(counts.values(), len(known)) * _readable(attribute)


def _evenness(counts: Iterable[int], total: int) -> float:
    """Return how evenly values are distributed: 1 if all are equally frequent."""
    shares = [count / total for count in counts]
    return -sum(share * log2(share) for share in shares) / log2(len(shares))


def _readable(attribute: Attribute) -> float:
    """Return how readable the values of a type are in a column."""
    match attribute.type:
        case AttributeType.TEXT | AttributeType.VERSION | AttributeType.DATE:
            return 0.5
        case AttributeType.LIST:
            return 0.7
        case _:
            return 1


def _too_long(attribute: Attribute, known: Sequence[Value]) -> bool:
    def length(value: Value) -> int:
        items = value if isinstance(value, tuple) else (value,)
        return sum(len(attribute.choices.get(str(one), str(one))) + 2 for one in items)

    if attribute.type not in (AttributeType.TEXT, AttributeType.LIST, AttributeType.CHOICE):
        return False
    return sum(map(length, known)) > _LONGEST * len(known)
