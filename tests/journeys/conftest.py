"""Runs the real app with Textual's pilot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from threading import Event

import pytest
from textual._xterm_parser import XTermParser
from textual.pilot import Pilot
from textual.widgets import Input

from techtui.catalog.files import look_at
from techtui.catalog.model import Catalog
from techtui.tui.app import TechtuiApp
from techtui.tui.runtime import clipboard, reloading
from techtui.tui.runtime.asking import FLOW
from tests.quiet import QuietPilot, key_event
from tests.thrift import thrifty
from tests.waiting import wait_for

Open = Callable[..., AbstractAsyncContextManager["Explorer"]]


def is_letter(key: str) -> bool:
    """Whether a key only writes itself."""
    return len(key) == 1 and key.isalnum()


class Explorer:
    """The app as a person sees and drives it."""

    def __init__(self, app: TechtuiApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, and wait until all is painted; a word is typed into a field in one go."""
        for key, following in zip(keys, (*keys[1:], ""), strict=False):
            if all(map(is_letter, (key, following))) and isinstance(self.app.focused, Input):
                # Waiting for the screen after each letter is most of what a test would take.
                self.app.post_message(key_event(key))
            else:
                await self.pilot.press(key)
        await self.pilot.pause()

    async def wait_for(self, stands: Callable[[], object]) -> None:
        """Wait until something stands on the screen, or is so, that is not there at once: what is read, saved, or searched beside it.

        Raises:
            AssertionError: If it does not come about.
        """
        await wait_for(self.pilot, stands, lambda: self.screen_text)

    async def type(self, text: str, *keys: str) -> None:
        """Type a text and press keys faster than the screen can follow, as a person who knows where to go does.

        Waiting for the screen after each letter is most of what a test would take.
        """
        for character in text:
            self.app.post_message(key_event(character))
        for key in keys:
            self.app.post_message(key_event(key))
        await self.pilot.pause()

    async def send(self, *bursts: str) -> None:
        """Send what a terminal sends; within a burst there is no pause, after each all is painted."""
        for burst in bursts:
            for event in XTermParser().feed(burst):
                self.app.post_message(event)
            await self.pilot.pause()

    async def settle(self) -> None:
        """Wait for what runs beside the screen, and for the screen; not for flows, which wait for the person."""
        if beside := [one for one in self.app.workers if one.group != FLOW]:
            await self.app.workers.wait_for_complete(beside)
        await self.pilot.pause()

    @property
    def screen_text(self) -> str:
        """What stands on the screen, line by line."""
        compositor = self.app.screen._compositor
        lines = compositor.render_strips()
        return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)

    def row(self, *words: str) -> str:
        """The first line of the screen that has all words; empty if none has."""
        for line in self.screen_text.splitlines():
            if all(word in line for word in words):
                return line
        return ""

    async def click(self, text: str, times: int = 1) -> None:
        """Click on the first place where a text stands."""
        for y, line in enumerate(self.screen_text.splitlines()):
            x = line.find(text)
            if x >= 0:
                await self.pilot.click(offset=(x + len(text) // 2, y), times=times)
                await self.pilot.pause()
                return
        raise AssertionError(f"{text!r} is not on the screen:\n{self.screen_text}")


@pytest.fixture(autouse=True)
def _warm_cache(warm_cache: None) -> None:
    """Programs in a terminal of their own find the catalogs parsed."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, empty; and no clipboard but the terminal's."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(clipboard, "clipboard_command", lambda *_: None)
    return here


@pytest.fixture
def explore(shipped: Catalog) -> Open:
    """Opens the shipped catalog, or another one; to be used with ``async with``. Tests of painting ask for every frame."""

    @asynccontextmanager
    async def open_(
        catalog: Catalog = shipped,
        size: tuple[int, int] = (120, 36),
        every_frame: bool = False,
        **options: object,
    ) -> AsyncIterator[Explorer]:
        app = TechtuiApp(catalog, **options)  # type: ignore[arg-type]
        with nullcontext() if every_frame else thrifty():
            async with app.run_test(size=size, notifications=True):
                pilot = QuietPilot(app)
                await pilot.pause()
                yield Explorer(app, pilot)
                # As when a person leaves: what a timer still asks for may be gone.
                app.is_ending = True

    return open_


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Is set once the explorer has looked at its files: from then on it notices a change."""
    event = Event()

    def look(paths: Sequence[Path]) -> object:
        found = look_at(paths)
        event.set()
        return found

    monkeypatch.setattr(reloading, "look_at", look)
    return event
