"""Dialogs that follow each other: one at a time, and no key is lost before one opens."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from techtui.catalog.model import Catalog
from techtui.catalog.refs import Ref
from techtui.tui.dialogs.explain import ExplainScreen
from techtui.tui.dialogs.picker import Picker
from techtui.tui.screens.browse.screen import BrowseScreen
from techtui.tui.screens.browse.tree import CategoryTree
from techtui.tui.screens.decide.screen import DecideScreen
from tests.journeys.conftest import Open

PALETTE = "\x10"


async def test_what_is_typed_behind_the_key_of_a_dialog_goes_into_the_dialog(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.send(f"{PALETTE}nas")
        assert isinstance(explorer.app.screen, Picker)
        assert explorer.app.screen.query_one(Input).value == "nas"


async def test_a_dialog_that_is_taken_away_does_not_keep_the_next_one_from_opening(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("s")
        assert isinstance(explorer.app.screen, Picker)
        explorer.app.show_place(Ref("technology", "lp"))
        await explorer.pilot.pause()
        assert isinstance(explorer.app.screen, BrowseScreen)
        await explorer.press("i")
        assert isinstance(explorer.app.screen, Picker)
        await explorer.press("enter")
        assert isinstance(explorer.app.screen, ExplainScreen)


async def test_a_key_is_about_what_the_cursor_is_on_before_the_page_is_there(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        browse = explorer.app.screen
        assert isinstance(browse, BrowseScreen)
        assert browse.place.kind == "technology"
        # Above the branch is the catalog.
        browse.query_one(CategoryTree).cursor_line = 1
        # The page has not followed yet.
        assert browse.place.kind == "technology"
        assert browse.category in guitars.categories
        explorer.app.post_message(events.Key("D", "D"))
        await explorer.pilot.pause()
        await explorer.pilot.pause()
        assert isinstance(explorer.app.screen, DecideScreen)
