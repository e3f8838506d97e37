"""Points in time at which something was so: a year, a month or a day, as a number that sorts.

A year is 2026, a month 202603, a day 20260315: the digits as they are written. Of one series all are of the same grain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

Grain: TypeAlias = Literal["year", "month", "day"]
"""How exact a point in time is."""

_WRITTEN: Final = re.compile(r"(\d{1,4})|([1-9]\d{3})-(0[1-9]|1[0-2])(?:-(\d{2}))?", re.ASCII)
_FIRST_MONTH: Final = 100_000
_FIRST_DAY: Final = 10_000_000


def moment_of(text: str) -> int | None:
    """The moment that is written as ``2026``, ``2026-03`` or ``2026-03-15``; None for all else."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    year, *parts = found.groups()
    if year:
        return int(year) or None
    if parts[2] is not None:
        try:
            date.fromisoformat(text)
        except ValueError:
            return None
    return int(text.replace("-", ""))


def moment_text(moment: int) -> str:
    """A moment as it is written: ``2026``, ``2026-03``, ``2026-03-15``."""
    digits = str(moment)
    match grain_of(moment):
        case "year":
            return digits
        case "month":
            return f"{digits[:4]}-{digits[4:]}"
        case "day":
            return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def grain_of(moment: int) -> Grain:
    """How exact a moment is."""
    if moment < _FIRST_MONTH:
        return "year"
    return "month" if moment < _FIRST_DAY else "day"


def finest(moments: Iterable[int]) -> Grain:
    """How exact the most exact of some moments is; ``year`` for none."""
    return grain_of(max(moments, default=0))


def mixture(moments: Iterable[int]) -> str:
    """What stands beside each other where moments are not of one grain: ``years beside months``; empty if they are."""
    grains = {grain_of(moment) for moment in moments}
    order: tuple[Grain, ...] = ("year", "month", "day")
    return " beside ".join(f"{one}s" for one in order if one in grains) if len(grains) > 1 else ""


def step_of(moment: int, grain: Grain) -> int:
    """Which year, month or day it is, counted so that neighbours are one apart.

    Args:
        moment: The moment; one that is less exact begins where its year or month does.
        grain: What is counted.
    """
    digits = str(moment).zfill(4)
    if grain_of(moment) == "year":
        year, month, day = moment, 1, 1
    else:
        year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:] or 1)
    if grain == "year":
        return year
    return year * 12 + month - 1 if grain == "month" else date(year, month, day).toordinal()


def step_text(step: int, grain: Grain) -> str:
    """What `step_of` counts, as it is written."""
    if grain == "year":
        return str(step)
    if grain == "month":
        return f"{step // 12:04}-{step % 12 + 1:02}"
    return date.fromordinal(step).isoformat()


def place_of(moment: int) -> float:
    """Where a moment lies on a line of years: 2026 at 2026, July 2026 half a year behind it."""
    match grain_of(moment):
        case "year":
            return moment
        case "month":
            return moment // 100 + (moment % 100 - 1) / 12
        case "day":
            day = date.fromisoformat(moment_text(moment))
            first = date(day.year, 1, 1)
            return day.year + (day - first) / timedelta(days=366)
