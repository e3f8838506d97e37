"""Single rankings, by hand: what comes out, why, and what would turn it."""

from __future__ import annotations

import subprocess
import sys
from itertools import product
from typing import Any

import pytest

from techtui.catalog.decide import (
    Decision,
    Eligibility,
    Grade,
    Interval,
    Rating,
    TermVerdict,
    Want,
    carried_by,
    lost_by,
    rank,
    stepped,
    suggestions,
    turning,
)
from techtui.catalog.decide.sensitivity import MOST_COUNTED
from techtui.catalog.decide.wants import parse_want
from techtui.catalog.model import Catalog, Fact, Technology
from techtui.catalog.query import QueryError
from tests.catalog.decide.samples import catalog_of

CATALOG = catalog_of(
    {
        "a": {"size": 100, "price": 10, "safety": "full", "free": True, "runs": ("linux",)},
        "b": {"size": 10, "price": 0, "safety": "some", "free": False, "runs": ("linux", "macos")},
        "c": {"size": 55, "price": 5, "runs": ("windows",)},
    }
)
ALL = ("a", "b", "c")


def score(want: Want, technology: str, catalog: Catalog = CATALOG) -> Interval:
    """The score of one candidate by one want."""
    return rank(Decision("?", tuple(catalog.ids), wants=(want,)), catalog).by_id[technology].score


def test_a_value_that_somebody_has_means_no_other_that_begins_with_it() -> None:
    catalog = catalog_of(
        {
            "a": {"runs": ("linux",)},
            "b": {"runs": ("linux on arm",)},
            "c": {"runs": ("windows",)},
        }
    )
    assert score(Want("runs", good=("linux",)), "b", catalog) == Interval(0, 0)
    # One that nobody has is understood as in a query.
    assert score(Want("runs", good=("linux on",)), "b", catalog) == Interval(1, 1)


@pytest.mark.parametrize(
    ("want", "technology", "expected"),
    [
        (Want("size"), "a", 1),
        (Want("size"), "b", 0),
        (Want("size"), "c", 0.5),
        (Want("size", good=("lower",)), "b", 1),
        (Want("price"), "b", 1),
        (Want("price"), "c", 0.5),
        (Want("safety"), "b", 0.5),
        (Want("safety", good=(">= some",)), "b", 1),
        (Want("free"), "a", 1),
        (Want("free", good=("no",)), "a", 0),
        (Want("runs", good=("macos", "windows")), "c", 1),
        (Want("runs", good=("higher",)), "b", 1),
        (Want("size", good=(">= 55",)), "c", 1),
        (Want("size", good=(">= 100 MiB",)), "c", 0.5),
        (Want("size", good=("<= 10",)), "c", 0.5),
        (Want("size", good=(">= 1",)), "b", 1),
        (Want("size", good=("50..60",)), "c", 1),
    ],
)
def test_values_have_their_place(want: Want, technology: str, expected: float) -> None:
    assert score(want, technology) == Interval(expected, expected)


def test_magnitudes_tell_numbers_apart_that_are_far_apart() -> None:
    catalog = catalog_of({"a": {"size": 1}, "b": {"size": 100}, "c": {"size": 10_000}})
    assert score(Want("size"), "b", catalog).low == pytest.approx(0.5)


def test_unknown_is_from_worst_to_best() -> None:
    assert score(Want("safety"), "c") == Interval(0, 1)
    both = Decision("?", ALL, wants=(Want("safety", 3), Want("size", 1)))
    assert rank(both, CATALOG).by_id["c"].score == Interval(0.125, 0.875)


def test_musts_put_out_or_into_doubt() -> None:
    ranking = rank(Decision("?", ALL, ("free:yes",), (Want("price"),)), CATALOG)
    assert [(one.technology, one.state) for one in ranking.standings] == [
        ("c", Eligibility.DOUBT),
        ("a", Eligibility.IN),
    ]
    assert [one.technology for one in ranking.out] == ["b"]
    assert ranking.out[0].musts[0].verdict is TermVerdict.NO
    assert ranking.by_id["c"].musts[0].attributes == ("free",)
    assert not ranking.sure
    (turn,) = turning(ranking).facts
    assert (turn.technology, turn.must, turn.first) == ("c", "free:yes", "a")


@pytest.mark.parametrize(
    ("must", "expected"),
    [
        ("-free:yes", {"a": "no", "b": "yes", "c": "unknown"}),
        ("size:50..200", {"a": "yes", "b": "no", "c": "yes"}),
        ("name:a", {"a": "yes", "b": "no", "c": "no"}),
        ("category:all", {"a": "yes", "b": "yes", "c": "yes"}),
        ("safety:some,full", {"a": "yes", "b": "yes", "c": "unknown"}),
        ("safety:?", {"a": "no", "b": "no", "c": "yes"}),
        ("-safety:?", {"a": "yes", "b": "yes", "c": "no"}),
    ],
)
def test_any_term_can_be_a_must(must: str, expected: dict[str, str]) -> None:
    ranking = rank(Decision("?", ALL, (must,)), CATALOG)
    found = {key: one.musts[0].verdict.value for key, one in ranking.by_id.items()}
    assert found == expected


def test_what_a_catalog_can_not_answer_is_told_and_left_out() -> None:
    decision = Decision(
        "?", ("a", "gone"), ("nothing:x", "a b"), (Want("nothing"), Want("owner"), Want("size"))
    )
    ranking = rank(decision, CATALOG)
    assert [one.what for one in ranking.ignored] == ["nothing", "owner", "nothing:x", "a b", "gone"]
    assert [one.key for one in ranking.criteria] == ["size"]


def test_reasons_are_told_by_what_they_make_of_the_whole() -> None:
    decision = Decision("?", ALL, wants=(Want("size", 3), Want("price", 1)))
    ranking = rank(decision, CATALOG)
    assert ranking.first == "a"
    assert ranking.lead == pytest.approx(0.25)
    (gain,) = carried_by(ranking, "a")
    assert (gain.criterion.key, gain.points) == ("size", pytest.approx(0.75 * 0.75))
    (loss,) = lost_by(ranking, "a")
    assert (loss.criterion.key, loss.against) == ("price", "c")
    assert [one.criterion.key for one in lost_by(ranking, "c")] == ["size"]


def test_own_ratings_count_and_who_has_none_is_unknown() -> None:
    team = Rating("team", "The team knows it", 5, {"b": Grade(4, "two of us"), "a": Grade(0)})
    ranking = rank(Decision("?", ALL, ratings=(team,)), CATALOG)
    assert [one.technology for one in ranking.standings] == ["b", "c", "a"]
    assert ranking.by_id["c"].score == Interval(0, 1)
    assert turning(ranking).fact is None, "c can at best be as good as b"


def test_the_smallest_change_of_a_weight_is_told_in_steps() -> None:
    decision = Decision("?", ("a", "b"), wants=(Want("size", 3), Want("price", 2)))
    turn = turning(rank(decision, CATALOG)).weight
    assert turn is not None
    # Both are equally far off: named in order.
    assert (turn.criterion.key, turn.to, turn.first, turn.step) == (
        "price",
        pytest.approx(3),
        "b",
        5,
    )


def test_weightings_near_by_are_counted_exactly_while_they_are_few() -> None:
    wants = (Want("size", 3), Want("price", 3), Want("safety", 1))
    decision = Decision("?", ("a", "b"), wants=wants)
    stability = turning(rank(decision, CATALOG)).stability
    near = [(2, 3, 5), (2, 3, 5), (1, 2)]
    firsts = []
    for size, price, safety in product(*near):
        changed = decision.with_importance("size", size).with_importance("price", price)
        firsts.append(rank(changed.with_importance("safety", safety), CATALOG).first)
    assert stability.exact
    assert (stability.stays, stability.weightings) == (firsts.count("a"), len(firsts))


def test_many_weightings_are_sampled_the_same_way_each_time() -> None:
    ratings = tuple(
        Rating(f"r{at}", f"R{at}", 3, {"a": Grade(at % 5), "b": Grade(4 - at % 4)})
        for at in range(12)
    )
    ranking = rank(Decision("?", ("a", "b"), ratings=ratings), CATALOG)
    first, again = turning(ranking, 200).stability, turning(ranking, 200).stability
    assert MOST_COUNTED < 3**12
    assert first == again
    assert (first.exact, first.weightings) == (False, 200)


def test_suggestions_begin_with_what_is_known_and_different() -> None:
    decision = Decision("?", ALL, wants=(Want("price"),))
    found = {one.attribute.id: one for one in suggestions(decision, CATALOG)}
    assert "price" not in found
    assert "owner" not in found
    assert next(iter(found)) == "size"
    assert (found["free"].known, found["free"].different, found["free"].ordered) == (2, 2, True)
    assert not found["runs"].ordered


def test_importances_go_by_steps() -> None:
    assert [stepped(one, 1) for one in (1, 2, 3, 5)] == [2, 3, 5, 5]
    assert [stepped(one, -1) for one in (1, 2, 3, 5)] == [1, 1, 2, 3]
    assert (stepped(2.5, 1), stepped(2.5, -1), stepped(3, 0)) == (3, 2, 3)


def test_decisions_are_changed_by_making_others() -> None:
    decision = Decision("?", ALL, wants=(Want("size", 1),), ratings=(Rating("t", "T", 2),))
    assert decision.with_importance("size", 5).importance("size") == 5
    assert decision.with_importance("own:t", 5).importance("own:t") == 5
    assert decision.with_want(Want("size", 3)).wants == (Want("size", 3),)
    assert len(decision.with_want(Want("price", 3)).wants) == 2
    assert decision.without("own:t").ratings == ()
    assert decision.without("size").wants == ()
    assert decision.importance("price") == 0


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("size", Want("size", 2)),
        ("size=5", Want("size", 5)),
        ("size=decisive", Want("size", 5)),
        ("Runs_on:linux, macos=3", Want("runs", 3, ("linux", "macos"))),
        ("size:lower", Want("size", 2, ("lower",))),
        ("size>=16 MiB=1", Want("size", 1, (">= 16 MiB",))),
        ("size>=16", Want("size", 2, (">= 16",))),
    ],
)
def test_a_want_can_be_said_in_a_line(text: str, want: Want) -> None:
    assert parse_want(text, CATALOG) == want


@pytest.mark.parametrize("text", ["", "=3", "size=4", "size=", "nothing=3", "size>16", "size<>=3"])
def test_other_lines_are_refused(text: str) -> None:
    with pytest.raises(QueryError):
        parse_want(text, CATALOG)


def test_a_catalog_can_be_decided_by_without_anything_else() -> None:
    code = (
        "import sys; from techtui.catalog.decide import Decision, Want, rank; "
        "from techtui.catalog.format.loader import read_catalog; "
        "catalog = read_catalog(); category = next(iter(catalog.placed)); "
        "ids = tuple(catalog.placed[category]); "
        "assert rank(Decision('?', ids, wants=(Want(next(iter(catalog.attributes)), 2, ('higher',)),)), catalog).first; "
        "assert not {'textual', 'rich', 'click'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_does_not_apply_is_known_to_be_none_of_it() -> None:
    facts = {"free": Fact(missing="does not apply"), "runs": Fact(missing="does not apply")}
    technologies = {**CATALOG.technologies, "d": Technology("d", "D", "all", facts=facts)}
    catalog = catalog_of({})
    catalog.technologies = technologies
    wants = (Want("runs", 1, ("linux",)), Want("free", 1))
    ranking = rank(Decision("?", ("a", "d"), ("-free:no",), wants), catalog)
    assert ranking.by_id["d"].state is Eligibility.IN
    assert [cell.score for cell in ranking.by_id["d"].cells] == [Interval(0, 0), Interval(0, 1)]
    assert turning(ranking).facts == ()
    assert (
        rank(Decision("?", ("a", "d"), ("free:no,yes",)), catalog).by_id["d"].state
        is Eligibility.OUT
    )


def test_nobody_loses_against_what_is_not_known() -> None:
    ranking = rank(Decision("?", ALL, wants=(Want("safety", 3), Want("size", 1))), CATALOG)
    assert [one.criterion.key for one in lost_by(ranking, "b", "c")] == ["size"]
    assert [one.criterion.key for one in lost_by(ranking, "c", "a")] == ["safety", "size"]


@pytest.mark.parametrize("key", ["candidates", "musts"])
def test_a_text_is_not_taken_for_a_list_of_letters(key: str) -> None:
    given: dict[str, Any] = {"candidates": ("a", "b"), key: "kafka"}
    with pytest.raises(TypeError, match=f"{key} is a text"):
        Decision("Which?", **given)
