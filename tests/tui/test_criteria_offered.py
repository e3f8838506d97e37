"""Every criterion and must that is offered is understood, ranks, and comes back from its file unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from techtui.catalog.decide import Decision, Want, basis_of, rank, review
from techtui.catalog.decide.model import MOST_CANDIDATES, from_template
from techtui.catalog.decide.scale import gauges_of, natural_good
from techtui.catalog.decide.writing import decision_text
from techtui.catalog.format.decision_file import parse_decision
from techtui.catalog.model import Attribute, Catalog
from techtui.catalog.query import parse
from techtui.catalog.query.wording import written_key
from techtui.tui.choices.facets import facet_finder, is_term, value_finder
from techtui.tui.choices.wanting import good_finder, problem_of, toggled, want_finder
from tests.catalog.generating import Maker, toml_of
from tests.catalog.samples import GOOD, load
from tests.conftest import GUITARS
from tests.examples import examples
from tests.odd_names import odd_catalog


def wants_offered(catalog: Catalog, decision: Decision) -> Iterator[Want]:
    """All criteria of the dialog, with all that can be good about each."""
    for choice in want_finder(catalog, decision)(""):
        attribute = catalog.attributes.get(choice.id)
        if attribute is None:
            continue  # of the user's own
        want = Want(attribute.id)
        if natural_good(attribute):
            yield want
        for good in good_finder(catalog, attribute, decision.candidates)(""):
            wanted = toggled(want, attribute, good.id)
            assert problem_of(catalog, wanted) == ""
            if good.id not in ("natural", "higher", "lower") and wanted.good[0][0] not in "<>":
                insist_on_meaning(catalog, attribute, decision, wanted, good.id)
            yield wanted


def insist_on_meaning(
    catalog: Catalog, attribute: Attribute, decision: Decision, want: Want, term: str
) -> None:
    """Fail unless those have what is wanted that the filter finds."""
    scale = gauges_of(catalog).scale(want, catalog)
    facts = (
        (one, catalog.technologies[one].facts.get(attribute.id)) for one in decision.candidates
    )
    having = [
        one for one, fact in facts if fact and fact.value is not None and scale.of(fact.value) == 1
    ]
    # The id may have blanks, which a query writes in another way.
    term = written_key(catalog, attribute) + term.removeprefix(attribute.id)
    assert having == parse(term, catalog).select(catalog, decision.candidates)


def musts_offered(catalog: Catalog, decision: Decision) -> Iterator[str]:
    """All musts of the dialog."""
    find = facet_finder(catalog, decision.candidates)
    for choice in (*find(""), *find("o")):
        if is_term(catalog, choice.id):
            yield choice.id
        else:
            yield from (one.id for one in value_finder(catalog, choice.id, decision.candidates)(""))


def insist_on_return(catalog: Catalog, decision: Decision) -> None:
    """Fail unless a decision ranks, and comes back from its file as it was, with nothing changed."""
    basis = basis_of(rank(decision, catalog), catalog)
    back = parse_decision("x.toml", decision_text(decision, basis), catalog)
    assert (back.decision.wants, back.decision.musts) == (decision.wants, decision.musts)
    assert back.basis is not None
    looked = review(back.decision, back.basis, catalog)
    assert not looked.touched
    assert looked.changes == ()


def insist_on_criteria(catalog: Catalog) -> int:
    """Check everything that is offered; returns how much it was."""
    count = 0
    for template in catalog.decisions.values():
        started = from_template(template, catalog)
        # A decision in which nothing counts is not written.
        if len(started.candidates) > 1 and (started.wants or started.musts):
            insist_on_return(catalog, started)
    plain = Decision("Which?", tuple(catalog.ids[:MOST_CANDIDATES]))
    if len(plain.candidates) < 2:
        return 0
    for want in wants_offered(catalog, plain):
        insist_on_return(catalog, plain.with_want(want))
        count += 1
    for must in dict.fromkeys(musts_offered(catalog, plain)):
        insist_on_return(catalog, replace(plain, musts=(must,)))
        count += 1
    return count


@pytest.mark.parametrize(
    ("content", "least"),
    [(GOOD, 10), (GUITARS.read_text("utf-8"), 10), (odd_catalog(), 90)],
    ids=["tea", "guitars", "odd"],
)
def test_every_criterion_is_understood(content: str, least: int) -> None:
    assert insist_on_criteria(load(content)) >= least


@given(st.integers(0, 2**63).map(Random))
@settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    max_examples=examples(50),
)
def test_every_criterion_of_any_catalog_is_understood(random: Random) -> None:
    insist_on_criteria(load(toml_of(Maker(random).catalog())))


def test_missing_values_and_all_but_some_are_no_wants() -> None:
    catalog = load(
        GOOD.replace(
            'choices = { low = "everyday"', 'discouraged = ["low"]\nchoices = { low = "everyday"'
        )
    )
    attribute = catalog.attributes["grade"]
    offered = [one.id for one in good_finder(catalog, attribute, catalog.ids)("")]
    assert offered == ["grade:low", "grade:high"]
    # To filter by, they are offered.
    assert "-grade:low" in [one.id for one in value_finder(catalog, "grade", catalog.ids)("")]
