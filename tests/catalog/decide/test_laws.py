"""What holds of every ranking, whatever the catalog and the decision."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from techtui.catalog.decide import Decision, Eligibility, Grade, Ranking, Want, rank, turning
from techtui.catalog.decide.scale import Gauges
from techtui.catalog.model import Catalog
from tests.catalog.decide.samples import GOODS, VALUES, catalog_of, catalogs, decisions, wants
from tests.examples import examples

EXACT = 1e-9

calm = settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
"""As many tries as a busy machine has patience for, however long one takes; laws with conditions pass over many."""


def order(ranking: Ranking) -> list[str]:
    """Who is not out, best first."""
    return [one.technology for one in ranking.standings]


def scores(ranking: Ranking) -> dict[str, tuple[float, float]]:
    """The interval of everybody."""
    return {key: (one.score.low, one.score.high) for key, one in ranking.by_id.items()}


def with_grade(decision: Decision, key: str, candidate: str, grade: Grade) -> Decision:
    """The decision with one candidate graded by an own criterion."""
    ratings = tuple(
        replace(one, grades={**one.grades, candidate: grade}) if one.key == key else one
        for one in decision.ratings
    )
    return replace(decision, ratings=ratings)


def raw(catalog: Catalog) -> dict[str, dict[str, Any]]:
    """The values of a catalog, to be changed."""
    return {
        one.id: {key: fact.value for key, fact in one.facts.items()}
        for one in catalog.technologies.values()
    }


@calm
@given(st.data())
def test_a_candidate_more_or_less_never_turns_the_others(data: st.DataObject) -> None:
    catalog = data.draw(catalogs())
    decision = data.draw(decisions(catalog))
    gone = data.draw(st.sampled_from(decision.candidates))
    rest = tuple(one for one in decision.candidates if one != gone)
    before, after = rank(decision, catalog), rank(replace(decision, candidates=rest), catalog)
    assert order(after) == [one for one in order(before) if one != gone]
    assert scores(after) == {key: one for key, one in scores(before).items() if key != gone}


@calm
@given(st.data())
def test_the_order_of_candidates_and_criteria_has_no_effect(data: st.DataObject) -> None:
    catalog = data.draw(catalogs())
    decision = data.draw(decisions(catalog))
    shuffled = Decision(
        decision.question,
        tuple(data.draw(st.permutations(decision.candidates))),
        tuple(data.draw(st.permutations(decision.musts))),
        tuple(data.draw(st.permutations(decision.wants))),
        tuple(data.draw(st.permutations(decision.ratings))),
    )
    one, other = rank(decision, catalog), rank(shuffled, catalog)
    assert order(one) == order(other)
    assert scores(one) == scores(other)
    assert turning(one, 50).stability == turning(other, 50).stability


@calm
@given(st.data())
def test_weights_count_by_ratio_only(data: st.DataObject) -> None:
    catalog = data.draw(catalogs())
    decision = data.draw(decisions(catalog))
    times = data.draw(st.sampled_from([0.1, 0.5, 3, 7, 1000]))
    scaled = replace(
        decision,
        wants=tuple(replace(one, importance=one.importance * times) for one in decision.wants),
        ratings=tuple(replace(one, importance=one.importance * times) for one in decision.ratings),
    )
    one, other = rank(decision, catalog), rank(scaled, catalog)
    assert order(one) == order(other)
    for key, (low, high) in scores(one).items():
        assert scores(other)[key] == pytest.approx((low, high), abs=EXACT)


@calm
@given(st.data())
def test_more_of_a_good_never_lowers_a_score(data: st.DataObject) -> None:
    catalog = data.draw(catalogs())
    decision = data.draw(decisions(catalog))
    want = data.draw(st.sampled_from(decision.wants))
    values = raw(catalog)
    one = data.draw(st.sampled_from(list(catalog.ids)))
    assume(want.attribute in values[one])
    better = data.draw(VALUES[want.attribute])
    scale = Gauges().scale(want, catalog)
    old, new = scale.of(values[one][want.attribute]), scale.of(better)
    assert old is not None
    assert new is not None
    # What is beyond the best there is counts as better, too; it stretches the scale.
    assume(new > old or (new == old == 1))
    before = rank(decision, catalog).by_id[one].score
    values[one][want.attribute] = better
    after = rank(decision, catalog_of(values)).by_id[one].score
    assert after.low >= before.low - EXACT
    assert after.high >= before.high - EXACT


@calm
@given(st.data())
def test_a_better_grade_never_lowers_a_score(data: st.DataObject) -> None:
    catalog = data.draw(catalogs())
    decision = data.draw(decisions(catalog))
    assume(decision.ratings)
    rating = decision.ratings[0]
    assume(rating.grades)
    one = data.draw(st.sampled_from(sorted(rating.grades)))
    points = data.draw(st.floats(rating.grades[one].points, 4))
    raised = with_grade(decision, rating.key, one, Grade(points))
    before, after = rank(decision, catalog).by_id[one], rank(raised, catalog).by_id[one]
    assert after.score.low >= before.score.low
    assert after.score.high >= before.score.high


@calm
@given(st.data())
def test_what_becomes_known_lies_within_what_was_possible(data: st.DataObject) -> None:
    catalog = data.draw(catalogs())
    decision = data.draw(decisions(catalog))
    values = raw(catalog)
    one = data.draw(st.sampled_from(list(catalog.ids)))
    # Their scales are fixed: another value does not stretch them.
    missing = [key for key in ("safety", "free") if key not in values[one]]
    assume(missing)
    before = rank(decision, catalog).by_id[one]
    values[one][missing[0]] = data.draw(VALUES[missing[0]])
    after = rank(decision, catalog_of(values)).by_id[one]
    assert before.score.low - EXACT <= after.score.low
    assert after.score.high <= before.score.high + EXACT
    if before.state is not Eligibility.DOUBT:
        assert after.state is before.state


@calm
@given(st.data())
def test_scores_lie_between_nothing_and_all(data: st.DataObject) -> None:
    catalog = data.draw(catalogs())
    for standing in rank(data.draw(decisions(catalog)), catalog).by_id.values():
        assert 0 <= standing.score.low <= standing.score.high <= 1 + EXACT
        for cell in standing.cells:
            assert cell.score.known or (cell.score.low, cell.score.high) == (0, 1)


@calm
@given(st.data())
def test_a_weight_beyond_the_told_one_makes_the_told_one_first(data: st.DataObject) -> None:
    catalog = data.draw(catalogs())
    decision = data.draw(decisions(catalog))
    ranking = rank(decision, catalog)
    for turn in turning(ranking, 20).weights:
        now = turn.criterion.weight
        step = 1e-6 if turn.more else -1e-6
        beyond = rank(decision.with_importance(turn.criterion.key, turn.to + step), catalog)
        if turn.to + step >= 0:
            assert beyond.first != ranking.first
        half_way = decision.with_importance(turn.criterion.key, (now + turn.to) / 2)
        if abs(turn.to - now) > 1e-6:
            assert rank(half_way, catalog).first == ranking.first


@calm
@given(st.data())
def test_an_unknown_value_that_turns_it_does_turn_it(data: st.DataObject) -> None:
    catalog = data.draw(catalogs())
    decision = replace(data.draw(decisions(catalog)), musts=())
    ranking = rank(decision, catalog)
    for turn in turning(ranking, 20).facts:
        assert turn.criterion is not None
        if turn.criterion.attribute is None:
            points = 4 if turn.should_be == "best" else 0
            graded = with_grade(decision, turn.criterion.key, turn.technology, Grade(points))
            assert rank(graded, catalog).first == turn.first != ranking.first


@calm
@given(st.data())
def test_a_change_of_one_step_that_turns_it_is_told(data: st.DataObject) -> None:
    """The steps told are all there are: every single change of an importance is tried."""
    catalog = data.draw(catalogs())
    decision = data.draw(decisions(catalog))
    ranking = rank(decision, catalog)
    assume(len(ranking.standings) > 1)
    told = {one.criterion.key for one in turning(ranking, 20).weights}
    for criterion in ranking.criteria:
        for importance in (1, 2, 3, 5):
            changed = rank(decision.with_importance(criterion.key, importance), catalog)
            if changed.first != ranking.first and not changed.tied:
                assert criterion.key in told


@calm
@given(wants())
def test_every_want_of_the_tests_makes_sense(some: tuple[Want, ...]) -> None:
    assert {one.attribute for one in some} <= GOODS.keys()
    assert not rank(Decision("?", ("a",), wants=some), catalog_of({"a": {}})).ignored
