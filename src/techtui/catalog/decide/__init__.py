"""Decide between technologies: what must be, what is wanted, what comes out, and what would turn it.

No screen, no file::

    decision = Decision("Which database?", ("postgresql", "mysql"), wants=(Want("popularity", 3),))
    ranking = rank(decision, catalog)
    ranking.first, ranking.standings[0].score, turning(ranking).weight

`techtui.catalog.format.decision_file` reads and writes decisions as TOML.
"""

from __future__ import annotations

from techtui.catalog.decide.model import Decision, Grade, Interval, Rating, stepped
from techtui.catalog.decide.ranking import (
    Cell,
    Criterion,
    Ignored,
    MustCheck,
    Ranking,
    Standing,
    State,
    rank,
)
from techtui.catalog.decide.reasons import Reason, carried_by, lost_by
from techtui.catalog.decide.review import Basis, Change, Review, basis_of, review
from techtui.catalog.decide.sensitivity import FactTurn, Stability, Turning, WeightTurn, turning
from techtui.catalog.decide.suggestions import Suggestion, suggestions
from techtui.catalog.decide.terms import Verdict
from techtui.catalog.model import IMPORTANCES, Template, Want

__all__ = [
    "IMPORTANCES",
    "Basis",
    "Cell",
    "Change",
    "Criterion",
    "Decision",
    "FactTurn",
    "Grade",
    "Ignored",
    "Interval",
    "MustCheck",
    "Ranking",
    "Rating",
    "Reason",
    "Review",
    "Stability",
    "Standing",
    "State",
    "Suggestion",
    "Template",
    "Turning",
    "Verdict",
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
