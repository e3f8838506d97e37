"""Technologies in the order of an attribute that is named as in a query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from techtui.catalog.model import Attribute, Catalog, Technology
from techtui.catalog.query.resolver import CATEGORY, NAME, find_subject
from techtui.catalog.sort_keys import by_attribute, by_name


def sort_technologies(
    catalog: Catalog, technologies: Iterable[Technology], key: str, reverse: bool = False
) -> list[Technology]:
    """Technologies in another order.

    Args:
        catalog: Whose attributes and categories give the order.
        technologies: What to sort; equal ones stay as they are.
        key: ``name``, ``category`` (the order of the tree), or an attribute as in a query.
        reverse: Whether the highest comes first.

    Returns:
        The technologies, lowest first. Those without a value come last either way.

    Raises:
        QueryError: If there is nothing to sort by under that name.
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
