"""The columns that can be added to a table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from techtui.catalog.model import Catalog
from techtui.pages.listings import COLUMNS
from techtui.tui.choices.facets import attribute_finder
from techtui.tui.choices.matcher import Choice, Finder, matcher
from techtui.tui.screens.table.rows import title_of

_OTHERS: Final = ("category", "tagline", "best_for", "avoid_when", "strengths", "weaknesses")
"""Columns besides attributes."""


def column_finder(catalog: Catalog, shown: Sequence[str], chosen: Collection[str]) -> Finder:
    """Return a finder of columns that are not shown yet; ids are those of attributes and of list columns.

    Args:
        catalog: The catalog.
        shown: The ids of the technologies; at least one must have a value.
        chosen: The columns that are shown.
    """
    attributes = attribute_finder(catalog, shown)
    others = matcher([Choice(one, title_of(catalog, one)) for one in _OTHERS])

    def find(text: str) -> list[Choice]:
        # What all lists have comes before an attribute of the same id.
        found = [one for one in attributes(text) if one.id not in COLUMNS]
        return [one for one in (*found, *others(text)) if one.id not in chosen]

    return find
