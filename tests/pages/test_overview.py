"""What is in a category: with its values where there is room, else with its words."""

from __future__ import annotations

import pytest

from techtui.catalog.first_columns import first_columns
from techtui.catalog.model import Catalog
from techtui.formats import html_page, markdown, text
from techtui.pages.category import category_page
from techtui.pages.document import Document
from techtui.publish.addresses import SiteLinks
from tests.catalog.samples import GOOD, load


def columns_of(catalog: Catalog, category: str) -> list[str]:
    """The names of the columns with which the table of a category begins, as many as its page shows."""
    ids = tuple(catalog.ids_in(category))
    return [catalog.attributes[one].name for one in first_columns(catalog, ids, category, 3)]


def line_with(page: str, *words: str) -> str:
    """The first line that has all words; empty if none has."""
    return next((line for line in page.splitlines() if all(one in line for one in words)), "")


def test_a_page_has_as_many_columns_as_there_is_room_for(shipped: Catalog) -> None:
    names = columns_of(shipped, "sql-databases")
    sqlite = shipped.technologies["sqlite"]

    def page(width: int) -> str:
        return text.render(category_page(shipped, shipped.categories["sql-databases"]), width)

    wide, middle, narrow = page(160), page(84), page(48)
    assert line_with(wide, "Name", *names, "Tagline")
    assert line_with(wide, "SQLite", "2000", sqlite.tagline)
    assert line_with(middle, "Name", *names)
    assert sqlite.tagline not in middle
    assert not line_with(narrow, "Name")
    assert line_with(narrow, "SQLite", sqlite.tagline[:12])


@pytest.mark.parametrize("width", [30, 40, 58, 80, 100, 200])
def test_no_line_is_wider_than_there_is_room(shipped: Catalog, width: int) -> None:
    for category in shipped.categories.values():
        page = text.render(category_page(shipped, category), width)
        # An address can't be broken.
        assert all(len(line) <= width or "://" in line for line in page.splitlines())


def test_files_have_the_values_and_the_words(shipped: Catalog) -> None:
    names = columns_of(shipped, "sql-databases")

    def page() -> Document:
        return category_page(shipped, shipped.categories["sql-databases"])

    head = "| " + " | ".join(["Name", *names, "Tagline"]) + " |"
    assert head in markdown.render(page())
    assert "<td>2000</td>" in html_page.render(page())
    assert 'technologies/sqlite/index.html">SQLite</a></td>' in html_page.body(
        page().blocks, SiteLinks(shipped, "../../")
    )


def test_what_is_discouraged_says_so_beside_its_name_or_its_words() -> None:
    catalog = load(GOOD, 'format = 1\n[attributes.grade]\ndiscouraged = ["low"]\n')
    for width in (40, 90, 200):
        page = text.render(category_page(catalog, catalog.categories["leaf"]), width)
        assert "(everyday)" in page


def test_without_values_that_tell_apart_the_words_stand_alone() -> None:
    catalog = load(GOOD)
    assert not columns_of(catalog, "green")
    page = text.render(category_page(catalog, catalog.categories["green"]), 120)
    assert not line_with(page, "Name")
    assert "| Name" not in markdown.render(category_page(catalog, catalog.categories["green"]))


def test_one_value_is_better_than_no_words() -> None:
    rings = "".join(
        f'[technologies.t{at}]\nname = "T{at}"\ncategory = "a"\nfacts.ring = "{ring}"\n'
        for at, ring in enumerate(("adopt", "hold"))
    )
    catalog = load(
        'format = 1\ncatalog.title = "Radar"\ncategories.a.name = "A"\n'
        f'[attributes.ring]\nname = "Ring"\ntype = "choice"\nchoices = ["adopt", "hold"]\n{rings}'
    )
    page = text.render(category_page(catalog, catalog.categories["a"]), 40)
    assert line_with(page, "Name", "Ring")
    assert line_with(page, "T1", "hold")
