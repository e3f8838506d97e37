"""What can never be equal counts neither as the same nor as a difference, wherever things stand side by side."""

from __future__ import annotations

import json
import re

import pytest

from techtui.catalog.comparison import Verdict, compare
from techtui.catalog.model import Catalog
from techtui.formats import csv_table, json_document, markdown
from techtui.pages.comparison import comparison_page
from techtui.publish.facts import Facts
from tests.catalog.samples import GOOD, load, told

OWN = GOOD.replace(
    'name = "Origin"\ntype = "text"', 'name = "Origin"\ntype = "text"\ncomparable = false'
)
LINKED = OWN.replace(
    "[attributes.grams]", '[attributes.shop]\nname = "Shop"\ntype = "link"\n[attributes.grams]'
)
LINKED = LINKED.replace('origin = "Uji"', 'origin = "Uji"\nshop = "https://a.example/"')
LINKED = LINKED.replace('origin = "Anxi"', 'origin = "Anxi"\nshop = "https://b.example/"')


def verdicts(catalog: Catalog) -> dict[str, Verdict]:
    """Attribute -> how the values of both teas relate."""
    compared = compare(catalog, list(catalog.technologies.values()))
    return {row.attribute.id: row.verdict for row in compared.rows}


def test_links_and_what_is_declared_so_are_no_difference() -> None:
    assert told(LINKED) == []
    found = verdicts(load(LINKED))
    assert (found["origin"], found["shop"]) == (Verdict.OWN, Verdict.OWN)
    assert (found["grams"], found["since"]) == (Verdict.DIFFERENT, Verdict.MISSING)


def test_equal_values_are_not_the_same_either() -> None:
    assert verdicts(load(OWN.replace('"Anxi"', '"Uji"')))["origin"] is Verdict.OWN
    assert verdicts(load(GOOD.replace('"Anxi"', '"Uji"')))["origin"] is Verdict.SAME


def test_links_that_are_declared_comparable_are() -> None:
    same = LINKED.replace('type = "link"', 'type = "link"\ncomparable = true').replace(
        "b.ex", "a.ex"
    )
    assert verdicts(load(same))["shop"] is Verdict.SAME


def test_all_writers_agree() -> None:
    tea = load(LINKED)
    compared = compare(tea, list(tea.technologies.values()))
    counts = {verdict.value: count for verdict, count in compared.counts.items()}
    written = json.loads(json_document.comparison(tea, compared))
    assert written["summary"] == counts
    by_row = {row["attribute"]: row["verdict"] for row in written["rows"]}
    assert by_row == {key: verdict.value for key, verdict in verdicts(tea).items()}
    table = csv_table.comparison(tea, compared)
    assert re.search(r"^origin,Origin,,,own,,Uji,Anxi\r?$", table, re.MULTILINE)
    page = markdown.render(comparison_page(tea, compared))
    assert f"{counts['different']} differ" in page
    assert "|  | Origin | Uji | Anxi |" in page
    assert "| ≠ | Grams a cup |" in page
    only = markdown.render(comparison_page(tea, compared, only_differences=True))
    assert "Origin" not in only
    rows = Facts(tea).attributes()["attributes"]
    assert [row[-1] for row in rows] == [0, 0, 1, 1, 1, 1]  # type: ignore[index, attr-defined]


@pytest.mark.parametrize("attribute", ["steward", "website", "default_port", "latest_version"])
def test_the_shipped_catalog_says_what_is_no_difference(shipped: Catalog, attribute: str) -> None:
    assert not shipped.attributes[attribute].comparable


def test_each_one_is_named_by_its_tagline_and_category() -> None:
    tea = load(GOOD.replace('category = "green"', 'category = ["green", "leaf"]'))
    compared = compare(tea, list(tea.technologies.values()))
    said = {row.field: [[one.text for one in each] for each in row.texts] for row in compared.heads}  # type: ignore[union-attr]
    assert said == {
        "tagline": [["Green and grassy"], ["Half way to black"]],
        "category": [["Green · Leaf"], ["Leaf"]],
    }
    page = markdown.render(comparison_page(tea, compared))
    assert page.index("Green and grassy") < page.index("All attributes")
