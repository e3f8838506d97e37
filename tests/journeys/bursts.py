"""Writes keys, clicks, pastes and resizes to the explorer in bursts, faster than it can follow, and looks whether it lives.

Meanwhile the catalog is reloaded now and then, and another window changes the shelf.

    python -m tests.journeys.bursts [COUNT [SEED]]

The bytes go through Textual's own parser, cut at random places. Each session has a seed of its own; the one that ends the explorer is
named with its last bursts, and ``python -m tests.journeys.bursts 1 SEED`` repeats it.
"""

from __future__ import annotations

import asyncio
import faulthandler
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from typing import Final
from unittest import mock

from textual import events
from textual._xterm_parser import XTermParser
from textual.geometry import Size

from techtui.catalog.model import Catalog
from techtui.tui.app import TechtuiApp
from tests.journeys.disturbances import OtherWindow, catalogs, reload

SESSION: Final = 250
"""Bursts between two starts."""
_LEAVING: Final = 0.004
"""How likely a burst leaves the explorer: what comes after it must not end it by an error, either."""
_PATIENCE: Final = 60.0
"""Seconds after which an explorer that does not answer counts as hanging."""
_FOR_EVER: Final = 600.0
"""Seconds that a session may take."""
_LAST: Final = 4
"""So many bursts are told when one ends the explorer."""
_RELOADED: Final = 0.05
_ELSEWHERE: Final = 0.02
"""How likely the catalog is reloaded, and the shelf changed, in the middle of a burst."""

_TURNS: Final = (0, 1, 3, 10, 40)
"""How often the explorer may have its turn before what follows arrives."""
_PAUSES: Final = (0, 0, 0, 0.001, 0.01)
"""Seconds between two bursts."""

_ESCAPE: Final = "\x1b[27u"
_PALETTE: Final = "\x10"
_OPENERS: Final = (
    *(
        "s",
        "f",
        "c",
        "i",
        "?",
        "n",
        "/",
        "L",
        "T",
        "m",
        "*",
        "S",
        "H",
        "u",
        "o",
        "F",
        "D",
        "v",
        "W",
    ),
    *(
        _PALETTE,
        "\x1bOQ",
        "\x1bOP",
        "l",
        "\r",
        " ",
        " j c",
        " j c",
        " jj c",
        " j ct",
        "[",
        "]",
        "\t",
        ">",
        "<",
    ),
)
"""What opens something from the catalog, or changes what is shown there."""
_COMPARING: Final = (
    *("t", "e", "y", "K", "n", "a", "d", "/", "\r", "i", "x", "-", "<", ">", "c", "j\r", "jjjj\r"),
)
"""What opens something from a comparison."""
_DECIDING: Final = (
    *("a", "aw\r", "m", "g", "x", "A", "t", "r", "u", "w", "c", "s", "e", "y", "\r", "i", "+", "-"),
    *("\t", "\tx", "\t\r", "a\r", "a\r\r", "D"),
)
"""What opens something from a decision."""
_KEYS: Final = (
    *("\r", "\r\r", _ESCAPE, _ESCAPE + _ESCAPE, "\x1b", "\t", "\x1b[Z", " ", "\x7f", "\x13"),
    *("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F"),
    *(
        "\x1b[1;5F",
        "\x1b[1;5H",
        "\x1b[1;3D",
        "\x0e",
        "a",
        "e",
        "b",
        "jk",
        "gi",
        "gibson",
        "year>1900",
    ),
    *("h", "l", "1", "4", "9", "+", "-", "\x03", "\x1a", "\x19"),
)
_PASTES: Final = ("gibson", "\nles\npaul\n", "", "\n\n", "\x1b[A", "e" * 300)
_SIZES: Final = (
    *((120, 36), (80, 24), (58, 30), (40, 10), (39, 9), (10, 3), (100, 20)),
    *((30, 20), (24, 6), (1, 1)),
)


def _clicks(random: Random, size: Size) -> str:
    """One click or two, often beside what lies in the middle; or the wheel, or a move."""
    beside = random.random() < 0.4
    x = 1 if beside else random.randint(1, size.width)
    y = random.randint(1, max(2, size.height // 12)) if beside else random.randint(1, size.height)
    kind = random.random()
    if kind < 0.15:
        return f"\x1b[<{random.choice((64, 65))};{x};{y}M" * random.randint(1, 4)
    if kind < 0.25:
        return f"\x1b[<35;{x};{y}M"
    return f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m" * random.choice((1, 2, 2, 3))


def burst(random: Random, size: Size, comparing: bool, deciding: bool = False) -> str:
    """What a terminal sends at once."""
    openers = _OPENERS
    if (comparing or deciding) and random.random() < 0.8:
        openers = _COMPARING if comparing else _DECIDING
    parts = [random.choice(openers)] if random.random() < 0.7 else []
    for _ in range(random.randint(1, 6)):
        kind = random.random()
        if kind < 0.55:
            parts.append(random.choice(_KEYS))
        elif kind < 0.8:
            parts.append(_clicks(random, size))
        elif kind < 0.85:
            parts.append(f"\x1b[200~{random.choice(_PASTES)}\x1b[201~")
        else:
            parts.append(random.choice(openers))
    if random.random() < _LEAVING:
        parts.insert(random.randint(0, len(parts)), "q")
    return "".join(parts)


def _pieces(random: Random, text: str) -> Iterator[str]:
    """A text cut at random places, mostly nowhere."""
    while text:
        end = len(text) if random.random() < 0.6 else random.randint(1, len(text))
        yield text[:end]
        text = text[end:]


class _Session:
    """One explorer, and the bursts it gets."""

    def __init__(self, catalog: Catalog, seed: int) -> None:
        self._random = Random(seed)
        self._app = TechtuiApp(catalog)
        self._parser = XTermParser()
        self._size = Size(*self._random.choice(_SIZES[:3]))
        self._window = OtherWindow(catalog.id)
        self.sent: list[str] = []
        self.seen: Counter[str] = Counter()

    async def run(self, count: int) -> None:
        """Send bursts until there were as many, or the explorer was left."""
        try:
            await self._run(count)
        finally:
            self._window.close()

    async def _run(self, count: int) -> None:
        async with self._app.run_test(size=self._size, notifications=True):  # type: ignore[arg-type]
            while len(self.sent) < count and self._app.is_running:
                if self._random.random() < 0.08:
                    self._resize()
                await self._send()
                self.seen[type(self._app.screen).__name__] += 1
                if self._random.random() < 0.1:
                    await self._answer()
            # As when a person leaves: a dialog that is put together just now has no widgets to ask for.
            self._app.is_ending = True

    async def _answer(self) -> None:
        """Wait until the app gets round to it. A pilot's pause asks every widget, and one that is removed meanwhile never answers."""
        answered = asyncio.Event()
        self._app.call_later(answered.set)
        async with asyncio.timeout(_PATIENCE):
            while self._app.is_running and not answered.is_set():
                await asyncio.sleep(0.002)

    def _resize(self) -> None:
        self._size = Size(*self._random.choice(_SIZES))
        self._app.post_message(events.Resize(self._size, self._size))

    async def _send(self) -> None:
        screen = type(self._app.screen).__name__
        text = burst(self._random, self._size, screen == "CompareScreen", screen == "DecideScreen")
        self.sent.append(text)
        driver = self._app._driver
        for piece in _pieces(self._random, text):
            for event in self._parser.feed(piece):
                if driver is not None:
                    driver.process_message(event)
            await self._disturb()
            for _ in range(self._random.choice(_TURNS)):
                await asyncio.sleep(0)
        for event in self._parser.tick():
            if driver is not None:
                driver.process_message(event)
        await asyncio.sleep(self._random.choice(_PAUSES))

    async def _disturb(self) -> None:
        if self._random.random() < _RELOADED:
            await reload(self._app, self._random)
        if self._random.random() < _ELSEWHERE:
            self._window.change(self._app, self._random)


def one(seed: int, count: int = SESSION) -> Counter[str]:
    """Send a session of bursts.

    Args:
        seed: Says what is sent.
        count: How many bursts at most.

    Returns:
        How many bursts ended on which screen.

    Raises:
        AssertionError: If the explorer ended because of an error.
    """
    session = _Session(catalogs()["as it is"], seed)
    with mock.patch("webbrowser.open", return_value=True):
        try:
            asyncio.run(session.run(count))
        except BaseException as error:
            last = "\n".join(map(repr, session.sent[-_LAST:]))
            raise AssertionError(
                f"seed {seed}, burst {len(session.sent)}: {type(error).__name__}: {error}\n{last}"
            ) from error
    return session.seen


def _watched(seed: int) -> Counter[str]:
    """A session in a process of its own, which ends with a traceback if the explorer computes for ever and so hears of no time limit."""
    faulthandler.dump_traceback_later(_FOR_EVER, exit=True)
    try:
        return one(seed)
    finally:
        faulthandler.cancel_dump_traceback_later()


def run(count: int = 50_000, seed: int = 0) -> Counter[str]:
    """Send bursts on all processors.

    Args:
        count: How many, at least.
        seed: That of the first session; the others' follow.

    Returns:
        How many bursts ended on which screen.
    """
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        while counts.total() < count:
            left = -(-(count - counts.total()) // SESSION)
            seeds = range(seed, seed + min(left, 100))
            seed = seeds.stop
            for seen in pool.map(_watched, seeds):
                counts += seen
    return counts


def told(counts: Counter[str]) -> str:
    """The counts in a sentence."""
    screens = ", ".join(f"{name} {count:,}" for name, count in counts.most_common())
    return f"{counts.total():,} bursts ({screens}), no exception"


if __name__ == "__main__":
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TECHTUI_DATA"):
            os.environ[name] = str(Path(folder, name))
        os.chdir(folder)
        print(told(run(*map(int, sys.argv[1:]))), f"in {time.perf_counter() - start:.0f} s")
