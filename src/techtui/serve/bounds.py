"""Limits for visitors: everything a visitor controls is bounded."""

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
        memory: The most memory of a visitor's process. About 30 MB are usual.
        idle: The longest time without input.
        message: The largest message.
        messages_a_second: The most messages, averaged over time.
        bytes_a_second: The most input, averaged over time. A paste may be as large as `burst` seconds of it.
        burst: The seconds of that rate that may come at once.
        unread: The most input that may wait for the process.
        to_take: The longest time the process may leave a message waiting.
        to_read: The longest time the browser may leave output waiting.
        columns: The widest screen; a larger one wastes memory.
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
    """A token bucket: what may still come at a steady rate.

    Args:
        rate: Units a second.
        burst: The seconds of that rate that may come at once.
        clock: Returns seconds that never decrease.
    """

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = monotonic) -> None:
        self._rate = rate
        self._most = self._left = rate * burst
        self._clock = clock
        self._at = clock()

    def spend(self, units: float) -> bool:
        """Use some of the allowance.

        Returns:
            Whether that much was left.
        """
        now = self._clock()
        self._left = min(self._most, self._left + (now - self._at) * self._rate) - units
        self._at = now
        return self._left >= 0


def memory_of(process: int) -> int:
    """Return the memory of a process in bytes; 0 if it has ended, or on systems other than Linux."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def hold_down(process: int, memory: int) -> None:
    """Make the system limit a process's memory, for growth that is faster than the checks; Linux only.

    Args:
        process: A process that was just started.
        memory: Its limit in bytes. The system counts address space, much of which is never used: it gets several times as much.
    """
    if sys.platform == "linux":
        import resource

        most = max(4 * memory, 1024 * _MB)
        # It may have ended already.
        with suppress(OSError, ValueError):
            resource.prlimit(process, resource.RLIMIT_AS, (most, most))
