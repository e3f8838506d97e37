"""Settings for the whole process, and what each of them gains.

Measured in alternating runs with and without it: shipped catalog, warm cache, two cores, Python 3.11, Textual 8.2. A launch takes
about 270 ms of processor time up to the first frame; a change that gains less than 2 % of that does not belong here.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

_SWITCH_INTERVAL: Final = 0.0005
"""Seconds that a thread may compute before another one runs."""


def before_first_frame() -> None:
    """Prepare for the first frame, before anything is built or imported for it."""
    # 7 % of a launch. Almost everything that is built before the first frame stays alive.
    gc.disable()
    # 9 ms of waiting, 3 % of a launch, and 3 ms of each later frame: Textual writes to the terminal in a thread, which Python's
    # default interval of 5 ms would keep waiting while the next frame is computed.
    sys.setswitchinterval(_SWITCH_INTERVAL)


def after_first_frame() -> None:
    """Collect garbage again, if `before_first_frame` turned that off."""
    if gc.isenabled():
        return
    # 8 % of a launch, 21 ms in one piece, just when the first key may arrive: objects built so far are exempt from collection.
    gc.freeze()
    gc.enable()
    # 9 % of the processor time of keys, and pauses of 4 ms instead of 45: fewer collections than with Python's thresholds.
    gc.set_threshold(2_000, 10, 50)


def before_forking() -> None:
    """Prepare for child processes that share memory: a garbage collection in a child would copy every page it touches."""
    gc.collect()
    gc.freeze()


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the garbage collector while long-lived objects are built.

    Without this, reading the shipped catalog takes 3 % longer, one of 2,400 technologies 23 %, and ``techtui list --format json``
    of the latter 13 %.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def without_typing_extensions() -> None:
    """Prepare for a process that only reads a catalog: msgspec imports typing_extensions if it is there, and does as well without.

    With the modules that it needs it would take 10 of the 190 ms until a saved edit of 2,400 technologies is on the screen. For the
    same reason nothing there imports dataclasses: creating four of them took 7 ms.
    """
    sys.modules.setdefault("typing_extensions", None)  # type: ignore[arg-type]


class QuickEnd:
    """Ends the process without tearing the interpreter down, once the exit code is known.

    Modules and values need not be freed one by one. Leaving the explorer takes 30 ms less (together with other shortcuts, 30 ms
    instead of 145), ``techtui show`` and ``techtui list`` 15 % less. It runs when Python exits by itself, after non-daemon
    threads and after later `atexit` handlers: create it first.
    """

    def __init__(self) -> None:
        self.code: int | None = None
        """The exit code; None lets Python exit as usual."""
        # Coverage, which was started earlier, writes its data when the interpreter exits.
        if "coverage" not in sys.modules:
            atexit.register(self._end)

    def _end(self) -> None:
        if self.code is not None:
            for stream in (sys.stdout, sys.stderr):
                with suppress(OSError, ValueError):
                    stream.flush()
            os._exit(self.code)


def import_asyncio_without_tls() -> None:
    """Import asyncio as if Python had been built without ssl: 3 % of a launch, and 4 MB.

    The explorer opens no connections. Other modules can import ssl later, but asyncio has no TLS for the life of the process.
    """
    if "ssl" in sys.modules:
        return
    # Documented behaviour: None in sys.modules makes an import fail as if the module did not exist.
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
