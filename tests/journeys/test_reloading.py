"""A catalog file that is saved while the explorer is open."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from threading import Event

import pytest

from techtui.catalog.format.loader import build, layer_of, read_catalog
from techtui.catalog.model import Catalog
from techtui.tui.app import TechtuiApp
from techtui.tui.screens.browse.tree import CategoryTree
from tests.conftest import GUITARS
from tests.journeys.conftest import Explorer, Open


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A copy of the guitars that may be changed."""
    return Path(shutil.copy(GUITARS, tmp_path / "guitars.toml"))


async def shows(explorer: Explorer, text: str) -> bool:
    """Wait until a text is on the screen; a file system may take its time."""
    await explorer.wait_for(lambda: text in explorer.screen_text)
    return text in explorer.screen_text


async def test_a_saved_change_appears_and_place_and_marks_stay(
    explore: Open, file: Path, looked: Event
) -> None:
    async with explore(read_catalog([file]), paths=[file]) as explorer:
        await explorer.press("space", "down")
        await explorer.wait_for(looked.is_set)
        file.write_text(
            file.read_text().replace("Heavy, warm and sustaining", "Lighter than it looks")
        )
        assert await shows(explorer, "Lighter than it looks")
        assert "› Les Paul" in explorer.screen_text
        assert explorer.row("✓", "Telecaster")


async def test_while_a_file_is_broken_one_line_says_so_on_every_screen(
    explore: Open, file: Path, looked: Event
) -> None:
    async with explore(read_catalog([file]), paths=[file], size=(160, 40)) as explorer:
        await explorer.wait_for(looked.is_set)
        good = file.read_text()
        file.write_text(good.replace("weight = 4.3", "weight = heavy [/]"))
        assert await shows(explorer, "its last good state")
        assert "guitars.toml:" in explorer.screen_text.replace("\n", "")
        assert "› Telecaster" in explorer.screen_text
        assert not explorer.app._notifications
        file.write_text(good.replace("[categories.electric]", "[categories.electric"))
        assert await shows(explorer, "guitars.toml:15: the ]")
        assert explorer.screen_text.count("its last good state") == 1
        assert "heavy" not in explorer.row("guitars.toml:")
        await explorer.press("space", "down", "space", "c")
        assert explorer.row("Compare ·")
        assert explorer.row("its last good state")
        await explorer.press("escape", "up")
        file.write_text(good.replace("A plank with", "A board with"))
        assert await shows(explorer, "A board with")
        await explorer.pilot.pause()
        assert "its last good state" not in explorer.screen_text
        await explorer.press("c")
        assert "its last good state" not in explorer.screen_text


@pytest.mark.parametrize("size", [(58, 30), (80, 24)])
async def test_the_line_takes_its_place_below_the_title(
    explore: Open, guitars: Catalog, size: tuple[int, int]
) -> None:
    async with explore(guitars, size=size) as explorer:
        explorer.app.outdated = "The catalog changed. " * 20
        await explorer.pilot.pause()
        lines = explorer.screen_text.splitlines()
        assert "Guitars" in lines[0]
        assert "The catalog changed" in lines[1]
        assert "Catalog" in lines[4]


async def test_an_error_on_the_way_to_the_screen_is_told_and_the_next_save_is_read(
    explore: Open, file: Path, looked: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explore(read_catalog([file]), paths=[file], size=(160, 40)) as explorer:
        await explorer.wait_for(looked.is_set)

        def fails(self: TechtuiApp, catalog: Catalog) -> None:
            raise KeyError("nobody foresaw")

        with monkeypatch.context() as patch:
            patch.setattr(TechtuiApp, "watch_catalog", fails)
            file.write_text(file.read_text() + "\n")
            assert await shows(explorer, "nobody foresaw")
        file.write_text(file.read_text().replace("A plank with", "A board with"))
        assert await shows(explorer, "A board with")
        await explorer.pilot.pause()
        assert "nobody foresaw" not in explorer.screen_text


THIRD = """
[technologies.strat]
name = "Stratocaster"
category = "electric"
tagline = "Three pickups, electric too"
facts.weight = 3.6
"""


def _changed(text: str, how: str) -> str:
    """The guitars after an edit; the Les Paul is what is removed, renamed or moved."""
    if how == "add":
        return text + THIRD
    if how == "recategorise":
        start = text.index("[technologies.lp]")
        return text[:start] + text[start:].replace('"electric"', '"acoustic"', 1)
    if how == "rename":
        return text.replace('"lp"', '"paula"').replace("[technologies.lp", "[technologies.paula")
    start = text.index("[technologies.lp]")
    end = text.index("[technologies.", start + 10)
    while text.startswith("[technologies.lp", end):
        end = text.index("[technologies.", end + 10)
    text = text[:start] + text[end:]
    return text.replace(
        'relations = [{ kind = "alternative_to", id = "lp", note = "Lighter." }]', ""
    ).replace('technologies = ["lp"]', "")


SITUATIONS: dict[str, list[str]] = {
    "searching": ["slash", "e"],
    "searching the one that changes": ["slash", *"les"],
    "half a filter": ["slash", *"weight", "greater_than_sign"],
    "filtering": ["slash", *"weight", "greater_than_sign", *"1", "enter"],
    "sorting": ["s", *"weight", "enter"],
    "hiding": ["m", "m", "m", "m", "H"],
    "on the shortlist": ["asterisk", "down", "asterisk", "S"],
    "comparing": ["space", "down", "space", "c"],
    "comparing with a dialog": ["space", "down", "space", "c", "enter"],
    "picking": ["c"],
    "learning": ["L"],
    "deciding": ["D", "a", *"weight", "enter", "w", "m", *"pick", "enter", "enter"],
    "deciding with a dialog": ["D", "a", *"weight", "enter", "tab", "enter"],
}


@cache
def edited(how: str) -> Catalog:
    """The guitars after an edit, read once for all situations."""
    return build([layer_of("guitars.toml", _changed(GUITARS.read_text(), how))])


@pytest.mark.sample(4)
@pytest.mark.parametrize("situation", SITUATIONS)
async def test_every_edit_arrives_whatever_is_on(
    explore: Open, guitars: Catalog, situation: str
) -> None:
    first = guitars
    async with explore(first) as explorer:
        await explorer.press(*SITUATIONS[situation])
        tree = explorer.app.screen_stack[0].query_one(CategoryTree)
        # What is added goes with the next edit, and what is moved, renamed or removed comes back with the one after.
        for how in ("add", "recategorise", "rename", "remove", ""):
            explorer.app.catalog = catalog = edited(how) if how else first
            await explorer.pilot.pause()
            assert tree.catalog is catalog
            if situation == "searching":
                assert bool(explorer.row("Stratocaster")) is (how == "add")
                assert bool(explorer.row("Les Paul")) is (how != "remove")
        explorer.app.catalog = edited("add")
        await explorer.press("escape", "escape", "escape")
        await explorer.press("slash", *"strat", "enter")
        assert explorer.row("› Stratocaster"), explorer.screen_text


async def test_a_save_with_a_fault_is_shown_and_the_fault_is_counted(
    explore: Open, file: Path, looked: Event
) -> None:
    async with explore(read_catalog([file]), paths=[file]) as explorer:
        assert "problem" not in explorer.screen_text
        await explorer.wait_for(looked.is_set)
        good = file.read_text()
        file.write_text(
            good.replace("weight = 4.3", 'weight = "heavy [/]"').replace("A plank", "A board")
        )
        assert await shows(explorer, "! 1 problem")
        assert "A board" in explorer.screen_text
        await explorer.press("exclamation_mark")
        line = explorer.row(
            "guitars.toml:", "lp › weight", "expected a number, found the text “heavy [/]”"
        )
        assert line, explorer.screen_text
        await explorer.press("escape")
        file.write_text(good)
        assert await shows(explorer, "A plank")
        assert "problem" not in explorer.screen_text


async def test_a_technology_that_vanishes_leaves_a_sensible_place(
    explore: Open, file: Path, looked: Event
) -> None:
    async with explore(read_catalog([file]), paths=[file]) as explorer:
        await explorer.wait_for(looked.is_set)
        text = file.read_text()
        text = text[: text.index("[technologies.tele]")] + text[text.index("[technologies.lp]") :]
        file.write_text(text)
        assert await shows(explorer, "2 of 2")
        assert "Telecaster" not in explorer.screen_text
        # The branch that it was in.
        await explorer.wait_for(lambda: explorer.row("─ Electric ─"))
        await explorer.press("down")
        assert explorer.row("› Les Paul")
