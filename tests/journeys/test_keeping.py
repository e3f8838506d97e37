"""Shortlist, learning status, notes, and the learning screen."""

from __future__ import annotations

import sys
from functools import partial

import pytest

from techtui.catalog.format.loader import build, layer_of
from techtui.catalog.model import Catalog
from techtui.catalog.refs import Ref
from techtui.settings import State, load_state
from techtui.shelf import Shelf, Status
from techtui.tui.runtime import shelf_looks
from techtui.tui.runtime.file_notices import FileNotices
from tests.conftest import GUITARS
from tests.journeys.conftest import Open


async def test_status_and_shortlist_show_in_tree_and_detail_and_are_kept(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("m", "m", "asterisk")
        assert explorer.row("Telecaster ★◐")
        assert explorer.row("★ shortlist", "learning since")
        await explorer.press("q")
    with Shelf.open() as shelf:
        entry = shelf.get(guitars.id, "tele")
        assert (entry.status, entry.shortlisted) == (Status.LEARNING, True)
    async with explore(guitars) as explorer:
        assert explorer.row("Telecaster ★◐")


async def test_one_key_takes_back_a_step_too_many(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("m", "m", "m", "M")
        assert explorer.row("Telecaster ◐")
        # Before none comes the last.
        await explorer.press("M", "M", "M")
        assert explorer.row("Telecaster ⊘")


async def test_a_note_is_saved_when_closed_and_shown_in_the_detail(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("n")
        await explorer.type("try [b]it[/b]")
        await explorer.press("escape")
        assert explorer.row("try [b]it[/b]")
        assert explorer.row("Your note")


async def test_a_note_that_is_only_looked_at_stays_as_it_is(
    explore: Open, guitars: Catalog
) -> None:
    note = "a\r\nb\nc\u2028d\x0be\tf\x1b[0m \r\n"
    with Shelf.open() as shelf:
        shelf.set_note(guitars.id, "tele", note)
        before = shelf.get(guitars.id, "tele")
    async with explore(guitars) as explorer:
        await explorer.press("n", "escape", "n", "ctrl+g")
        assert "Discard what you changed" not in explorer.screen_text
        await explorer.press("q")
    with Shelf.open() as shelf:
        assert shelf.get(guitars.id, "tele") == before


async def test_only_the_shortlist_can_be_shown(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("S")
        assert "shortlist is empty" in explorer.screen_text
        await explorer.press("asterisk", "S")
        tree = "\n".join(line[:34] for line in explorer.screen_text.splitlines())
        assert "Telecaster" in tree
        assert "Les Paul" not in tree
        await explorer.press("S")
        tree = "\n".join(line[:34] for line in explorer.screen_text.splitlines())
        assert "Les Paul" in tree


async def test_what_is_not_for_me_can_be_hidden(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("m", "m", "m", "m", "H")
        tree = "\n".join(line[:34] for line in explorer.screen_text.splitlines())
        assert "Telecaster" not in tree
        assert "Les Paul" in tree


async def test_the_learning_screen_shows_progress_and_leads_to_a_technology(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("m", "m", "L")
        assert explorer.row("Electric", "1 learning")
        assert explorer.row("First chords", "free")
        await explorer.press("tab", "enter")
        assert "›" in explorer.screen_text
        await explorer.press("L", "plus", "escape")
        assert "Catalog" in explorer.screen_text


@pytest.mark.sample(1)
@pytest.mark.parametrize("notices", [True, False])
async def test_two_windows_see_each_other(
    explore: Open, guitars: Catalog, monkeypatch: pytest.MonkeyPatch, notices: bool
) -> None:
    if notices and sys.platform != "linux":
        pytest.skip("needs inotify")
    if notices:
        # Without a notice there would be no look at all.
        monkeypatch.setattr(shelf_looks, "SELDOM", 1000)
    else:

        def fails(_: FileNotices) -> None:
            raise OSError

        monkeypatch.setattr(FileNotices, "__init__", fails)
    async with explore(guitars) as explorer:
        for status in (Status.KNOW, Status.LEARNING):
            with Shelf.open() as other:
                other.set_status(guitars.id, "lp", status)
            await explorer.wait_for(partial(explorer.row, f"Les Paul {status.sign}"))


async def test_a_comparison_is_kept_under_a_name_and_found_in_the_palette(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("space", "down", "space", "c", "K", *"mine", "enter")
        assert "Kept as “mine”" in explorer.screen_text
        await explorer.press("escape", "ctrl+p")
        await explorer.type("mine")
        await explorer.wait_for(lambda: explorer.row("mine", "omparison"))
        await explorer.press("enter")
        await explorer.wait_for(lambda: explorer.row("Telecaster ⇄ Les Paul"))
        assert explorer.row("Telecaster ⇄ Les Paul")


async def test_a_note_on_a_comparison_is_kept_with_it(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("space", "down", "space", "c", "n")
        await explorer.type("take the light one")
        await explorer.press("escape")
        assert explorer.row("Note: take the light one")
        await explorer.press("n")
        assert "take the light one" in explorer.screen_text
        await explorer.press("escape", "q")
    with Shelf.open() as shelf:
        (kept,) = shelf.comparisons(guitars.id)
        assert (kept.technology_ids, kept.note) == (("tele", "lp"), "take the light one")


async def test_goal_and_hiding_come_back_and_pickers_hide_too(
    explore: Open, guitars: Catalog
) -> None:
    start = Ref("technology", "tele")
    async with explore(guitars, start=start, state=State(greeted=True)) as explorer:
        await explorer.press("L", "plus")
        assert "know 2 of each list" in explorer.screen_text
        await explorer.press("escape", "down", "m", "m", "m", "m", "H", "q")
    async with explore(guitars, state=load_state()[0]) as explorer:
        await explorer.wait_for(lambda: explorer.row("without ⊘"))
        assert explorer.row("without ⊘")
        await explorer.press("c")
        assert not explorer.row("Les Paul", "Heavy")
        await explorer.press("escape", "L")
        assert "know 2 of each list" in explorer.screen_text


async def test_the_signs_of_what_is_kept_stay_where_a_name_is_cut(explore: Open) -> None:
    async with explore(start=Ref("technology", "sql-server"), size=(80, 24)) as explorer:
        await explorer.press("s")
        await explorer.type("popularity", "enter")
        await explorer.press("asterisk", "m")
        # The figure gives way to the name, and the name to the signs.
        assert explorer.row("Micro", "… ★○")


async def test_progress_takes_a_line_for_each_category(explore: Open, shipped: Catalog) -> None:
    async with explore(size=(80, 40)) as explorer:
        await explorer.press("L")
        for category in shipped.categories.values():
            if count := len(shipped.members(category.id)):
                assert explorer.row(category.name, f"0 of {count}", "1 to go")


async def test_progress_and_what_is_at_hand_stand_side_by_side_on_a_wide_screen(
    explore: Open,
) -> None:
    async with explore(size=(200, 60)) as explorer:
        await explorer.press("L")
        assert explorer.row("Progress", "Learning now")
        await explorer.pilot.resize_terminal(120, 36)
        await explorer.pilot.pause()
        assert explorer.row("Progress")
        assert explorer.row("Learning now")
        assert not explorer.row("Progress", "Learning now")


@pytest.mark.parametrize("size", [(58, 30), (80, 24)])
async def test_progress_stays_on_one_line_where_something_is_wanted(
    explore: Open, size: tuple[int, int]
) -> None:
    async with explore(size=size, start=Ref("technology", "postgresql")) as explorer:
        await explorer.press("m", "L")
        assert explorer.row("SQL databases", "1 to go, 1 wanted")


async def test_what_is_kept_goes_with_a_catalog_that_gets_another_id(
    explore: Open, guitars: Catalog
) -> None:
    text = GUITARS.read_text().replace('title = "Guitars"', 'title = "Better guitars"')
    renamed = build([layer_of("guitars.toml", text)])
    async with explore(guitars) as explorer:
        await explorer.press("asterisk", "n")
        await explorer.type("loud")
        await explorer.press("escape", "space", "down", "space", "c", "K", *"mine", "enter")
        await explorer.press("escape")
        explorer.app.catalog = renamed
        await explorer.wait_for(lambda: "notes follow it" in explorer.screen_text)
        assert explorer.row("Telecaster ★")
        # Kept under the new id from now on.
        await explorer.press("asterisk")
        explorer.app.catalog = guitars
        await explorer.wait_for(lambda: explorer.row("Les Paul ★"))
        assert explorer.row("Telecaster ★")
        explorer.app.catalog = renamed
        await explorer.press("q")
    with Shelf.open() as shelf:
        for id_ in (renamed.id, guitars.id):
            assert shelf.get(id_, "tele").note == "loud"
            assert shelf.get(id_, "lp").shortlisted
            assert [one.name for one in shelf.comparisons(id_)] == ["mine"]


async def test_what_is_kept_about_others_does_not_go_to_another_catalog(
    explore: Open, guitars: Catalog
) -> None:
    text = GUITARS.read_text()
    start, end = text.index("[technologies.tele]"), text.index("[technologies.lp]")
    other = build([layer_of("other.toml", text[:start].replace("Guitars", "Other") + text[end:])])
    async with explore(guitars) as explorer:
        await explorer.press("asterisk", "q")
    async with explore(guitars) as explorer:
        explorer.app.catalog = other
        await explorer.press("asterisk")
        assert "notes follow it" not in explorer.screen_text
    with Shelf.open() as shelf:
        assert not shelf.get(other.id, "tele").shortlisted
