"""The terminal as something to write on: in UTF-8, whatever the locale says, and without ever waiting for a dead one."""

from __future__ import annotations

import io
import os
import select
from collections.abc import Callable
from time import monotonic
from typing import Final

from techtui.tui.runtime.picture import Picture

_STEP: Final = 0.1
"""Seconds between two looks at whether the program wants to end while the terminal takes nothing."""
_PATIENCE: Final = 0.5
"""Seconds that a program about to end waits for a terminal that takes nothing."""


class TerminalOutput(io.TextIOBase):
    """Writes to a terminal; errors are ignored, because a closed terminal can't show them.

    Args:
        beside: A file descriptor of the terminal. It is opened again, so that not blocking affects no other program.
        in_hurry: Tells whether the program wants to end, and can't wait for a terminal that has stopped taking output.
    """

    def __init__(self, beside: int, in_hurry: Callable[[], bool]) -> None:
        super().__init__()
        self._in_hurry = in_hurry
        self._picture = Picture()
        self._forgets = False
        try:
            self._file = os.open(os.ttyname(beside), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError:
            # The terminal belongs to another user, as after su; it can still be written to.
            self._file = os.dup(beside)

    def fileno(self) -> int:
        """The file descriptor."""
        return self._file

    def isatty(self) -> bool:
        """Whether it is a terminal: yes."""
        return True

    def write(self, text: str) -> int:
        """Take text, to be written at the next `flush` as far as it changes what is seen."""
        self._look()
        self._picture.take(text)
        return len(text)

    def forget(self) -> None:
        """Take nothing for granted of what is on the screen: something else may have written there. Any thread may call it."""
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
        """Write what was taken; what a terminal that is gone does not take is dropped."""
        data = memoryview(self._picture.changes().encode("utf-8", "replace"))
        while data:
            try:
                data = data[os.write(self._file, data) :]
            except BlockingIOError:
                if not self._wait():
                    return
            except OSError:
                return

    def _wait(self) -> bool:
        began = monotonic()
        while not select.select([], [self._file], [], _STEP)[1]:
            if self._in_hurry() and monotonic() - began > _PATIENCE:
                return False
        return True
