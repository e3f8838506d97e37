"""What columns there are to add to a table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from techtui.catalog.model import Catalog
from techtui.tui.choices.facets import attribute_finder
from techtui.tui.choices.matcher import Choice, Finder, matcher
from techtui.tui.screens.table.rows import title_of

_OTHERS: Final = ("category", "tagline", "best_for", "avoid_when", "strengths", "weaknesses")
"""The columns to choose beside attributes."""


def column_finder(catalog: Catalog, shown: Sequence[str], chosen: Collection[str]) -> Finder:
    """Finds columns that are not there yet; the ids are those of attributes and of columns of lists.

    Args:
        catalog: Whose attributes.
        shown: The ids of the technologies, of which some must have a value.
        chosen: The columns that are there.
    """
    attributes = attribute_finder(catalog, shown)
    others = matcher([Choice(one, title_of(catalog, one)) for one in _OTHERS])

    def find(text: str) -> list[Choice]:
        found = [one for one in attributes(text) if one.id != "category"]
        return [one for one in (*found, *others(text)) if one.id not in chosen]

    return find
