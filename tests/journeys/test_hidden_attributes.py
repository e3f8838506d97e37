"""An attribute that a catalog or a layer hides: on no page, in no comparison and column, but in queries and data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from techtui.catalog.comparison import compare
from techtui.catalog.first_columns import first_columns
from techtui.catalog.model import Catalog
from techtui.catalog.query import parse
from techtui.formats import json_document, markdown
from techtui.pages.technology import technology_page
from techtui.publish.folder import publish
from techtui.publish.static_site import site
from tests.catalog.samples import GOOD, errors, load
from tests.journeys.conftest import Open
from tests.publish.test_site import insist_on_links

HIDES = "format = 1\n[attributes.origin]\nhidden = true\n"


@pytest.fixture
def tea() -> Catalog:
    """Tea whose origin, which is a headline, is hidden by a layer."""
    assert errors(GOOD, HIDES) == []
    return load(GOOD, HIDES)


def test_it_is_on_no_page_and_in_no_comparison(tea: Catalog) -> None:
    both = list(tea.technologies.values())
    assert "Uji" in markdown.render(technology_page(load(GOOD), both[0]))
    page = markdown.render(technology_page(tea, both[0]))
    assert "Uji" not in page
    assert "Grams a cup" in page
    assert "origin" not in [row.attribute.id for row in compare(tea, both).rows]
    assert "origin" not in first_columns(tea, tuple(tea.technologies), "leaf")


def test_queries_and_data_have_it(tea: Catalog) -> None:
    assert list(parse("origin:uji", tea).select(tea)) == ["sencha"]
    shown = json.loads(json_document.technology(tea, tea.technologies["sencha"]))
    assert shown["facts"]["origin"]["value"] == "Uji"
    (about,) = [
        one
        for one in json.loads(json_document.attributes(tea))["attributes"]
        if one["id"] == "origin"
    ]
    assert about["hidden"] is True


def test_a_website_does_not_show_it(tea: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, site(tea))
    insist_on_links(folder)
    assert not (folder / "attributes" / "origin").exists()
    for page in folder.rglob("*.html"):
        assert "Uji" not in page.read_text()


async def test_no_panel_offers_it(explore: Open, tea: Catalog) -> None:
    async with explore(tea) as explorer:
        assert "Uji" not in explorer.screen_text
        await explorer.press("f")
        assert explorer.row("Grade")
        assert not explorer.row("Origin")
        await explorer.press("escape", "slash")
        await explorer.type("origin:uji")
        assert "1 of 2" in explorer.screen_text
