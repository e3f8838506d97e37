"""How a choice came to be what it is: worked out from what it was before, never written down."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from techtui.catalog.entries import Attribute, AttributeType, Fact, TableRow
from techtui.catalog.moments import moment_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind: TypeAlias = Literal["new", "in", "out", "changed", "unchanged"]

KINDS: Final[dict[str, str]] = {
    "new": "new",
    "in": "moved in",
    "out": "moved out",
    "changed": "changed",
    "unchanged": "unchanged",
}
"""How a choice can have come to be what it is: kind -> in words."""
MOVED: Final = "moved"
"""What stands behind the dot of a query for the kind: ``ring.moved``."""
SINCE: Final = "since"
"""What stands behind the dot of a query for the time: ``ring.since``."""


class Movement(NamedTuple):
    """How a choice came to be what it is.

    Args:
        kind: ``new``: it is known of one time only. ``unchanged``: it never was another. ``in`` and ``out``: it was worse or better
            before; ``changed`` where the attribute does not say which end is better.
        since: The moment since which it is so.
        before: What it was before; empty if it never was another.
    """

    kind: Kind
    since: int
    before: str = ""


def movement(attribute: Attribute, history: Mapping[int, str]) -> Movement:
    """How the last of some choices came to be.

    Args:
        attribute: Whose choices they are; tells which end is better.
        history: Moment -> choice, in their order; one or more.
    """
    *_, (since, before, now) = _changes(history)
    if not before:
        return Movement("new" if len(history) == 1 else "unchanged", since)
    order = list(attribute.choices)
    if not attribute.better or before not in order or now not in order:
        return Movement("changed", since, before)
    higher = order.index(now) > order.index(before)
    return Movement("in" if higher is (attribute.better == "higher") else "out", since, before)


def steps(history: Mapping[int, str]) -> list[tuple[int, str]]:
    """The moments at which a choice became another, the first one included, each with what it became."""
    return [(moment, now) for moment, _, now in _changes(history)]


def _changes(history: Mapping[int, str]) -> Iterator[tuple[int, str, str]]:
    """When it became another, what it was before (at first nothing), and what it became."""
    first = min(history)
    yield first, "", history[first]
    for earlier, later in pairwise(sorted(history)):
        if history[later] != history[earlier]:
            yield later, history[earlier], history[later]


def columns_of(attribute: Attribute) -> tuple[Attribute, ...]:
    """What a query can ask of the movement of a choice, as if it were a table."""
    return (
        Attribute(
            f"{attribute.id}.{MOVED}",
            f"{attribute.name} moved",
            AttributeType.CHOICE,
            attribute.group,
            choices=KINDS,
            table=attribute.id,
        ),
        Attribute(
            f"{attribute.id}.{SINCE}",
            f"{attribute.name} since",
            AttributeType.DATE,
            attribute.group,
            table=attribute.id,
        ),
    )


def rows_of(attribute: Attribute, fact: Fact | None) -> tuple[TableRow, ...]:
    """The rows of a fact, as queries see them: those of a table, and the movement of a choice."""
    if fact is None:
        return ()
    if not fact.history:
        return fact.rows
    found = movement(attribute, fact.history)
    return ((found.kind, moment_text(found.since)),)
