"""Saves the explorer's state: shortly after a change, and on exit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from techtui.settings import State, save_state

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode
    from textual.timer import Timer

_QUIET: Final = 2.0
"""Seconds from the first change to the write; later changes are written along."""


class Memory:
    """Keeps the state file up to date.

    Args:
        app: The app whose state is saved.
        state_now: Returns the state; None if there is none yet.
    """

    def __init__(self, app: App[Any], state_now: Callable[[], State | None]) -> None:
        self._app = app
        self._state_now = state_now
        self._timer: Timer | None = None
        self._lock = Lock()
        self._begun = 0
        self._written = 0

    def follow(self, node: DOMNode, *reactives: str) -> None:
        """Save the state when one of these reactives changes."""
        for name in reactives:
            self._app.watch(node, name, self.changed, init=False)

    def changed(self) -> None:
        """Write the state shortly."""
        if self._timer is None:
            self._timer = self._app.set_timer(_QUIET, self._save_beside)

    def save(self) -> str:
        """Write the state now.

        Returns:
            One sentence if it could not be written; empty otherwise.
        """
        write = self._writing()
        return write() if write is not None else ""

    def _save_beside(self) -> None:
        self._timer = None
        write = self._writing()
        if write is not None:
            # A slow disk must not hold up the screen. Failures are reported on exit.
            self._app.run_worker(write, thread=True, group="memory", exit_on_error=False)

    def _writing(self) -> Callable[[], str] | None:
        state = self._state_now()
        if state is None:
            return None
        self._begun += 1
        return partial(self._write, state, self._begun)

    def _write(self, state: State, number: int) -> str:
        with self._lock:
            if number < self._written:
                # This thread is late: a newer state has been written already.
                return ""
            self._written = number
            return save_state(state)
