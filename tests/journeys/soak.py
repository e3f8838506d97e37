"""Uses the explorer for long, and looks whether what it holds in memory grows with it.

    python -m tests.journeys.soak [KEYS [RELOADS [SCREENS]]]

Each kind of use runs in an explorer of its own: some to warm up, then two halves of the same length. What grows with use has grown in the
second half as in the first; what is merely kept for the next time, such as styles that were computed, has not.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, NamedTuple

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.tui.app import TechtuiApp
from techtui.tui.controllers.live_reload import LiveReload
from tests.conftest import GUITARS
from tests.journeys.conftest import Explorer

SIZE: Final = (120, 36)
_KEYS: Final = (
    *("down",) * 12,
    *("pagedown", "pageup", "right", "down", "down", "left", "tab", "down", "pagedown", "tab"),
    *("slash", "g", "i", "escape", "escape", "space", "down", "space", "u", "asterisk", "asterisk"),
    *("m", "H", "H", "up", "up", "home", "end", "home"),
)
_SCREENS: Final = (
    *(("s", "escape"), ("f", "escape"), ("i", "escape"), ("question_mark", "escape")),
    *(("n", "escape"), ("ctrl+p", "escape"), ("T", "escape"), ("L", "escape"), ("W", "escape")),
    *(("v", "down", "escape"), ("D", "escape"), ("c", "escape"), ("S", "S")),
    *(("space", "down", "space", "c", "down", "escape", "u", "up"),),
)
"""Keys that open something, and close it."""
_LOOKS: Final = 6
_BETWEEN_LOOKS: Final = 0.2
"""Seconds from one look at what is held to the next."""


class Held(NamedTuple):
    """What the process holds."""

    objects: int
    """That the garbage collector knows."""
    memory: int
    """Resident, in bytes."""
    kinds: Counter[str]
    """How many objects of each type."""


class Grown(NamedTuple):
    """What a kind of use has added."""

    count: int
    """So many repetitions in each half."""
    first: Held
    second: Held

    def __str__(self) -> str:
        halves = ", then ".join(
            f"{one.objects:+,} objects and {one.memory / 1024:+,.0f} KB"
            for one in (self.first, self.second)
        )
        most = ", ".join(f"{name} {number:+}" for name, number in self.second.kinds.most_common(6))
        return f"{self.count:,} and {self.count:,}: {halves} ({most})"


def _held() -> Held:
    gc.collect()
    kinds = Counter(f"{type(one).__module__}.{type(one).__qualname__}" for one in gc.get_objects())
    pages = 0
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    return Held(kinds.total(), pages * os.sysconf("SC_PAGE_SIZE"), kinds)


def _less(later: Held, before: Held) -> Held:
    return Held(
        later.objects - before.objects, later.memory - before.memory, later.kinds - before.kinds
    )


@asynccontextmanager
async def _explorer(catalog: Catalog) -> AsyncIterator[Explorer]:
    app = TechtuiApp(catalog, on_shelf=False)
    # A notification holds on to itself until its time is over.
    app.NOTIFICATION_TIMEOUT = 0.3
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.pause()
        yield Explorer(app, pilot)


Use = Callable[[int], Awaitable[None]]
"""Uses the explorer; told how often it was used before."""


async def _grown(explorer: Explorer, count: int, warm: int, use: Use) -> Grown:
    async def repeat(times: int, before: int) -> Held:
        for number in range(before, before + times):
            await use(number)
        # What was said a moment ago goes by itself, later; what held it goes when a screen closes.
        explorer.app.clear_notifications()
        await explorer.wait_for(lambda: not explorer.app.screen.query("Toast"))
        await explorer.pilot.press("question_mark", "escape")
        await explorer.wait_for(lambda: not explorer.app.screen.query("ToastHolder"))
        await explorer.settle()
        # What timers and threads still hold for a moment goes; what has leaked stays.
        looks = []
        for _ in range(_LOOKS):
            await explorer.pilot.pause(_BETWEEN_LOOKS)
            looks.append(_held())
        return min(looks, key=lambda held: held.objects)

    half = max(1, count // 2)
    begin = await repeat(warm, 0)
    middle = await repeat(half, warm)
    end = await repeat(half, warm + half)
    return Grown(half, _less(middle, begin), _less(end, middle))


async def keys(count: int, catalog: Catalog) -> Grown:
    """Press keys that move, search, mark and fold."""
    pressed = list(_KEYS)
    async with _explorer(catalog) as explorer:

        async def round_(_: int) -> None:
            await explorer.type("", *pressed)

        return await _grown(explorer, count // len(pressed), 2, round_)


async def screens(count: int, catalog: Catalog) -> Grown:
    """Open what can be opened, and close it."""
    async with _explorer(catalog) as explorer:

        async def open_and_close(number: int) -> None:
            await explorer.type("", *_SCREENS[number % len(_SCREENS)])
            await explorer.wait_for(lambda: len(explorer.app.screen_stack) == 1)

        return await _grown(explorer, count, len(_SCREENS), open_and_close)


async def reloads(count: int, source: str) -> Grown:
    """Save the catalog, each time with another text, and show what was read."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "catalog.toml")
        file.write_text(source)
        async with _explorer(read_catalog([file])) as explorer:
            live = LiveReload(explorer.app, [file])

            async def save(number: int) -> None:
                file.write_text(f"{source}\n# {number}\n")
                live._reloaded(read_catalog([file]))
                await explorer.type("", "down" if number % 2 else "up")

            return await _grown(explorer, count, 5, save)


def run(key_count: int, reload_count: int, screen_count: int) -> dict[str, Grown]:
    """Use the explorer in all ways.

    Returns:
        What each kind of use has added.
    """
    catalog = read_catalog([GUITARS])
    return {
        "keys": asyncio.run(keys(key_count, catalog)),
        "reloads": asyncio.run(reloads(reload_count, GUITARS.read_text())),
        "screens": asyncio.run(screens(screen_count, catalog)),
    }


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:4]]
    for name, grown in run(*given, *(10_000, 1_000, 500)[len(given) :]).items():
        print(f"{name}: {grown}", flush=True)
