"""Layers that add to the list of a fact."""

from __future__ import annotations

import pytest

from techtui.catalog.model import Fact
from tests.catalog.samples import GOOD, errors, load, told

LISTS = GOOD.replace(
    "[attributes.grams]", '[attributes.cups]\nname = "Cups"\ntype = "list"\n[attributes.grams]'
).replace('origin = "Uji"', 'origin = "Uji"\ncups = { value = ["small"], source = "book" }')
US = '[sources.us]\ntitle = "We"\n'


def cups(*layers: str) -> Fact:
    """What is known of the cups of sencha with layers upon the catalog."""
    texts = [f"format = 1\n{layer}\n" for layer in layers]
    assert errors(LISTS, *texts) == []
    return load(LISTS, *texts).technologies["sencha"].facts["cups"]


def test_items_come_after_those_below_each_once() -> None:
    fact = cups('[technologies.sencha]\nfacts.cups.append = ["large", "small"]')
    assert fact.value == ("small", "large")
    assert fact.sources == ("book",)
    assert fact.layer == "b.toml"


def test_what_backs_the_new_items_is_named_too() -> None:
    fact = cups(f'{US}[technologies.sencha.facts]\ncups = {{ append = ["large"], source = "us" }}')
    assert fact.sources == ("book", "us")


def test_several_layers_add_and_one_may_begin_anew() -> None:
    add = '[technologies.sencha]\nfacts.cups.append = ["{}"]'
    assert cups(add.format("b"), add.format("c")).value == ("small", "b", "c")
    assert cups(add.format("b"), '[technologies.sencha]\nfacts.cups = ["x"]').value == ("x",)
    missing = '[technologies.sencha]\nfacts.cups = { missing = "not found" }'
    fact = cups(missing, add.format("c"))
    assert (fact.value, fact.missing) == (("c",), None)
    assert cups(add.format("b"), missing).value is None


def test_without_a_list_below_it_is_one() -> None:
    alone = LISTS.replace('origin = "Anxi"', 'origin = "Anxi"\ncups.append = ["tall"]')
    assert [(one.code, one.severity) for one in told(alone)] == [("converted", "warning")]
    assert load(alone).technologies["oolong"].facts["cups"].value == ("tall",)


@pytest.mark.parametrize(
    ("layer", "code"),
    [
        ('grams.append = ["x"]', "wrong-type"),
        ("cups.append = 3", "wrong-type"),
        ('cups = { append = ["x"], value = ["y"] }', "no-effect"),
    ],
)
def test_what_can_not_be_longer_is_told_and_stays(layer: str, code: str) -> None:
    over = f"format = 1\n[technologies.sencha.facts]\n{layer}\n"
    assert code in [one.code for one in told(LISTS, over)]
    facts = load(LISTS, over).technologies["sencha"].facts
    assert facts["grams"].value == 3
    assert facts["cups"].value in (("small",), ("y",))
