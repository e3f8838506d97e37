"""Which attributes tell technologies apart best: the first columns of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log2
from typing import Final

from techtui.catalog.model import Attribute, AttributeType, Catalog, Technology, Value

MOST: Final = 8
"""How many columns a table begins with."""
_LEAST_FILLED: Final = 0.5
"""The share of technologies for which an attribute must be known."""
_MOST_HEADLINES: Final = 3
"""How many of the attributes at the top of every technology come first."""
_LONGEST: Final = 24
"""Characters of a text on average; longer ones are read on a page, not in a column."""
_SAMPLE: Final = 400
_OWN: Final = 1.5
"""How much more an attribute counts that only these categories have."""


def first_columns(
    catalog: Catalog, technologies: Sequence[str], category: str = "", most: int = MOST
) -> tuple[str, ...]:
    """The attributes to begin a table with: some headlines, then what is known best and differs most.

    Args:
        catalog: Where the technologies are from.
        technologies: The ids of the rows.
        category: What they are all in; empty for no category in particular.
        most: How many at most.

    Returns:
        Ids of attributes, headlines first, and of those what only this category has; attributes of which less than half is known,
        or that say the same everywhere, are left out.
    """
    step = max(1, len(technologies) // _SAMPLE)
    # Not the columns of a large catalog: of a sample, reading the entries is quicker.
    sample = [catalog.technologies[one] for one in technologies[::step]]
    offered = (
        (one for one in catalog.attributes_of(category) if not one.hidden)
        if category
        else catalog.shown_attributes
    )
    worth: dict[str, float] = {}
    for attribute in offered:
        if (found := _worth(attribute, sample)) > 0:
            worth[attribute.id] = found * (_OWN if category and attribute.categories else 1)
    heads = [one for one in catalog.headline if one in worth]
    if category:
        # What only these have says more of them than what all have.
        heads.sort(key=lambda one: not catalog.attributes[one].categories)
    heads = heads[:_MOST_HEADLINES]
    # What is about as good stays in the order of the catalog.
    rest = sorted((one for one in worth if one not in heads), key=lambda one: -round(worth[one], 1))
    return tuple([*heads, *rest][:most])


def _worth(attribute: Attribute, technologies: Sequence[Technology]) -> float:
    """How well an attribute tells technologies apart, from 0 to 1."""
    if attribute.type in (AttributeType.LINK, AttributeType.TABLE) or not technologies:
        return 0
    facts = (one.facts.get(attribute.id) for one in technologies)
    known = [one.value for one in facts if one is not None and one.value is not None]
    filled = len(known) / len(technologies)
    if filled < _LEAST_FILLED or _too_long(attribute, known):
        return 0
    counts = Counter(map(str, known))
    if len(counts) < 2:
        return 0
    return filled * _evenness(counts.values(), len(known)) * _readable(attribute)


def _evenness(counts: Iterable[int], total: int) -> float:
    """How even the values are spread: 1 where each is as frequent as any other."""
    shares = [count / total for count in counts]
    return -sum(share * log2(share) for share in shares) / log2(len(shares))


def _readable(attribute: Attribute) -> float:
    """How well values of a type are compared down a column."""
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
