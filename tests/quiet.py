"""A pilot that waits until the app has nothing left to do, instead of until its process needs no processor for a while.

Textual's own pilot sleeps 20 ms or more three times a key, which is most of what a key takes. And on a busy machine a process that
waits for its turn looks idle to it, so that a test reads a screen before it is painted.
"""

from __future__ import annotations

import asyncio
import unicodedata
from time import monotonic
from typing import Final

from textual.events import Key
from textual.geometry import Size
from textual.keys import key_to_character
from textual.pilot import Pilot

from techtui.tui.app import TechtuiApp
from techtui.tui.runtime.asking import FLOW
from tests.thrift import paint

_LASTING: Final = frozenset((FLOW, "follow"))
"""Groups of workers that wait for the person, or last as long as the app."""
_AGAIN: Final = 0.002
"""Seconds between two looks at what comes from a timer or a thread."""
FOR_EVER: Final = 60.0
"""Seconds after which an app that always has something to do will never be at rest."""
_PATIENCE: Final = 1.0
"""Seconds after which a worker, such as one that waits for another program, is not waited for."""
_SIGNS: Final = {
    "slash": "/",
    "backslash": "\\",
    "minus": "-",
    "plus": "+",
    "underscore": "_",
    "at": "@",
}
"""What keys write whose names are not those of Unicode."""
_NAMES: Final = {sign: name for name, sign in _SIGNS.items()}


def key_event(key: str) -> Key:
    """A key as a terminal reports it.

    Args:
        key: Its name, or what it writes.
    """
    if len(key) == 1 and not key.isalnum():
        name = _NAMES.get(key) or unicodedata.name(key).casefold()
        return Key(name.replace(" ", "_").replace("-", "_"), key)
    return Key(key, _SIGNS.get(key) or key_to_character(key))


class QuietPilot(Pilot[None]):
    """Drives an app; whatever it does is done, and painted, when it returns."""

    def __init__(self, app: TechtuiApp) -> None:
        super().__init__(app)
        self._explorer = app

    async def press(self, *keys: str) -> None:
        """Press keys, and wait after each, but not for the screen: `pause` has it painted."""
        for key in keys:
            self.app.post_message(key_event(key))
            await self._rest(is_painted=False)

    async def resize_terminal(self, width: int, height: int) -> None:
        """Give the terminal another size, and wait until the screen has it."""
        await super().resize_terminal(width, height)
        # Textual waits for a moment whether the terminal is pulled any farther.
        async with asyncio.timeout(FOR_EVER):
            while self.app.screen._compositor.size != Size(width, height):
                await self.pause(_AGAIN)

    async def pause(self, delay: float | None = None) -> None:
        """Wait until nothing is left to do: no message, no callback, nothing to paint, no key that is held, no work in a thread.

        Args:
            delay: Seconds to let pass before, for what comes by itself.
        """
        if delay is not None:
            await asyncio.sleep(delay)
        await self._rest(is_painted=True)

    async def _rest(self, is_painted: bool) -> None:
        app, end = self._explorer, monotonic() + _PATIENCE
        async with asyncio.timeout(FOR_EVER):
            while app.is_running:
                await _drained()
                if app.screen_stack:
                    app.screen._on_timer_update()
                if is_painted and not _has_turns():
                    paint(app)
                if not _has_turns():
                    if not app.held and (monotonic() > end or not self._works):
                        break
                    await asyncio.sleep(_AGAIN)

    @property
    def _works(self) -> bool:
        """Whether something runs beside the screen that will end by itself."""
        workers = self._explorer.workers
        return any(one.group not in _LASTING and not one.is_finished for one in workers)


def _has_turns() -> bool:
    """Whether a task or a callback is ready to run."""
    return bool(asyncio.get_running_loop()._ready)  # type: ignore[attr-defined]


async def _drained() -> None:
    """Wait until all tasks wait for something from outside of the loop: a timer, a thread, a file."""
    rounds = 0
    while rounds < 2:
        await asyncio.sleep(0)
        rounds = 0 if _has_turns() else rounds + 1
