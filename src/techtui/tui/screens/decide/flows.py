"""Asks in pickers what counts, what is good, what must be and who is a candidate, and hands on the decision that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from techtui.catalog.decide import Decision, Grade, Rating, Template, Want
from techtui.catalog.decide.model import OWN
from techtui.catalog.decide.scale import natural_good
from techtui.tui.choices.finding import technology_finder
from techtui.tui.choices.matcher import Choice, matcher
from techtui.tui.choices.wanting import KNOWN, good_finder, problem_of, toggled, want_finder
from techtui.tui.dialogs.flows import Push, ask_for_a_filter
from techtui.tui.dialogs.picker import Picker

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog
    from techtui.shelf import Entry

Change: TypeAlias = Callable[[Decision], object]
"""Called with the changed decision."""


def ask_what_counts(
    push: Push,
    catalog: Catalog,
    decision: Decision,
    entries: Mapping[str, Entry],
    change: Callable[[Decision, str], object],
) -> None:
    """Ask for an attribute that is to count, and what of it is good unless it says so itself.

    Args:
        push: Shows the dialogs.
        catalog: Whose attributes.
        decision: What counts already.
        entries: What the person keeps about technologies, which says what they know.
        change: Called with the decision, and the key of what was added.
    """

    def picked(key: str | None) -> None:
        if key == KNOWN:
            change(_with_known(decision, entries), KNOWN)
        elif key is not None and natural_good(catalog.attributes[key]):
            change(decision.with_want(Want(key)), key)
        elif key is not None:
            ask_what_is_good(
                push, catalog, decision.with_want(Want(key)), key, lambda one: change(one, key)
            )

    push(Picker("What counts?", want_finder(catalog, decision), "Attribute"), picked)


def ask_what_is_good(
    push: Push, catalog: Catalog, decision: Decision, key: str, change: Change
) -> None:
    """Ask what of an attribute is good; a wanted value that is picked again is wanted no more.

    Args:
        push: Shows the dialog.
        catalog: Whose values.
        decision: A decision in which the attribute counts.
        key: The id of the attribute.
        change: Called with the decision.
    """
    attribute = catalog.attributes[key]
    want = next(one for one in decision.wants if one.attribute == key)

    def picked(good: str | None) -> None:
        if good is None:
            return
        wanted = toggled(want, attribute, good)
        # Of the last value taken off nothing is left that could be good.
        change(decision.without(key) if problem_of(catalog, wanted) else decision.with_want(wanted))

    finder = good_finder(catalog, attribute, decision.candidates, want.good)
    push(Picker(f"{attribute.name}: what is good?", finder, "Choose, or type a value"), picked)


def ask_what_must_be(push: Push, catalog: Catalog, decision: Decision, change: Change) -> None:
    """Ask for something that must be, as for a filter; asking for it again takes it off.

    Args:
        push: Shows the dialogs.
        catalog: Whose attributes.
        decision: What must be already.
        change: Called with the decision.
    """

    def toggle(term: str) -> None:
        musts = dict.fromkeys(decision.musts)
        if term in musts:
            del musts[term]
        else:
            musts[term] = None
        change(replace(decision, musts=tuple(musts)))

    known = tuple(one for one in decision.candidates if one in catalog.technologies)
    ask_for_a_filter(push, catalog, known, toggle)


def ask_for_a_template(
    push: Push, templates: Sequence[Template], take: Callable[[str], object]
) -> None:
    """Ask which template to take.

    Args:
        push: Shows the dialog.
        templates: The choices.
        take: Called with the id.
    """

    def picked(key: str | None) -> None:
        if key is not None:
            take(key)

    choices = [Choice(one.id, one.name, one.summary) for one in templates]
    push(Picker("Begin with", matcher(choices), "Template"), picked)


def ask_for_a_candidate(
    push: Push, catalog: Catalog, decision: Decision, hidden: Collection[str], change: Change
) -> None:
    """Ask for one more candidate.

    Args:
        push: Shows the dialog.
        catalog: Where to choose.
        decision: Who is a candidate already.
        hidden: Ids the person does not want to see.
        change: Called with the decision.
    """

    def picked(technology: str | None) -> None:
        if technology is not None:
            change(replace(decision, candidates=(*decision.candidates, technology)))

    known = tuple(one for one in decision.candidates if one in catalog.technologies)
    push(Picker("Add a candidate", technology_finder(catalog, known, "", hidden)), picked)


def _with_known(decision: Decision, entries: Mapping[str, Entry]) -> Decision:
    """A decision in which counts what the person knows, by their learning status."""
    grades = {
        one: Grade(grade, entry.status.label)
        for one in decision.candidates
        if (entry := entries.get(one)) is not None and (grade := entry.status.grade) is not None
    }
    rating = Rating(KNOWN.removeprefix(OWN), "You know it", 2, grades)
    return replace(decision, ratings=(*decision.ratings, rating))
