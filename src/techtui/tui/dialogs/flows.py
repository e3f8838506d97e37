"""Asks for one of many in a picker, and hands on what was picked."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from techtui.catalog.model import Catalog
from techtui.catalog.refs import Ref
from techtui.tui.choices.facets import attribute_finder, hint_for, name_of, value_finder
from techtui.tui.choices.finding import explanation_finder, sort_finder, technology_finder
from techtui.tui.choices.sorting import Sort
from techtui.tui.dialogs.picker import Picker

Push: TypeAlias = Callable[[Picker, Callable[[str | None], None]], object]
"""Shows a dialog and calls back with what was picked, or None: `App.push_screen`."""


def ask_what_to_compare(
    push: Push,
    catalog: Catalog,
    chosen: tuple[str, ...],
    first: str,
    hidden: Collection[str],
    compare: Callable[[tuple[str, ...]], object],
) -> None:
    """Ask for a technology to set beside others; with none chosen yet, for two.

    Args:
        push: Shows the dialog.
        catalog: Where to choose.
        chosen: The ids that are chosen already.
        first: The id to offer before all others.
        hidden: Ids the person does not want to see.
        compare: Is told all the ids.
    """

    def picked(technology: str | None) -> None:
        if technology is None:
            return
        if chosen:
            compare((*chosen, technology))
        else:
            ask_what_to_compare(push, catalog, (technology,), "", hidden, compare)

    names = ", ".join(catalog.technologies[one].name for one in chosen)
    question = f"Compare {names} with" if names else "Compare what?"
    push(Picker(question, technology_finder(catalog, chosen, first, hidden)), picked)


def ask_for_a_filter(
    push: Push, catalog: Catalog, shown: tuple[str, ...], toggle: Callable[[str], object]
) -> None:
    """Ask for an attribute, then for one of its values.

    Args:
        push: Shows the dialogs.
        catalog: Whose attributes.
        shown: The ids of the technologies that are counted.
        toggle: Is told the filter, as a term of a query.
    """

    def value_picked(term: str | None) -> None:
        if term is not None:
            toggle(term)

    def attribute_picked(key: str | None) -> None:
        if key is not None:
            attribute = catalog.attributes.get(key) or catalog.columns.get(key)
            name = name_of(catalog, attribute) if attribute is not None else "Category"
            finder = value_finder(catalog, key, shown)
            push(Picker(name, finder, hint_for(attribute)), value_picked)

    push(
        Picker("Filter by", attribute_finder(catalog, shown, with_columns=True), "Attribute"),
        attribute_picked,
    )


def ask_how_to_sort(
    push: Push, catalog: Catalog, now: Sort, sort: Callable[[Sort], object]
) -> None:
    """Ask for an order.

    Args:
        push: Shows the dialog.
        catalog: Whose attributes.
        now: The order in force.
        sort: Is told the new one.
    """

    def picked(by: str | None) -> None:
        if by is not None:
            way, _, direction = by.partition(" ")
            sort(Sort(way, direction == "reverse"))

    push(Picker("Sort by", sort_finder(catalog, now), "Name or attribute"), picked)


def ask_what_to_explain(push: Push, catalog: Catalog, explain: Callable[[Ref], object]) -> None:
    """Ask for a concept or an attribute.

    Args:
        push: Shows the dialog.
        catalog: Whose concepts and attributes.
        explain: Is told which.
    """

    def picked(key: str | None) -> None:
        if key is not None:
            kind, _, id_ = key.partition(" ")
            explain(Ref("concept" if kind == "concept" else "attribute", id_))

    push(Picker("Explain", explanation_finder(catalog), "A concept or an attribute"), picked)
