"""Moments: a year, a month or a day, as a sortable number.

A year is 2026, a month 202603, a day 20260315: the digits as written. All moments of a series have the same grain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

Grain: TypeAlias = Literal["year", "month", "day"]
"""The precision of a moment."""

_WRITTEN: Final = re.compile(r"(\d{1,4})|([1-9]\d{3})-(0[1-9]|1[0-2])(?:-(\d{2}))?", re.ASCII)
_FIRST_MONTH: Final = 100_000
_FIRST_DAY: Final = 10_000_000


def moment_of(text: str) -> int | None:
    """Return the moment written as ``2026``, ``2026-03`` or ``2026-03-15``; None for anything else."""
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
    """Return a moment as text: ``2026``, ``2026-03``, ``2026-03-15``."""
    digits = str(moment)
    match grain_of(moment):
        case "year":
            return digits
        case "month":
            return f"{digits[:4]}-{digits[4:]}"
        case "day":
            return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def grain_of(moment: int) -> Grain:
    """Return the precision of a moment."""
    if moment < _FIRST_MONTH:
        return "year"
    return "month" if moment < _FIRST_DAY else "day"


def finest(moments: Iterable[int]) -> Grain:
    """Return the precision of the most precise of some moments; ``year`` for none."""
    return grain_of(max(moments, default=0))


def mixture(moments: Iterable[int]) -> str:
    """Describe moments of different grains: ``years beside months``; empty if there is only one grain."""
    grains = {grain_of(moment) for moment in moments}
    order: tuple[Grain, ...] = ("year", "month", "day")
    return " beside ".join(f"{one}s" for one in order if one in grains) if len(grains) > 1 else ""


def step_of(moment: int, grain: Grain) -> int:
    """Return the number of a year, month or day, such that neighbours differ by one.

    Args:
        moment: The moment; a less precise one counts from its beginning.
        grain: The unit.
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
    """Return the text of a number from `step_of`."""
    if grain == "year":
        return str(step)
    if grain == "month":
        return f"{step // 12:04}-{step % 12 + 1:02}"
    return date.fromordinal(step).isoformat()


def place_of(moment: int) -> float:
    """Return the position of a moment on an axis of years: 2026 at 2026, July 2026 half a year later."""
    match grain_of(moment):
        case "year":
            return moment
        case "month":
            return moment // 100 + (moment % 100 - 1) / 12
        case "day":
            day = date.fromisoformat(moment_text(moment))
            first = date(day.year, 1, 1)
            return day.year + (day - first) / timedelta(days=366)
