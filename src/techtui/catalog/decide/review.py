"""Reviews a decision: compares the values it was based on with those of today."""

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
    """The values that a decision was based on."""

    date: date
    """The day of the values."""
    first: str
    """The id of the first candidate; empty if there was none."""
    values: dict[str, dict[str, Value]]
    """Technology id -> attribute id -> value. Unknown values are left out, and so are technologies that were no candidates."""


class RecordedDecision(Struct, frozen=True):
    """A decision as it is saved, in a file or on the shelf."""

    decision: Decision
    basis: Basis | None = None
    """Its basis when it was accepted; None if it never was."""


class ChangedValue(Struct, frozen=True):
    """A value that has changed since."""

    technology: str
    attribute: str
    before: Value | None
    """None if it was unknown."""
    now: Value | None
    """None if it is unknown."""


class Review(Struct, frozen=True):
    """What has changed since a decision was made."""

    ranking: Ranking
    """The ranking of today."""
    basis: Basis
    changes: tuple[ChangedValue, ...]
    """The values that have changed, in the order of the candidates."""
    gone: tuple[str, ...]
    """The ids of candidates that are no longer in the catalog."""
    added: tuple[str, ...]
    """The ids of new candidates."""
    due: bool
    """Whether its day of review has come."""

    @property
    def turns(self) -> bool:
        """Whether another candidate is first now."""
        return self.ranking.first != self.basis.first

    @property
    def touched(self) -> bool:
        """Whether anything it is based on has changed."""
        return bool(self.changes or self.gone or self.added or self.turns)

    @property
    def first_is_out(self) -> bool:
        """Whether the candidate that was first fails a must now."""
        standing = self.ranking.by_id.get(self.basis.first)
        return standing is not None and standing.state is Eligibility.OUT


def basis_of(ranking: Ranking, catalog: Catalog, today: date | None = None) -> Basis:
    """Return the values that a ranking is based on.

    Args:
        ranking: The ranking.
        catalog: The catalog of the ranking.
        today: The date to record; by default today.
    """
    attributes = tuple(_attributes(ranking, catalog))
    values = {
        one: {
            attribute: _remembered(fact.value)
            for attribute in attributes
            if (fact := catalog.technologies[one].facts.get(attribute)) is not None
            and fact.value is not None
        }
        for one in catalog.known(dict.fromkeys(ranking.decision.candidates))
    }
    return Basis(today or date.today(), ranking.first, values)


def review(decision: Decision, basis: Basis, catalog: Catalog, today: date | None = None) -> Review:
    """Review a decision.

    Args:
        decision: The decision as it was made.
        basis: Its basis.
        catalog: The current catalog.
        today: The date to compare with its day of review; by default today.
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
    # Only the last point of a series is used.
    return dict([latest(value)]) if isinstance(value, dict) else value


def _attributes(ranking: Ranking, catalog: Catalog) -> Iterable[str]:
    """Return the ids of the attributes that are criteria, decide musts, or mark technologies as discouraged."""
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
            if _comparable(then) != _comparable(today):
                yield ChangedValue(one, attribute, then, today)


def _comparable(value: Value | None) -> object:
    """Return the part of a value that matters: the last point of a series, the items of a list in any order."""
    match value:
        case dict():
            return latest(value) if value else None
        case tuple():
            return frozenset(value)
        case _:
            return value
