"""Selects technologies by query, category and order."""

from __future__ import annotations

from techtui.catalog.model import Catalog, Technology
from techtui.catalog.query.parser import parse
from techtui.catalog.query.resolver import find_category
from techtui.catalog.query.sorting import sort_technologies


def select(
    catalog: Catalog,
    query: str = "",
    *,
    category: str = "",
    sort: str = "",
    reverse: bool = False,
) -> list[Technology]:
    """Select technologies.

    Args:
        catalog: The catalog.
        query: A query, such as ``license:permissive first_release>2010``; empty matches all.
        category: The id or name of a category; technologies must be in or below it.
        sort: ``name``, ``category`` or an attribute; by default the order of the tree.
        reverse: Whether to sort in descending order.

    Returns:
        The technologies. Those without a value to sort by come last in both directions.

    Raises:
        QueryError: If a part of it can't be understood; it says where and what to write.
    """
    below = catalog.walk(find_category(catalog, category) if category else "")
    ids = parse(query, catalog).select(catalog, (one.id for one in below))
    found = [catalog.technologies[one] for one in ids]
    if sort:
        return sort_technologies(catalog, found, sort, reverse)
    return found[::-1] if reverse else found
