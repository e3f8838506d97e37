"""The program in a terminal, when nothing can be saved."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import GUITARS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

LIMIT = 30.0
"""Seconds to wait for anything."""


class Terminal:
    """The program on a pseudo-terminal."""

    def __init__(self, *words: str, **environment: str) -> None:
        import pty
        import termios

        self._ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (24, 80))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "techtui", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm-256color", **environment},
            start_new_session=True,
        )
        os.close(theirs)
        self.output = b""

    def wait_for(self, text: str) -> None:
        """Wait until something was painted since the last call; it must stand in one piece."""
        end = time.monotonic() + LIMIT
        while text.encode() not in self.output:
            assert time.monotonic() < end, f"no {text!r} in {self.output!r}"
            self._read()
        self.output = self.output.partition(text.encode())[2]

    def _read(self) -> None:
        if select.select([self._ours], [], [], 0.1)[0]:
            with suppress(OSError):
                self.output += os.read(self._ours, 1 << 16)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    def end(self) -> tuple[int, str]:
        """Wait for the end; the exit code, and what stands below the screen that was left."""
        end = time.monotonic() + LIMIT
        while self.process.poll() is None and time.monotonic() < end:
            self._read()
        self._read()
        return self.process.wait(1), self.output.rpartition(b"\x1b[?1049l")[2].decode()

    def close(self) -> None:
        """End the program, if a test has failed before it did."""
        self.process.kill()
        self.process.wait()
        os.close(self._ours)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    (tmp_path / "in the way").touch()
    opened = Terminal(
        "tele",
        "--catalog",
        str(GUITARS),
        "--fresh",
        TECHTUI_DATA=str(tmp_path / "in the way" / "data"),
    )
    yield opened
    opened.close()


def test_one_line_says_what_is_lost_after_the_terminal_is_as_it_was(terminal: Terminal) -> None:
    terminal.wait_for("Telecaster")
    terminal.type("n")
    terminal.wait_for("esc saves")
    terminal.type("precious")
    terminal.type("\x11")  # ctrl+q
    terminal.wait_for("Leave and lose")
    terminal.type("\x1b[B")
    terminal.type("\r")
    code, said = terminal.end()
    assert code == 1
    [line] = [line for line in said.splitlines() if "techtui:" in line]
    assert "not being saved" in line
    assert line.endswith("can't be opened.")
