"""A machine so busy that the process does not run for milliseconds: no key and no size is lost."""

from __future__ import annotations

import asyncio
from itertools import count
from types import SimpleNamespace

import pytest
from textual import timer

from techtui.catalog.model import Catalog
from tests.journeys.conftest import Open
from tests.quiet import key_event


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two looks at the clock, timers miss what a timer of the screen or the keys is given."""
    looks, now = count(), timer._time.get_time
    late = SimpleNamespace(get_time=lambda: now() + 0.012 * next(looks))
    monkeypatch.setattr(timer, "_time", late)


@pytest.mark.usefixtures("pauses")
async def test_a_key_that_waits_for_a_dialog_arrives(explore: Open, guitars: Catalog) -> None:
    asked = asyncio.Event()

    async def ask() -> None:
        await asked.wait()

    async with explore(guitars) as explorer:
        explorer.app.begin(ask)
        explorer.app.post_message(key_event("down"))
        while not explorer.app.held:
            await asyncio.sleep(0)
        asked.set()
        await explorer.wait_for(lambda: explorer.row("› Les Paul"))


@pytest.mark.usefixtures("pauses")
async def test_a_new_size_reaches_all_screens(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, compare=("tele", "lp")) as explorer:
        for size in ((58, 30), (100, 20)):
            await explorer.pilot.resize_terminal(*size)
            lines = explorer.screen_text.splitlines()
            assert (len(lines[1]), len(lines)) == size
        await explorer.press("escape")
        assert len(explorer.screen_text.splitlines()) == 20
