"""Learning progress by category, and what to learn next and why.

Categories and technologies are ids and numbers here, so that it works with any catalog.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from .model import Entry, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

DEFAULT_GOAL = 1
"""How many technologies of each category to know by default ("one or two from each list")."""

_ON_THE_WAY = (Status.KNOW, Status.LEARNING, Status.WANT)
"""What counts towards the goal when something is suggested."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress in one category."""

    category_id: str
    total: int
    """All technologies of the category."""
    known: int
    learning: int
    wanted: int
    not_for_me: int
    shortlisted: int
    goal: int
    """How many to know: the goal, or all that are left without those marked "not for me"."""

    @property
    def missing(self) -> int:
        """How many more to know to reach the goal."""
        return max(self.goal - self.known, 0)

    @property
    def reached(self) -> bool:
        """Whether the goal is reached."""
        return not self.missing


def progress(
    categories: Mapping[str, Collection[str]],
    entries: Mapping[str, Entry],
    goal: int = DEFAULT_GOAL,
) -> tuple[Progress, ...]:
    """Count what the user knows, learns and wants, category by category.

    Args:
        categories: Category id -> ids of its technologies, in the order of the result.
        entries: Technology id -> entry, as :meth:`techtui.shelf.Shelf.entries` returns it.
        goal: How many technologies of each category to know; below 0 counts as 0.
    """
    return tuple(_of(category, ids, entries, goal) for category, ids in categories.items())


def _of(
    category_id: str, ids: Collection[str], entries: Mapping[str, Entry], goal: int
) -> Progress:
    kept = [entries[each] for each in ids if each in entries]
    counts = dict.fromkeys(Status, 0)
    for entry in kept:
        counts[entry.status] += 1
    return Progress(
        category_id,
        len(ids),
        counts[Status.KNOW],
        counts[Status.LEARNING],
        counts[Status.WANT],
        counts[Status.NOT_FOR_ME],
        sum(entry.shortlisted for entry in kept),
        max(min(goal, len(ids) - counts[Status.NOT_FOR_ME]), 0),
    )


class Reason(StrEnum):
    """Why a technology is suggested, in the order of suggestions."""

    WANTED = "wanted"
    """It is marked "want to learn"."""
    CATEGORY_SHORT = "category_short"
    """Its category is short of the goal, and it is the most popular technology that can be suggested there."""
    GOES_WITH = "goes_with"
    """It goes with something known."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A technology that could be suggested."""

    technology_id: str
    category_id: str
    popularity: float | None = None
    """Higher is more popular, in any unit that all candidates share. Equally popular ones keep their order."""
    goes_with: Collection[str] = ()
    """Ids of technologies that it is often used with."""
    discouraged: bool = False
    """Whether it is discouraged: it is suggested only to users who want it already."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A technology to learn next, and why."""

    technology_id: str
    reason: Reason
    wanted_since: date | None = None
    """For ``WANTED``: the day it was marked."""
    category_id: str = ""
    """For ``CATEGORY_SHORT``: the category."""
    because_of: tuple[str, ...] = ()
    """For ``GOES_WITH``: ids of the known technologies that it goes with."""


def suggestions(
    candidates: Iterable[Candidate],
    entries: Mapping[str, Entry],
    goal: int = DEFAULT_GOAL,
    limit: int = 10,
) -> tuple[Suggestion, ...]:
    """Suggest what to learn next.

    First what is wanted, longest wanted first. Then, for each category in which known, learning and wanted technologies do not
    add up to the goal, as many popular ones as are missing, emptiest categories first. Then what goes with what is known, most
    connections first. Technologies that are known, being learned, not for the user or discouraged are never suggested.

    Args:
        candidates: All technologies of the catalog.
        entries: Technology id -> entry.
        goal: How many technologies of each category to know.
        limit: The most suggestions to return.
    """
    # In this order, of two that are equal otherwise, the more popular one comes first.
    pool = sorted(candidates, key=lambda one: (one.popularity is None, -(one.popularity or 0)))
    status = {one: entry.status for one, entry in entries.items()}
    free = [
        one
        for one in pool
        if status.get(one.technology_id, Status.NONE) is Status.NONE and not one.discouraged
    ]
    short = _short(pool, free, status, goal)
    already = {one.technology_id for one in short}
    others = [one for one in free if one.technology_id not in already]
    return (*_wanted(pool, entries), *short, *_related(others, status))[: max(limit, 0)]


def _wanted(pool: Iterable[Candidate], entries: Mapping[str, Entry]) -> list[Suggestion]:
    """Return what is wanted, longest wanted first."""
    found = [
        Suggestion(one.technology_id, Reason.WANTED, entries[one.technology_id].status_date)
        for one in pool
        if one.technology_id in entries and entries[one.technology_id].status is Status.WANT
    ]
    return sorted(found, key=lambda one: one.wanted_since or date.max)


def _short(
    pool: Iterable[Candidate],
    free: Iterable[Candidate],
    status: Mapping[str, Status],
    goal: int,
) -> list[Suggestion]:
    """Return what the categories lack that are short of the goal, emptiest categories first."""
    held = Counter(one.category_id for one in pool if status.get(one.technology_id) in _ON_THE_WAY)
    taken = held.copy()
    found: list[Suggestion] = []
    for one in free:
        if taken[one.category_id] < goal:
            taken[one.category_id] += 1
            reason = Reason.CATEGORY_SHORT
            found.append(Suggestion(one.technology_id, reason, category_id=one.category_id))
    return sorted(found, key=lambda one: held[one.category_id])


def _related(free: Iterable[Candidate], status: Mapping[str, Status]) -> list[Suggestion]:
    """Return what goes with what is known, most connections first."""
    known = {one for one, its in status.items() if its is Status.KNOW}
    found = [
        Suggestion(one.technology_id, Reason.GOES_WITH, because_of=because_of)
        for one in free
        if (because_of := tuple(dict.fromkeys(id for id in one.goes_with if id in known)))
    ]
    return sorted(found, key=lambda one: -len(one.because_of))
