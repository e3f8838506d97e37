"""The start of a decision: candidates, a question, and templates that fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from msgspec.structs import replace

from techtui.catalog.decide import Decision, Template
from techtui.catalog.decide.model import FEWEST_CANDIDATES, MOST_CANDIDATES, among
from techtui.catalog.model import Catalog
from techtui.catalog.query import QueryError, find_category

MOST_NAMED: Final = 4
"""The most candidates named in the question."""


def decision_among(catalog: Catalog, technologies: Sequence[str], found_by: str = "") -> Decision:
    """Return a decision between some technologies.

    Args:
        catalog: The catalog.
        technologies: The ids of the candidates; only as many as can be ranked are used.
        found_by: The query that found them, if any.
    """
    candidates = tuple(islice(dict.fromkeys(technologies), MOST_CANDIDATES))
    if found_by:
        return Decision(f"Which of {_of(catalog, found_by)}?", candidates)
    names = [catalog.technologies[one].name for one in candidates]
    if len(names) <= MOST_NAMED:
        return Decision(f"{' or '.join(names)}?", candidates)
    return Decision(f"Which of {len(names)}?", candidates)


def _of(catalog: Catalog, found_by: str) -> str:
    """Return a query in words: the name of a category, if it asks for just that."""
    attribute, colon, name = found_by.partition(":")
    if colon and attribute == "category":
        try:
            return catalog.category_names[find_category(catalog, name)]
        except QueryError:
            pass
    return f"“{found_by}”"


def with_candidates(catalog: Catalog, decision: Decision, candidates: Sequence[str]) -> Decision:
    """Return a decision between other candidates; a question that only names the candidates is updated."""
    before = catalog.known(decision.candidates)
    named = catalog.known(candidates)
    question = decision.question
    if question == decision_among(catalog, before).question:
        question = decision_among(catalog, named).question
    return replace(decision, candidates=tuple(candidates), question=question)


def decision_in(catalog: Catalog, category: str) -> Decision:
    """Return a decision between all technologies of a category that are not discouraged, or of the nearest parent that has enough."""
    for one in reversed(catalog.path(category)):
        if catalog.count(one.id) >= FEWEST_CANDIDATES:
            ids, left_out = among(catalog, (found.id for found in catalog.walk(one.id)))
            question = f"Which of {catalog.category_names[one.id]}?"
            return Decision(question, ids[:MOST_CANDIDATES], left_out=left_out)
    return decision_among(catalog, [one.id for one in catalog.walk(category)])


def templates_for(catalog: Catalog, candidates: Sequence[str]) -> tuple[Template, ...]:
    """Return the templates of the category that all candidates share, or else of categories above or below it."""
    places = [
        {step.id for own in catalog.categories_of(one) for step in catalog.path(own)}
        for one in candidates
        if one in catalog.home
    ]
    shared = set.intersection(*places) if places else set()
    templates = catalog.decisions.values()
    for category in sorted(shared, key=lambda one: len(catalog.path(one)), reverse=True):
        if own := tuple(one for one in templates if one.category == category):
            return own
    inside = set().union(*places)
    return tuple(one for one in templates if shared and one.category in inside)


def with_template(decision: Decision, template: Template) -> Decision:
    """Return a decision with a template's criteria and the same candidates; own ratings stay."""
    return replace(decision, question=template.name, musts=template.musts, wants=template.wants)
