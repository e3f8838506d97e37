"""The progress bar over a large catalog."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from benchmarks.generate import catalog as generated
from benchmarks.terminal import descendants
from textual.pilot import Pilot
from textual.widgets import ProgressBar

from techtui.catalog.model import Catalog
from techtui.catalog.problems import CatalogError
from techtui.catalog.store import subprocess_loader
from techtui.catalog.store.subprocess_loader import Reading, RunningReading, Stage
from techtui.tui.runtime.loading import LoadingApp
from tests.catalog.samples import GOOD
from tests.conftest import GUITARS
from tests.waiting import LIMIT, wait_for


def shown(app: LoadingApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def ended(app: LoadingApp, pilot: Pilot[None]) -> None:
    """Wait until it has something to hand over."""
    await wait_for(pilot, lambda: app.return_value is not None or not app.is_running, "the end")


async def test_it_says_what_it_reads_and_ends_with_the_catalog(tmp_path: Path) -> None:
    file = tmp_path / "many.toml"
    file.write_text("".join(generated(400)))
    app = LoadingApp(RunningReading([file]))
    async with app.run_test() as pilot:
        assert "many.toml" in shown(app)
        await ended(app, pilot)
    assert isinstance(app.return_value, Catalog)
    assert app.return_value.title == "Generated, 400"


async def test_it_shows_how_far_the_reading_is(
    guitars: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Event()

    def reads(_: Reading, begin: Callable[[Stage], None]) -> Catalog:
        begin(Stage("checking", 1.0))
        seen.wait(LIMIT)
        return guitars

    monkeypatch.setattr(subprocess_loader, "can_fork", lambda: False)
    monkeypatch.setattr(Reading, "run", reads)
    app = LoadingApp(RunningReading([GUITARS]))
    async with app.run_test() as pilot:
        await wait_for(pilot, lambda: "Checking" in shown(app), "its stage")
        assert app.query_one(ProgressBar).progress > 0
        seen.set()
        await ended(app, pilot)
    assert app.return_value is guitars


async def test_it_ends_with_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(GOOD + "\nnonsense\n")
    app = LoadingApp(RunningReading([file]), "techtui-light")
    async with app.run_test() as pilot:
        await ended(app, pilot)
    assert isinstance(app.return_value, CatalogError)


async def test_escape_stops_it(tmp_path: Path) -> None:
    file = tmp_path / "large.toml"
    file.write_text("".join(generated(3000)))
    running = RunningReading([file])
    app = LoadingApp(running)
    async with app.run_test() as pilot:
        await wait_for(pilot, lambda: running._reading._process is not None, "a process that reads")
        await pilot.press("escape")
    assert app.return_value is None
    assert running.ends_within(5)
    assert running.is_cancelled
    assert descendants(os.getpid()) == [os.getpid()]


async def test_what_nobody_foresaw_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess_loader, "can_fork", lambda: False)
    monkeypatch.setattr("sys.executable", str(tmp_path / "no-such-python"))
    app = LoadingApp(RunningReading([tmp_path / "large.toml"]))
    with pytest.raises(FileNotFoundError):
        async with app.run_test() as pilot:
            await ended(app, pilot)
