"""Decisions looked at again: what is touched, and what turns."""

from __future__ import annotations

import datetime

from techtui.catalog.decide import ChangedValue, Decision, Want, basis_of, rank, review
from techtui.catalog.decide.writing import decision_text
from techtui.catalog.format.decision_file import parse_decision
from tests.catalog.decide.samples import catalog_of

BEFORE = {
    "a": {"size": 100, "free": True, "used": {2023: 5.0, 2024: 6.0}, "runs": ("linux", "macos")},
    "b": {"size": 50, "free": True, "owner": "B"},
}
DECISION = Decision(
    "?",
    ("a", "b"),
    ("free:yes",),
    (Want("size", 3), Want("used", 1), Want("runs", 1, ("linux",))),
    review=datetime.date(2027, 1, 1),
)
OLD = catalog_of(BEFORE)
BASIS = basis_of(rank(DECISION, OLD), OLD, datetime.date(2026, 11, 20))
DAY = datetime.date(2026, 12, 1)


def test_it_rests_on_the_values_that_count_and_no_others() -> None:
    assert BASIS.first == "a"
    assert BASIS.values == {
        "a": {"size": 100, "used": {2024: 6.0}, "runs": ("linux", "macos"), "free": True},
        "b": {"size": 50, "free": True},
    }


def test_what_nothing_has_changed_for_stands() -> None:
    changed = {**BEFORE, "b": {**BEFORE["b"], "owner": "C", "price": 3}}
    changed["a"] = {**BEFORE["a"], "runs": ("macos", "linux"), "used": {2024: 6.0}}
    found = review(DECISION, BASIS, catalog_of(changed), DAY)
    assert not found.touched
    assert not found.due


def test_a_changed_value_touches_it_and_may_turn_it() -> None:
    now = catalog_of({"a": {**BEFORE["a"], "free": False}, "b": BEFORE["b"]})
    found = review(DECISION, BASIS, now, DAY)
    assert found.changes == (ChangedValue("a", "free", True, False),)
    assert found.turns
    assert found.first_is_out
    now = catalog_of({"a": BEFORE["a"], "b": {**BEFORE["b"], "used": {2025: 1.0}}})
    found = review(DECISION, BASIS, now, DAY)
    assert found.changes == (ChangedValue("b", "used", None, {2025: 1.0}),)
    assert found.touched
    assert not found.turns


def test_candidates_come_and_go() -> None:
    now = catalog_of({"b": BEFORE["b"], "c": {"size": 1}})
    decision = Decision("?", ("a", "b", "c"), DECISION.musts, DECISION.wants)
    found = review(decision, BASIS, now, DAY)
    assert (found.gone, found.added) == (("a",), ("c",))
    assert found.turns


def test_a_candidate_that_is_gone_is_no_error_in_a_file_that_rests_on_it() -> None:
    text = decision_text(DECISION, BASIS)
    now = catalog_of({"b": BEFORE["b"]})
    found = parse_decision("d.toml", text, now)
    assert found.basis is not None
    assert review(found.decision, found.basis, now, DAY).gone == ("a",)


def test_its_day_comes() -> None:
    assert review(DECISION, BASIS, OLD, datetime.date(2027, 1, 1)).due
