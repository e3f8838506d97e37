"""A decision of what the screen offers is the same once it was written and read."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from techtui.catalog.decide import Decision, Grade, Rating, Want, basis_of, rank
from techtui.catalog.decide.wants import parse_want
from techtui.catalog.format.decision_file import parse_decision
from techtui.catalog.model import Catalog
from techtui.catalog.sanitize import one_line
from techtui.tui.choices.facets import facet_finder, is_term, value_finder
from techtui.tui.choices.wanting import good_finder, problem_of, toggled
from techtui.tui.screens.decide.documents import as_file
from tests.catalog.decide.samples import catalog_of
from tests.catalog.generating import Maker, toml_of
from tests.catalog.samples import load
from tests.examples import examples

ODD = catalog_of(
    {
        "a": {"size": -3, "runs": ("<b>", "a, b", "=1", "plain"), "free": True, "owner": "x\n\ny"},
        "b": {"runs": ("?", ">= 2"), "used": {2020: 1.5}},
    }
)


@pytest.mark.parametrize("attribute", ["size", "runs", "free", "owner", "used", "safety"])
def test_what_is_offered_as_good_can_be_wanted(attribute: str) -> None:
    declared = ODD.attributes[attribute]
    offered = good_finder(ODD, declared, ODD.ids)("")
    for choice in offered:
        want = toggled(Want(attribute), declared, choice.id)
        assert problem_of(ODD, want) == ""
        assert choice.id not in (f"{attribute}:?", f"-{attribute}:?")
    if attribute == "runs":
        assert {"runs:plain", 'runs:"a, b"'} <= {one.id for one in offered}


def test_a_filter_by_a_text_of_several_paragraphs_is_on_one_line() -> None:
    (choice,) = [one for one in value_finder(ODD, "owner", ODD.ids)("") if one.id[-1] != "?"]
    assert choice.id == 'owner="x y"'
    assert choice.aside.startswith("1")


def test_an_option_may_quote_a_value_with_a_comma() -> None:
    assert parse_want('runs:"a, b",plain=3', ODD) == Want("runs", 3, ("a, b", "plain"))
    assert parse_want('runs:"=1"', ODD) == Want("runs", 2, ("=1",))


def decided(catalog: Catalog, maker: Maker) -> Decision:
    """A decision that somebody may come to on the screen."""
    random = maker.random
    candidates = tuple(random.sample(list(catalog.ids), random.randint(2, len(catalog))))
    musts = []
    for choice in facet_finder(catalog, candidates)(""):
        if not is_term(catalog, choice.id):
            values = value_finder(catalog, choice.id, candidates)(random.choice(("", "-2..5")))
            musts += [one.id for one in values]
    decision = Decision(
        one_line(f"Which {maker.text()}"),
        candidates,
        tuple(dict.fromkeys(random.sample(musts, min(len(musts), 3)))),
        ratings=(Rating("é a", "Taste", 3, {candidates[0]: Grade(2.5, one_line(maker.text()))}),),
    )
    for attribute in catalog.attributes.values():
        want = Want(attribute.id, random.choice((1, 2, 3, 5)))
        for _ in range(random.randint(0, 2)):
            offered = good_finder(catalog, attribute, candidates, want.good)("")
            if offered:
                want = toggled(want, attribute, random.choice(offered).id)
        if not problem_of(catalog, want):
            decision = decision.with_want(want)
    return decision


@given(st.integers(0, 2**63).map(Random))
@settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    max_examples=examples(100),
)
def test_what_the_screen_offers_is_written_and_read_back(random: Random) -> None:
    maker = Maker(random)
    catalog = load(toml_of(maker.catalog()))
    if len(catalog) < 2:
        return
    decision = decided(catalog, maker)
    ranking = rank(decision, catalog)
    assert ranking.ignored == ()
    found = parse_decision("d.toml", as_file(catalog, ranking), catalog)
    assert found.decision == decision
    assert found.basis == basis_of(ranking, catalog)
    # Its musts alone are a decision, too.
    if decision.musts:
        alone = rank(replace(decision, wants=(), ratings=()), catalog)
        assert parse_decision("d.toml", as_file(catalog, alone), catalog).decision == alone.decision
