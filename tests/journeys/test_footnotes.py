"""The marks of sources lead to their lines and back; sections show the numbers that lead to them."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from techtui.catalog.model import GENERAL_KNOWLEDGE, Catalog
from techtui.catalog.refs import Ref
from techtui.formats.text import render
from techtui.pages.technology import technology_page
from techtui.tui.screens.browse.detail import DetailPane
from tests.journeys.conftest import Explorer, Open

AT = Ref("technology", "postgresql")


def lit(explorer: Explorer) -> str:
    """The words of the link that enter would follow."""
    pane = explorer.app.query_one(DetailPane)
    assert pane.lit is not None
    link = pane._links[pane.lit]
    line = pane._finish().lines[link.line].plain
    # Wide characters do not stand before a link of this page.
    assert cell_len(line) == len(line)
    return line[link.start : link.end]


async def test_tab_reaches_the_mark_of_a_source_and_enter_leads_there_and_back(
    explore: Open, shipped: Catalog
) -> None:
    source = next(
        shipped.sources[one] for one in shipped.technologies[AT.id].facts["license"].sources
    )
    async with explore(start=AT) as explorer:
        await explorer.press("tab", "tab")
        assert lit(explorer) == "¹"
        await explorer.press("tab")
        assert lit(explorer) == "²"
        assert source.title not in explorer.screen_text
        await explorer.press("enter")
        assert lit(explorer) == "2"
        assert explorer.row(" 2 ", source.title[:30])
        await explorer.press("tab")
        assert lit(explorer) == source.title
        await explorer.press("shift+tab", "enter")
        assert lit(explorer) == "²"
        assert "What it is" in explorer.screen_text


async def test_a_mark_is_clicked_and_the_way_back_leads_to_that_very_mark(
    explore: Open, shipped: Catalog
) -> None:
    async with explore(start=AT) as explorer:
        pane = explorer.app.query_one(DetailPane)
        await explorer.press("2")
        await explorer.click("¹⁰")
        assert lit(explorer) == "10"
        assert pane.scroll_offset.y > 100
        await explorer.click(" 10 ")
        assert lit(explorer) == "¹⁰"
        assert "Strengths" in explorer.screen_text


async def test_general_knowledge_leads_to_what_it_means(explore: Open, shipped: Catalog) -> None:
    one = next(
        one
        for one in shipped.technologies.values()
        if any(GENERAL_KNOWLEDGE in fact.sources for fact in one.facts.values())
    )
    async with explore(start=Ref("technology", one.id)) as explorer:
        pane = explorer.app.query_one(DetailPane)
        line = next(at for at, line in enumerate(pane._finish().lines) if "°" in line.plain)
        pane.scroll_to(0, line - 3, animate=False, immediate=True)
        await explorer.pilot.pause()
        await explorer.click("°")
        assert lit(explorer) == "°"
        assert "no document backs this" in explorer.screen_text


async def test_sections_show_the_number_of_the_key_that_leads_to_them(
    explore: Open, shipped: Catalog
) -> None:
    async with explore(start=AT, size=(120, 20)) as explorer:
        pane = explorer.app.query_one(DetailPane)
        headings = [text for text, _ in pane._finish().sections]
        assert len(headings) > 10
        for at, heading in enumerate(headings[:10], start=1):
            await explorer.press(str(at % 10))
            assert f"{at % 10} {heading}" in explorer.screen_text
    # Where no key leads to them, they have none.
    page = render(technology_page(shipped, shipped.technologies[AT.id]))
    assert "\nStrengths" in page


async def test_after_a_jump_tab_goes_on_from_there(explore: Open, shipped: Catalog) -> None:
    async with explore(start=AT) as explorer:
        pane = explorer.app.query_one(DetailPane)
        await explorer.press("tab", "tab")
        headings = [text for text, _ in pane._finish().sections]
        await explorer.press(str(headings.index("Related") + 1), "tab")
        assert lit(explorer) in {one.name for one in shipped.technologies.values()}


async def test_tab_after_a_jump_begins_with_a_section_that_can_not_be_scrolled_to_the_top(
    explore: Open, shipped: Catalog
) -> None:
    async with explore(start=Ref("category", "sql-databases"), size=(120, 40)) as explorer:
        first = shipped.members("sql-databases")[0]
        await explorer.press("tab", "2", "tab")
        assert lit(explorer) == first.name
        await explorer.press("shift+tab")
        assert lit(explorer) != first.name


@pytest.mark.parametrize("size", [(58, 30), (80, 24)])
async def test_numbers_stand_beside_headings_on_small_screens_too(
    explore: Open, size: tuple[int, int]
) -> None:
    async with explore(start=AT, size=size) as explorer:
        assert "1 What it is" in explorer.screen_text
