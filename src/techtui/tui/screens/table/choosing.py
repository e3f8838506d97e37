"""Asks for a column of a table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

from techtui.catalog.model import Catalog
from techtui.tui.choices.facets import attribute_finder
from techtui.tui.choices.matcher import Choice, Finder, matcher
from techtui.tui.dialogs.flows import Push
from techtui.tui.dialogs.picker import Picker
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


def ask_for_a_column(
    push: Push,
    catalog: Catalog,
    shown: Sequence[str],
    chosen: Collection[str],
    add: Callable[[str], object],
) -> None:
    """Ask for a column to add.

    Args:
        push: Shows the dialog.
        catalog: Whose attributes.
        shown: The ids of the technologies that are counted.
        chosen: The columns that are there.
        add: Called with the column.
    """

    def picked(column: str | None) -> None:
        if column is not None:
            add(column)

    push(Picker("Add a column", column_finder(catalog, shown, chosen), "Attribute"), picked)
