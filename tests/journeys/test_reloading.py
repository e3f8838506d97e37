"""A catalog file that is saved while the explorer is open."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from techtui.catalog.format.loader import read_catalog
from tests.conftest import GUITARS
from tests.journeys.conftest import Explorer, Open


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A copy of the guitars that may be changed."""
    return Path(shutil.copy(GUITARS, tmp_path / "guitars.toml"))


async def shows(explorer: Explorer, text: str) -> bool:
    """Wait until a text is on the screen; a file system may take its time."""
    for _ in range(100):
        await explorer.pilot.pause(0.1)
        if text in explorer.screen_text:
            return True
    return False


async def test_a_saved_change_appears_and_place_and_marks_stay(explore: Open, file: Path) -> None:
    async with explore(read_catalog([file]), paths=[file]) as explorer:
        await explorer.press("space", "down")
        await asyncio.sleep(0.5)
        file.write_text(
            file.read_text().replace("Heavy, warm and sustaining", "Lighter than it looks")
        )
        assert await shows(explorer, "Lighter than it looks")
        assert "› Les Paul" in explorer.screen_text
        assert explorer.row("✓", "Telecaster")


async def test_a_broken_save_keeps_the_last_good_catalog_and_names_the_line(
    explore: Open, file: Path
) -> None:
    async with explore(read_catalog([file]), paths=[file], size=(160, 40)) as explorer:
        await asyncio.sleep(0.5)
        good = file.read_text()
        file.write_text(good.replace("weight = 4.3", "weight = heavy [/]"))
        assert await shows(explorer, "last good catalog")
        assert "guitars.toml:" in explorer.screen_text.replace("\n", "")
        assert "› Telecaster" in explorer.screen_text
        file.write_text(good.replace("A plank with", "A board with"))
        assert await shows(explorer, "A board with")


async def test_a_save_with_a_fault_is_shown_and_the_fault_is_counted(
    explore: Open, file: Path
) -> None:
    async with explore(read_catalog([file]), paths=[file]) as explorer:
        assert "problem" not in explorer.screen_text
        await asyncio.sleep(0.5)
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
    explore: Open, file: Path
) -> None:
    async with explore(read_catalog([file]), paths=[file]) as explorer:
        await asyncio.sleep(0.5)
        text = file.read_text()
        text = text[: text.index("[technologies.tele]")] + text[text.index("[technologies.lp]") :]
        file.write_text(text.replace('"lp"', '"lp"'))
        assert await shows(explorer, "2 of 2")
        assert "Telecaster" not in explorer.screen_text
        await explorer.press("down")
        assert "›" in explorer.screen_text
