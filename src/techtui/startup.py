"""What techtui changes for its whole process, and what each change gains.

Measured in turns with and without it: shipped catalog, warm cache, two cores, Python 3.11, Textual 8.2. A launch takes about
270 ms of processor time up to the first frame; what gains less than 2 % of that is not worth a place here.
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
"""Seconds after which a thread that computes lets another one run."""


def before_first_frame() -> None:
    """Prepare for the first frame, before anything is built or imported for it."""
    # 7 % of a launch. Everything that is built until the first frame lives on.
    gc.disable()
    # 9 ms of waiting, 3 % of a launch, and 3 ms of each frame after it: Textual writes to the terminal in a thread, and with
    # Python's interval of 5 ms that stands still while the next thing is computed.
    sys.setswitchinterval(_SWITCH_INTERVAL)


def after_first_frame() -> None:
    """Collect garbage again, if `before_first_frame` has turned that off."""
    if gc.isenabled():
        return
    # 21 ms in one piece, 8 % of a launch, just when the first key may arrive: what was built so far is not looked through.
    gc.freeze()
    gc.enable()
    # 9 % of the processor time of keys, and pauses of 4 instead of 45 ms: fewer collections than with Python's thresholds.
    gc.set_threshold(2_000, 10, 50)


def before_forking() -> None:
    """Prepare for children that share what is there: collecting garbage in one of them would copy all that it looks through."""
    gc.collect()
    gc.freeze()


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the garbage collector while objects are built that are needed to the end.

    Reading a catalog takes 3 % longer without it, and one of 2,400 technologies 23 %; so does ``techtui list --format json``
    of these, 13 %.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class QuickEnd:
    """Ends the process without taking the interpreter apart, once its exit code is known.

    Nobody needs its modules and values one by one. Spares 30 ms of leaving the explorer, which takes 30 ms instead of 145 together with
    what else is no longer waited for, and 15 % of ``techtui show`` and ``techtui list``. It comes when Python ends by itself, after the
    threads that it waits for and after all that was registered with `atexit` since: make it first.
    """

    def __init__(self) -> None:
        self.code: int | None = None
        """What to end with; None leaves the ending to Python."""
        # Coverage writes what it has seen when the interpreter ends, and was there before.
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
    # Documented: None makes an import fail as if there were no such module.
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
