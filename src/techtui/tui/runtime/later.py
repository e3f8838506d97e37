"""Timers of a few milliseconds that go off even if the process does not run for longer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App


def in_seconds(app: App[Any], seconds: float, callback: Callable[[], object]) -> None:
    """Call something once, as `App.set_timer` does.

    A timer of Textual never goes off if all its time passes before it begins to wait: on a busy machine a process may not run for so long.

    Args:
        app: The app, which calls it between two messages.
        seconds: The time to wait, at least.
        callback: What to call; nothing is called once the app has ended.
    """

    def call() -> None:
        if app.is_running:
            app.call_next(callback)

    asyncio.get_running_loop().call_later(seconds, call)
