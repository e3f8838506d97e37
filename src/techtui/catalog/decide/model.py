"""What a decision is: the question, the candidates, and what counts. Frozen values."""

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
"""Own ratings go from 0 to this."""

OWN: Final = "own:"
"""Begins the key of a criterion that is an own rating; those of wants are ids of attributes."""


class Interval(Struct, frozen=True, order=True):
    """A score that is not known exactly: between `low` and `high`, both from 0 to 1."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """What is reckoned with where one number is needed."""
        return (self.low + self.high) / 2

    @property
    def known(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


class Grade(Struct, frozen=True):
    """How one candidate does by an own criterion."""

    points: float
    """From 0 to 4."""
    why: str = ""


class Rating(Struct, frozen=True):
    """A criterion that no catalog can know, such as what the team knows already."""

    id: str
    name: str
    importance: float = 2
    grades: dict[str, Grade] = {}
    """Technology id -> grade; who has none is unknown."""

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
    """Terms of the query language: a candidate of which one is not true is out."""
    wants: tuple[Want, ...] = ()
    """What counts, one for each attribute."""
    ratings: tuple[Rating, ...] = ()
    note: str = ""
    """The context, in paragraphs."""
    date: datetime.date | None = None
    review: datetime.date | None = None
    """The day on which to look at it again."""
    status: str = ""
    """How far it is, such as ``proposed`` or ``accepted``."""
    makers: tuple[str, ...] = ()
    """Who decides."""
    left_out: tuple[str, ...] = ()
    """Ids of technologies that would be candidates, but should not be taken any more; to be said, no file holds it."""

    def importance(self, key: str) -> float:
        """How much a criterion counts; 0 for one that is not there.

        Args:
            key: The id of an attribute, or the key of an own rating.
        """
        for want in self.wants:
            if want.attribute == key:
                return want.importance
        return next((one.importance for one in self.ratings if one.key == key), 0)

    def with_importance(self, key: str, importance: float) -> Decision:
        """The decision with one criterion counting more or less."""
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
        """The decision with a want more, or with another want for the same attribute."""
        if any(one.attribute == want.attribute for one in self.wants):
            wants = tuple(want if one.attribute == want.attribute else one for one in self.wants)
            return replace(self, wants=wants)
        return replace(self, wants=(*self.wants, want))

    def with_rating(self, rating: Rating) -> Decision:
        """The decision with an own criterion more, or with another one in place of that with the same id."""
        if any(one.id == rating.id for one in self.ratings):
            ratings = tuple(rating if one.id == rating.id else one for one in self.ratings)
            return replace(self, ratings=ratings)
        return replace(self, ratings=(*self.ratings, rating))

    def without(self, key: str) -> Decision:
        """The decision without a want or an own rating."""
        return replace(
            self,
            wants=tuple(one for one in self.wants if one.attribute != key),
            ratings=tuple(one for one in self.ratings if one.key != key),
        )


def stepped(importance: float, by: int) -> float:
    """The importance some steps up or down; at the ends it stays.

    Args:
        importance: Where to start; one between two steps goes to the next.
        by: How many steps, negative for down.
    """
    steps = sorted(IMPORTANCES.values())
    if by >= 0:
        above = [one for one in steps if one > importance]
        return above[min(by, len(above)) - 1] if by and above else importance
    below = [one for one in reversed(steps) if one < importance]
    return below[min(-by, len(below)) - 1] if below else importance


def among(catalog: Catalog, technologies: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is a candidate when nobody is named: all that may still be taken.

    Args:
        catalog: Which says what should not be taken any more.
        technologies: The ids of all there are.

    Returns:
        The candidates, and those that are left out; nobody is when too few would remain to decide between.
    """
    ids = tuple(dict.fromkeys(technologies))
    taken = tuple(one for one in ids if one not in catalog.discouraged)
    if len(taken) < FEWEST_CANDIDATES:
        return ids, ()
    return taken, tuple(one for one in ids if one in catalog.discouraged)


def from_template(template: Template, catalog: Catalog) -> Decision:
    """A decision to start from.

    Args:
        template: What counts.
        catalog: Which has the candidates: those of the template's category that may still be taken, at most 40.
    """
    candidates, left_out = among(catalog, (one.id for one in catalog.walk(template.category)))
    return Decision(
        template.name,
        candidates[:MOST_CANDIDATES],
        template.musts,
        template.wants,
        left_out=left_out,
    )
