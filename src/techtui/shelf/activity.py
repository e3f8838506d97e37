"""The log of status changes by day, for the activity line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .model import Status, StatusChange

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Day:
    """The changes of one day. Each technology counts once, by its status at the end of the day."""

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
    """Count the changes of the log by day.

    A key that cycles through the statuses leaves several lines in the log; only the difference between the first and the last
    status of a day counts, so a full cycle counts nothing.

    Args:
        changes: The log, in any order; days outside the period are ignored.
        until: The last day, usually today.
        weeks: The number of whole weeks of 7 days, at least 1.

    Returns:
        A value for each day, oldest first, including quiet days: ``7 * weeks`` of them (fewer if the calendar has none before the
        year 1).
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
