"""Decisions in words: criteria, how candidates meet them, and what would change the result. Used by every screen, page and export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from techtui.catalog.decide import Eligibility, TermVerdict
from techtui.catalog.decide.model import BEST_GRADE
from techtui.catalog.decide.scale import natural_good
from techtui.catalog.model import IMPORTANCES
from techtui.pages.values import amount_text, fact_text, item_text, number_text, value_text

if TYPE_CHECKING:
    from techtui.catalog.decide import (
        ChangedValue,
        Criterion,
        DecidingReason,
        Decision,
        FactTurn,
        Interval,
        Judgement,
        MustCheck,
        Stability,
        Standing,
        WeightTurn,
    )
    from techtui.catalog.model import Catalog

UNKNOWN_TEXT: Final = "not known"
_MOST_NAMED: Final = 5

_WORDS: Final = {weight: word for word, weight in IMPORTANCES.items()}
_SIGNS: Final = {TermVerdict.YES: "✓", TermVerdict.NO: "✗", TermVerdict.UNKNOWN: "?"}


def importance_text(weight: float) -> str:
    """Return an importance in words: ``important (3)``."""
    word = _WORDS.get(int(weight)) if float(weight).is_integer() else None
    return f"{word} ({int(weight)})" if word else number_text(float(weight))


def score_text(score: Interval) -> str:
    """Return a score in hundredths: ``63``, or ``42–100`` if it is not known exactly."""
    low, high = round(100 * score.low), round(100 * score.high)
    return str(low) if low == high else f"{low}–{high}"


def good_text(criterion: Criterion) -> str:
    """Return what is good: ``higher is better``, ``at least 1 MiB``, ``managed service or self-hosted``."""
    attribute = criterion.attribute
    if attribute is None:
        return f"rated by ourselves, 0 to {BEST_GRADE}"
    good = criterion.good or (natural_good(attribute),)
    first = good[0].strip()
    if first[:2] in (">=", "<="):
        word = "at least" if first[0] == ">" else "at most"
        return f"{word} {item_text(attribute, first[2:].strip())}"
    if first in ("higher", "lower") and first not in attribute.choices:
        if attribute.choices and attribute.type == "choice":
            choices = list(attribute.choices)
            return f"best: {item_text(attribute, choices[-1 if first == 'higher' else 0])}"
        if attribute.type == "yes_no":
            return "yes is better" if first == "higher" else "no is better"
        if attribute.type == "list":
            return "more is better" if first == "higher" else "fewer is better"
        return f"{first} is better"
    return " or ".join(item_text(attribute, one) for one in good)


def caution_text(catalog: Catalog, technology: str) -> str:
    """Return why a candidate is discouraged: ``not for new use: on hold``; empty if it is not."""
    why = catalog.why_discouraged(catalog.technologies[technology])
    return f"not for new use: {why}" if why else ""


def named_text(catalog: Catalog, technology: str) -> str:
    """Return a candidate's name, with a warning if it is discouraged: ``Redis (on hold)``."""
    one = catalog.technologies[technology]
    why = catalog.why_discouraged(one)
    return f"{one.name} ({why})" if why else one.name


def left_out_text(catalog: Catalog, decision: Decision) -> str:
    """Return which technologies were left out because they are discouraged; empty if none were."""
    ids = [one for one in decision.left_out if one not in decision.candidates]
    if not ids:
        return ""
    names = [named_text(catalog, one) for one in ids[:_MOST_NAMED]]
    more = f" and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else ""
    return f"Left out, because they are not for new use: {', '.join(names)}{more}."


def cell_text(criterion: Criterion, cell: Judgement) -> str:
    """Return the value or grade of a candidate by a criterion."""
    if criterion.attribute is not None:
        if cell.fact is None:
            return UNKNOWN_TEXT
        return fact_text(criterion.attribute, cell.fact)
    if cell.grade is None:
        return "not rated"
    grade = f"{number_text(float(cell.grade.points))} of {BEST_GRADE}"
    return f"{grade} ({cell.grade.why})" if cell.grade.why else grade


def state_text(standing: Standing) -> str:
    """Return whether a candidate is in, and which must rules it out: ``out: license:permissive``."""
    match standing.state:
        case Eligibility.OUT:
            failed = [one.text for one in standing.musts if one.verdict is TermVerdict.NO]
            return f"out: not {', not '.join(failed)}"
        case Eligibility.DOUBT:
            open_ = [one.text for one in standing.musts if one.verdict is TermVerdict.UNKNOWN]
            return f"in doubt: {', '.join(open_)} is not known"
        case _:
            return ""


def must_text(catalog: Catalog, technology: str, check: MustCheck) -> str:
    """Return whether a candidate meets a must, and the value that decides it."""
    told = f" ({must_fact_text(catalog, technology, check)})" if check.attributes else ""
    return f"{_SIGNS[check.verdict]} {check.text}{told}"


def must_fact_text(catalog: Catalog, technology: str, check: MustCheck) -> str:
    """Return the value that decides a must; the must itself if no attribute does."""
    parts = []
    for one in check.attributes:
        attribute = catalog.attributes[one]
        fact = catalog.technologies[technology].facts.get(one)
        value = UNKNOWN_TEXT if fact is None else fact_text(attribute, fact)
        parts.append(f"{attribute.name}: {value}")
    return "; ".join(parts) or f"not {check.text}"


def gain_text(reason: DecidingReason) -> str:
    """Return a point in favour of a candidate."""
    return f"“{reason.criterion.name}” is {cell_text(reason.criterion, reason.cell)}"


def loss_text(catalog: Catalog, reason: DecidingReason) -> str:
    """Return a criterion by which a candidate falls behind another."""
    text = gain_text(reason)
    if reason.other is None:
        return text
    other = catalog.technologies[reason.against].name
    return f"{text}; for {other} it is {cell_text(reason.criterion, reason.other)}"


def weight_turn_text(catalog: Catalog, turn: WeightTurn) -> str:
    """Return which change of a weight would put another candidate first."""
    name, other = turn.criterion.name, catalog.technologies[turn.first].name
    now = importance_text(turn.criterion.weight)
    if turn.step == 0:
        return f"If “{name}” did not count (it is {now}), {other} would be first."
    if turn.step is None:
        return f"No importance of “{name}” would make {other} first: it is {now}."
    step = importance_text(turn.step)
    return f"If “{name}” were {step} instead of {now}, {other} would be first."


def fact_turn_text(catalog: Catalog, turn: FactTurn) -> str:
    """Return which unknown value would put another candidate first."""
    name, other = catalog.technologies[turn.technology].name, catalog.technologies[turn.first].name
    if turn.criterion is None:
        return f"Whether {name} is “{turn.must}” is not known. If it is not, {other} is first."
    known = "known" if turn.criterion.attribute is not None else "rated"
    about = f"“{turn.criterion.name}” of {name} is not {known}."
    good = "good" if turn.should_be == "best" else "bad"
    return f"{about} Should it be {good} enough, {other} is first."


def stability_text(name: str, stability: Stability) -> str:
    """Return how often the first stays first."""
    share = f"{100 * stability.share:.0f} %"
    of = f"{stability.weightings:,}" + ("" if stability.exact else " drawn by chance")
    return (
        f"{name} stays first under {share} of the weightings near by "
        f"({stability.stays:,} of {of}; each importance as it is, a step higher or a step lower)."
    )


def change_text(catalog: Catalog, change: ChangedValue) -> str:
    """Return how a value has changed: ``Redis: License was …, now …``."""
    technology = catalog.technologies[change.technology].name
    attribute = catalog.attributes.get(change.attribute)
    if attribute is None:
        return f"{technology}: {change.attribute} is no longer an attribute"
    before, now = (
        UNKNOWN_TEXT if value is None else value_text(attribute, value)
        for value in (change.before, change.now)
    )
    return f"{technology}: {attribute.name} was {before}, is {now}"


def lead_text(first: Interval, second: Interval) -> str:
    """Return the lead of the first in hundredths, consistent with the two scores as shown."""
    points = round(100 * first.middle) - round(100 * second.middle)
    if points < 1:
        return "less than a point"
    return amount_text(points, "points" if points > 1 else "point")
