"""Ranks the candidates of a decision: who comes first, by how much, and how certain that is."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from techtui.catalog.decide.model import BEST_GRADE, Decision, Grade, Interval, Rating
from techtui.catalog.decide.scale import gauges_of
from techtui.catalog.decide.terms import Must, TermVerdict
from techtui.catalog.model import Fact, Want
from techtui.catalog.query import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from techtui.catalog.decide.scale import Scale
    from techtui.catalog.model import Attribute, Catalog, Technology

UNKNOWN: Final = Interval(0.0, 1.0)
"""The score of an unknown value."""

DIGITS: Final = 12
"""Scores that agree in so many digits are equal: further digits depend on the order of summation."""


class Eligibility(StrEnum):
    """Whether a candidate meets the musts."""

    IN = "in"
    DOUBT = "doubt"
    """A must can't be decided, and none fails."""
    OUT = "out"


class Criterion(Struct, frozen=True):
    """A criterion: a want, or an own rating."""

    key: str
    """The id of an attribute, or the key of an own rating."""
    name: str
    weight: float
    attribute: Attribute | None = None
    """The attribute; None for an own rating."""
    good: tuple[str, ...] = ()
    """What is good, as in `Want.good`."""
    why: str = ""


class Judgement(Struct, frozen=True):
    """The score of a candidate by a criterion, and what it is based on."""

    score: Interval
    fact: Fact | None = None
    """The fact in the catalog; None if there is none, and for own ratings."""
    grade: Grade | None = None
    """The grade, for own ratings."""


class MustCheck(Struct, frozen=True):
    """Whether a candidate meets a must."""

    text: str
    verdict: TermVerdict
    attributes: tuple[str, ...] = ()
    """The ids of the attributes whose values decided it; empty for terms about names, categories and words."""


class Standing(Struct, frozen=True):
    """The result of one candidate."""

    technology: str
    state: Eligibility
    score: Interval
    """From 0, worst by every criterion, to 1."""
    cells: tuple[Judgement, ...]
    """A judgement for each criterion, in the order of `Ranking.criteria`."""
    musts: tuple[MustCheck, ...] = ()


class Ignored(Struct, frozen=True):
    """A part of a decision that the catalog can't answer."""

    what: str
    problem: str


class Ranking(Struct, frozen=True, dict=True):
    """The result of a decision."""

    decision: Decision
    criteria: tuple[Criterion, ...]
    standings: tuple[Standing, ...]
    """Candidates that are in or in doubt, best first. Equal ones are ordered by name."""
    out: tuple[Standing, ...]
    """Candidates that fail a must, best first."""
    ignored: tuple[Ignored, ...] = ()

    @property
    def first(self) -> str:
        """The id of the best candidate; empty if all are out."""
        return self.standings[0].technology if self.standings else ""

    @property
    def lead(self) -> float:
        """The lead of the first over the second, from 0 to 1, with unknown values at half."""
        if len(self.standings) < 2:
            return self.standings[0].score.middle if self.standings else 0.0
        first, second = self.standings[:2]
        return first.score.middle - second.score.middle

    @property
    def tied(self) -> bool:
        """Whether the first two are equal."""
        return len(self.standings) > 1 and _same(*self.standings[:2])

    @property
    def sure(self) -> bool:
        """Whether the first stays first whatever the unknown values are."""
        if not self.standings or self.tied or self.standings[0].state is Eligibility.DOUBT:
            return False
        return all(one.score.high < self.standings[0].score.low for one in self.standings[1:])

    @cached_property
    def by_id(self) -> dict[str, Standing]:
        """Technology id -> result, including those that are out."""
        return {one.technology: one for one in (*self.standings, *self.out)}

    @cached_property
    def shares(self) -> tuple[float, ...]:
        """The share of each criterion in the whole, which is 1."""
        return shares([one.weight for one in self.criteria])


def shares(weights: Sequence[float]) -> tuple[float, ...]:
    """Return weights as shares of their sum; all 0 if the sum is 0."""
    total = fsum(weights)
    return tuple(one / total if total > 0 else 0.0 for one in weights)


def rank(decision: Decision, catalog: Catalog) -> Ranking:
    """Rank candidates by the facts of a catalog.

    Args:
        decision: The decision. Candidates that the catalog does not have are skipped.
        catalog: The catalog.

    Returns:
        The ranking. It depends neither on the order of candidates nor on that of criteria, and which of two candidates is better
        does not depend on the others. What the catalog can't answer is in `Ranking.ignored`.
    """
    ignored: list[Ignored] = []
    wants = list(_wants(decision, catalog, ignored))
    musts = list(_musts(decision, catalog, ignored))
    criteria = (
        *(criterion for criterion, _ in wants),
        *(Criterion(one.key, one.name, one.importance) for one in decision.ratings),
    )
    parts = shares([one.weight for one in criteria])
    scales = [scale for _, scale in wants]
    standings = []
    for candidate in dict.fromkeys(decision.candidates):
        technology = catalog.technologies.get(candidate)
        if technology is None:
            ignored.append(Ignored(candidate, "the catalog has no such technology"))
            continue
        cells = (*_cells(technology, criteria, scales), *_grades(candidate, decision.ratings))
        checks = tuple(_check(must, catalog, technology) for must in musts)
        score = total(parts, [cell.score for cell in cells])
        standing = Standing(candidate, _state(checks), score, cells, checks)
        standings.append((-round(score.middle, DIGITS), technology.name.casefold(), standing))
    standings.sort(key=lambda one: (one[0], one[1], one[2].technology))
    ordered = [standing for *_, standing in standings]
    return Ranking(
        decision,
        criteria,
        tuple(one for one in ordered if one.state is not Eligibility.OUT),
        tuple(one for one in ordered if one.state is Eligibility.OUT),
        tuple(ignored),
    )


def total(parts: Sequence[float], scores: Sequence[Interval]) -> Interval:
    """Return the weighted sum of scores.

    Args:
        parts: The share of each score.
        scores: The scores.
    """
    # The result of fsum does not depend on the order.
    low = fsum([part * one.low for part, one in zip(parts, scores, strict=True)])
    high = fsum([part * one.high for part, one in zip(parts, scores, strict=True)])
    return Interval(low, max(low, high))


def _wants(
    decision: Decision, catalog: Catalog, ignored: list[Ignored]
) -> Iterable[tuple[Criterion, Scale]]:
    gauges = gauges_of(catalog)
    for want in decision.wants:
        try:
            scale = gauges.scale(want, catalog)
        except QueryError as error:
            ignored.append(Ignored(want.attribute, str(error)))
            continue
        yield _criterion(want, catalog), scale


def _criterion(want: Want, catalog: Catalog) -> Criterion:
    attribute = catalog.attributes[want.attribute]
    name = attribute.name or attribute.id
    return Criterion(want.attribute, name, want.importance, attribute, want.good, want.why)


def _musts(decision: Decision, catalog: Catalog, ignored: list[Ignored]) -> Iterable[Must]:
    gauges = gauges_of(catalog)
    for text in decision.musts:
        try:
            yield gauges.must(text, catalog)
        except QueryError as error:
            ignored.append(Ignored(text, str(error)))


def _cells(
    technology: Technology, criteria: Sequence[Criterion], scales: Sequence[Scale]
) -> Iterable[Judgement]:
    # Each want has a scale, and ratings come after the wants.
    for criterion, scale in zip(criteria, scales, strict=False):
        fact = technology.facts.get(criterion.key)
        if fact is None or fact.value is None:
            score = scale.of_none if fact is not None and fact.missing == "does not apply" else None
        else:
            score = scale.of(fact.value)
        yield Judgement(UNKNOWN if score is None else Interval(score, score), fact)


def _grades(candidate: str, ratings: Sequence[Rating]) -> Iterable[Judgement]:
    for rating in ratings:
        grade = rating.grades.get(candidate)
        if grade is None:
            yield Judgement(UNKNOWN)
        else:
            share = max(0.0, min(1.0, grade.points / BEST_GRADE))
            yield Judgement(Interval(share, share), None, grade)


def _check(must: Must, catalog: Catalog, technology: Technology) -> MustCheck:
    attributes = tuple(one.table or one.id for one in must.attributes)
    return MustCheck(must.text, must.verdict(catalog, technology), attributes)


def _state(checks: Sequence[MustCheck]) -> Eligibility:
    verdicts = {one.verdict for one in checks}
    if TermVerdict.NO in verdicts:
        return Eligibility.OUT
    return Eligibility.DOUBT if TermVerdict.UNKNOWN in verdicts else Eligibility.IN


def _same(one: Standing, other: Standing) -> bool:
    return round(one.score.middle, DIGITS) == round(other.score.middle, DIGITS)
