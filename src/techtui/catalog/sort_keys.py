"""Sort orders of values; a series sorts by its last point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from techtui.catalog.folding import fold
from techtui.catalog.model import Attribute, AttributeType, Catalog, Technology, Value
from techtui.catalog.search_data import NameKind
from techtui.catalog.versions import version_key

Key: TypeAlias = tuple[tuple[int, float, str], ...]


def latest(series: dict[int, float]) -> tuple[int, float]:
    """Return the last year of a series and its number."""
    year = max(series)
    return year, series[year]


def by_name(technologies: Iterable[Technology], reverse: bool = False) -> list[Technology]:
    """Return technologies sorted by name, ignoring case and accents."""
    return sorted(technologies, key=lambda one: fold(one.name), reverse=reverse)


def by_attribute(
    attribute: Attribute, technologies: Iterable[Technology], reverse: bool = False
) -> list[Technology]:
    """Return technologies sorted by an attribute; those without a value come last in both directions."""
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


def ids_by_name(catalog: Catalog, ids: Sequence[str], reverse: bool = False) -> list[str]:
    """Return ids sorted as by `by_name`, reading nothing but the names."""
    folded, owners, kinds = catalog.names
    # Local names: 10,000 are sorted in 6.0 instead of 10.6 ms.
    all_ids, wanted = catalog.ids, int(NameKind.NAME)
    names = {
        all_ids[owner]: name
        for name, owner, kind in zip(folded.all(), owners, kinds, strict=True)
        if kind == wanted
    }
    return sorted(ids, key=names.__getitem__, reverse=reverse)


def ids_by_attribute(
    catalog: Catalog, attribute: Attribute, ids: Sequence[str], reverse: bool = False
) -> list[str]:
    """Return ids sorted by an attribute; those without a value come last in both directions.

    Only the values are read: 10,000 stored technologies are sorted without decoding any of them.
    """
    column, positions = catalog.column(attribute.id), catalog.positions
    values = ((one, column[positions[one]]) for one in ids)
    keys = {one: sort_key(attribute, value) for one, value in values if value is not None}
    known = sorted(keys, key=keys.__getitem__, reverse=reverse)
    return known if len(known) == len(ids) else [*known, *(one for one in ids if one not in keys)]


def sort_key(attribute: Attribute, value: Value) -> Key:
    """Return a sort key for a value of an attribute, lowest first.

    A choice sorts by its position among the choices, a series by its last number, a version by its parts, a list by its length.
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
