"""What would change a decision: a weight, or an unknown fact; and how many similar weightings would not."""

from __future__ import annotations

from itertools import product
from math import fsum, prod
from random import Random
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from techtui.catalog.decide.model import stepped
from techtui.catalog.decide.ranking import DIGITS, Eligibility
from techtui.catalog.decide.terms import TermVerdict
from techtui.catalog.model import IMPORTANCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from techtui.catalog.decide.ranking import Criterion, Judgement, Ranking

MOST_COUNTED: Final = 3**7
"""Up to so many weightings, all are tried; otherwise a sample."""
SAMPLED: Final = 1000
"""The size of a sample: the share is then within three hundredths, with 95 % confidence."""

_SEED: Final = 25
_NOTHING: Final = 1e-9
_SEEN: Final = 10.0**-DIGITS
"""The least lead that counts as more than a tie."""


class WeightTurn(Struct, frozen=True):
    """The smallest change of one weight that puts another candidate first."""

    criterion: Criterion
    to: float
    """The weight beyond which that happens; the present weight if the two are tied."""
    more: bool
    """Whether the weight must increase."""
    first: str
    """The id of the candidate that is first then."""

    @property
    def step(self) -> float | None:
        """The nearest importance that does it; None if none does, 0 if the criterion must be dropped."""
        steps = sorted(IMPORTANCES.values())
        if self.more:
            return next((one for one in steps if one > self.to), None)
        return next((one for one in reversed(steps) if one < self.to), 0)


class FactTurn(Struct, frozen=True):
    """An unknown value that could put another candidate first."""

    technology: str
    """The id of the technology whose value it is."""
    criterion: Criterion | None
    """The criterion of the value; None for a must."""
    must: str
    """The must that the value decides; empty for a criterion."""
    should_be: Literal["best", "worst", "failed"]
    """What the value would have to be, or close to it."""
    first: str
    """The id of the candidate that is first then."""
    by: float
    """The lead of that candidate then."""


class Stability(Struct, frozen=True):
    """How often the first stays first if each importance is unchanged, a step higher or a step lower."""

    stays: int
    """The number of weightings under which it stays first."""
    weightings: int
    """The number of weightings tried."""
    exact: bool
    """Whether all weightings were tried, not a sample."""

    @property
    def share(self) -> float:
        """The share of weightings, from 0 to 1."""
        return self.stays / self.weightings if self.weightings else 1.0


class Turning(Struct, frozen=True):
    """What would change the result of a decision."""

    weights: tuple[WeightTurn, ...]
    """The smallest sufficient change of each weight, smallest first; weights that never suffice are left out."""
    facts: tuple[FactTurn, ...]
    """Single unknown values that suffice, the one with the largest effect first."""
    stability: Stability

    @property
    def weight(self) -> WeightTurn | None:
        """The smallest change of one weight."""
        return self.weights[0] if self.weights else None

    @property
    def fact(self) -> FactTurn | None:
        """The unknown value with the largest effect."""
        return self.facts[0] if self.facts else None


def turning(ranking: Ranking, sampled: int = SAMPLED) -> Turning:
    """Return what would put another candidate first. Unknown values count half, except the one in question.

    Args:
        ranking: The ranking.
        sampled: The number of weightings to try if there are too many to try all.
    """
    if len(ranking.standings) < 2:
        return Turning((), (), Stability(1, 1, True))
    facts = [*_facts(ranking), *_musts(ranking)]
    facts.sort(key=lambda one: (-round(one.by, 9), one.technology, one.must or one.should_be))
    return Turning(tuple(_weights(ranking)), tuple(facts), _stability(ranking, sampled))


def _leads(ranking: Ranking) -> list[tuple[str, list[float]]]:
    """Return for each rival the lead of the first by criterion; rivals that are nowhere ahead can't win and are left out."""
    first, *rivals = ranking.standings
    own = [cell.score.middle for cell in first.cells]
    found = []
    for rival in rivals:
        leads = [mine - cell.score.middle for mine, cell in zip(own, rival.cells, strict=True)]
        if any(one < 0 for one in leads):
            found.append((rival.technology, leads))
    return found


def _weights(ranking: Ranking) -> list[WeightTurn]:
    found: dict[str, WeightTurn] = {}
    weights = [one.weight for one in ranking.criteria]
    total = fsum(weights)
    for rival, leads in _leads(ranking):
        margin = fsum([weight * lead for weight, lead in zip(weights, leads, strict=True)])
        # The rival is first once its lead exceeds rounding, which matters for a large weight and a small lead. A tied rival needs no change.
        seen = _SEEN if margin > 4 * _SEEN * total else 0.0
        for criterion, lead in zip(ranking.criteria, leads, strict=True):
            if abs(lead) < _NOTHING:
                continue
            to = criterion.weight - (margin + seen * total) / (lead + seen)
            # A weight of exactly that value only makes a tie.
            if to <= _NOTHING and lead > 0:
                continue
            turn = WeightTurn(criterion, to, lead < 0, rival)
            known = found.get(criterion.key)
            if known is None or _change(turn) < _change(known):
                found[criterion.key] = turn
    return sorted(found.values(), key=_change)


def _change(turn: WeightTurn) -> tuple[float, str, str]:
    return round(abs(turn.to - turn.criterion.weight), 9), turn.criterion.key, turn.first


def _facts(ranking: Ranking) -> Iterator[FactTurn]:
    first, second, *_ = ranking.standings
    for at, (criterion, share) in enumerate(zip(ranking.criteria, ranking.shares, strict=True)):
        if _may_become_known(first.cells[at]):
            ahead = second.score.middle - (first.score.middle - share / 2)
            if ahead > _NOTHING:
                yield FactTurn(first.technology, criterion, "", "worst", second.technology, ahead)
        for rival in ranking.standings[1:]:
            if not _may_become_known(rival.cells[at]):
                continue
            ahead = rival.score.middle + share / 2 - first.score.middle
            if ahead > _NOTHING:
                yield FactTurn(rival.technology, criterion, "", "best", rival.technology, ahead)


def _may_become_known(cell: Judgement) -> bool:
    applies = cell.fact is None or cell.fact.missing != "does not apply"
    return applies and not cell.score.known


def _musts(ranking: Ranking) -> Iterator[FactTurn]:
    first, second, *_ = ranking.standings
    if first.state is Eligibility.DOUBT:
        for check in first.musts:
            if check.verdict is TermVerdict.UNKNOWN:
                lead = first.score.middle - second.score.middle
                yield FactTurn(
                    first.technology, None, check.text, "failed", second.technology, lead
                )


def _stability(ranking: Ranking, sampled: int) -> Stability:
    choices = [_near(one.weight) for one in ranking.criteria]
    rivals = [leads for _, leads in _leads(ranking)]
    count = prod(len(one) for one in choices)
    if not rivals:
        return Stability(count, count, True) if count <= MOST_COUNTED else Stability(1, 1, True)
    weightings: Iterator[Sequence[float]]
    exact = count <= MOST_COUNTED
    if exact:
        weightings = product(*choices)
    else:
        # Drawn by criteria in the order of their keys, so that the order of the criteria has no effect.
        order = sorted(range(len(choices)), key=lambda at: ranking.criteria[at].key)
        weightings = _sample([choices[at] for at in order], sampled)
        rivals = [[leads[at] for at in order] for leads in rivals]
        count = sampled
    stays = 0
    for weights in weightings:
        for at, leads in enumerate(rivals):
            if sum(map(float.__mul__, weights, leads)) < -_NOTHING:
                # The last winner will probably win again: trying it first saves trying the others.
                rivals.insert(0, rivals.pop(at))
                break
        else:
            stays += 1
    return Stability(stays, count, exact)


def _near(weight: float) -> list[float]:
    return sorted({float(stepped(weight, -1)), float(weight), float(stepped(weight, 1))})


def _sample(choices: Sequence[Sequence[float]], count: int) -> Iterator[Sequence[float]]:
    random = Random(_SEED)
    for _ in range(count):
        yield [random.choice(one) for one in choices]
