"""Leaving from everywhere, without losing a word; and getting back what was dropped."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from threading import Event

import pytest

from techtui.catalog.model import Catalog
from techtui.catalog.store import cache
from techtui.settings import State
from techtui.shelf import Shelf, storage
from techtui.tui.app import TechtuiApp
from techtui.tui.controllers import leaving
from tests.conftest import GUITARS
from tests.journeys.conftest import Explorer, Open
from tests.waiting import LIMIT

PLACES = {
    "tree": (),
    "search": ("slash", "a"),
    "filter": ("f",),
    "sort": ("s",),
    "explain": ("i",),
    "palette": ("ctrl+p",),
    "help": ("question_mark",),
    "theme": ("T",),
    "note": ("n",),
    "compare picker": ("c",),
    "compare": ("space", "down", "space", "c"),
    "chart": ("space", "down", "space", "c", "t"),
    "export": ("space", "down", "space", "c", "e"),
    "keep": ("space", "down", "space", "c", "K"),
    "learning": ("L",),
    "decide": ("D",),
    "a question of decide": ("D", "a"),
    "why a candidate stands there": ("D", "tab", "enter"),
}


def note(catalog: Catalog, technology: str = "tele") -> str:
    with Shelf.open() as shelf:
        return shelf.get(catalog.id, technology).note


@pytest.mark.sample(5)
@pytest.mark.parametrize("place", PLACES)
async def test_ctrl_q_leaves_from_everywhere(explore: Open, guitars: Catalog, place: str) -> None:
    async with explore(guitars, size=(80, 24)) as explorer:
        await explorer.press(*PLACES[place])
        await explorer.press("ctrl+q")
        assert explorer.app.return_code == 0


@pytest.mark.sample(3)
@pytest.mark.parametrize("place", ["tree", "search", "palette", "help", "note", "keep"])
async def test_ctrl_c_says_how_to_leave_and_a_second_one_leaves(
    explore: Open, guitars: Catalog, place: str
) -> None:
    async with explore(guitars, size=(80, 24), state=State(greeted=True)) as explorer:
        await explorer.press(*PLACES[place])
        await explorer.press("ctrl+c")
        assert explorer.app.return_code is None
        assert explorer.row("Press ", "ctrl+c again")
        await explorer.press("ctrl+c")
        assert explorer.app.return_code == 0


async def test_the_palette_knows_quit_and_undo(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, size=(80, 24)) as explorer:
        await explorer.press("space", "u", "ctrl+p")
        await explorer.type("undo")
        await explorer.press("enter", "enter")
        assert explorer.row("✓ 1")
        await explorer.press("ctrl+p")
        await explorer.type("quit")
        await explorer.press("enter", "enter")
        await explorer.pilot.pause()
        assert explorer.app.return_code == 0


async def test_two_ctrl_c_far_apart_do_not_leave(
    explore: Open, guitars: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "TWICE", 0.0)
    async with explore(guitars) as explorer:
        await explorer.press("ctrl+c", "ctrl+c")
        assert explorer.app.return_code is None


@pytest.mark.parametrize("keys", [("ctrl+q",), ("ctrl+c", "ctrl+c")])
async def test_an_open_note_is_saved_with_all_letters_typed(
    explore: Open, guitars: Catalog, keys: tuple[str, ...]
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("n")
        await explorer.type("precious", *keys)
        assert explorer.app.return_code == 0
    assert note(guitars) == "precious"


async def test_ctrl_c_copies_what_is_selected_in_a_note(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("n")
        await explorer.type("copy me")
        await explorer.press("shift+home", "ctrl+c", "ctrl+c")
        assert explorer.app.clipboard == "copy me"
        assert explorer.app.return_code is None


async def test_ctrl_z_undoes_in_a_note_and_the_frame_is_single(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("n")
        await explorer.type("one")
        assert explorer.row("│ one")
        await explorer.press("ctrl+z")
        assert not explorer.row("│ one")
        assert explorer.row("Note on")


async def test_an_edit_is_discarded_after_a_question(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("n")
        await explorer.type("first")
        await explorer.press("escape", "n")
        await explorer.press("ctrl+g")
        assert not explorer.row("Note on"), "with nothing to lose there is no question"
        await explorer.press("n")
        await explorer.type(" and more")
        await explorer.press("ctrl+g")
        assert explorer.row("Discard what you changed?")
        await explorer.press("escape")
        assert explorer.row("first and more")
        await explorer.press("ctrl+g", "enter")
        assert explorer.row("first and more"), "the harmless way comes first"
        await explorer.press("ctrl+g", "down", "enter")
        assert not explorer.row("Note on")
        assert not explorer.row("and more")
    assert note(guitars) == "first"


async def test_an_emptied_note_is_brought_back(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("n")
        await explorer.type("precious")
        await explorer.press("escape", "n", "ctrl+u", "escape")
        assert explorer.row("Dropped the note on Telecaster", "U brings")
        assert not explorer.row("precious")
        await explorer.press("U")
        assert explorer.row("precious")
        await explorer.press("U")
        assert explorer.row("Nothing to undo")
    assert note(guitars) == "precious"


async def test_dropped_marks_are_brought_back_the_latest_first(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, size=(58, 30)) as explorer:
        await explorer.press("space", "down", "space", "u")
        assert "U undo" in explorer.screen_text.splitlines()[-1], "the key bar makes room for it"
        assert explorer.row("Dropped 2 marks", "U brings")
        assert not explorer.row("✓ 2")
        await explorer.press("u", "U")
        assert explorer.row("✓ 2")
        assert explorer.row("2 marks brought back")
        assert "U undo" not in explorer.screen_text.splitlines()[-1]


# Nothing can be saved --------------------------------------------------------------------------------


@pytest.fixture
def in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file where the folder of the shelf should be."""
    monkeypatch.setattr(storage, "_RETRY_SECONDS", 0.0)
    file = tmp_path / "in the way"
    file.touch()
    monkeypatch.setenv("TECHTUI_DATA", str(file / "data"))
    return file


def title(explorer: Explorer) -> str:
    return explorer.screen_text.splitlines()[0]


@pytest.mark.sample(1)
@pytest.mark.parametrize("width", [40, 58, 120])
async def test_what_is_not_saved_is_said_on_every_screen_until_it_is(
    explore: Open, guitars: Catalog, in_the_way: Path, width: int
) -> None:
    async with explore(guitars, size=(width, 24)) as explorer:
        assert "not saved" not in title(explorer), "there is nothing to lose yet"
        await explorer.press("n")
        await explorer.type("precious")
        await explorer.press("escape")
        assert "not saved" in title(explorer)
        await explorer.press("L")
        assert "not saved" in title(explorer)
        await explorer.press("escape", "space", "down", "space", "c")
        assert title(explorer).startswith(" Compare")
        assert "not saved" in title(explorer)
        in_the_way.unlink()
        await explorer.wait_for(lambda: "not saved" not in title(explorer))
        assert "not saved" not in title(explorer)
        await explorer.press("q")
        assert explorer.app.return_code == 0
    assert note(guitars) == "precious"


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_leaving_asks_while_something_is_not_saved(
    explore: Open, guitars: Catalog, in_the_way: Path, key: str
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("n")
        await explorer.type("precious")
        await explorer.press("escape", key)
        assert explorer.row("Leave anyway?")
        await explorer.press(key, "enter")
        assert explorer.app.return_code is None
        assert not explorer.row("Leave anyway?")
        await explorer.press(key, "down", "enter")
        assert explorer.app.return_code == 1
        assert "not being saved" in explorer.app.last_words


async def test_leaving_asks_nothing_once_it_can_be_saved(
    explore: Open, guitars: Catalog, in_the_way: Path
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("asterisk")
        in_the_way.unlink()
        await explorer.press("q")
        assert explorer.app.return_code == 0
        assert explorer.app.last_words == ""


def test_leaving_waits_for_no_catalog_that_is_being_read(
    guitars: Catalog, tmp_path: Path, looked: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, left, waited = Event(), Event(), Event()

    def slow(_: object) -> Catalog:
        reads.set()
        if not left.wait(LIMIT):
            waited.set()
        return guitars

    monkeypatch.setattr(cache, "read_into_cache", slow)
    file = Path(shutil.copy(GUITARS, tmp_path / "guitars.toml"))

    async def explore() -> None:
        app = TechtuiApp(guitars, paths=[file])
        async with app.run_test() as pilot:
            explorer = Explorer(app, pilot)
            await explorer.wait_for(looked.is_set)
            file.write_text(file.read_text() + "\n")
            await explorer.wait_for(reads.is_set)
            await explorer.press("q")

    # To the end of the loop, which waits for the threads of workers.
    asyncio.run(explore())
    assert not waited.is_set()
    left.set()
