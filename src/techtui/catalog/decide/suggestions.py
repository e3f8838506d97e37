"""Suggests criteria: the attributes that tell candidates apart best."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from techtui.catalog.decide.scale import gauges_of, natural_good
from techtui.catalog.model import Attribute, AttributeType, Want
from techtui.catalog.query import QueryError
from techtui.catalog.sort_keys import sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from techtui.catalog.decide.model import Decision
    from techtui.catalog.model import Catalog, Value

_WITH_ITEMS: Final = (AttributeType.CHOICE, AttributeType.LIST, AttributeType.YES_NO)
_WITHOUT_CHOICE: Final = (
    AttributeType.TEXT,
    AttributeType.LINK,
    AttributeType.VERSION,
    AttributeType.TABLE,
)
"""Types whose values are hardly ever equal: differences mean nothing."""


class SuggestedWant(Struct, frozen=True):
    """An attribute that could be a criterion."""

    attribute: Attribute
    known: int
    """The number of candidates with a value."""
    different: int
    """The number of different values."""
    telling: float
    """How well it tells candidates apart, from 0 to 1."""
    ordered: bool
    """Whether the catalog says which end is good; otherwise the user has to."""


def suggestions(decision: Decision, catalog: Catalog) -> tuple[SuggestedWant, ...]:
    """Return further attributes that could be criteria; those known and different for these candidates come first.

    Args:
        decision: The decision; its wants are left out.
        catalog: The catalog.
    """
    technologies = [
        catalog.technologies[one] for one in catalog.known(dict.fromkeys(decision.candidates))
    ]
    taken = {one.attribute for one in decision.wants}
    places = {key: at for at, key in enumerate(catalog.attributes)}
    found = []
    for attribute in catalog.shown_attributes:
        if attribute.id in taken or attribute.type in _WITHOUT_CHOICE:
            continue
        facts = (one.facts.get(attribute.id) for one in technologies)
        values = [fact.value for fact in facts if fact is not None and fact.value is not None]
        if values:
            found.append(_suggestion(attribute, values, len(technologies), catalog))
    found.sort(key=lambda one: (-round(one.telling, 9), places[one.attribute.id]))
    return tuple(found)


def _suggestion(
    attribute: Attribute, values: Sequence[Value], candidates: int, catalog: Catalog
) -> SuggestedWant:
    different = len({sort_key(attribute, value) for value in values})
    ordered = bool(natural_good(attribute))
    if ordered or attribute.type not in _WITH_ITEMS:
        apart = (
            _spread(attribute, values, catalog) + (different - 1) / max(1, len(values) - 1)
        ) / 2
    else:
        apart = _split(values)
    return SuggestedWant(
        attribute, len(values), different, apart * len(values) / max(1, candidates), ordered
    )


def _spread(attribute: Attribute, values: Sequence[Value], catalog: Catalog) -> float:
    """Return the distance between the best and the worst value."""
    good = () if natural_good(attribute) else ("higher",)
    try:
        scale = gauges_of(catalog).scale(Want(attribute.id, good=good), catalog)
    except QueryError:
        return 0.0
    scores = [score for value in values if (score := scale.of(value)) is not None]
    return max(scores) - min(scores) if scores else 0.0


def _split(values: Sequence[Value]) -> float:
    """Return how evenly an item splits values into those with and without it: 1 for half and half."""
    having = Counter(
        item for value in values for item in (value if isinstance(value, tuple) else (value,))
    )
    return max(1 - abs(2 * count / len(values) - 1) for count in having.values())
