"""Asks for one of many in a picker, or for several after each other. To be awaited in a flow."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from techtui.catalog.model import Catalog
from techtui.catalog.refs import Ref
from techtui.tui.choices.facets import attribute_finder, hint_for, value_finder
from techtui.tui.choices.finding import explanation_finder, sort_finder, technology_finder
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
    """Ask for a technology to set beside others; with none chosen yet, for two.

    Args:
        node: Who asks.
        catalog: Where to choose.
        chosen: The ids that are chosen already.
        first: The id to offer before all others.
        hidden: Ids the person does not want to see.

    Returns:
        All the ids; empty if the person thinks better of it.
    """
    while True:
        names = ", ".join(catalog.technologies[one].name for one in chosen)
        question = f"Compare {names} with" if names else "Compare what?"
        finder = technology_finder(catalog, chosen, first, hidden)
        technology = await ask(node, Picker(question, finder))
        if technology is None:
            return ()
        if chosen:
            return (*chosen, technology)
        chosen, first = (technology,), ""


async def ask_for_a_filter(node: DOMNode, catalog: Catalog, shown: tuple[str, ...]) -> str | None:
    """Ask for an attribute, then for one of its values.

    Args:
        node: Who asks.
        catalog: Whose attributes.
        shown: The ids of the technologies that are counted.

    Returns:
        The filter, as a term of a query.
    """
    key = await ask(node, Picker("Filter by", attribute_finder(catalog, shown), "Attribute"))
    if key is None:
        return None
    attribute = catalog.attributes.get(key)
    name = attribute.name if attribute is not None else "Category"
    finder = value_finder(catalog, key, shown)
    return await ask(node, Picker(name, finder, hint_for(attribute)))


async def ask_how_to_sort(node: DOMNode, catalog: Catalog, now: Sort) -> Sort | None:
    """Ask for an order.

    Args:
        node: Who asks.
        catalog: Whose attributes.
        now: The order in force.
    """
    by = await ask(node, Picker("Sort by", sort_finder(catalog, now), "Name or attribute"))
    if by is None:
        return None
    way, _, direction = by.partition(" ")
    return Sort(way, direction == "reverse")


async def ask_what_to_explain(node: DOMNode, catalog: Catalog) -> Ref | None:
    """Ask for a concept or an attribute.

    Args:
        node: Who asks.
        catalog: Whose concepts and attributes.
    """
    finder = explanation_finder(catalog)
    key = await ask(node, Picker("Explain", finder, "A concept or an attribute"))
    if key is None:
        return None
    kind, _, id_ = key.partition(" ")
    return Ref("concept" if kind == "concept" else "attribute", id_)
