"""Text fits its width and holds nothing that steers a terminal."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from techtui.catalog.comparison import compare
from techtui.catalog.model import Catalog
from techtui.catalog.sanitize import has_unsafe
from techtui.formats import text
from tests.journeys.test_hostile import HOSTILE, hostile_catalog

WIDTHS = (20, 33, 47, 60, 80, 120, 200)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_asked_for(width: int, coffee: Catalog) -> None:
    technologies = list(coffee.technologies.values())
    pages = [
        *(text.technology(coffee, one, width) for one in technologies),
        text.comparison(coffee, compare(coffee, technologies), width=width),
        text.comparison(coffee, compare(coffee, technologies[:2]), True, width),
        text.listing(coffee, technologies, ("name", "category", "tagline", "share"), width),
        *(text.concept(coffee, one, width) for one in coffee.concepts.values()),
    ]
    for page in pages:
        for line in page.splitlines():
            assert cell_len(line) <= width, line
            assert line == line.rstrip()


def test_colours_change_nothing_but_the_colour(coffee: Catalog) -> None:
    moka = coffee.technologies["moka"]
    coloured = text.technology(coffee, moka, 80, color=True)
    assert "\x1b[1m" in coloured
    assert "\x1b]8;" in coloured
    bare = re.sub(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == text.technology(
        coffee, moka, 80
    ).splitlines()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_steers_no_terminal(hostile: str) -> None:
    catalog = hostile_catalog(hostile)
    technologies = list(catalog.technologies.values())
    for page in (
        text.technology(catalog, technologies[0]),
        text.comparison(catalog, compare(catalog, technologies)),
        text.listing(catalog, technologies, ("name", "tagline")),
    ):
        assert not has_unsafe(page)


def test_bars_of_a_row_have_one_scale_or_none_is_shown(coffee: Catalog) -> None:
    compared = compare(coffee, [coffee.technologies["moka"], coffee.technologies["machine"]])
    for width in range(40, 130, 3):
        page = text.comparison(coffee, compared, width=width)
        (share,) = [line for line in page.splitlines() if line.startswith("≠ Share")] or [""]
        assert share.count("█") == 0 or len(re.findall("█+", share)) == 2


def test_what_nobody_knows_is_no_error(coffee: Catalog) -> None:
    machine = coffee.technologies["machine"]
    same = compare(coffee, [machine, machine])
    assert "No attribute differs." in text.comparison(coffee, same, only_differences=True)
    assert text.listing(coffee, [], ("name",)) == ""
