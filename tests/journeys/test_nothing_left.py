"""What screens say when a reloaded catalog has nothing left of what they show."""

from __future__ import annotations

from techtui.catalog.model import Catalog
from techtui.tui.screens.compare.grid import CompareGrid
from tests.journeys.conftest import Open
from tests.journeys.disturbances import catalogs


async def test_a_comparison_of_nothing_says_how_to_go_on(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, compare=("tele", "lp"), size=(80, 24)) as explorer:
        grid = explorer.app.screen.query_one(CompareGrid)
        assert grid.max_scroll_y > 0
        explorer.app.catalog = catalogs()["no technologies"]
        await explorer.pilot.pause()
        assert grid.max_scroll_y == 0
        assert explorer.row("Compare · nothing left, a adds")
        explorer.app.catalog = guitars
        await explorer.press("a", "enter", "enter")
        assert explorer.row("Compare · Telecaster ⇄ Les Paul"), explorer.screen_text


async def test_a_decision_counts_who_is_left(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("D", "a")
        await explorer.type("weight", "enter", "w")
        explorer.app.catalog = catalogs()["one of a pair"]
        await explorer.pilot.pause()
        assert explorer.row("1 candidate").endswith("1 candidate")
        assert explorer.row("the only one left"), explorer.screen_text
        await explorer.wait_for(lambda: explorer.row("Only another candidate could"))
        explorer.app.catalog = catalogs()["no technologies"]
        await explorer.pilot.pause()
        assert explorer.row("no longer has any candidate"), explorer.screen_text
