"""Sorts technologies by an attribute named as in a query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from techtui.catalog.model import Attribute, Catalog, Technology
from techtui.catalog.query.resolver import CATEGORY, NAME, find_subject
from techtui.catalog.sort_keys import by_attribute, by_name


def sort_technologies(
    catalog: Catalog, technologies: Iterable[Technology], key: str, reverse: bool = False
) -> list[Technology]:
    """Sort technologies.

    Args:
        catalog: The catalog of the attributes and categories.
        technologies: The technologies; equal ones keep their order.
        key: ``name``, ``category`` (the order of the tree), or an attribute as in a query.
        reverse: Whether to sort in descending order.

    Returns:
        The technologies. Those without a value come last in both directions.

    Raises:
        QueryError: If nothing with that name can be sorted by.
    """
    subject = find_subject(catalog, key, 0)
    if subject == NAME:
        return by_name(technologies, reverse)
    if subject == CATEGORY:
        places = {category: at for at, category in enumerate(_tree_order(catalog))}
        return sorted(technologies, key=lambda one: places.get(one.category, 0), reverse=reverse)
    assert isinstance(subject, Attribute)
    return by_attribute(subject, technologies, reverse)


def _tree_order(catalog: Catalog) -> Iterator[str]:
    waiting = list(reversed(catalog.children()))
    while waiting:
        category = waiting.pop()
        yield category.id
        waiting.extend(reversed(catalog.children(category.id)))
