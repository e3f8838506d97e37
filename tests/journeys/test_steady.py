"""Dialogs keep their place and their height while one types in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.catalog.model import Catalog
from tests.journeys.conftest import Explorer, Open


def edges(explorer: Explorer) -> tuple[int, int]:
    """The first and the last line of the box of a dialog."""
    lines = explorer.screen_text.splitlines()
    bottom = next(at for at, line in enumerate(lines) if "esc close" in line)
    left = lines[bottom].rindex("╰")
    return next(at for at, line in enumerate(lines) if line[left : left + 1] == "╭"), bottom


@pytest.mark.sample(1)
@pytest.mark.parametrize("size", [(58, 30), (80, 24), (120, 36)])
async def test_a_picker_keeps_its_height(explore: Open, size: tuple[int, int]) -> None:
    async with explore(size=size) as explorer:
        await explorer.press("down", "down")
        for key in ("f", "s", "i", "c", "ctrl+p"):
            await explorer.press(key)
            before = edges(explorer)
            for text in ("po", "stgre", "xyzzy"):
                await explorer.type(text)
                assert edges(explorer) == before, explorer.screen_text
            assert explorer.row("No matches")
            await explorer.press("escape")


async def test_names_in_a_picker_stand_beside_what_is_said_of_them(explore: Open) -> None:
    async with explore(size=(80, 24)) as explorer:
        await explorer.press("s")
        lines = [line for line in explorer.screen_text.splitlines() if "Limits" in line]
        assert len({line.index("Limits") for line in lines}) == 1
        assert any("Largest row without long values" in line for line in lines)


async def test_the_export_dialog_keeps_its_height_when_it_asks(
    explore: Open, guitars: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explore(guitars) as explorer:
        await explorer.press("e", "enter")
        await explorer.wait_for(lambda: not explorer.row("esc close"))
        await explorer.press("e")
        before = edges(explorer)
        await explorer.press("enter")
        await explorer.wait_for(lambda: explorer.row("already exists"))
        assert edges(explorer) == before
