"""What is new: by date, by kind, for all or for one's own."""

from __future__ import annotations

from techtui.catalog.model import Catalog
from techtui.tui.screens.browse.screen import BrowseScreen
from techtui.tui.screens.changes.screen import ChangesScreen
from tests.journeys.conftest import Open


async def test_what_changed_its_license_takes_at_most_three_keys(explore: Open) -> None:
    async with explore() as explorer:
        await explorer.press("W")
        assert explorer.row("Coming up")
        line = next(
            word
            for word in explorer.screen_text.split("  ")
            if "License" in word and word[0].isdigit()
        )
        await explorer.press(line[0])
        assert explorer.row("· License")
        assert explorer.row("2025-05", "Redis")
        assert explorer.row("2024-08", "Elasticsearch")


async def test_f_finds_every_kind_and_1_shows_all_again(explore: Open) -> None:
    async with explore() as explorer:
        await explorer.press("W")
        everything = explorer.screen_text
        await explorer.press("f", *"pric", "enter")
        assert explorer.row("· Pricing")
        await explorer.press("1")
        assert explorer.screen_text == everything


async def test_s_shows_the_category_then_the_shortlist(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("asterisk", "W", "s")
        assert explorer.row("What's new · Electric")
        await explorer.press("s")
        assert explorer.row("What's new · Shortlist")
        assert explorer.row("2026-01-15", "Telecaster")
        await explorer.press("s")
        assert explorer.row("What's new · Guitars")


async def test_a_link_leads_to_the_technology(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("down", "W", "tab", "enter")
        assert isinstance(explorer.app.screen, BrowseScreen)
        assert explorer.row("Electric › Telecaster")


async def test_a_kind_can_be_clicked_and_escape_returns(explore: Open) -> None:
    async with explore(size=(58, 30)) as explorer:
        await explorer.press("W")
        screen = explorer.app.screen
        assert isinstance(screen, ChangesScreen)
        # None is broken at the end of a line.
        kinds = [f"{at} {screen._names[one]}" for at, one in enumerate(screen._digits, 2)]
        assert len(kinds) > 3
        assert all(explorer.row(one) for one in kinds)
        await explorer.click(kinds[1])
        assert screen.kind == screen._digits[1]
        await explorer.press("escape")
        assert isinstance(explorer.app.screen, BrowseScreen)


async def test_the_palette_finds_it(explore: Open) -> None:
    async with explore() as explorer:
        await explorer.press("ctrl+p")
        await explorer.type("what's new")
        await explorer.settle()
        await explorer.press("enter")
        assert isinstance(explorer.app.screen, ChangesScreen)
