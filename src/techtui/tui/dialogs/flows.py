"""Steps of flows: pickers that ask for one of many things, some several times in a row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from techtui.catalog.model import Catalog
from techtui.catalog.refs import MOST_COMPARED, Ref
from techtui.tui.choices.facets import (
    facet_finder,
    hint_for,
    is_term,
    left,
    name_of,
    narrowed_finder,
    value_finder,
)
from techtui.tui.choices.finding import explanation_finder, sort_finder, technology_finder
from techtui.tui.choices.matcher import Finder
from techtui.tui.choices.sorting import Sort
from techtui.tui.dialogs.picker import Picker
from techtui.tui.runtime.asking import ask

if TYPE_CHECKING:
    from textual.dom import DOMNode


async def ask_what_to_compare(
    node: DOMNode,
    catalog: Catalog,
    chosen: tuple[str, ...],
    first: str,
    hidden: Collection[str],
) -> tuple[str, ...]:
    """Ask for a technology to compare with others; if none is chosen yet, for two.

    Args:
        node: The node that asks.
        catalog: The catalog.
        chosen: The ids that are chosen already.
        first: The id to offer first.
        hidden: Ids that the user hides.

    Returns:
        All the ids; empty if the user cancels.
    """

    def narrowed(taken: Sequence[str]) -> Finder | None:
        full = len(chosen) + len(taken) >= MOST_COMPARED
        return None if full else technology_finder(catalog, (*chosen, *taken), "", hidden)

    before = len(chosen)
    while True:
        names = ", ".join(catalog.technologies[one].name for one in chosen)
        question = f"Compare {names} with" if names else "Compare what?"
        finder = technology_finder(catalog, chosen, first, hidden)
        picker = Picker(question, finder, narrowed=narrowed)
        technology = await ask(node, picker)
        chosen = (*chosen, *picker.taken, *([technology] if technology else []))
        if len(chosen) > max(1, before):
            return chosen
        if technology is None:
            return ()
        first = ""


async def ask_for_a_filter(node: DOMNode, catalog: Catalog, shown: tuple[str, ...]) -> str | None:
    """Ask for a value, or for an attribute and then for one of its values.

    Args:
        node: The node that asks.
        catalog: The catalog.
        shown: The ids of the technologies to count.

    Returns:
        The filter, as terms of a query.
    """
    picker = Picker(
        "Filter by",
        facet_finder(catalog, shown),
        "Attribute or value",
        narrowed=partial(narrowed_finder, catalog, shown),
    )
    key = await ask(node, picker)
    taken = picker.taken
    if key is not None and not is_term(catalog, key):
        attribute = catalog.attributes.get(key) or catalog.columns.get(key)
        name = name_of(catalog, attribute) if attribute is not None else "Category"
        finder = value_finder(catalog, key, left(catalog, shown, taken))
        key = await ask(node, Picker(name, finder, hint_for(attribute)))
    return " ".join([*taken, *([key] if key else [])]) or None


async def ask_how_to_sort(node: DOMNode, catalog: Catalog, now: Sort) -> Sort | None:
    """Ask for a sort order.

    Args:
        node: The node that asks.
        catalog: The catalog.
        now: The current order.
    """
    by = await ask(node, Picker("Sort by", sort_finder(catalog, now), "Name or attribute"))
    if by is None:
        return None
    way, _, direction = by.partition(" ")
    return Sort(way, direction == "reverse")


async def ask_what_to_explain(node: DOMNode, catalog: Catalog) -> Ref | None:
    """Ask for a concept or an attribute.

    Args:
        node: The node that asks.
        catalog: The catalog.
    """
    finder = explanation_finder(catalog)
    key = await ask(node, Picker("Explain", finder, "A concept or an attribute"))
    if key is None:
        return None
    kind, _, id_ = key.partition(" ")
    return Ref("concept" if kind == "concept" else "attribute", id_)
