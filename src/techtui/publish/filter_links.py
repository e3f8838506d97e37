"""Translates queries to URLs of a website, as far as its filters allow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from techtui.catalog.query import QueryError, parse
from techtui.catalog.query.conditions import OneOf, Within, YesNo
from techtui.publish.addresses import segment
from techtui.publish.data import choices_offered

if TYPE_CHECKING:
    from techtui.catalog.model import Attribute, Catalog
    from techtui.catalog.query.language import Term


def filters_of(catalog: Catalog, query: str) -> str:
    """Return the query string of the list of all technologies for a query.

    Args:
        catalog: The catalog of the website.
        query: The query.

    Returns:
        The filters, such as ``?category=databases&license=permissive``; empty if a part of the query is not a filter.
    """
    try:
        terms = parse(query, catalog).terms
    except QueryError:
        return ""
    parts = [_filter(catalog, term) for term in terms]
    return "?" + "&".join(parts) if parts and all(parts) else ""


def _filter(catalog: Catalog, term: Term) -> str:
    if term.negated:
        return ""
    match term.test:
        case Within(categories):
            # Descendants are included.
            ids = [one for one in categories if catalog.categories[one].parent not in categories]
            return _written("category", ids)
        case OneOf(attribute, choices):
            return _written(segment(attribute.id), _offered(catalog, attribute, choices))
        case YesNo(attribute, answers):
            words = frozenset("yes" if one else "no" for one in answers)
            return _written(segment(attribute.id), _offered(catalog, attribute, words))
    return ""


def _offered(catalog: Catalog, attribute: Attribute, choices: frozenset[str]) -> Iterator[str]:
    offered = choices_offered(catalog, attribute)
    # A choice that no technology has is not offered there, and matches nothing here either.
    return (one for one in offered if one in choices)


def _written(key: str, ids: Iterator[str] | list[str]) -> str:
    names = ",".join(sorted(map(segment, ids)))
    return f"{key}={names}" if names else ""
