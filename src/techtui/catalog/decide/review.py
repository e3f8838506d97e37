"""Whether a decision still rests on what it rested on: the values of that day against those of today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from techtui.catalog.decide.ranking import Eligibility, rank
from techtui.catalog.sort_keys import latest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from techtui.catalog.decide.model import Decision
    from techtui.catalog.decide.ranking import Ranking
    from techtui.catalog.model import Catalog, Value


class Basis(Struct, frozen=True):
    """What a decision rested on."""

    date: date
    """The day these were the values."""
    first: str
    """The id of who came first; empty if nobody did."""
    values: dict[str, dict[str, Value]]
    """Technology id -> attribute id -> value. What was unknown is not there; who was no candidate is not there either."""


class RecordedDecision(Struct, frozen=True):
    """A decision as it is kept, in a file or on the shelf."""

    decision: Decision
    basis: Basis | None = None
    """What it rested on when it was accepted; None if it never was."""


class ChangedValue(Struct, frozen=True):
    """A value that is another one since."""

    technology: str
    attribute: str
    before: Value | None
    """None if it was unknown."""
    now: Value | None
    """None if it is unknown."""


class Review(Struct, frozen=True):
    """What has become of a decision."""

    ranking: Ranking
    """What comes out today."""
    basis: Basis
    changes: tuple[ChangedValue, ...]
    """The values that are others since, in the order of the candidates."""
    gone: tuple[str, ...]
    """The ids of candidates that the catalog has no more."""
    added: tuple[str, ...]
    """The ids of candidates that there were none of before."""
    due: bool
    """Whether its day of review has come."""

    @property
    def turns(self) -> bool:
        """Whether another one comes first."""
        return self.ranking.first != self.basis.first

    @property
    def touched(self) -> bool:
        """Whether anything it rests on is not as it was."""
        return bool(self.changes or self.gone or self.added or self.turns)

    @property
    def first_is_out(self) -> bool:
        """Whether the one who came first fails a must now."""
        standing = self.ranking.by_id.get(self.basis.first)
        return standing is not None and standing.state is Eligibility.OUT


def basis_of(ranking: Ranking, catalog: Catalog, today: date | None = None) -> Basis:
    """The values that a ranking rests on, to be remembered.

    Args:
        ranking: What came out.
        catalog: Which it was ranked by.
        today: The day to write; by default the present one.
    """
    attributes = tuple(_attributes(ranking, catalog))
    values = {
        one: {
            attribute: _remembered(fact.value)
            for attribute in attributes
            if (fact := catalog.technologies[one].facts.get(attribute)) is not None
            and fact.value is not None
        }
        for one in dict.fromkeys(ranking.decision.candidates)
        if one in catalog.technologies
    }
    return Basis(today or date.today(), ranking.first, values)


def review(decision: Decision, basis: Basis, catalog: Catalog, today: date | None = None) -> Review:
    """Look at a decision again.

    Args:
        decision: As it was made.
        basis: What it rested on then.
        catalog: What is known now.
        today: The day to compare its day of review with; by default the present one.
    """
    ranking = rank(decision, catalog)
    now = basis_of(ranking, catalog).values
    candidates = dict.fromkeys((*decision.candidates, *basis.values))
    return Review(
        ranking,
        basis,
        tuple(_changes(candidates, basis.values, now)),
        tuple(one for one in candidates if one in basis.values and one not in catalog.technologies),
        tuple(one for one in now if one not in basis.values),
        decision.review is not None and decision.review <= (today or date.today()),
    )


def _remembered(value: Value) -> Value:
    # Of a series its last point is what counted.
    return dict([latest(value)]) if isinstance(value, dict) else value


def _attributes(ranking: Ranking, catalog: Catalog) -> Iterable[str]:
    """The ids of the attributes that count, of those that decide musts, and of those that say what not to take any more."""
    found = {one.attribute.id: None for one in ranking.criteria if one.attribute is not None}
    for standing in (*ranking.standings, *ranking.out):
        for check in standing.musts:
            found.update(dict.fromkeys(check.attributes))
    found.update((one.id, None) for one in catalog.attributes.values() if one.discouraged)
    return found


def _changes(
    candidates: Iterable[str],
    before: dict[str, dict[str, Value]],
    now: dict[str, dict[str, Value]],
) -> Iterator[ChangedValue]:
    for one in candidates:
        old, new = before.get(one), now.get(one)
        if old is None or new is None:
            continue
        for attribute in dict.fromkeys((*old, *new)):
            then, today = old.get(attribute), new.get(attribute)
            if _told(then) != _told(today):
                yield ChangedValue(one, attribute, then, today)


def _told(value: Value | None) -> object:
    """What of a value counts: of a series its last point, of a list what is in it."""
    match value:
        case dict():
            return latest(value) if value else None
        case tuple():
            return frozenset(value)
        case _:
            return value
