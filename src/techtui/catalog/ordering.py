"""The order of values: what sorts before what, and which point of a series counts."""

from __future__ import annotations

import re

from techtui.catalog.model import Attribute, AttributeType, Value


def latest(series: dict[int, float]) -> tuple[int, float]:
    """The last year of a series and its number."""
    year = max(series)
    return year, series[year]


def sort_key(attribute: Attribute, value: Value) -> tuple[tuple[int, float, str], ...]:
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
            parts = re.findall(r"\d+|[a-z]+", value.casefold())
            # A pre-release such as 2.0rc1 comes before 2.0: words sort below the end marker, numbers above.
            return (
                *((2, int(part), "") if part.isdigit() else (0, 0, part) for part in parts),
                (1, 0, ""),
            )
        case str():
            return ((1, 0, value.casefold()),)
