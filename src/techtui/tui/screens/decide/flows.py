"""Asks in pickers what counts, what is good, what must be and who is a candidate; answers with the decision that comes of it.

To be awaited in a flow. None stands for: the person thought better of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from techtui.catalog.decide import Decision, Grade, Rating, Template, Want
from techtui.catalog.decide.model import OWN
from techtui.catalog.decide.scale import natural_good
from techtui.tui.choices.finding import technology_finder
from techtui.tui.choices.matcher import Choice, matcher
from techtui.tui.choices.wanting import KNOWN, good_finder, problem_of, toggled, want_finder
from techtui.tui.dialogs.flows import ask_for_a_filter
from techtui.tui.dialogs.picker import Picker
from techtui.tui.runtime.asking import ask

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from techtui.catalog.model import Catalog
    from techtui.shelf import Entry


async def ask_what_counts(
    node: DOMNode, catalog: Catalog, decision: Decision, entries: Mapping[str, Entry]
) -> tuple[Decision, str] | None:
    """Ask for an attribute that is to count, and what of it is good unless it says so itself.

    Args:
        node: Who asks.
        catalog: Whose attributes.
        decision: What counts already.
        entries: What the person keeps about technologies, which says what they know.

    Returns:
        The decision, and the key of what was added.
    """
    key = await ask(node, Picker("What counts?", want_finder(catalog, decision), "Attribute"))
    if key is None:
        return None
    if key == KNOWN:
        return _with_known(decision, entries), key
    wanted = decision.with_want(Want(key))
    if natural_good(catalog.attributes[key]):
        return wanted, key
    answer = await ask_what_is_good(node, catalog, wanted, key)
    return None if answer is None else (answer, key)


async def ask_what_is_good(
    node: DOMNode, catalog: Catalog, decision: Decision, key: str
) -> Decision | None:
    """Ask what of an attribute is good; a wanted value that is picked again is wanted no more.

    Args:
        node: Who asks.
        catalog: Whose values.
        decision: A decision in which the attribute counts.
        key: The id of the attribute.
    """
    attribute = catalog.attributes[key]
    want = next(one for one in decision.wants if one.attribute == key)
    finder = good_finder(catalog, attribute, decision.candidates, want.good)
    question = f"{attribute.name}: what is good?"
    good = await ask(node, Picker(question, finder, "Choose, or type a value"))
    if good is None:
        return None
    wanted = toggled(want, attribute, good)
    # Of the last value taken off nothing is left that could be good.
    return decision.without(key) if problem_of(catalog, wanted) else decision.with_want(wanted)


async def ask_what_must_be(node: DOMNode, catalog: Catalog, decision: Decision) -> Decision | None:
    """Ask for something that must be, as for a filter; asking for it again takes it off.

    Args:
        node: Who asks.
        catalog: Whose attributes.
        decision: What must be already.
    """
    known = tuple(one for one in decision.candidates if one in catalog.technologies)
    term = await ask_for_a_filter(node, catalog, known)
    if term is None:
        return None
    musts = dict.fromkeys(decision.musts)
    if term in musts:
        del musts[term]
    else:
        musts[term] = None
    return replace(decision, musts=tuple(musts))


async def ask_for_a_template(node: DOMNode, templates: Sequence[Template]) -> str | None:
    """Ask which template to take.

    Args:
        node: Who asks.
        templates: The choices.

    Returns:
        Its id.
    """
    choices = [Choice(one.id, one.name, one.summary) for one in templates]
    return await ask(node, Picker("Begin with", matcher(choices), "Template"))


async def ask_for_a_candidate(
    node: DOMNode, catalog: Catalog, decision: Decision, hidden: Collection[str]
) -> Decision | None:
    """Ask for one more candidate.

    Args:
        node: Who asks.
        catalog: Where to choose.
        decision: Who is a candidate already.
        hidden: Ids the person does not want to see.
    """
    known = tuple(one for one in decision.candidates if one in catalog.technologies)
    finder = technology_finder(catalog, known, "", hidden)
    technology = await ask(node, Picker("Add a candidate", finder))
    if technology is None:
        return None
    return replace(decision, candidates=(*decision.candidates, technology))


def _with_known(decision: Decision, entries: Mapping[str, Entry]) -> Decision:
    """A decision in which counts what the person knows, by their learning status."""
    grades = {
        one: Grade(grade, entry.status.label)
        for one in decision.candidates
        if (entry := entries.get(one)) is not None and (grade := entry.status.grade) is not None
    }
    rating = Rating(KNOWN.removeprefix(OWN), "You know it", 2, grades)
    return replace(decision, ratings=(*decision.ratings, rating))
