"""Steps of flows that change a decision: ask for a criterion, what is good, a must, a candidate. Each returns the changed decision.

To be awaited in a flow. None means that the user cancelled.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from techtui.catalog.decide import Decision, Grade, Rating, Template, Want
from techtui.catalog.decide.model import OWN
from techtui.catalog.decide.scale import natural_good
from techtui.catalog.sanitize import one_line
from techtui.tui.choices.finding import technology_finder
from techtui.tui.choices.matcher import Choice, matcher
from techtui.tui.choices.wanting import (
    KNOWN,
    NEW,
    good_finder,
    own_rating,
    problem_of,
    toggled,
    want_finder,
)
from techtui.tui.dialogs.flows import ask_for_a_filter
from techtui.tui.dialogs.picker import Picker
from techtui.tui.runtime.asking import ask
from techtui.tui.screens.decide.beginnings import with_candidates

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from techtui.catalog.model import Catalog
    from techtui.shelf import Entry


async def ask_what_counts(
    node: DOMNode, catalog: Catalog, decision: Decision, entries: Mapping[str, Entry]
) -> tuple[Decision, str] | None:
    """Ask for an attribute and, unless it says so itself, for what is good about it; or for a criterion of the user's own.

    Args:
        node: The node that asks.
        catalog: The catalog.
        decision: The current decision.
        entries: What the user keeps about technologies, including what they know.

    Returns:
        The decision, and the key of the criterion that was added.
    """
    key = await ask(node, Picker("What counts?", want_finder(catalog, decision), "Attribute"))
    if key is None:
        return None
    if key == KNOWN:
        rating = Rating(KNOWN.removeprefix(OWN), "You know it", 2)
        rating = _with_known(rating, decision.candidates, entries)
        return await _rated(node, catalog, decision.with_rating(rating), rating), key
    if key.startswith(NEW):
        name = key.removeprefix(NEW) or await ask_for_a_name(node)
        if not name:
            return None
        rating = own_rating(decision, name)
        return await _rated(node, catalog, decision.with_rating(rating), rating), rating.key
    wanted = decision.with_want(Want(key))
    if natural_good(catalog.attributes[key]):
        return wanted, key
    answer = await ask_what_is_good(node, catalog, wanted, key)
    return None if answer is None else (answer, key)


async def ask_what_is_good(
    node: DOMNode, catalog: Catalog, decision: Decision, key: str
) -> Decision | None:
    """Ask what is good about an attribute; picking a wanted value again removes it.

    Args:
        node: The node that asks.
        catalog: The catalog.
        decision: A decision with the attribute as a criterion.
        key: The id of the attribute.
    """
    attribute = catalog.attributes[key]
    want = next(one for one in decision.wants if one.attribute == key)
    known = catalog.known(decision.candidates)
    finder = good_finder(catalog, attribute, known, want.good)
    question = f"{attribute.name}: what is good?"
    good = await ask(node, Picker(question, finder, "Choose, or type a value"))
    if good is None:
        return None
    wanted = toggled(want, attribute, good)
    # Without its last value, a want has nothing left that could be good.
    return decision.without(key) if problem_of(catalog, wanted) else decision.with_want(wanted)


async def ask_for_grades(
    node: DOMNode, catalog: Catalog, decision: Decision, key: str, first: str = ""
) -> Decision:
    """Ask how each candidate does by a criterion of the user's own.

    Args:
        node: The node that asks.
        catalog: The catalog of the candidates.
        decision: The current decision.
        key: The key of the criterion, which must exist.
        first: The id of the candidate to start with.

    Returns:
        The decision with the new grades.
    """
    rating = next(one for one in decision.ratings if one.key == key)
    return await _rated(node, catalog, decision, rating, first)


async def _rated(
    node: DOMNode, catalog: Catalog, decision: Decision, rating: Rating, first: str = ""
) -> Decision:
    # Imported here because most decisions use facts alone.
    from techtui.tui.screens.decide.grades import GradesScreen

    graded = await ask(node, GradesScreen(catalog, decision.candidates, rating, first))
    return decision if graded is None else decision.with_rating(graded)


async def ask_for_a_name(node: DOMNode, before: str = "") -> str:
    """Ask for the name of an own criterion.

    Args:
        node: The node that asks.
        before: Its present name.

    Returns:
        The name; empty if the user cancels.
    """
    from techtui.tui.dialogs.prompt import AskScreen

    name = await ask(node, AskScreen("What do you rate yourself?", before))
    return one_line(name or "")


async def ask_what_must_be(node: DOMNode, catalog: Catalog, decision: Decision) -> Decision | None:
    """Ask for musts, as for filters; asking for them again removes them.

    Args:
        node: The node that asks.
        catalog: The catalog.
        decision: The current decision.
    """
    known = catalog.known(decision.candidates)
    filters = await ask_for_a_filter(node, catalog, known)
    if filters is None:
        return None
    from techtui.catalog.query.scanner import terms_in

    # Several can be taken at once; each is a must of its own.
    asked, musts = terms_in(filters), dict.fromkeys(decision.musts)
    if all(one in musts for one in asked):
        left = tuple(one for one in musts if one not in asked)
    else:
        left = tuple(musts | dict.fromkeys(asked))
    return replace(decision, musts=left)


async def ask_for_a_template(node: DOMNode, templates: Sequence[Template]) -> str | None:
    """Ask for a template.

    Args:
        node: The node that asks.
        templates: The choices.

    Returns:
        The id of the template.
    """
    choices = [Choice(one.id, one.name, one.summary) for one in templates]
    return await ask(node, Picker("Begin with", matcher(choices), "Template"))


async def ask_for_a_candidate(
    node: DOMNode,
    catalog: Catalog,
    decision: Decision,
    hidden: Collection[str],
    entries: Mapping[str, Entry],
) -> Decision | None:
    """Ask for one more candidate; if what the user knows is a criterion, it is graded at once.

    Args:
        node: The node that asks.
        catalog: The catalog.
        decision: The current decision.
        hidden: Ids that the user hides.
        entries: What the user keeps about technologies.
    """
    known = catalog.known(decision.candidates)
    finder = technology_finder(catalog, known, "", hidden)
    technology = await ask(node, Picker("Add a candidate", finder))
    if technology is None:
        return None
    for rating in decision.ratings:
        if rating.key == KNOWN and technology not in rating.grades:
            decision = decision.with_rating(_with_known(rating, (technology,), entries))
    return with_candidates(catalog, decision, (*decision.candidates, technology))


def _with_known(rating: Rating, candidates: Sequence[str], entries: Mapping[str, Entry]) -> Rating:
    """Return the rating by what the user knows, with more candidates graded by their learning status."""
    grades = {
        one: Grade(grade, entry.status.label)
        for one in candidates
        if (entry := entries.get(one)) is not None and (grade := entry.status.grade) is not None
    }
    return replace(rating, grades={**rating.grades, **grades})
