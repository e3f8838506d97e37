"""How much of a visitor the server takes: everything a visitor controls has a limit."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final

_MB: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits of one visit; sizes in bytes, times in seconds.

    Args:
        memory: What the process of a visitor may hold. Some 30 MB are usual.
        idle: How long nothing may be pressed.
        message: The largest message.
        messages_a_second: How many messages may come, over any longer time.
        bytes_a_second: How much may come, over any longer time. A paste may be as large as `burst` seconds of it.
        burst: For how many seconds of that rate there is room at once.
        unread: What may wait for the process to take it.
        to_take: How long the process may let one message wait.
        to_read: How long the browser may let one piece of the screen wait.
        columns: The widest screen; a larger one costs memory that no person looks at.
        lines: The highest screen.
    """

    memory: int = 256 * _MB
    idle: float = 3600.0
    message: int = 256 * 1024
    messages_a_second: float = 400.0
    bytes_a_second: float = 64.0 * 1024
    burst: float = 8.0
    unread: int = _MB
    to_take: float = 15.0
    to_read: float = 30.0
    columns: int = 500
    lines: int = 200


class Allowance:
    """What may still come at a steady rate (a token bucket).

    Args:
        rate: Units a second.
        burst: For how many seconds there is room at once.
        clock: Seconds that only grow.
    """

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = monotonic) -> None:
        self._rate = rate
        self._most = self._left = rate * burst
        self._clock = clock
        self._at = clock()

    def spend(self, units: float) -> bool:
        """Use some of it up.

        Returns:
            Whether there was that much left.
        """
        now = self._clock()
        self._left = min(self._most, self._left + (now - self._at) * self._rate) - units
        self._at = now
        return self._left >= 0


def memory_of(process: int) -> int:
    """What a process holds in memory, in bytes; 0 if it has ended, or where the system does not say (it does on Linux)."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def hold_down(process: int, memory: int) -> None:
    """Have the system itself refuse a process more memory, for what comes faster than anybody looks; Linux only.

    Args:
        process: A process that was just started.
        memory: What it may hold. Address space is counted, of which much is never used: several times that is left.
    """
    if sys.platform == "linux":
        import resource

        most = max(4 * memory, 1024 * _MB)
        # It may have ended already.
        with suppress(OSError, ValueError):
            resource.prlimit(process, resource.RLIMIT_AS, (most, most))
