"""A clock that is set back by a day, while the explorer is open and between two visits: nothing is lost, nothing ends."""

from __future__ import annotations

import datetime as times
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from techtui.catalog.decide import review
from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.shelf import Shelf, Status, shelf
from techtui.tui.controllers import live_reload
from techtui.tui.screens.changes import screen as changes
from techtui.tui.screens.learning import screen as learning
from tests.conftest import GUITARS
from tests.journeys.conftest import Explorer, Open


@pytest.fixture
def set_back(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the clock back by some days."""
    offset = timedelta()

    class Moment(times.datetime):
        @classmethod
        def now(cls, tz: times.tzinfo | None = None) -> times.datetime:  # type: ignore[override]
            return times.datetime.now(tz) - offset

    class Day(times.date):
        @classmethod
        def today(cls) -> times.date:  # type: ignore[override]
            return times.date.today() - offset

    for module in (shelf, live_reload):
        monkeypatch.setattr(module, "datetime", Moment)
    for module in (sys.modules[review.__module__], changes, learning):
        monkeypatch.setattr(module, "date", Day)

    def set_back(days: int) -> None:
        nonlocal offset
        offset = timedelta(days=days)

    return set_back


async def _use(explorer: Explorer, note: str) -> None:
    """Keep something of each kind, and look at what has to do with days."""
    await explorer.press("m", "n", "ctrl+end")
    await explorer.type(f"{note} ")
    await explorer.press("escape", "space", "down", "asterisk", "space", "c", "K", "ctrl+u")
    await explorer.type(f"pair {note}", "enter")
    await explorer.press("escape", "u", "up", "D", "a")
    await explorer.type("weight", "enter")
    await explorer.press("s", "ctrl+u")
    await explorer.type(f"stage {note}", "enter")
    await explorer.press("escape", "L", "end", "escape", "W", "s", "s", "end", "escape")
    assert explorer.row("› Telecaster"), explorer.screen_text


@pytest.mark.slow
async def test_nothing_is_lost_and_the_latest_counts(
    explore: Open, guitars: Catalog, set_back: Callable[[int], None]
) -> None:
    async with explore(guitars) as explorer:
        await _use(explorer, "one")
        set_back(1)
        await _use(explorer, "two")
    set_back(2)
    async with explore(guitars) as explorer:
        await explorer.settle()
        await _use(explorer, "three")
    with Shelf.open() as kept:
        tele, lp = kept.get(guitars.id, "tele"), kept.get(guitars.id, "lp")
        assert tele.note.split() == ["one", "two", "three"]
        assert (tele.status, lp.shortlisted) == (list(Status)[3], True)
        for found in (kept.comparisons(guitars.id), kept.decisions(guitars.id)):
            assert [one.name.split()[-1] for one in found] == ["one", "three", "two"]
        copy = kept.contents()
        # As if it came from another machine: whatever the times say, both are the same.
        assert kept.merge(copy).changed == 0
        assert kept.contents() == copy


async def test_a_reload_is_told(
    explore: Open,
    guitars: Catalog,
    set_back: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    async with explore(guitars) as explorer:
        live = live_reload.LiveReload(explorer.app, [tmp_path])
        set_back(1)
        a_minute_later = monotonic() + 60
        monkeypatch.setattr(live_reload, "monotonic", lambda: a_minute_later)
        live._reloaded(read_catalog([GUITARS]))
        await explorer.wait_for(lambda: explorer.row("Catalog reloaded"))
