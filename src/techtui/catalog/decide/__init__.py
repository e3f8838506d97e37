"""Decides between technologies: musts, wants, a ranking, and what would change it.

Needs no screen and no files::

    decision = Decision("Which database?", ("postgresql", "mysql"), wants=(Want("popularity", 3),))
    ranking = rank(decision, catalog)
    ranking.first, ranking.standings[0].score, turning(ranking).weight

`techtui.catalog.format.decision_file` reads and writes decisions as TOML.
"""

from __future__ import annotations

from techtui.catalog.decide.model import Decision, Grade, Interval, Rating, stepped
from techtui.catalog.decide.ranking import (
    Criterion,
    Eligibility,
    Ignored,
    Judgement,
    MustCheck,
    Ranking,
    Standing,
    rank,
)
from techtui.catalog.decide.reasons import DecidingReason, carried_by, lost_by
from techtui.catalog.decide.review import Basis, ChangedValue, Review, basis_of, review
from techtui.catalog.decide.sensitivity import FactTurn, Stability, Turning, WeightTurn, turning
from techtui.catalog.decide.suggestions import SuggestedWant, suggestions
from techtui.catalog.decide.terms import TermVerdict
from techtui.catalog.model import IMPORTANCES, Template, Want

__all__ = [
    "IMPORTANCES",
    "Basis",
    "ChangedValue",
    "Criterion",
    "DecidingReason",
    "Decision",
    "Eligibility",
    "FactTurn",
    "Grade",
    "Ignored",
    "Interval",
    "Judgement",
    "MustCheck",
    "Ranking",
    "Rating",
    "Review",
    "Stability",
    "Standing",
    "SuggestedWant",
    "Template",
    "TermVerdict",
    "Turning",
    "Want",
    "WeightTurn",
    "basis_of",
    "carried_by",
    "lost_by",
    "rank",
    "review",
    "stepped",
    "suggestions",
    "turning",
]
