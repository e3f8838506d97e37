"""Waiting for what is not there at once, with a limit."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any, Final

from textual.pilot import Pilot

LIMIT: Final = 20.0
"""Seconds that anything may take; no test waits so long unless it fails."""


async def wait_for(
    pilot: Pilot[Any], stands: Callable[[], object], what: str | Callable[[], str]
) -> None:
    """Wait until something is so: what is read, saved, or searched beside the screen.

    Args:
        pilot: Drives the app.
        stands: Whether it is so.
        what: Says what was waited for, or what is there instead.

    Raises:
        AssertionError: If it does not come about.
    """
    end = monotonic() + LIMIT
    while not stands():
        assert monotonic() < end, what if isinstance(what, str) else what()
        await pilot.pause(0.02)
