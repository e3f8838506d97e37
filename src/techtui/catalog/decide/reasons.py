"""Why a candidate stands where it stands: by what it gained, and by what it lost."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from techtui.catalog.decide.ranking import Criterion, Judgement, Ranking

_NOTHING: Final = 1e-9
MOST_REASONS: Final = 3


class DecidingReason(Struct, frozen=True):
    """One criterion that made a difference."""

    criterion: Criterion
    cell: Judgement
    """How the candidate does by it."""
    points: float
    """How much it makes of the whole, which is 1: against the mean of the others, or against one of them."""
    against: str = ""
    """The id of the one it is compared with; empty for the mean of the others."""
    other: Judgement | None = None
    """How that one does by it."""


def carried_by(
    ranking: Ranking, technology: str, most: int = MOST_REASONS
) -> tuple[DecidingReason, ...]:
    """By what a candidate gained most against the mean of the others that are not out.

    Args:
        ranking: What came out.
        technology: A candidate of it.
        most: How many reasons to give.

    Returns:
        The reasons, most telling first; none when it gained nowhere.
    """
    own = ranking.by_id[technology]
    others = [one for one in ranking.standings if one.technology != technology]
    reasons = []
    for at, (criterion, share) in enumerate(zip(ranking.criteria, ranking.shares, strict=True)):
        mean = fsum(one.cells[at].score.middle for one in others) / max(1, len(others))
        points = share * (own.cells[at].score.middle - mean)
        # What is not known carries nobody.
        if own.cells[at].score.known:
            reasons.append(DecidingReason(criterion, own.cells[at], points))
    return _foremost(reasons, most)


def lost_by(
    ranking: Ranking, technology: str, against: str = "", most: int = MOST_REASONS
) -> tuple[DecidingReason, ...]:
    """By what a candidate lost most against another one.

    Args:
        ranking: What came out.
        technology: A candidate of it.
        against: The other; by default the first, for the first itself the second.
        most: How many reasons to give.

    Returns:
        The reasons, most telling first, with positive `DecidingReason.points`; none when it lost nowhere.
    """
    if not against:
        ahead = (one.technology for one in ranking.standings if one.technology != technology)
        against = next(ahead, "")
    if not against:
        return ()
    own, other = ranking.by_id[technology], ranking.by_id[against]
    reasons = [
        DecidingReason(
            criterion, mine, share * (theirs.score.middle - mine.score.middle), against, theirs
        )
        for criterion, share, mine, theirs in zip(
            ranking.criteria, ranking.shares, own.cells, other.cells, strict=True
        )
        # Nobody loses against what is not known.
        if theirs.score.known
    ]
    return _foremost(reasons, most)


def _foremost(reasons: Iterable[DecidingReason], most: int) -> tuple[DecidingReason, ...]:
    telling = [one for one in reasons if one.points > _NOTHING]
    # By name where equal, so that the order of criteria has no effect.
    telling.sort(key=lambda one: (-round(one.points, 9), one.criterion.key))
    return tuple(telling[:most])
