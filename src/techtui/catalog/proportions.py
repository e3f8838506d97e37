"""Where a number is between two others, whatever their size."""

from __future__ import annotations

from math import isfinite


def position_between(number: float, first: float, last: float) -> float:
    """Return the position of a number on the way from one number to another: 0 at the first, 1 at the last.

    Args:
        number: The number.
        first: Where the way begins.
        last: Where it ends; less than ``first`` on the way down.

    Returns:
        From 0 to 1 for a number between the two; 0 if there is no way between them.
    """
    way = last - first
    if not isfinite(way):
        # The difference of two numbers can be beyond all numbers; that of their halves can't.
        return (number / 2 - first / 2) / (last / 2 - first / 2)
    return (number - first) / way if way else 0.0
