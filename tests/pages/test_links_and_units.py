"""Values as they are painted: what is a link, what is plain text, what one of a unit is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.refs import Ref
from techtui.formats.text import render
from techtui.pages.document import Line, Span
from techtui.pages.items import resource_item, value_line
from techtui.pages.technology import technology_page
from techtui.pages.values import amount_text
from tests.catalog.samples import GOOD, load

FOREIGN = Path(__file__).parents[1] / "foreign"


def spans(name: str, attribute: str) -> list[tuple[str, str]]:
    """The pieces of a value of the first entry, each with the address it leads to."""
    catalog = read_catalog([FOREIGN / f"{name}.toml"])
    fact = catalog.technologies["skiff"].facts[attribute]
    return pieces(value_line(catalog.attributes[attribute], fact))


def pieces(line: Line) -> list[tuple[str, str]]:
    """Text and address of each piece."""
    return [
        (one.text, one.ref.id if one.ref is not None else "")
        for one in line
        if isinstance(one, Span)
    ]


def test_a_link_shows_its_title_and_a_list_of_addresses_is_links() -> None:
    assert spans("link-with-a-title", "site") == [("The yard", "https://skiff.example/")]
    one, two = "https://one.example/", "https://two.example/"
    assert spans("links-in-a-list", "sites") == [(one, one), (", ", ""), (two, two)]


def test_links_stand_in_the_headline_too() -> None:
    text = GOOD.replace('name = "Origin"\ntype = "text"', 'name = "Origin"\ntype = "link"')
    catalog = load(text.replace('"Uji"', '{ value = "https://uji.example", title = "Uji" }'))
    page = technology_page(catalog, catalog.technologies["sencha"])
    headline = next(block for block in page.blocks if hasattr(block, "flow"))
    _, item = headline.sections[0][1][0]
    assert item.line[0] == Span("Uji", "", Ref("url", "https://uji.example"))


def test_what_is_no_address_is_plain_text() -> None:
    bad = GOOD.replace("https://tea.example/course", "javascript:alert(1)")
    catalog = load(bad.replace("https://tea.example/book", "file:///etc/passwd"))
    sencha = catalog.technologies["sencha"]
    assert pieces(resource_item(sencha.learn[0]).line)[0] == ("A course", "")
    assert "file:" not in render(technology_page(catalog, sencha), 80, color=True)


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        (1, "months", "1 month"),
        (1.0, "years", "1 year"),
        (2, "months", "2 months"),
        (1.5, "days", "1.5 days"),
        (1, "entries", "1 entry"),
        (1, "days of support", "1 day of support"),
        (1, "ms", "1 ms"),
        (1, "series", "1 series"),
        (1, "GB/s", "1 GB/s"),
        (1, "%", "1 %"),
        (1, "", "1"),
    ],
)
def test_one_of_a_unit_is_one(number: float, unit: str, text: str) -> None:
    assert amount_text(number, unit) == text
