"""The log of status changes, added up by day, for the activity line of the last weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .model import Status, StatusChange

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day. Each technology counts once, by where its status ended up that day."""

    day: date
    known: int = 0
    """Technologies that became known."""
    learning: int = 0
    """Technologies whose learning began."""
    other: int = 0
    """Any other change."""

    @property
    def total(self) -> int:
        """All technologies whose status changed."""
        return self.known + self.learning + self.other


def days(changes: Iterable[StatusChange], until: date, weeks: int = 8) -> tuple[Day, ...]:
    """Add up the log by day.

    A key that cycles through the statuses leaves several lines in the log; only the difference between the
    first and the last line of a day counts, so cycling all the way round counts nothing.

    Args:
        changes: The log, in any order; days outside the period are left out.
        until: The last day, usually today.
        weeks: How many whole weeks, 7 days each, at least 1.

    Returns:
        One value a day, oldest first, quiet days included: ``7 * weeks`` of them (fewer when the calendar
        has none before the year 1).
    """
    length = min(7 * max(weeks, 1), until.toordinal())
    first = until - timedelta(days=length - 1)
    moves: dict[tuple[date, str, str], tuple[Status, Status]] = {}
    for change in sorted(changes):
        if first <= change.day <= until:
            key = (change.day, change.catalog_id, change.technology_id)
            start, _ = moves.get(key, (change.previous, change.status))
            moves[key] = (start, change.status)
    counts: dict[date, list[int]] = {}
    for (day, _, _), (start, end) in moves.items():
        if start is not end:
            column = {Status.KNOW: 0, Status.LEARNING: 1}.get(end, 2)
            counts.setdefault(day, [0, 0, 0])[column] += 1
    return tuple(
        Day(day, *counts.get(day, ())) for day in (first + timedelta(n) for n in range(length))
    )
