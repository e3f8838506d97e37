"""Translates queries to URLs of a website, as far as its filters allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techtui.catalog.query import QueryError, parse
from techtui.catalog.query.conditions import OneOf, Within, YesNo
from techtui.publish.addresses import segment
from techtui.publish.data import CATEGORY, choices_offered, filter_key

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
    asked: dict[str, frozenset[str]] = {}
    for term in terms:
        key, meant = _filter(catalog, term)
        before = asked.get(key, meant)
        # A filter has one set of choices: of two, both hold only if one is within the other.
        if not meant or not (before <= meant or meant <= before):
            return ""
        asked[key] = min(before, meant, key=len)
    parts = [f"{key}={_written(catalog, key, meant)}" for key, meant in asked.items()]
    return "?" + "&".join(parts) if parts else ""


def _filter(catalog: Catalog, term: Term) -> tuple[str, frozenset[str]]:
    """Return the key of a filter and the ids of its choices; no choices if there is no such filter."""
    if not term.negated:
        match term.test:
            case Within(categories):
                return CATEGORY, frozenset(categories)
            case OneOf(attribute, choices):
                return filter_key(attribute), _offered(catalog, attribute, choices)
            case YesNo(attribute, answers):
                words = frozenset("yes" if one else "no" for one in answers)
                return filter_key(attribute), _offered(catalog, attribute, words)
    return "", frozenset()


def _offered(catalog: Catalog, attribute: Attribute, choices: frozenset[str]) -> frozenset[str]:
    # Columns of tables and hidden attributes have no filter.
    if attribute not in catalog.shown_attributes:
        return frozenset()
    # A choice that no technology has is not offered there, and matches nothing here either.
    return choices.intersection(choices_offered(catalog, attribute))


def _written(catalog: Catalog, key: str, meant: frozenset[str]) -> str:
    if key == CATEGORY:
        # Descendants are included.
        meant = frozenset(one for one in meant if catalog.categories[one].parent not in meant)
    return ",".join(sorted(map(segment, meant)))
