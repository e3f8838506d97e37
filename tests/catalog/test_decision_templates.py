"""Kinds of decisions in a catalog: what is wrong with one is told, and the shipped ones rank sensibly."""

from __future__ import annotations

import pytest

from techtui.catalog.decide import Eligibility, Want, rank, turning
from techtui.catalog.decide.model import MOST_CANDIDATES, from_template
from techtui.catalog.model import Catalog, Template
from techtui.catalog.store.cache import cached_catalog, read_into_cache
from tests.catalog.samples import GOOD, errors, load
from tests.catalog.test_schema import faults
from tests.conftest import shipped_catalog

TEMPLATE = """
[decisions.guests]
name = "A tea for guests"
category = "leaf"
summary = "What one is not ashamed of."
musts = ["since>1700", "category:green"]
[decisions.guests.wants]
grade = { importance = "important", good = "higher", why = "they notice" }
grams = 2
sales = { importance = 1, good = ">= 10" }
"""


def test_a_template_is_read() -> None:
    assert load(GOOD + TEMPLATE).decisions == {
        "guests": Template(
            "guests",
            "A tea for guests",
            "leaf",
            "What one is not ashamed of.",
            ("since>1700", "category:green"),
            (
                Want("grade", 3, ("higher",), "they notice"),
                Want("grams", 2),
                Want("sales", 1, (">= 10",)),
            ),
        )
    }
    assert faults(GOOD + TEMPLATE) == []


def test_a_layer_changes_one_field_of_a_template() -> None:
    above = 'format = 1\n[decisions.guests]\nname = "For kings"\n'
    (template,) = load(GOOD + TEMPLATE, above).decisions.values()
    assert (template.name, len(template.wants)) == ("For kings", 3)


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ('name = "A tea', 'nam = "A tea', "unknown-key", "did you mean “name”?"),
        ('category = "leaf"\nsummary', 'category = "laef"\nsummary', "unknown-category", "leaf"),
        ('"since>1700"', '"sinse>1700"', "bad-term", "did you mean “since”?"),
        ('["since>1700", "category:green"]', '"since>1700"', "wrong-type", 'write ["since>1700"]'),
        ('"category:green"', "3", "wrong-type", "in"),
        ('"important"', "4", "unknown-choice", "3 (important)"),
        ("grams = 2", "gram = 2", "unknown-attribute", "did you mean “grams”?"),
        ("grams = 2", "origin = 2", "bad-term", "name a wanted value"),
        ("grams = 2", "grade = true", "syntax", ""),
        ('good = "higher"', 'good = "hihger"', "bad-term", "did you mean “high"),
        ("why =", "wy =", "unknown-key", "did you mean “why”?"),
    ],
)
def test_what_is_wrong_with_one_is_told(old: str, new: str, code: str, hint: str) -> None:
    assert TEMPLATE.count(old) == 1
    found = errors_of(GOOD + TEMPLATE.replace(old, new))
    assert code in found
    assert hint in found[code]


def test_categories_in_a_circle_end_nothing() -> None:
    text = (GOOD + TEMPLATE).replace('name = "Leaf"', 'name = "Leaf"\nparent = "green"')
    assert errors_of(text).keys() == {"circular-parent"}


def errors_of(text: str) -> dict[str, str]:
    """The codes of what is wrong, each with its hint."""
    from techtui.catalog.problems import CatalogError

    try:
        return {one.code: one.hint for one in errors(text)}
    except CatalogError as error:
        return {one.code: one.hint for one in error.problems}


def test_it_comes_back_from_the_cache(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TECHTUI_CACHE", f"{tmp_path}/cache")
    read = read_into_cache()
    stored = cached_catalog()
    assert stored is not None
    assert stored.decisions == read.decisions


SHIPPED = shipped_catalog()


GATHERS = {"platform-tools"}
"""Categories whose members do different work, so that nobody chooses between them."""


def test_there_are_three_for_each_shipped_category(shipped: Catalog) -> None:
    kinds = [one.category for one in shipped.decisions.values()]
    chosen_from = [one for one in shipped.categories if one not in GATHERS]
    assert {one: kinds.count(one) for one in kinds} == dict.fromkeys(chosen_from, 3)


@pytest.mark.parametrize("template", SHIPPED.decisions.values(), ids=SHIPPED.decisions)
def test_the_shipped_ones_rank_sensibly(template: Template) -> None:
    decision = from_template(template, SHIPPED)
    ranking = rank(decision, SHIPPED)
    assert 2 <= len(decision.candidates) <= MOST_CANDIDATES
    assert not ranking.ignored
    assert len(ranking.standings) >= 2
    assert ranking.standings[0].state is Eligibility.IN
    # It tells candidates apart: from the first to the last there is a way to go.
    assert ranking.standings[0].score.low - ranking.standings[-1].score.low > 0.1
    assert all(one.why for one in template.wants)
    assert template.summary
    assert turning(ranking).stability.share > 0.3


@pytest.mark.parametrize(
    ("template", "first"),
    [
        ("web-low-cost", "axum"),
        ("web-scale", "aspnet-core"),
        ("interface-public", "rest-openapi"),
        ("interface-services", "grpc"),
        ("interface-live", "server-sent-events"),
        ("container-small-team", "docker"),
        ("container-scale", "kubernetes"),
        ("pipeline-small-team", "github-actions"),
        ("pipeline-low-cost", "jenkins"),
        ("watching-scale", "opentelemetry"),
        ("proxy-in-front", "nginx"),
    ],
)
def test_what_they_are_made_for_comes_first(template: str, first: str) -> None:
    ranking = rank(from_template(SHIPPED.decisions[template], SHIPPED), SHIPPED)
    assert ranking.standings[0].technology == first
