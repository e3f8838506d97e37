"""The real program in a pseudo-terminal: a test writes bytes to it, sends signals, and looks at the screen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Final

import pyte

from tests.waiting import LIMIT

PROGRAM: Final = (sys.executable, "-m", "techtui")
_UNKNOWN: Final = re.compile(rb"\x1b\[[<=>][\d;]*[a-zA-Z]|\x1b\[\??[\d;]*\$[a-z]")
"""Control sequences that pyte takes for text."""
_SCREEN: Final = re.compile(rb"\x1b\[\?1049[hl]")
_CONTROL: Final = re.compile(rb"\x1b\[[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]|\x07|\r")


def _own_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A program in a terminal of its own. A context manager: leaving it ends the program by force if it still runs.

    Args:
        command: The program and its arguments.
        environment: What to add to the environment.
        size: Columns and rows.
    """

    def __init__(
        self,
        command: Sequence[str] = PROGRAM,
        environment: Mapping[str, str] | None = None,
        size: tuple[int, int] = (100, 30),
    ) -> None:
        self.output = b""
        """All that the program has written."""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.file, side = pty.openpty()
        self.resize(*size)
        self.process = subprocess.Popen(
            list(command),
            stdin=side,
            stdout=side,
            stderr=side,
            env=os.environ | {"TERM": "xterm-256color"} | dict(environment or {}),
            start_new_session=True,
            preexec_fn=_own_terminal,
        )
        self.attributes = termios.tcgetattr(side)
        """How the terminal was before."""
        os.close(side)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        self.hang_up()

    # What the terminal does ------------------------------------------------------------------------

    def write(self, keys: str | bytes) -> None:
        """Send what keys, or anything else, would send."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            # A terminal takes no more than some kilobytes that nobody has read yet.
            data = data[os.write(self.file, data[:1024]) :]
            self.read(0)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen.resize(rows, columns)

    def send(self, number: int) -> None:
        """Send a signal to the program alone."""
        os.kill(self.process.pid, number)

    def hang_up(self) -> None:
        """Close the window."""
        if self.file >= 0:
            os.close(self.file)
            self.file = -1

    # What the program does -------------------------------------------------------------------------

    def read(self, seconds: float) -> bool:
        """Take in what the program writes within some seconds; False if it wrote nothing, or has closed the terminal."""
        if self.file < 0 or not select.select([self.file], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.file, 1 << 16)
        except OSError:
            return False
        self.output += data
        self.show(data)
        return True

    def show(self, data: bytes) -> None:
        """Have on the screen what a program writes, be it another one."""
        # pyte has but one screen: whichever of the two is shown, it begins empty.
        self._stream.feed(_UNKNOWN.sub(b"", _SCREEN.sub(b"\x1b[2J\x1b[H", data)))

    @property
    def text(self) -> str:
        """What stands on the screen, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def rows(self) -> list[list[str]]:
        """The cells of each line; the second cell of a wide character is empty."""
        cells, columns = self._screen.buffer, range(self._screen.columns)
        return [
            [cells[row][column].data for column in columns] for row in range(self._screen.lines)
        ]

    @property
    def last_words(self) -> str:
        """What the program has written since it gave the screen back, or all if it never took it."""
        return _CONTROL.sub(b"", self.output.rpartition(b"\x1b[?1049l")[2]).decode()

    def wait(self, stands: Callable[[], bool], what: object = "that") -> None:
        """Wait until something is so."""
        end = time.monotonic() + LIMIT
        while not stands():
            if not self.read(0.05) and self.process.poll() is not None and not self.read(0):
                raise AssertionError(f"ended before {what!r}, {self.process.returncode}:\n{self}")
            if time.monotonic() > end:
                raise AssertionError(f"not {what!r}:\n{self}")

    def wait_for(self, *texts: str) -> None:
        """Wait until all of some texts stand on the screen."""
        self.wait(lambda: all(text in self.text for text in texts), texts)

    def leave(self, keys: str | bytes = b"") -> int:
        """Press keys, and wait until the program has ended.

        Returns:
            Its exit code as a shell tells it: 128 and the number if a signal ended it.
        """
        if keys:
            self.write(keys)
        end = time.monotonic() + LIMIT
        while self.process.poll() is None:
            self.read(0.02)
            assert time.monotonic() < end, f"does not end:\n{self}"
        while self.read(0):
            pass
        code = self.process.returncode
        return code if code >= 0 else 128 - code

    @property
    def is_restored(self) -> bool:
        """Whether the terminal is as it was: its modes, its main screen, its cursor, and no reports of the mouse."""
        modes = dict(re.findall(rb"\x1b\[\?(1049|25|1000|1003|1006|2004|1004)([hl])", self.output))
        on = {mode for mode, state in modes.items() if state == b"h"}
        return termios.tcgetattr(self.file) == self.attributes and on <= {b"25"}

    def __str__(self) -> str:
        return f"{self.text}\n{self.output[-300:]!r}"
