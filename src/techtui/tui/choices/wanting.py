"""The choices of the Decide screen: attributes to use as criteria, and which of their values are good."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from techtui.catalog.decide import Decision, Rating, Want, suggestions
from techtui.catalog.decide.model import OWN
from techtui.catalog.decide.scale import gauges_of, natural_good
from techtui.catalog.model import Attribute, AttributeType, Catalog
from techtui.catalog.query import QueryError
from techtui.catalog.sanitize import one_line
from techtui.tui.choices.facets import value_finder, words_of
from techtui.tui.choices.matcher import Choice, Finder, matcher

KNOWN: Final = "own:known"
"""The id of the user's own rating by what they know already."""
NEW: Final = "new:"
"""The prefix of the id of a new criterion of the user's own, followed by its name if typed."""
NATURAL: Final = "natural"
"""The id for the attribute's own order."""

_ORDERED: Final = (
    AttributeType.NUMBER,
    AttributeType.MONEY,
    AttributeType.YEAR,
    AttributeType.DATE,
    AttributeType.SERIES,
    AttributeType.LIST,
)


def want_finder(catalog: Catalog, decision: Decision) -> Finder:
    """Return a finder of criteria, the most telling for the candidates first; ids are those of attributes, `KNOWN`, or begin with `NEW`.

    Args:
        catalog: The catalog.
        decision: The decision; its criteria are left out.
    """
    count = len(decision.candidates)
    choices = [
        Choice(
            one.attribute.id,
            one.attribute.name,
            f"{one.different} different · {one.known}/{count} known",
            f"{one.attribute.group} {words_of(one.attribute)}",
        )
        for one in suggestions(decision, catalog)
    ]
    if not decision.importance(KNOWN):
        choices.append(
            Choice(KNOWN, "You know it", "by your learning status", "own rating team knows learned")
        )
    find_known = matcher(choices)
    taken = {one.name.casefold() for one in decision.ratings}

    def find(text: str) -> list[Choice]:
        name = one_line(text).strip()
        found = find_known(text)
        if not name:
            own = Choice(NEW, "Something of your own", "no catalog knows it: you rate it")
        elif name.casefold() in taken:
            return found
        else:
            own = Choice(NEW + name, f"“{name}”", "of your own: you rate it")
        return [*found, own]

    return find


def own_rating(decision: Decision, name: str) -> Rating:
    """Return a criterion of the user's own without any ratings.

    Args:
        decision: The decision, whose ids are taken.
        name: What is rated.
    """
    stem = re.sub(r"[^\w-]+", "-", name.casefold()).strip("-_") or "own"
    # What the user knows is rated by the learning status.
    taken = {KNOWN.removeprefix(OWN), *(one.id for one in decision.ratings)}
    ids = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 2)))
    return Rating(next(one for one in ids if one not in taken), name)


def good_finder(
    catalog: Catalog, attribute: Attribute, candidates: Sequence[str], good: Sequence[str] = ()
) -> Finder:
    """Return a finder of what may be good about an attribute; ids are query terms, ``higher``, ``lower`` or `NATURAL`.

    Filters that a want can't hold are left out, such as those for missing values.

    Args:
        catalog: The catalog.
        attribute: The attribute.
        candidates: Ids of technologies whose values are counted.
        good: What is good now; it is marked.
    """
    ends = []
    if natural_good(attribute):
        ends.append(
            Choice(NATURAL, "As the catalog says", _end(attribute, natural_good(attribute)))
        )
    if attribute.type in _ORDERED:
        for end in ("higher", "lower"):
            ends.append(Choice(end, _end(attribute, end), "wanted" if end in good else ""))
    find_end = matcher(ends)
    find_value = value_finder(catalog, attribute.id, candidates)

    def find(text: str) -> list[Choice]:
        values = []
        for choice in find_value(text):
            meant = good_of(attribute, choice.id)
            if not _can_be_good(catalog, attribute, meant):
                continue
            aside = f"{choice.aside} of {len(candidates)}"
            values.append(choice._replace(aside=f"✓ wanted · {aside}" if meant in good else aside))
        return [*find_end(text), *values]

    return find


def _can_be_good(catalog: Catalog, attribute: Attribute, good: str) -> bool:
    # Being known, unknown, or all but something is no value; an end of the order is offered already.
    if not good or (good in ("higher", "lower") and good not in attribute.choices):
        return False
    return not problem_of(catalog, Want(attribute.id, good=(good,)))


def good_of(attribute: Attribute, term: str) -> str:
    """Return what a query term on the attribute asks for, in the form of a want; empty if it does not ask for a value."""
    rest = term.removeprefix(attribute.id)
    if rest == term or rest == ":?":
        return ""
    value = rest.lstrip(":<>=").strip('"')
    if rest.startswith(">"):
        return f">= {value}"
    return f"<= {value}" if rest.startswith("<") else value


def toggled(want: Want, attribute: Attribute, picked: str) -> Want:
    """Return a want with something else that is good: wanted values are added, and removed when picked again.

    Args:
        want: The want.
        attribute: Its attribute.
        picked: An id from `good_finder`.
    """
    if picked == NATURAL:
        return replace(want, good=())
    if picked in ("higher", "lower"):
        return replace(want, good=(picked,))
    value = good_of(attribute, picked)
    values = tuple(
        one for one in want.good if one not in ("higher", "lower") and one[:1] not in "<>"
    )
    if value[:1] in "<>":
        return replace(want, good=(value,))
    if value in values:
        return replace(want, good=tuple(one for one in values if one != value))
    return replace(want, good=(*values, value))


def problem_of(catalog: Catalog, want: Want) -> str:
    """Return why candidates can't be ranked by a want; empty if they can."""
    try:
        gauges_of(catalog).scale(want, catalog)
    except QueryError as error:
        return str(error)
    return ""


def _end(attribute: Attribute, end: str) -> str:
    if attribute.type is AttributeType.LIST:
        return "more is better" if end == "higher" else "fewer is better"
    if attribute.type is AttributeType.YES_NO:
        return "yes is better" if end == "higher" else "no is better"
    return f"{end} is better"
