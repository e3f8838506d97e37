"""Text fits its width and holds nothing that steers a terminal."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from techtui.catalog.comparison import compare
from techtui.catalog.model import Catalog
from techtui.catalog.sanitize import has_unsafe
from techtui.formats import text
from techtui.formats.layout import Layout
from techtui.pages.comparison import comparison_page
from techtui.pages.concept import concept_page
from techtui.pages.document import Item, Span, line_of, pairs
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


def laid_out(width: int, rows: list[tuple[str, str]]) -> list[str]:
    """The lines of names with values."""
    layout = Layout(width)
    for block in pairs((Span(name), Item(line_of(value))) for name, value in rows):
        layout.block(block)
    return [line.plain.rstrip() for line in layout.lines]


def test_names_are_whole_where_their_values_are_short() -> None:
    rows = [("App Definition and Development", "266"), ("Runtime", "126")]
    first, second = laid_out(46, rows)
    assert first == "App Definition and Development  266"
    assert second.index("126") == first.index("266")


def test_names_leave_room_for_long_values() -> None:
    rows = [("App Definition and Development", "word " * 20), ("Runtime", "word")]
    lines = laid_out(46, rows)
    assert lines[0].startswith("App Definition")
    assert lines[0].count("word") >= 4
    assert all(len(line) <= 46 for line in lines)


def test_names_that_mostly_stand_alone_are_wrapped_later() -> None:
    rows = [*((f"Number {at} of the names", "") for at in range(5)), ("One", "word " * 20)]
    assert laid_out(50, rows)[:2] == ["Number 0 of the names", "Number 1 of the names"]
