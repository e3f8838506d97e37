"""Scales for values, from 0 to 1: by an order, by a target, or by wanted values.

Numbers are placed between the lowest and the highest of the whole catalog, not of the candidates: another candidate never changes
the order of the others. If they are positive and differ by a factor of a hundred, the scale is logarithmic.
"""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Final, Protocol
from weakref import WeakKeyDictionary

from msgspec import Struct

from techtui.catalog.decide.terms import Must, accepts, understand
from techtui.catalog.folding import fold
from techtui.catalog.model import Attribute, AttributeType, Catalog, Value, Want
from techtui.catalog.proportions import position_between
from techtui.catalog.query import QueryError, parse
from techtui.catalog.query.conditions import Compares, Condition
from techtui.catalog.query.wording import written_key
from techtui.catalog.sort_keys import latest

_TARGET: Final = re.compile(r"(?P<sign>>=|<=)\s*(?P<to>.+)", re.DOTALL)
_SIGN: Final = re.compile(r"[<>=]")
_FAR_APART: Final = 100
"""The ratio of the highest to the lowest value from which on the scale is logarithmic."""
_MOST_SHOWN: Final = 40
"""Longer names are shortened in messages."""
_MAGNITUDES: Final = (AttributeType.NUMBER, AttributeType.MONEY)
_OF_WORDS: Final = (AttributeType.TEXT, AttributeType.VERSION, AttributeType.LIST)
"""The types of values that can be part of another value."""
_ORDERLESS: Final = (
    AttributeType.TEXT,
    AttributeType.LINK,
    AttributeType.VERSION,
    AttributeType.TABLE,
)


class Scale(Protocol):
    """Tells how good values are."""

    @property
    def of_none(self) -> float | None:
        """Return the score if the attribute does not apply; None if that can't be judged."""
        ...

    def of(self, value: Value) -> float | None:
        """Return a score from 0 to 1; None for a value that is not on the scale."""
        ...


class Wanted(Struct, frozen=True):
    """A value is among the wanted ones, or not."""

    condition: Condition

    @property
    def of_none(self) -> float:
        """Return 0: what does not apply is not wanted."""
        return 0.0

    def of(self, value: Value) -> float:
        """Return 1 or 0."""
        return 1.0 if accepts(self.condition, value) else 0.0


class Between(Struct, frozen=True):
    """A value is between the worst and the best."""

    attribute: Attribute
    places: dict[str, int]
    """Choice -> its position."""
    worst: float
    best: float
    lower: bool
    """Whether less is better; needed if worst and best are equal."""
    magnitudes: bool
    """Whether the scale is logarithmic."""

    @property
    def of_none(self) -> None:
        """Return None: what does not apply has no place in the order."""
        return

    def of(self, value: Value) -> float | None:
        """Return the position between worst and best; beyond the best is no better."""
        number = _number(self.attribute, self.places, value)
        if number is None:
            return None
        worst, best = self.worst, self.best
        if number <= best if self.lower else number >= best:
            return 1.0
        if number >= worst if self.lower else number <= worst:
            return 0.0
        if self.magnitudes:
            number, worst, best = math.log(number), math.log(worst), math.log(best)
        return position_between(number, worst, best)


def _number(attribute: Attribute, places: dict[str, int], value: Value) -> float | None:
    match value:
        case dict():
            return latest(value)[1]
        case tuple():
            return len(value)
        case str() if attribute.type is AttributeType.DATE:
            try:
                return date.fromisoformat(value).toordinal()
            except ValueError:
                return None
        case str():
            return places.get(value)
        case _:
            return value


class Gauges:
    """The scales and musts of a catalog, each created once: candidates are ranked at each key.

    The catalog is passed to each method, not stored: a cache that lives as long as the catalog must not keep it alive.
    """

    def __init__(self) -> None:
        self._scales: dict[tuple[str, tuple[str, ...]], Scale] = {}
        self._musts: dict[str, Must] = {}
        self._bounds: dict[str, tuple[float, float]] = {}
        self._values: dict[str, frozenset[str]] = {}

    def scale(self, want: Want, catalog: Catalog) -> Scale:
        """Return the scale of a want.

        Raises:
            QueryError: If the attribute is unknown, or nothing says what is good.
        """
        key = want.attribute, want.good
        if key not in self._scales:
            self._scales[key] = self._made(want, catalog)
        return self._scales[key]

    def must(self, text: str, catalog: Catalog) -> Must:
        """Return a must.

        Raises:
            QueryError: If it can't be understood.
        """
        if text not in self._musts:
            self._musts[text] = understand(text, catalog)
        return self._musts[text]

    def _made(self, want: Want, catalog: Catalog) -> Scale:
        attribute = catalog.attributes.get(want.attribute)
        if attribute is None:
            raise QueryError(f"there is no attribute “{_short(want.attribute)}”", 0, 0)
        first = want.good[0].strip() if want.good else natural_good(attribute)
        target = _TARGET.fullmatch(first)
        if target is not None:
            return self._target(attribute, target["sign"], target["to"].strip(), catalog)
        if not first:
            raise QueryError(
                f"nothing says which end of “{_short(attribute.name)}” is good",
                0,
                0,
                _how_to(attribute),
            )
        if first in ("higher", "lower") and first not in attribute.choices:
            return self._ordered(attribute, first == "lower", catalog)
        if _SIGN.match(first):
            raise QueryError(
                f"“{_short(first)}” is not a target", 0, 0, "write >= or <= and a value"
            )
        return Wanted(self._condition(attribute, want.good or (first,), catalog))

    def _condition(
        self, attribute: Attribute, good: tuple[str, ...], catalog: Catalog
    ) -> Condition:
        plain = [one.replace('"', "") for one in good]
        # Values that technologies have mean just these, and no others that merely begin with them or hold them.
        sign = "=" if self._held(attribute, catalog).issuperset(map(fold, plain)) else ":"
        values = ",".join(f'"{one}"' for one in plain)
        return parse(f"{_key(attribute, catalog)}{sign}{values}", catalog).terms[0].test

    def _held(self, attribute: Attribute, catalog: Catalog) -> frozenset[str]:
        """Return the folded values, or items, that technologies have; none for values that are never part of others."""
        if attribute.choices or attribute.type not in _OF_WORDS:
            return frozenset()
        if attribute.id not in self._values:
            values = catalog.column(attribute.id)
            texts = (one if isinstance(one, tuple) else (one,) for one in values if one is not None)
            self._values[attribute.id] = frozenset(
                fold(str(item)) for items in texts for item in items
            )
        return self._values[attribute.id]

    def _ordered(self, attribute: Attribute, lower: bool, catalog: Catalog) -> Between:
        _insist_on_order(attribute)
        low, high = self._range(attribute, catalog)
        worst, best = (high, low) if lower else (low, high)
        apart = _far_apart(attribute, low, high)
        return Between(attribute, _places(attribute), worst, best, lower, apart)

    def _target(self, attribute: Attribute, sign: str, text: str, catalog: Catalog) -> Between:
        _insist_on_order(attribute)
        to = _target_number(attribute, sign, text, catalog)
        low, high = self._range(attribute, catalog)
        # Any value that reaches the target scores 1; below it, nearer is better.
        worst = min(low, to) if sign == ">=" else max(high, to)
        apart = _far_apart(attribute, min(low, to), max(high, to))
        return Between(attribute, _places(attribute), worst, to, sign == "<=", apart)

    def _range(self, attribute: Attribute, catalog: Catalog) -> tuple[float, float]:
        if attribute.type is AttributeType.YES_NO:
            return 0, 1
        if attribute.type is AttributeType.CHOICE:
            return 0, max(0, len(attribute.choices) - 1)
        if attribute.id not in self._bounds:
            numbers = [
                number
                for value in catalog.column(attribute.id)
                if value is not None and (number := _number(attribute, {}, value)) is not None
            ]
            self._bounds[attribute.id] = (min(numbers), max(numbers)) if numbers else (0, 0)
        return self._bounds[attribute.id]


def natural_good(attribute: Attribute) -> str:
    """Return what is good by default: ``higher``, ``lower``, or empty if that is a matter of taste."""
    if attribute.better:
        return attribute.better
    # If such an attribute is wanted without a value, having it, or more of it, is good.
    return "higher" if attribute.type in (AttributeType.YES_NO, AttributeType.SERIES) else ""


def _places(attribute: Attribute) -> dict[str, int]:
    return {choice: at for at, choice in enumerate(attribute.choices)}


def _far_apart(attribute: Attribute, low: float, high: float) -> bool:
    return (
        attribute.type in _MAGNITUDES
        and attribute.unit != "%"
        and low > 0
        and high >= _FAR_APART * low
    )


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"


def _how_to(attribute: Attribute) -> str:
    if attribute.choices:
        return f"name what is good: {', '.join(map(_short, list(attribute.choices)[:8]))}"
    return "name a wanted value" + ("" if attribute.type in _ORDERLESS else ", higher or lower")


def _insist_on_order(attribute: Attribute) -> None:
    if attribute.type in _ORDERLESS:
        raise QueryError(f"“{_short(attribute.name)}” has no order", 0, 0, "name wanted values")


def _key(attribute: Attribute, catalog: Catalog) -> str:
    key = written_key(catalog, attribute)
    if not key:
        raise QueryError(f"the id “{_short(attribute.id)}” can't be asked for", 0, 0)
    return key


def _target_number(attribute: Attribute, sign: str, text: str, catalog: Catalog) -> float:
    if attribute.choices and attribute.type is AttributeType.CHOICE:
        if text in attribute.choices:
            return _places(attribute)[text]
        raise QueryError(
            f"{_short(attribute.id)} is never “{_short(text)}”", 0, 0, _how_to(attribute)
        )
    if attribute.type in (AttributeType.LIST, AttributeType.YES_NO):
        raise QueryError(f"“{_short(attribute.name)}” has no target", 0, 0, _how_to(attribute))
    quoted = text.replace('"', "")
    terms = parse(f'{_key(attribute, catalog)}{sign}"{quoted}"', catalog).terms
    test = terms[0].test if terms else None
    to = test.to[0] if isinstance(test, Compares) else text
    if not isinstance(to, str):
        return to
    try:
        # A year or month is replaced by its first day.
        return date.fromisoformat((to + "-01-01")[:10]).toordinal()
    except ValueError:
        hint = "write 2026, 2026-11 or 2026-11-23"
        raise QueryError(f"“{_short(text)}” is not a date", 0, 0, hint) from None


_GAUGES: Final[WeakKeyDictionary[Catalog, Gauges]] = WeakKeyDictionary()


def gauges_of(catalog: Catalog) -> Gauges:
    """Return the scales and musts of a catalog, cached as long as the catalog lives."""
    found = _GAUGES.get(catalog)
    if found is None:
        found = _GAUGES[catalog] = Gauges()
    return found
