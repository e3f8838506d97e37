"""The order of values: what sorts before what, and which point of a series counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from techtui.catalog.model import Attribute, AttributeType, Technology, Value
from techtui.catalog.versions import version_key

Key: TypeAlias = tuple[tuple[int, float, str], ...]


def latest(series: dict[int, float]) -> tuple[int, float]:
    """The last year of a series and its number."""
    year = max(series)
    return year, series[year]


def by_name(technologies: Iterable[Technology], reverse: bool = False) -> list[Technology]:
    """Technologies sorted by their names."""
    return sorted(technologies, key=lambda one: one.name.casefold(), reverse=reverse)


def by_attribute(
    attribute: Attribute, technologies: Iterable[Technology], reverse: bool = False
) -> list[Technology]:
    """Technologies sorted by one of their values; those without come last either way."""
    keyed: list[tuple[Key, Technology]] = []
    without: list[Technology] = []
    for technology in technologies:
        fact = technology.facts.get(attribute.id)
        if fact is None or fact.value is None:
            without.append(technology)
        else:
            keyed.append((sort_key(attribute, fact.value), technology))
    keyed.sort(key=lambda pair: pair[0], reverse=reverse)
    return [*(technology for _, technology in keyed), *without]


def sort_key(attribute: Attribute, value: Value) -> Key:
    """A key by which values of one attribute sort, lowest first.

    A choice sorts by its place among the choices, a series by its last number, a version by its parts,
    a list by its length.
    """
    match value:
        case bool() | int() | float():
            return ((0, value, ""),)
        case dict():
            return ((0, latest(value)[1], ""),)
        case tuple():
            return ((0, len(value), ""), *((1, 0, item.casefold()) for item in value))
        case str() if value in attribute.choices:
            return ((0, list(attribute.choices).index(value), ""),)
        case str() if attribute.type is AttributeType.VERSION:
            return version_key(value)
        case str():
            return ((1, 0, value.casefold()),)
