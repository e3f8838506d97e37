"""Candidates that should not be taken any more: left out unless they are named, marked where they are."""

from __future__ import annotations

import json
from datetime import date

from msgspec.structs import replace

from techtui.catalog.decide import Decision, Want, basis_of, rank, review
from techtui.catalog.decide.model import among, from_template
from techtui.catalog.decide.writing import decision_text
from techtui.catalog.format.decision_file import parse_decision
from techtui.catalog.model import Catalog, Template
from techtui.formats.decision_record import as_json, as_markdown
from techtui.pages.decision_review import review_lines
from tests.catalog.decide.samples import ATTRIBUTES, catalog_of

FACTS: dict[str, dict[str, object]] = {
    "old": {"size": 90, "safety": "none"},
    "new": {"size": 40, "safety": "full"},
    "other": {"size": 10, "safety": "some"},
}


def catalog(facts: dict[str, dict[str, object]] = FACTS) -> Catalog:
    """Three, of which those without safety should not be taken."""
    safety = replace(
        ATTRIBUTES["safety"],
        discouraged=("none",),
        choices={"none": "on hold", "some": "some", "full": "full"},
    )
    made = catalog_of(facts)
    own = replace(made.own, attributes={**ATTRIBUTES, "safety": safety})
    return Catalog(own, sources={}, technologies=made.technologies)


WANTS = (Want("size", 3),)
NAMED = Decision("Which?", ("old", "new", "other"), wants=WANTS)
FILE = 'format = 1\nquestion = "Which?"\ncategory = "all"\nwants = { size = 3 }\n'


def test_who_is_named_by_nobody_is_left_out() -> None:
    found = from_template(Template("x", "X", "all", wants=WANTS), catalog())
    assert (found.candidates, found.left_out) == (("new", "other"), ("old",))
    record = as_markdown(catalog(), rank(found, catalog()))
    assert "Left out, because they are not for new use: OLD (on hold)." in record
    assert json.loads(as_json(catalog(), rank(found, catalog())))["left_out"] == ["old"]


def test_nobody_is_left_out_when_too_few_would_remain() -> None:
    few = catalog({one: FACTS[one] for one in ("old", "new")})
    assert among(few, few.ids) == (("old", "new"), ())


def test_a_file_with_a_category_leaves_them_out_but_not_what_it_says_more_of() -> None:
    assert parse_decision("x", FILE, catalog()).decision.left_out == ("old",)
    graded = FILE + '[ratings.own]\nname = "Own"\nimportance = 1\ngrades.old = 3\n'
    assert "old" in parse_decision("x", graded, catalog()).decision.candidates
    asked = FILE.replace('category = "all"', 'where = "size>1"')
    assert "old" in parse_decision("x", asked, catalog()).decision.candidates


def test_who_is_named_is_marked_everywhere() -> None:
    ranking = rank(NAMED, catalog())
    record = as_markdown(catalog(), ranking)
    assert "**OLD** (on hold)" in record
    assert "ahead of NEW; it is not for new use: on hold" in record
    assert "- Bad, because it is not for new use: on hold" in record
    first, second, _ = json.loads(as_json(catalog(), ranking))["candidates"]
    assert (first["discouraged"], second["discouraged"]) == ("on hold", None)


def test_the_review_tells_that_the_choice_should_not_be_taken_any_more() -> None:
    before = catalog({**FACTS, "old": {"size": 90, "safety": "full"}})
    ranking = rank(NAMED, before)
    basis = basis_of(ranking, before)
    text = decision_text(NAMED, basis).replace(
        'candidates = ["old", "new", "other"]', 'category = "all"'
    )
    found = parse_decision("x", text, catalog())
    assert found.basis is not None
    looked = review(found.decision, found.basis, catalog(), date(2026, 1, 1))
    assert looked.touched
    assert not looked.turns
    assert "OLD: Safety was full, is on hold" in "\n".join(review_lines(catalog(), "x", looked))
