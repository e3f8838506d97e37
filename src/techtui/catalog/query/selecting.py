"""The technologies that a query, a category and an order ask for."""

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
    """Choose technologies.

    Args:
        catalog: Where they are from.
        query: What they must meet, such as ``license:permissive first_release>2010``; of nothing, all do.
        category: The id or name of the category they must be in or below.
        sort: ``name``, ``category`` or an attribute; by default they come in the order of the tree.
        reverse: Whether the last comes first.

    Returns:
        The technologies. Those without a value to sort by come last either way.

    Raises:
        QueryError: If something of it can't be understood; it says where and what to write.
    """
    below = catalog.walk(find_category(catalog, category) if category else "")
    ids = parse(query, catalog).select(catalog, (one.id for one in below))
    found = [catalog.technologies[one] for one in ids]
    if sort:
        return sort_technologies(catalog, found, sort, reverse)
    return found[::-1] if reverse else found
