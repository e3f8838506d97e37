"""Text fits its width and holds nothing that steers a terminal."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from techtui.catalog.comparison import compare
from techtui.catalog.model import Catalog
from techtui.catalog.sanitize import has_unsafe
from techtui.formats import text
from techtui.pages.comparison import comparison_page
from techtui.pages.concept import concept_page
from techtui.pages.listings import list_page
from techtui.pages.technology import technology_page
from tests.journeys.test_hostile import HOSTILE, hostile_catalog

WIDTHS = (20, 33, 47, 60, 80, 120, 200)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_asked_for(width: int, coffee: Catalog) -> None:
    technologies = list(coffee.technologies.values())
    pages = [
        *(text.render(technology_page(coffee, one), width) for one in technologies),
        text.render(comparison_page(coffee, compare(coffee, technologies)), width),
        text.render(comparison_page(coffee, compare(coffee, technologies[:2]), True), width),
        text.render(
            list_page(coffee, technologies, ("name", "category", "tagline", "share")), width
        ),
        *(text.render(concept_page(coffee, one), width) for one in coffee.concepts.values()),
    ]
    for page in pages:
        for line in page.splitlines():
            assert cell_len(line) <= width, line
            assert line == line.rstrip()


def test_colours_change_nothing_but_the_colour(coffee: Catalog) -> None:
    moka = coffee.technologies["moka"]
    coloured = text.render(technology_page(coffee, moka), 80, color=True)
    assert "\x1b[1m" in coloured
    assert "\x1b]8;" in coloured
    bare = re.sub(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == text.render(
        technology_page(coffee, moka), 80
    ).splitlines()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_steers_no_terminal(hostile: str) -> None:
    catalog = hostile_catalog(hostile)
    technologies = list(catalog.technologies.values())
    for page in (
        text.render(technology_page(catalog, technologies[0])),
        text.render(comparison_page(catalog, compare(catalog, technologies))),
        text.render(list_page(catalog, technologies, ("name", "tagline"))),
    ):
        assert not has_unsafe(page)


def test_bars_of_a_row_have_one_scale_or_none_is_shown(coffee: Catalog) -> None:
    compared = compare(coffee, [coffee.technologies["moka"], coffee.technologies["machine"]])
    for width in range(40, 130, 3):
        page = text.render(comparison_page(coffee, compared), width)
        (share,) = [line for line in page.splitlines() if line.startswith("≠ Share")] or [""]
        assert share.count("━") == 0 or len(set(map(len, re.findall("[━╸─]+", share)))) == 1


def test_what_nobody_knows_is_no_error(coffee: Catalog) -> None:
    machine = coffee.technologies["machine"]
    same = compare(coffee, [machine, machine])
    assert "No attribute differs." in text.render(comparison_page(coffee, same, True))
    assert text.render(list_page(coffee, [], ("name",))) == ""
