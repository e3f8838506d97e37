"""What a search answers, without a screen."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.catalog.refs import Ref
from techtui.catalog.search import Index
from techtui.shelf import Entry
from techtui.tui.choices.sorting import Sort
from techtui.tui.screens.browse.search_state import Found, Search, find, toggled
from tests.conftest import GUITARS
from tests.examples import examples

CATALOG = read_catalog([GUITARS])
INDEX = Index(CATALOG)


def answer(text: str = "", **asked: object) -> Found:
    return find(CATALOG, Search(text, **asked), {}, INDEX)  # type: ignore[arg-type]


def test_filters_come_in_the_order_asked_for() -> None:
    by_weight = Sort("weight", True)
    found = answer("category:electric", sort=by_weight).hits
    assert found == tuple(reversed(answer("category:electric", sort=Sort("weight")).hits or ()))
    assert found == tuple(by_weight.apply(CATALOG, CATALOG.placed["electric"]))


def test_words_come_in_the_order_of_relevance_whatever_the_sort() -> None:
    found = answer("les", sort=Sort("name", True))
    assert found.words == ("les",)
    assert found.hits == answer("les").hits
    assert found.best == Ref("technology", "lp")


def test_the_shortlist_is_sorted_too() -> None:
    entries = {one: Entry("guitars", one, shortlisted=True) for one in ("tele", "lp")}
    asked = Search(only_shortlist=True, sort=Sort("weight"))
    assert find(CATALOG, asked, entries, INDEX).hits == ("tele", "lp")
    asked = Search(only_shortlist=True, sort=Sort("weight", True))
    assert find(CATALOG, asked, entries, INDEX).hits == ("lp", "tele")


def test_a_term_that_is_not_understood_is_told_and_the_rest_answered() -> None:
    found = answer("category:electric woods:mapel")
    assert "maple" in found.problem
    assert found.hits == answer("category:electric").hits
    assert answer("woods:").hits is None


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("humb", Ref("concept", "humbucker")),
        ("electric", Ref("category", "electric")),
    ],
)
def test_what_is_meant_by_its_name_is_the_best(text: str, ref: Ref) -> None:
    assert answer(text).named[:1] == (ref,)
    assert answer(text).best == ref


def test_nothing_names_what_is_near() -> None:
    found = answer("telecastor xyzzy")
    assert found.is_empty
    assert found.near[0] == "tele"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("woods:ash", "woods:as"),
        ("year>=20", "year>=2010"),
        ('maker="C++"', "maker=C"),
        ("category:electric", "-category:electric"),
    ],
)
def test_a_filter_is_taken_off_as_a_term_and_never_as_a_part_of_another(
    first: str, second: str
) -> None:
    both = toggled(toggled("", first), second)
    assert both.split() == [first, second]
    assert toggled(both, second) == first
    assert toggled(both, first) == second


TERMS = st.sampled_from(
    [
        "woods:ash",
        "weight<4",
        'name:"les  paul"',
        "-category:acoustic",
        '"warm,  dark"',
        "woods:mapel",
    ]
)


@settings(derandomize=True, max_examples=examples(60), deadline=None)
@given(st.lists(TERMS, unique=True), st.lists(TERMS, min_size=1, max_size=2, unique=True))
def test_toggling_twice_changes_nothing_else(typed: list[str], filters: list[str]) -> None:
    assume(not set(filters) & set(typed))
    text, term = " ".join(typed), " ".join(filters)
    added = toggled(text, term)
    # What was typed stays, also what is not understood yet and what is in quotes.
    assert added == f"{text} {term}".strip()
    assert toggled(added, term) == text


def test_a_filter_does_not_fall_into_open_quotes() -> None:
    assert toggled('twang "warm, da', "woods:ash") == 'twang "warm, da" woods:ash'


def test_of_several_filters_those_that_are_there_are_not_added_again() -> None:
    assert toggled("woods:ash", "woods:ash weight<4") == "woods:ash weight<4"
    assert toggled("weight<4 twang woods:ash", "woods:ash weight<4") == "twang"


@given(st.permutations(["woods:ash", "weight<9", "category:electric", "woods:"]))
def test_the_answer_does_not_depend_on_the_order_of_typing(terms: list[str]) -> None:
    assert answer(" ".join(terms)).hits == answer("woods:ash weight<9 category:electric").hits


def test_nothing_asked_is_everything(guitars: Catalog) -> None:
    assert find(guitars, Search(), {}, Index(guitars)) == Found(guitars)
