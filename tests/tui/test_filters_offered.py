"""Every filter that is offered can be asked for, and finds as many as it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from techtui.catalog.model import Catalog
from techtui.catalog.query import parse
from techtui.pages.choosing import scoped
from techtui.tui.choices.facets import facet_finder, is_term, narrowed_finder, value_finder
from techtui.tui.choices.matcher import Choice
from tests.catalog.generating import Maker, toml_of
from tests.catalog.samples import load
from tests.examples import examples

BOATS: Final = """
format = 1
[catalog]
title = "Boats"
[categories."Rowing boats"]
name = "Rowing"
[categories."Sails, two"]
name = "Sails"
[attributes."rig type"]
name = "Rig"
type = "choice"
choices = ["one", "two"]
[attributes.rig]
name = "Rig, in a word"
type = "choice"
choices = ["one", 'tw"o']
[attributes.sold]
name = "Sold"
type = "number"
"""


def boats(*sold: float) -> Catalog:
    """Boats of which so many were sold."""
    return load(
        BOATS
        + "".join(
            f'[technologies.b{at}]\nname = "B{at}"\ncategory = "{("Rowing boats", "Sails, two")[at % 2]}"\n'
            f'[technologies.b{at}.facts]\n"rig type" = "two"\nrig = "one"\nsold = {number!r}\n'
            for at, number in enumerate(sold)
        )
    )


def offered(catalog: Catalog, shown: Sequence[str]) -> Iterator[Choice]:
    """All filters: what is offered at first, when something is typed, and the values of each attribute."""
    find = facet_finder(catalog, shown)
    for choice in (*find(""), *find("o")):
        if is_term(catalog, choice.id):
            yield choice
            continue
        yield from value_finder(catalog, choice.id, shown)("")


def found(catalog: Catalog, term: str) -> int:
    """How many a filter finds."""
    return len(parse(term, catalog).select(catalog, catalog.ids))


@pytest.mark.parametrize(
    "sold",
    [(1, 2.5, 3), (1234567.25, 999_999, 20_000_000), (1e300, 1e-9, 2.5e17), (0, -1, -2_000_000)],
)
def test_filters_by_figures_of_any_size_find_as_many_as_they_say(sold: tuple[float, ...]) -> None:
    catalog = boats(*sold)
    choices = value_finder(catalog, "sold", catalog.ids)("")
    assert len(choices) == 4
    for choice in choices:
        assert int(choice.aside) == found(catalog, choice.id)


def test_filters_by_versions_in_any_words_find_as_many_as_they_say() -> None:
    versions = ("1.2", "v1.2", "2.0 LTS", "rolling", "Rolling", "édition spéciale", "第3版", "ü")
    entries = "".join(
        f'[technologies.t{at}]\nname = "T{at}"\ncategory = "c"\nfacts.v = "{version}"\n'
        for at, version in enumerate(versions)
    )
    catalog = load(
        'format = 1\n[catalog]\ntitle = "T"\n[categories.c]\nname = "C"\n'
        f'[attributes.v]\nname = "V"\ntype = "version"\n{entries}'
    )
    choices = value_finder(catalog, "v", catalog.ids)("")
    assert len(choices) == len(versions)
    # Those that are the same version in other letters find each other.
    assert all(found(catalog, choice.id) >= int(choice.aside) for choice in choices)


def test_what_a_query_can_not_ask_for_is_not_offered() -> None:
    catalog = boats(1, 2, 3)
    for choice in offered(catalog, catalog.ids):
        assert not choice.id.startswith("rig type")
        assert str(found(catalog, choice.id)) in choice.aside.split(" · ")
        # Tab takes it and asks for more.
        assert narrowed_finder(catalog, catalog.ids, [choice.id]) is not None


ITEMS = st.lists(
    st.sampled_from(["a", "A b", "b", "a, b", "ab", "c a", "é", "?", "x-a"]),
    min_size=1,
    unique=True,
)


@given(st.lists(ITEMS, min_size=1, max_size=4))
@settings(deadline=None, derandomize=True, max_examples=examples(100))
def test_an_item_of_a_list_is_found_without_those_that_begin_with_it(
    lists: list[list[str]],
) -> None:
    entries = "".join(
        f'[technologies.t{at}]\nname = "T{at}"\ncategory = "c"\nfacts.l = {items!r}\n'
        for at, items in enumerate(lists)
    )
    catalog = load(
        'format = 1\n[catalog]\ntitle = "T"\n[categories.c]\nname = "C"\n'
        f'[attributes.l]\nname = "L"\ntype = "list"\n{entries}'
    )
    for choice in value_finder(catalog, "l", catalog.ids)(""):
        assert choice.aside.split(" · ")[0] == str(found(catalog, choice.id))


def test_a_category_with_signs_in_its_id_can_be_asked_for() -> None:
    names = ('a"b', "a:b", "?", ">=3", "=", "a b", "a,b")
    catalog = load(
        'format = 1\n[catalog]\ntitle = "T"\n'
        + "".join(f"[categories.'{one}']\nname = '{one}'\n" for one in names)
        + "".join(
            f"[technologies.t{at}]\nname = 'T{at}'\ncategory = '{one}'\n"
            for at, one in enumerate(names)
        )
    )
    for one in names:
        assert found(catalog, scoped("-name:x", one)) == 1
    for choice in value_finder(catalog, "category", catalog.ids)(""):
        assert choice.aside.split(" · ")[0] == str(found(catalog, choice.id))


def test_a_question_about_a_category_whose_id_has_blanks_has_answers() -> None:
    catalog = boats(1, 2, 3)
    assert found(catalog, scoped("sold>=1", "Rowing boats")) == 2
    assert found(catalog, scoped("sold>=1", "Sails, two")) == 1
    assert scoped("sold>=1", "sails") == "category:sails sold>=1"


@given(st.integers(0, 2**63).map(Random))
@settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    max_examples=examples(100),
)
def test_every_filter_that_is_offered_can_be_asked_for(random: Random) -> None:
    catalog = load(toml_of(Maker(random).catalog()))
    shown = random.sample([*catalog.ids], random.randint(0, len(catalog)))
    for choice in offered(catalog, shown):
        assert narrowed_finder(catalog, shown, [choice.id]) is not None
