"""How a choice over time has moved: computed from its history, never stored."""

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
"""Kinds of movement: kind -> words."""
MOVED: Final = "moved"
"""The column name of the kind in queries: ``ring.moved``."""
SINCE: Final = "since"
"""The column name of the time in queries: ``ring.since``."""


class Movement(NamedTuple):
    """How a choice reached its present value.

    Args:
        kind: ``new``: there is only one moment. ``unchanged``: it was always the same. ``in`` and ``out``: it was worse or better
            before; ``changed`` if the attribute does not say which end is better.
        since: The moment of the present value.
        before: The value before; empty if it was always the same.
    """

    kind: Kind
    since: int
    before: str = ""


def movement(attribute: Attribute, history: Mapping[int, str]) -> Movement:
    """Return how the last of some choices was reached.

    Args:
        attribute: The attribute; it says which end is better.
        history: Moment -> choice, in order; at least one.
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
    """Return the moments at which the choice changed, including the first, each with the new choice."""
    return [(moment, now) for moment, _, now in _changes(history)]


def _changes(history: Mapping[int, str]) -> Iterator[tuple[int, str, str]]:
    """Yield each change: when, from which choice (empty at first), and to which."""
    first = min(history)
    yield first, "", history[first]
    for earlier, later in pairwise(sorted(history)):
        if history[later] != history[earlier]:
            yield later, history[earlier], history[later]


def columns_of(attribute: Attribute) -> tuple[Attribute, ...]:
    """Return what queries can ask about the movement of a choice, as if it were a table."""
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
    """Return the rows of a fact as queries see them: those of a table, or the movement of a choice."""
    if fact is None:
        return ()
    if not fact.history:
        return fact.rows
    found = movement(attribute, fact.history)
    return ((found.kind, moment_text(found.since)),)
