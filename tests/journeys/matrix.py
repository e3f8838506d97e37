"""Opens every screen and dialog, changes what lies beneath it, gives the terminal every size, and presses the keys that work there.

Bursts meet by chance what this goes through in order: each situation with each change, each pair in an explorer of its own. After every step
the explorer must live, and in the end escape must lead back to the catalog.

    python -m tests.journeys.matrix [SITUATION [CHANGE]]
"""

from __future__ import annotations

import asyncio
import faulthandler
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple
from unittest import mock

from textual import events
from textual.widgets import Input

from techtui.catalog.model import Catalog
from techtui.catalog.refs import Ref
from techtui.shelf import Shelf, Status
from techtui.tui import commands
from techtui.tui.app import TechtuiApp
from techtui.tui.controllers.live_reload import LiveReload
from techtui.tui.runtime import clipboard
from tests.journeys.disturbances import catalogs
from tests.quiet import QuietPilot, key_event
from tests.thrift import thrifty

_PAIR: Final = "space down space c "
_WEIGHT: Final = "D a 'weight enter "
_KEPT: Final = _WEIGHT + "s ctrl+u 'stage enter escape ctrl+p 'stage "

SITUATIONS: Final[Mapping[str, str]] = {
    "tree": "",
    "branch": "up",
    "page": "tab",
    "link": "tab tab tab",
    "overview": "home tab",
    "marked": "space down space",
    "search": "/ 'e",
    "search without matches": "/ 'zzz",
    "half a filter": "/ 'weight >",
    "filtered": "/ 'weight > '1 enter",
    "filter": "f",
    "filter's values": "f 'woods enter",
    "sort": "s",
    "sorted": "s 'weight enter",
    "shortlist": "S",
    "note": "n 'abc",
    "note, given up": "n 'abc ctrl+g",
    "picker": "c",
    "explain": "i",
    "concept": "i 'humbucker enter",
    "palette": "ctrl+p",
    "palette, a technology": "ctrl+p 'tele",
    "palette, kept": "ctrl+p 'pair",
    "help": "? i",
    "theme": "T",
    "export": "e",
    "export over a file": "e enter e enter",
    "chart": "t",
    "learning": "L tab",
    "changes": "W",
    "changes of a kind": "W f",
    "compare": _PAIR,
    "compare differences": _PAIR + "d end right",
    "compare three": _PAIR + "a enter right right",
    "compare kept": "ctrl+p 'pair enter",
    "compare filter": _PAIR + "/ 'w",
    "compare filtered": _PAIR + "/ 'w enter down",
    "compare explain": _PAIR + "down down down i",
    "compare chart": _PAIR + "t",
    "compare add": _PAIR + "a",
    "compare keep": _PAIR + "K",
    "compare note": _PAIR + "n 'abc",
    "compare export": _PAIR + "e",
    "compare palette": _PAIR + "ctrl+p",
    "table": "v",
    "table sorted": "v backspace right right s end",
    "table search": "v / 'e",
    "table filter": "v f",
    "table filtered": "v / 'weight > '1 enter",
    "table add": "v a",
    "table explain": "v right right i",
    "table marked": "v space down space",
    "table compare": "v space down space c",
    "table export": "v e",
    "decide": "D",
    "decide by two": _WEIGHT + "a 'price enter",
    "decide, ranking": _WEIGHT + "tab down",
    "decide with musts": _WEIGHT + "m 'pickups enter enter",
    "decide by values": "D a 'woods enter enter",
    "decide add": "D a",
    "decide own": "D a 'comfort enter",
    "decide must": "D m",
    "decide must's values": "D m 'woods enter",
    "decide good": _WEIGHT + "g",
    "decide candidate": "D A",
    "decide template": "D t",
    "decide begun": "D enter",
    "decide question": "D r",
    "decide explain": _WEIGHT + "enter",
    "decide why": _WEIGHT + "tab enter",
    "decide turning": _WEIGHT + "a 'price enter w",
    "decide compare": _WEIGHT + "c",
    "decide keep": _WEIGHT + "s",
    "decide export": _WEIGHT + "e",
    "decide kept": _KEPT + "enter",
    "decide kept, in the palette": _KEPT,
}
"""How to get there from a technology in the tree: keys, and after an apostrophe what is typed."""

_SIZES: Final = ((36, 12), (58, 30), (10, 3), (200, 60), (25, 8))
_SIZES_OF_CHANGE: Final = ((120, 36), (58, 30), (10, 3))
_SIZES_WITH_KEYS: Final = ((80, 24), (58, 30), (36, 12))
_KEYS_AT_A_SIZE: Final = 5
_EVERYWHERE: Final = (
    *("down", "end", "pageup", "home", "tab", "right", "left", "space", "backspace", "enter"),
)
_LEAVING: Final = frozenset(("app.quit", "app.leave", "app.interrupt", "app.suspend_process"))
_CLICKS: Final = ((0.15, 0.3), (0.5, 0.5), (0.7, 0.35), (0.3, 0.98))
"""Places on the screen, as shares of its width and height."""
_MOST_ESCAPES: Final = 10
_FOLDERS: Final = ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TECHTUI_DATA")
_FOR_EVER: Final = 300.0
"""Seconds that a pair may take."""
_FIRST: Final = Ref("technology", "tele")


def _empty(shelf: Shelf, catalog: Catalog) -> None:
    for one in shelf.entries(catalog.id).values():
        shelf.set_status(catalog.id, one.technology_id, Status.NONE)
        shelf.set_note(catalog.id, one.technology_id, "")
        if one.shortlisted:
            shelf.toggle_shortlist(catalog.id, one.technology_id)
    for decision in shelf.decisions(catalog.id):
        shelf.drop_decision(catalog.id, decision.name)


def _fill(shelf: Shelf, catalog: Catalog) -> None:
    for one, status in zip((*catalog.technologies, "gone"), list(Status)[1:], strict=False):
        shelf.set_status(catalog.id, one, status)
        shelf.set_note(catalog.id, one, "[b]\x1b[31m" * 50)
        shelf.toggle_shortlist(catalog.id, one)
    shelf.keep_comparison(catalog.id, "A pair", ("gone", "lost"))
    for decision in shelf.decisions(catalog.id):
        shelf.keep_decision(catalog.id, decision.name, "no file of decisions")


_ELSEWHERE: Final[Mapping[str, Callable[[Shelf, Catalog], None]]] = {
    "shelf emptied": _empty,
    "shelf filled": _fill,
}
"""What another window does."""

CHANGES: Final = (*(one for one in catalogs() if one != "with a template"), *_ELSEWHERE)
"""What changes: the catalog, to one of these, or the shelf."""


class Pair(NamedTuple):
    """A situation, and what changes then."""

    situation: str
    change: str


def pairs(situation: str = "", change: str = "") -> list[Pair]:
    """All pairs, or those of a situation, or one.

    Args:
        situation: The name of a situation; empty for all.
        change: The name of a change; empty for all.
    """
    return [
        Pair(*one)
        for one in product(SITUATIONS, CHANGES)
        if situation in ("", one[0]) and change in ("", one[1])
    ]


class _Visit:
    """An explorer in which something changes."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._catalog = catalogs()["with a template"]
        self._app = TechtuiApp(self._catalog, start=_FIRST)
        self._pilot = QuietPilot(self._app)
        # Each pair begins with other keys, so that all of them meet each change.
        self._begin = sum(map(ord, "".join(pair)))
        self.did: list[str] = []

    async def run(self) -> None:
        """Go there, change it, and come back."""
        with Shelf.open() as shelf:
            shelf.set_note(self._catalog.id, "tele", "Heard of it.")
            shelf.toggle_shortlist(self._catalog.id, "tele")
            shelf.keep_comparison(self._catalog.id, "A pair", ("tele", "lp"))
        async with self._app.run_test(size=(120, 36), notifications=True):
            await self._painted()
            await self._press("escape", "escape")
            for word in SITUATIONS[self._pair.situation].split():
                await self._press(*(word[1:] if word.startswith("'") else (word,)))
            await self._resize(*_SIZES_OF_CHANGE[self._begin % len(_SIZES_OF_CHANGE)])
            await self._change()
            await self._resize_and_press()
            await self._leave()
            # As when a person leaves: a timer may still ask for what is gone.
            self._app.is_ending = True

    async def _change(self) -> None:
        self.did.append(self._pair.change)
        elsewhere = _ELSEWHERE.get(self._pair.change)
        if elsewhere is None:
            reloaded = LiveReload(self._app, ())._reloaded
            self._app.call_later(reloaded, catalogs()[self._pair.change])
        else:
            with Shelf.open() as shelf:
                elsewhere(shelf, self._catalog)
            self._app.call_later(self._app._keeper.poll)
        await self._painted()

    async def _resize_and_press(self) -> None:
        for size in _SIZES:
            await self._resize(*size)
        begin, keys = self._begin, self._keys()
        for at, size in enumerate(_SIZES_WITH_KEYS):
            await self._resize(*size)
            for step in range(_KEYS_AT_A_SIZE):
                await self._press(keys[(begin + at * _KEYS_AT_A_SIZE + step) % len(keys)])
            await self._click(*_CLICKS[(begin + at) % len(_CLICKS)])

    async def _resize(self, width: int, height: int) -> None:
        self.did.append(f"{width}x{height}")
        await self._pilot.resize_terminal(width, height)
        await self._painted()

    def _keys(self) -> list[str]:
        screen = self._app.screen
        if screen.is_modal or isinstance(self._app.focused, Input):
            return list(_EVERYWHERE)
        of_screen = commands.of(getattr(screen, "SCOPE", ""), "app")
        own = (one.keys.split(",")[0] for one in of_screen if one.id not in _LEAVING)
        return list(dict.fromkeys((*_EVERYWHERE, *own)))

    async def _leave(self) -> None:
        for _ in range(_MOST_ESCAPES):
            if len(self._app.screen_stack) == 1:
                return
            await self._press("escape")
        raise AssertionError(f"escape does not lead back from {self._app.screen_stack}")

    async def _press(self, *keys: str) -> None:
        for key in keys:
            self.did.append(key)
            self._app.post_message(key_event(key))
        await self._painted()

    async def _click(self, across: float, down: float) -> None:
        size = self._app.size
        at = int(size.width * across), int(size.height * down)
        self.did.append(f"click {at}")
        mouse = [events.MouseDown, events.MouseUp, events.Click]
        await self._pilot._post_mouse_events(mouse, offset=at, button=1)
        await self._painted()

    async def _painted(self) -> None:
        await self._pilot.pause()
        assert self._app.return_code is None, f"it ended with {self._app.return_code}"
        assert self._app.is_running, "it ended"


@contextmanager
def _surroundings() -> Iterator[None]:
    """An empty folder for what is kept and exported, and no other programs."""
    before = Path.cwd()
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.dict(os.environ, dict.fromkeys(_FOLDERS, folder), TEXTUAL_ANIMATIONS="none"),
        mock.patch("webbrowser.open", return_value=True),
        mock.patch.object(clipboard, "clipboard_command", return_value=None),
        thrifty(),
    ):
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def walk(pair: Pair) -> None:
    """Go through a pair.

    Raises:
        AssertionError: If the explorer ended, or escape does not lead back.
    """
    visit = _Visit(pair)
    faulthandler.dump_traceback_later(_FOR_EVER, exit=True)
    try:
        with _surroundings():
            asyncio.run(visit.run())
    except BaseException as error:
        told = " ".join(visit.did)
        what = f"{pair.situation!r} × {pair.change!r}: {type(error).__name__}: {error}\n{told}"
        raise AssertionError(what) from error
    finally:
        faulthandler.cancel_dump_traceback_later()


def tried(pair: Pair) -> str:
    """Go through a pair, and return what went wrong; empty if nothing did."""
    try:
        walk(pair)
    except AssertionError:
        return traceback.format_exc()
    return ""


def run(chosen: Sequence[Pair]) -> list[str]:
    """Go through pairs, on all processors.

    Returns:
        What went wrong.
    """
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return [told for told in pool.map(tried, chosen) if told]


if __name__ == "__main__":
    start = time.perf_counter()
    every = pairs(*sys.argv[1:])
    found = run(every)
    print(*found, sep="\n")
    print(f"{len(every)} pairs, {len(found)} failed, in {time.perf_counter() - start:.0f} s")
