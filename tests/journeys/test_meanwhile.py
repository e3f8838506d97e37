"""What changed between asking and answering: the catalog was reloaded, another window changed the shelf. Nothing ends, and what is gone stays gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual import events
from textual.message import Message

from techtui.catalog.model import Catalog
from techtui.catalog.refs import CATALOG, Ref
from techtui.tui import messages
from techtui.tui.controllers.live_reload import LiveReload
from techtui.tui.screens.browse.chips import FilterChips
from techtui.tui.screens.browse.screen import BrowseScreen
from techtui.tui.screens.browse.tree import CategoryTree
from techtui.tui.screens.compare.screen import CompareScreen
from techtui.tui.screens.table.screen import TableScreen
from tests.journeys.conftest import Explorer, Open
from tests.journeys.disturbances import catalogs

BECOMES = (
    "renamed",
    *(pytest.param(one, marks=pytest.mark.slow) for one in ("empty", "smaller", "one left")),
)
"""What the guitars become; each lacks the Les Paul, and most of them much more."""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some answers write a file where the program was started."""
    monkeypatch.chdir(tmp_path)


def reload(explorer: Explorer, becomes: str) -> None:
    """Hand the explorer another catalog, as what follows its files does."""
    LiveReload(explorer.app, ())._reloaded(catalogs()[becomes])


# Messages that arrive after a reload ---------------------------------------------------------------


def _asked() -> Sequence[Message]:
    pair = ("tele", "lp")
    ref = Ref("technology", "lp")
    return (
        messages.ComparisonAsked(pair),
        messages.PickAsked("compare", pair, "lp"),
        messages.PickAsked("compare", ("lp",), "tele"),
        messages.PickAsked("filter", pair),
        messages.PickAsked("sort"),
        messages.PickAsked("explain"),
        messages.LinkOpened(Ref("concept", "humbucker")),
        messages.LinkOpened(Ref("attribute", "sold")),
        messages.ExplanationAsked("sold", pair),
        messages.PlaceAsked(ref),
        messages.PlaceAsked(Ref("category", "electric")),
        messages.KeepingAsked("status", "lp"),
        messages.KeepingAsked("shortlist", "lp"),
        messages.KeepingAsked("note", "lp"),
        messages.TableAsked("electric", "pickups:humbucker", "lp"),
        messages.ExportAsked(ref, pair, "gibson"),
        messages.ExportAsked(Ref("category", "electric"), None, ""),
        messages.ExportAsked(CATALOG, (), ""),
        messages.ComparisonKeepingAsked(pair),
        messages.ComparisonKeepingAsked(pair, note=True),
        messages.DecisionAsked(pair),
        messages.DecisionAsked(pair, found_by="category:electric"),
        messages.DecisionAsked(category="electric"),
    )


@pytest.mark.slow
@pytest.mark.parametrize("becomes", BECOMES)
async def test_what_is_asked_for_after_it_is_gone_ends_nothing(
    explore: Open, guitars: Catalog, becomes: str
) -> None:
    async with explore(guitars, on_shelf=False) as explorer:
        reload(explorer, becomes)
        for message in _asked():
            explorer.app.post_message(message)
            await explorer.pilot.pause()
            await explorer.type("", "down", "enter")
            assert explorer.app.is_running, message
            while len(explorer.app.screen_stack) > 1:
                await explorer.type("", "escape")
        assert not explorer.app.entries


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    ("message", "said"),
    [
        (messages.KeepingAsked("note", "lp"), "The catalog no longer has that."),
        (messages.PlaceAsked(Ref("technology", "lp")), "The catalog no longer has that."),
        (messages.ExplanationAsked("gone", ()), "The catalog no longer has that."),
        (messages.ComparisonAsked(("tele", "lp")), "no longer has what was compared"),
        (messages.ComparisonKeepingAsked(("tele", "lp")), "At least two are needed"),
        (messages.DecisionAsked(category="electric"), "fewer than two to decide between"),
        (messages.ExportAsked(CATALOG, (), ""), "There is nothing to export here."),
    ],
)
async def test_where_one_would_wonder_a_notice_says_that_it_is_gone(
    explore: Open, guitars: Catalog, message: Message, said: str
) -> None:
    async with explore(guitars) as explorer:
        reload(explorer, "one left")
        if isinstance(message, messages.ExportAsked):
            reload(explorer, "empty")
            message.place = Ref("category", "electric")
        explorer.app.post_message(message)
        await explorer.wait_for(lambda: said in explorer.screen_text)


async def test_a_filter_that_was_clicked_when_it_had_gone_is_not_put_back(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("/", *"year>1940", "enter")
        chips = explorer.app.screen.query_one(FilterChips)
        explorer.app.screen.action_clear_filters()  # type: ignore[attr-defined]
        chips.post_message(FilterChips.Removed(chips, "year>1940"))
        await explorer.pilot.pause()
        assert explorer.row("3 of 3")
        await explorer.press("v", "/", *"year>1940", "enter")
        table = explorer.app.screen
        assert isinstance(table, TableScreen)
        chips = table.query_one(FilterChips)
        table.action_clear_filters()
        await explorer.pilot.pause()
        chips.post_message(FilterChips.Removed(chips, "year>1940"))
        await explorer.pilot.pause()
        assert table.query_text == ""


# Answers that come after a reload ------------------------------------------------------------------

_OPENED = (
    ("s", *"sold"),
    ("f", *"humbucker"),
    ("c", *"les"),
    ("i", *"humb"),
    ("ctrl+p", *"les paul"),
    ("ctrl+p", *"humbucker"),
    ("ctrl+p", *"electric"),
    ("e",),
    ("n", *"word"),
    ("v", "a", *"weight"),
    ("v", "f", *"humbucker"),
    ("v", "right", "s"),
    ("W", "f", *"weight"),
    ("W", "s"),
    ("space", "down", "space", "c", "enter"),
    ("space", "down", "space", "c", "t"),
    ("space", "down", "space", "c", "a"),
    ("space", "down", "space", "c", "e"),
    ("space", "down", "space", "c", "K"),
    ("space", "down", "space", "D", "a", *"weight"),
    ("space", "down", "space", "D", "a", *"pickups", "enter"),
    ("space", "down", "space", "D", "a", *"weight", "enter", "g"),
    ("space", "down", "space", "D", "a", *"my own", "enter", "3"),
    ("space", "down", "space", "D", "m", *"humbucker"),
    ("space", "down", "space", "D", "A", *"dread"),
    ("space", "down", "space", "D", "tab", "enter"),
    ("space", "down", "space", "D", "a", *"weight", "enter", "K"),
    ("L", "plus"),
)
"""Keys that open something; what follows are letters that look for what will be gone."""


@pytest.mark.slow
@pytest.mark.parametrize("becomes", BECOMES)
async def test_an_answer_that_comes_after_a_reload_ends_nothing(
    explore: Open, guitars: Catalog, becomes: str
) -> None:
    async with explore(guitars, on_shelf=False) as explorer:
        for keys in _OPENED:
            reload(explorer, "as it is")
            await explorer.pilot.pause()
            await explorer.type("", "g", "down", "down", *keys)
            reload(explorer, becomes)
            # What the first answer leads to, and what stands below, goes on.
            await explorer.type("", *["enter"] * 3)
            assert explorer.app.is_running, keys
            while len(explorer.app.screen_stack) > 1:
                await explorer.type("", "escape")
            await explorer.type("", "escape", "escape", "M")
        reload(explorer, "as it is")
        await explorer.pilot.pause()
        # It is still there, and answers; what was answered before may hold a filter.
        await explorer.press("ctrl+p")
        assert explorer.row("Search for commands")


async def test_what_was_explained_in_another_catalog_does_not_keep_the_new_one_from_explaining(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("i", *"humbucker", "enter")
        reload(explorer, "renamed")
        await explorer.press("ctrl+p", *"new humbucker", "enter")
        assert explorer.row("New Humbucker")


async def test_ways_back_to_what_is_gone_are_passed_over(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        browse = explorer.app.screen
        assert isinstance(browse, BrowseScreen)
        for place in (Ref("technology", "dread"), Ref("technology", "lp"), CATALOG):
            browse.go(place)
        reload(explorer, "one left")
        await explorer.press("left_square_bracket")
        assert explorer.row("› Dreadnought")


# Another window ------------------------------------------------------------------------------------


async def test_a_kept_comparison_that_another_window_dropped_is_no_longer_kept(
    explore: Open, guitars: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explore(guitars, compare=("tele", "lp")) as explorer:
        await explorer.press("K", "enter", "escape")
        await explorer.press("ctrl+p", *"tele or")
        monkeypatch.setattr(explorer.app._keeper, "comparisons", tuple)
        await explorer.press("enter")
        await explorer.wait_for(lambda: "It is no longer kept." in explorer.screen_text)


async def test_what_is_new_on_a_shortlist_that_was_emptied_elsewhere_leads_on(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("asterisk", "W", "s", "s")
        assert explorer.row("Shortlist")
        explorer.app._keeper.toggle_shortlist("tele")
        await explorer.press("s")
        assert explorer.app.is_running


# Screens that show the catalog follow it -----------------------------------------------------------

_SHOWING: dict[str, tuple[Sequence[str], Callable[[Explorer], object]]] = {
    "tree": ((), lambda one: one.row("New Telecaster") and one.row("New Electric", "2")),
    "page": ((), lambda one: one.row("New Electric › New Telecaster")),
    "catalog": (("g",), lambda one: one.row("New Guitars")),
    "table": (("v",), lambda one: one.row("New Telecaster") and one.row("New Woods")),
    "chips": (
        ("/", *"category:acoustic", "enter"),
        lambda one: one.row("× New Acoustic"),
    ),
    "learning": (
        ("L",),
        lambda one: one.row("Learning", "New Guitars") and one.row("New Electric"),
    ),
    "changes": (("W",), lambda one: one.row("New Guitars") and one.row("New Telecaster")),
    "compare": (
        ("space", "down", "space", "c"),
        lambda one: one.row("Compare", "New Telecaster ⇄ New Les Paul") and one.row("New Weight"),
    ),
    "decide": (
        ("space", "down", "space", "D", "a", *"weight", "enter"),
        lambda one: one.row("New Weight") and one.row("1", "New Telecaster"),
    ),
}


@pytest.mark.sample(4)
@pytest.mark.parametrize("shown", _SHOWING)
async def test_what_is_shown_follows_the_catalog(
    explore: Open, guitars: Catalog, shown: str
) -> None:
    keys, follows = _SHOWING[shown]
    async with explore(guitars, size=(130, 36)) as explorer:
        await explorer.press(*keys)
        assert not explorer.row("New Telecaster")
        reload(explorer, "named anew")
        await explorer.wait_for(lambda: follows(explorer))


async def test_what_is_completed_while_one_types_is_of_the_new_catalog(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, size=(130, 36)) as explorer:
        await explorer.press("/", *"category:plu")
        reload(explorer, "renamed")
        await explorer.press("g")
        await explorer.wait_for(lambda: explorer.row("category:plugged"))


async def test_the_tree_says_nowhere_as_soon_as_its_rows_are_gone(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        browse, tree = explorer.app.screen, explorer.app.screen.query_one(CategoryTree)
        assert isinstance(browse, BrowseScreen)
        assert tree.place.kind
        browse.query_text = "xylophone"
        browse._find()
        # Before the tree has painted itself.
        assert not tree.place.kind


async def test_a_comparison_of_which_too_little_is_left_says_so(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, compare=("tele", "lp")) as explorer:
        reload(explorer, "one left")
        for key in ("y", "e", "K", "n", "x"):
            await explorer.press(key)
            assert isinstance(explorer.app.screen, CompareScreen), key
        assert explorer.row("At least two are needed to compare.")


@pytest.mark.sample(5)
@pytest.mark.parametrize(
    "keys",
    [
        *("s", "f", "i", "question_mark", "n", "e", "c", "v", "L", "D", "ctrl+p"),
        *("space down space c", "space down space c t", "space down space c e"),
        "space down space c enter",
    ],
)
async def test_a_screen_that_is_gone_looks_for_no_widgets(
    explore: Open, guitars: Catalog, keys: str
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press(*keys.split())
        gone = explorer.app.screen
        assert gone is not explorer.app.screen_stack[0]
        gone.dismiss(None)
        await explorer.settle()
        # What was on its way to it: a new size, a new theme, and where it went before it stood, its beginning.
        size = explorer.app.size
        for event in (events.Mount(), events.Resize(size, size)):
            await gone.on_event(event)
        gone.notify_style_update()
        await explorer.settle()
        assert explorer.app.screen is not gone
