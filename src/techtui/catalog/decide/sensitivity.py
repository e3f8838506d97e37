"""What would turn a decision: one weight, one unknown fact; and how many weightings near by leave it as it is."""

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
"""Up to so many weightings each one is tried; of more, a sample."""
SAMPLED: Final = 1000
"""How many weightings a sample has: the share is then right within three hundredths, nineteen times of twenty."""

_SEED: Final = 25
_NOTHING: Final = 1e-9
_SEEN: Final = 10.0**-DIGITS
"""The least lead that a ranking tells from a tie."""


class WeightTurn(Struct, frozen=True):
    """The smallest change of the weight of one criterion that makes another the first."""

    criterion: Criterion
    to: float
    """The weight beyond which it is so; the present one when the two are as good as each other."""
    more: bool
    """Whether it must count more; else less."""
    first: str
    """The id of who is first then."""

    @property
    def step(self) -> float | None:
        """The importance nearest to the present one that does it; None when none does, 0 when it must be left out."""
        steps = sorted(IMPORTANCES.values())
        if self.more:
            return next((one for one in steps if one > self.to), None)
        return next((one for one in reversed(steps) if one < self.to), 0)


class FactTurn(Struct, frozen=True):
    """A value that is not known, and that makes another the first should it be so."""

    technology: str
    """Whose value it is."""
    criterion: Criterion | None
    """What it counts for; None for a must."""
    must: str
    """The must that it decides; empty for a criterion."""
    should_be: Literal["best", "worst", "failed"]
    """What it would have to be; at least so good or so bad that it suffices."""
    first: str
    """The id of who is first then."""
    by: float
    """By how much that one leads then."""


class Stability(Struct, frozen=True):
    """Under how many weightings the first stays first, each importance being as it is, a step higher or a step lower."""

    stays: int
    """Under so many."""
    weightings: int
    """Of so many."""
    exact: bool
    """Whether these are all there are, or a sample."""

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.stays / self.weightings if self.weightings else 1.0


class Turning(Struct, frozen=True):
    """What would turn a decision."""

    weights: tuple[WeightTurn, ...]
    """The smallest change of each weight that does it, smallest first; weights that never do are left out."""
    facts: tuple[FactTurn, ...]
    """The unknown values that do it, each alone; the one that changes most first."""
    stability: Stability

    @property
    def weight(self) -> WeightTurn | None:
        """The smallest change of one weight."""
        return self.weights[0] if self.weights else None

    @property
    def fact(self) -> FactTurn | None:
        """The one unknown value that changes most."""
        return self.facts[0] if self.facts else None


def turning(ranking: Ranking, sampled: int = SAMPLED) -> Turning:
    """What would make another candidate the first. Unknown values count half, except the one that is asked about.

    Args:
        ranking: What came out.
        sampled: How many weightings to try where there are too many to try all.
    """
    if len(ranking.standings) < 2:
        return Turning((), (), Stability(1, 1, True))
    facts = [*_facts(ranking), *_musts(ranking)]
    facts.sort(key=lambda one: (-round(one.by, 9), one.technology, one.must or one.should_be))
    return Turning(tuple(_weights(ranking)), tuple(facts), _stability(ranking, sampled))


def _leads(ranking: Ranking) -> list[tuple[str, list[float]]]:
    """For each rival by how much the first is ahead in each criterion; who is ahead nowhere can't win and is left out."""
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
        # A rival is first when the lead can be seen, which a large weight and a small lead put off. Who is level already needs no more.
        seen = _SEEN if margin > 4 * _SEEN * total else 0.0
        for criterion, lead in zip(ranking.criteria, leads, strict=True):
            if abs(lead) < _NOTHING:
                continue
            to = criterion.weight - (margin + seen * total) / (lead + seen)
            # Exactly nothing only brings a tie.
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
        # Drawn criterion by criterion in the order of their keys, so that the order they stand in has no effect.
        order = sorted(range(len(choices)), key=lambda at: ranking.criteria[at].key)
        weightings = _sample([choices[at] for at in order], sampled)
        rivals = [[leads[at] for at in order] for leads in rivals]
        count = sampled
    stays = 0
    for weights in weightings:
        for at, leads in enumerate(rivals):
            if sum(map(float.__mul__, weights, leads)) < -_NOTHING:
                # Who won last will probably win again: asked first, it saves asking the others.
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
