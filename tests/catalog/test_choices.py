"""Choices as tables: label, meaning, role; and filters that go by what is better."""

from __future__ import annotations

import json

import pytest

from techtui.catalog.model import Catalog
from techtui.catalog.query import QueryError, parse
from techtui.formats import json_document
from techtui.formats.text import render
from techtui.pages.concept import attribute_page
from techtui.pages.items import value_line
from tests.catalog.samples import GOOD, load, told
from tests.catalog.test_schema import faults

OLD = 'choices = { low = "everyday", high = "for guests" }\n'
RINGS = """\
better = "lower"
choices.adopt = { label = "Adopt", help = "Take it.", role = "good" }
choices.trial = { role = "ok" }
choices.assess = "look at it"
choices.hold = { label = "On hold", role = "bad" }
"""
TEAS = (
    GOOD.replace(OLD, RINGS).replace('"high"', '"trial"').replace('grade = "low"', 'grade = "hold"')
)


def chosen(query: str, catalog: Catalog) -> list[str]:
    """The ids that a query means."""
    return parse(query, catalog).select(catalog)


def test_choices_say_what_they_mean() -> None:
    assert told(TEAS) == []
    assert faults(TEAS) == []
    catalog = load(TEAS)
    grade = catalog.attributes["grade"]
    labels = {"adopt": "Adopt", "trial": "trial", "assess": "look at it", "hold": "On hold"}
    assert grade.choices == labels
    (attribute,) = [
        one
        for one in json.loads(json_document.attributes(catalog))["attributes"]
        if one["id"] == "grade"
    ]
    assert attribute["choice_help"] == {"adopt": "Take it."}
    assert attribute["choice_roles"] == {"adopt": "good", "trial": "ok", "hold": "bad"}
    page = render(attribute_page(catalog, grade, ()), 80)
    assert "Adopt · trial · look at it · On hold (best first)" in page
    assert "Take it." in page


def test_a_role_gives_a_colour_beside_the_word() -> None:
    catalog = load(TEAS)
    (span,) = value_line(catalog.attributes["grade"], catalog.technologies["oolong"].facts["grade"])
    assert (getattr(span, "text", ""), getattr(span, "tone", "")) == ("On hold", "bad")


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("grade>=trial", ["sencha"]),
        ("grade>trial", []),
        ("grade<trial", ["oolong"]),
        ("grade<=hold", ["oolong"]),
        ("grade>on", ["sencha"]),
        ("-grade>=assess", ["oolong"]),
    ],
)
def test_better_counts_as_more(query: str, ids: list[str]) -> None:
    assert chosen(query, load(TEAS)) == ids


def test_where_the_later_choice_is_better_it_is_more() -> None:
    catalog = load(GOOD.replace(OLD, 'better = "higher"\n' + OLD))
    assert chosen("grade>low", catalog) == ["sencha"]
    with pytest.raises(QueryError, match="has no order"):
        parse("grade>low", load(GOOD))


def test_a_sign_needs_one_choice() -> None:
    catalog = load(TEAS.replace("choices.trial", "choices.adapt").replace('"trial"', '"adapt"'))
    with pytest.raises(QueryError, match="could be several choices; write adopt or adapt"):
        parse("grade>=ad", catalog)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('role = "ok"', 'role = "fine"', "unknown-choice"),
        ('role = "ok"', 'rolle = "ok"', "unknown-key"),
        ('label = "Adopt"', "label = []", "wrong-type"),
        ('label = "Adopt"', 'label = ""', "empty-text"),
    ],
)
def test_a_slip_costs_that_key(old: str, new: str, code: str) -> None:
    text = TEAS.replace(old, new)
    assert [one.code for one in told(text)] == [code]
    assert list(load(text).attributes["grade"].choices) == ["adopt", "trial", "assess", "hold"]
