"""A decision: the question, the candidates, and the criteria. Frozen values."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from techtui.catalog.model import IMPORTANCES, Template, Want

if TYPE_CHECKING:
    from collections.abc import Iterable

    from techtui.catalog.model import Catalog

FEWEST_CANDIDATES: Final = 2
MOST_CANDIDATES: Final = 40

BEST_GRADE: Final = 4
"""The best grade of own ratings; the worst is 0."""

OWN: Final = "own:"
"""The prefix of the keys of own ratings; the keys of wants are ids of attributes."""


class Interval(Struct, frozen=True, order=True):
    """A score that is not known exactly: between `low` and `high`, both from 0 to 1."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """The score to use where a single number is needed."""
        return (self.low + self.high) / 2

    @property
    def known(self) -> bool:
        """Whether `low` and `high` are equal."""
        return self.low == self.high


class Grade(Struct, frozen=True):
    """The grade of a candidate by a criterion of the user's own."""

    points: float
    """From 0 to 4."""
    why: str = ""


class Rating(Struct, frozen=True):
    """A criterion that is not in any catalog, such as what the team knows already."""

    id: str
    name: str
    importance: float = 2
    grades: dict[str, Grade] = {}
    """Technology id -> grade; candidates without one are unknown."""

    @property
    def key(self) -> str:
        """The key of the criterion."""
        return OWN + self.id


class Decision(Struct, frozen=True):
    """A decision to make, or made."""

    question: str
    candidates: tuple[str, ...]
    """Ids of technologies. Their order has no effect."""
    musts: tuple[str, ...] = ()
    """Query terms: a candidate is out if a term is false."""
    wants: tuple[Want, ...] = ()
    """Weighted criteria, at most one for each attribute."""
    ratings: tuple[Rating, ...] = ()
    note: str = ""
    """The context, in paragraphs."""
    date: datetime.date | None = None
    review: datetime.date | None = None
    """The day to review it."""
    status: str = ""
    """Its status, such as ``proposed`` or ``accepted``."""
    makers: tuple[str, ...] = ()
    """Who decides."""
    left_out: tuple[str, ...] = ()
    """Ids of technologies left out because they are discouraged; shown to the user, never saved."""

    def __post_init__(self) -> None:
        """Refuse a single text where several are expected: each of its letters would count as one.

        Raises:
            TypeError: If ``candidates`` or ``musts`` is a text.
        """
        several: tuple[tuple[str, object], ...] = (
            ("candidates", self.candidates),
            ("musts", self.musts),
        )
        for name, given in several:
            if isinstance(given, str):
                raise TypeError(f"{name} is a text; write ({given!r},)")

    def importance(self, key: str) -> float:
        """Return the importance of a criterion; 0 if it does not exist.

        Args:
            key: The id of an attribute, or the key of an own rating.
        """
        for want in self.wants:
            if want.attribute == key:
                return want.importance
        return next((one.importance for one in self.ratings if one.key == key), 0)

    def with_importance(self, key: str, importance: float) -> Decision:
        """Return the decision with another importance of a criterion."""
        return replace(
            self,
            wants=tuple(
                replace(one, importance=importance) if one.attribute == key else one
                for one in self.wants
            ),
            ratings=tuple(
                replace(one, importance=importance) if one.key == key else one
                for one in self.ratings
            ),
        )

    def with_want(self, want: Want) -> Decision:
        """Return the decision with a want added, or replaced if the attribute has one."""
        if any(one.attribute == want.attribute for one in self.wants):
            wants = tuple(want if one.attribute == want.attribute else one for one in self.wants)
            return replace(self, wants=wants)
        return replace(self, wants=(*self.wants, want))

    def with_rating(self, rating: Rating) -> Decision:
        """Return the decision with an own rating added, or replaced if there is one with its id."""
        if any(one.id == rating.id for one in self.ratings):
            ratings = tuple(rating if one.id == rating.id else one for one in self.ratings)
            return replace(self, ratings=ratings)
        return replace(self, ratings=(*self.ratings, rating))

    def without(self, key: str) -> Decision:
        """Return the decision without a want or an own rating."""
        return replace(
            self,
            wants=tuple(one for one in self.wants if one.attribute != key),
            ratings=tuple(one for one in self.ratings if one.key != key),
        )


def stepped(importance: float, by: int) -> float:
    """Return the importance some steps up or down, within the scale.

    Args:
        importance: The importance to start from; one between two steps moves to the next.
        by: The number of steps, negative for down.
    """
    steps = sorted(IMPORTANCES.values())
    if by >= 0:
        above = [one for one in steps if one > importance]
        return above[min(by, len(above)) - 1] if by and above else importance
    below = [one for one in reversed(steps) if one < importance]
    return below[min(-by, len(below)) - 1] if below else importance


def among(catalog: Catalog, technologies: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the default candidates: technologies that are not discouraged.

    Args:
        catalog: The catalog.
        technologies: The ids to choose from.

    Returns:
        The candidates, and those left out; none are left out if too few would remain.
    """
    ids = tuple(dict.fromkeys(technologies))
    taken = tuple(one for one in ids if one not in catalog.discouraged)
    if len(taken) < FEWEST_CANDIDATES:
        return ids, ()
    return taken, tuple(one for one in ids if one in catalog.discouraged)


def from_template(template: Template, catalog: Catalog) -> Decision:
    """Return a decision that starts from a template.

    Args:
        template: The template.
        catalog: The catalog; candidates are the template's category without discouraged technologies, at most 40.
    """
    candidates, left_out = among(catalog, (one.id for one in catalog.walk(template.category)))
    return Decision(
        template.name,
        candidates[:MOST_CANDIDATES],
        template.musts,
        template.wants,
        left_out=left_out,
    )
