"""The reasons for a candidate's rank: where it gained, and where it lost."""

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
    """A criterion that made a difference."""

    criterion: Criterion
    cell: Judgement
    """The judgement of the candidate."""
    points: float
    """The difference in score, of 1 in all: to the mean of the others, or to one of them."""
    against: str = ""
    """The id of the candidate it is compared with; empty for the mean of the others."""
    other: Judgement | None = None
    """The judgement of that candidate."""


def carried_by(ranking: Ranking, technology: str) -> tuple[DecidingReason, ...]:
    """Return the criteria by which a candidate gained most over the mean of the others that are not out.

    Args:
        ranking: The ranking.
        technology: The id of a candidate.

    Returns:
        At most `MOST_REASONS`, the most important first; empty if it gained nowhere.
    """
    own = ranking.by_id[technology]
    others = [one for one in ranking.standings if one.technology != technology]
    reasons = []
    for at, (criterion, share) in enumerate(zip(ranking.criteria, ranking.shares, strict=True)):
        mean = fsum(one.cells[at].score.middle for one in others) / max(1, len(others))
        points = share * (own.cells[at].score.middle - mean)
        # An unknown value is no gain.
        if own.cells[at].score.known:
            reasons.append(DecidingReason(criterion, own.cells[at], points))
    return _foremost(reasons)


def lost_by(ranking: Ranking, technology: str, against: str = "") -> tuple[DecidingReason, ...]:
    """Return the criteria by which a candidate lost most to another one.

    Args:
        ranking: The ranking.
        technology: The id of a candidate.
        against: The id of the other; by default the first, for the first itself the second.

    Returns:
        At most `MOST_REASONS`, the most important first, with positive `DecidingReason.points`; empty if it lost nowhere.
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
        # An unknown value is no loss.
        if theirs.score.known
    ]
    return _foremost(reasons)


def _foremost(reasons: Iterable[DecidingReason]) -> tuple[DecidingReason, ...]:
    telling = [one for one in reasons if one.points > _NOTHING]
    # Equal ones by name, so that the order of criteria has no effect.
    telling.sort(key=lambda one: (-round(one.points, 9), one.criterion.key))
    return tuple(telling[:MOST_REASONS])
