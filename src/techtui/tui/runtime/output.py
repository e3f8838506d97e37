"""The terminal as a text stream: UTF-8 whatever the locale says, and never blocked by a dead terminal."""

from __future__ import annotations

import io
import os
import select
from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Final

from techtui.tui.runtime.picture import Picture

_STEP: Final = 0.1
"""Seconds between two checks whether the program wants to exit, while the terminal accepts no output."""
_PATIENCE: Final = 0.5
"""Seconds that an exiting program waits for a terminal that accepts no output."""


class TerminalOutput(io.TextIOBase):
    """Writes to a terminal; errors are ignored, because a closed terminal can't show them.

    Args:
        beside: A file descriptor of the terminal. It is opened again, so that non-blocking mode affects no other program.
        in_hurry: Returns whether the program wants to exit and can't wait for a stalled terminal.
    """

    def __init__(self, beside: int, in_hurry: Callable[[], bool]) -> None:
        super().__init__()
        self._in_hurry = in_hurry
        self._picture = Picture()
        self._forgets = False
        self.is_computed = Event()
        """Set when `flush` has nothing left to compute; what remains is up to the terminal."""
        try:
            self._file = os.open(os.ttyname(beside), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError:
            # The terminal belongs to another user, as after su; it is still writable.
            self._file = os.dup(beside)

    def fileno(self) -> int:
        """Return the file descriptor."""
        return self._file

    def isatty(self) -> bool:
        """Return True: it is a terminal."""
        return True

    def write(self, text: str) -> int:
        """Queue text; the next `flush` writes what changes on the screen."""
        self._look()
        self._picture.take(text)
        return len(text)

    def forget(self) -> None:
        """Assume nothing about what is on the screen: something else may have written there. Any thread may call it."""
        self._forgets = True

    def _look(self) -> None:
        if self._forgets:
            self._forgets = False
            self._picture.forget()
        try:
            size = os.get_terminal_size(self._file)
        except OSError:
            return
        # A terminal that says it has no columns, or no lines, does not know.
        if all(size) and size != self._picture.size:
            self._picture.resize(*size)

    def flush(self) -> None:
        """Write what is queued; what a vanished terminal does not accept is dropped."""
        data = memoryview(self._picture.changes().encode("utf-8", "replace"))
        try:
            while data := data[self._write(data) :]:
                self.is_computed.set()
                if not self._wait():
                    return
        except OSError:
            pass
        finally:
            self.is_computed.set()

    def _write(self, data: memoryview) -> int:
        """Return the number of bytes that the terminal accepts now."""
        try:
            return os.write(self._file, data)
        except BlockingIOError:
            return 0

    def _wait(self) -> bool:
        began = monotonic()
        while not select.select([], [self._file], [], _STEP)[1]:
            if self._in_hurry() and monotonic() - began > _PATIENCE:
                return False
        return True
