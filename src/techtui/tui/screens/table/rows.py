"""The rows of a table, and their order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from techtui.catalog.model import Catalog
from techtui.catalog.places import names_text
from techtui.catalog.sort_keys import Key, ids_by_attribute, ids_by_name
from techtui.pages.listings import COLUMNS, column_text
from techtui.tui.choices.sorting import BY_NAME, Sort, ways_to_sort

if TYPE_CHECKING:
    from techtui.catalog.query import Query
    from techtui.catalog.search import Index


def rows_found(
    catalog: Catalog,
    index: Index,
    query: Query,
    within: Sequence[str],
    sort: Sort,
) -> tuple[str, ...]:
    """Return the ids of the rows.

    Args:
        catalog: The catalog.
        index: Its search index.
        query: The filters and words to match.
        within: The ids to choose from, in the order without a sort.
        sort: The order; without one, the best match comes first.
    """
    ids: Sequence[str] = within
    if query.words:
        among = set(within)
        ids = [hit.technology for hit in index.search(query.words) if hit.technology in among]
    return tuple(in_order(catalog, tuple(query.filters.select(catalog, ids)), sort))


def in_order(catalog: Catalog, ids: Sequence[str], sort: Sort) -> Sequence[str]:
    """Return ids sorted by a column: ``name``, another list column, or an attribute; ids without a value come last in both directions.

    Only the column is read, so that a large catalog is sorted without decoding it.
    """
    if not sort.by:
        return ids
    if sort.by == BY_NAME:
        return ids_by_name(catalog, ids, sort.reverse)
    attribute = catalog.attributes.get(sort.by)
    if attribute is not None and sort.by not in COLUMNS:
        return ids_by_attribute(catalog, attribute, ids, sort.reverse)
    keys = _keys(catalog, ids, sort.by)
    known = sorted(keys, key=keys.__getitem__, reverse=sort.reverse)
    return [*known, *(one for one in ids if one not in keys)]


def _keys(catalog: Catalog, ids: Collection[str], by: str) -> dict[str, Key]:
    if by == "category":
        # Decoding 10,000 technologies would take 0.3 s.
        texts = [(one, names_text(catalog, catalog.categories_of(one))) for one in ids]
    else:
        texts = [(one, column_text(catalog, catalog.technologies[one], by)) for one in ids]
    return {one: ((1, 0, text.casefold()),) for one, text in texts if text}


def next_sort(catalog: Catalog, now: Sort, by: str) -> Sort:
    """Return the next order of a column: its usual direction, then the other, then none."""
    usual = next((way for way in ways_to_sort(catalog) if way.by == by), Sort(by))
    if now.by != by:
        return usual
    return Sort(by, not usual.reverse) if now.reverse == usual.reverse else Sort()


def has_column(catalog: Catalog, column: str) -> bool:
    """Whether a table of the catalog can have a column: one of its attributes, or one that all have."""
    return column in catalog.attributes or column in COLUMNS


def title_of(catalog: Catalog, column: str) -> str:
    """Return the heading of a column."""
    if column in catalog.attributes and column not in COLUMNS:
        return catalog.attributes[column].name
    return "Name" if column == BY_NAME else column.capitalize().replace("_", " ")
