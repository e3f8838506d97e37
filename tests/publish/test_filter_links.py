"""The address of a query leads to a list of what the query finds, and of nothing else."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from techtui.catalog.model import Catalog
from techtui.catalog.query import parse
from techtui.publish.data import files
from techtui.publish.filter_links import filters_of
from techtui.publish.folder import publish
from techtui.publish.static_site import site
from techtui.tui.choices.facets import facet_finder, is_term, value_finder
from tests.catalog.generating import Maker, toml_of
from tests.catalog.samples import load
from tests.examples import examples

RADAR = """\
format = 1
[catalog]
title = "Radar"
how_to_choose = [{ text = "What moved?", query = "ring.moved:in" }, { text = "Big", query = "sizes.big:yes" }]
[categories.tools]
name = "Tools"
[categories.saws]
name = "Saws"
parent = "tools"
[attributes.ring]
name = "Ring"
type = "choice"
choices = ["hold", "adopt"]
better = "higher"
[attributes.sizes]
name = "Sizes"
type = "table"
columns = { size = "text", big = "yes_no" }
[attributes.q]
name = "Quiet"
type = "yes_no"
[attributes.secret]
name = "Secret"
type = "yes_no"
hidden = true
[technologies.a]
name = "A"
category = "saws"
facts = { ring = { 2025 = "hold", 2026 = "adopt" }, sizes = [{ size = "l", big = true }], q = true, secret = true }
[technologies.b]
name = "B"
category = "tools"
facts = { ring = "hold", sizes = [{ size = "s", big = false }], q = false, secret = false }
"""


def data_of(catalog: Catalog) -> dict[str, Any]:
    """What the scripts of a website load: name -> value."""
    found = {}
    for _, text in files(catalog):
        name, value = re.fullmatch(
            r"techtui\.take\((\"[^\"]*\"),(.*)\);\n", text, re.DOTALL
        ).groups()  # type: ignore[union-attr]
        found[json.loads(name)] = json.loads(value)
    return found


def listed(catalog: Catalog, filters: list[dict[str, Any]], address: str) -> list[str]:
    """The ids that the list shows, as its script takes an address: the first of each key counts."""
    asked: dict[str, str] = {}
    for part in address.removeprefix("?").split("&"):
        key, _, names = part.partition("=")
        asked.setdefault(key, names)
    left = list(range(len(catalog)))
    for one in filters:
        if one["key"] in asked:
            names = [name for name, _ in one["choices"]]
            chosen = {names.index(name) for name in asked[one["key"]].split(",")}
            left = [at for at in left if chosen.intersection(one["values"][at])]
    return [catalog.ids[at] for at in left]


def test_questions_about_columns_and_movement_are_published(tmp_path: Path) -> None:
    publish(tmp_path / "site", site(load(RADAR)))
    assert "What moved?" in (tmp_path / "site" / "index.html").read_text()


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("q:yes", "?~q~=yes"),
        ("category:tools category:saws", "?category=saws"),
        ("ring:hold,adopt ring:adopt", "?ring=adopt"),
        ("ring:hold ring:adopt", ""),
        ("ring.moved:in", ""),
        ("sizes.big:yes", ""),
        ("secret:yes", ""),
    ],
)
def test_an_address_says_what_a_filter_can_say(query: str, address: str) -> None:
    assert filters_of(load(RADAR), query) == address


def test_words_and_an_attribute_of_their_key_differ() -> None:
    keys = [one["key"] for one in data_of(load(RADAR))["filters"]]
    assert keys == ["category", "ring", "~q~"]


@given(st.integers(0, 2**63).map(Random))
@settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    max_examples=examples(100),
)
def test_an_address_finds_what_its_query_finds(random: Random) -> None:
    catalog = load(toml_of(Maker(random).catalog()))
    filters = data_of(catalog)["filters"]
    terms = []
    for choice in facet_finder(catalog, catalog.ids)(""):
        if not is_term(catalog, choice.id):
            terms += [one.id for one in value_finder(catalog, choice.id, catalog.ids)("")]
    for query in (*terms, *(" ".join(two) for two in pairwise(terms))):
        if address := filters_of(catalog, query):
            found = parse(query, catalog).select(catalog)
            assert listed(catalog, filters, address) == found
