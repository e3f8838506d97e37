"""A pseudo-terminal that runs a program and tells when a text stands on its screen.

A thread time-stamps output when it arrives; it is read by pyte only once the program is quiet, so that measuring does
not slow down what is measured. Linux only: memory and processor time come from ``/proc``.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Final

import pyte

COLUMNS: Final = 120
ROWS: Final = 36
KEYS: Final = {
    "down": "\x1b[B",
    "up": "\x1b[A",
    "home": "\x1b[H",
    "enter": "\r",
    "escape": "\x1b",
    "backspace": "\x7f",
    "space": " ",
}
"""What a terminal sends for the keys that have a name here; others send themselves."""

_SWITCH: Final = 0.0005
"""Seconds after which pyte lets the thread look at the clock."""
_PORTION: Final = 512
"""Bytes that a slow line hands over at once."""
_QUIET: Final = 0.04
"""Seconds without output after which the screen is read."""
_UNKNOWN: Final = re.compile(
    rb"\x1b\[[<=>][\d;]*[a-zA-Z]|\x1b\[\??[\d;]*\$[a-z]|\x1bP[^\x1b]*\x1b\\|\x1b\[[\d;]*t"
)
"""Control sequences that pyte takes for text or for something else."""
_UNFINISHED: Final = re.compile(rb"\x1b(?:\[[<=>?]?[\d;]*\$?|P[^\x1b]*\x1b?)?\Z")
_LINES: Final = re.compile("[\u2500-\u259f\u2800-\u28ff\U0001fb00-\U0001fbff]")
"""Borders and scrollbars: not words."""


class Missed(Exception):  # noqa: N818
    """What was waited for did not come."""


def descendants(pid: int) -> list[int]:
    """A process and all processes it started."""
    found = [pid]
    for one in found:
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            with suppress(OSError):
                found.extend(int(child) for child in children.read_text().split())
    return found


class Terminal:
    """One program in a pseudo-terminal of 120 x 36 cells. A context manager: leaving it ends the program.

    Args:
        command: The program and its arguments.
        environment: All of its environment.
        quit_key: The key that ends it.
        rows: The height of the screen.
        rate: How many bytes a second the line to the terminal carries; 0 for as many as there are.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        quit_key: str = "q",
        rows: int = ROWS,
        rate: int = 0,
    ) -> None:
        self._screen = pyte.Screen(COLUMNS, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._unfinished = b""
        self._quit_key = quit_key
        self._ended = False
        self._rate = rate
        self.written = 0
        """How many bytes the program has written so far, as far as they were read."""
        self.last_output = 0.0
        """When the last of them arrived."""
        self.leaving: float | None = None
        """Milliseconds from the key that quits until the process had ended, once this is closed; `None` if it did not help."""
        self.exit_code: int | None = None
        """What the program ended with, once this is closed; less than 0 if a signal ended it."""
        self.started = time.perf_counter()
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, COLUMNS, 0, 0))
                os.execvpe(command[0], list(command), dict(environment))
            finally:
                os._exit(127)
        sys.setswitchinterval(_SWITCH)
        # Not a SimpleQueue: in Python 3.11 its `get` may wait for ever once its time has passed.
        self._arrived: Queue[tuple[float, bytes]] = Queue()
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reading ---------------------------------------------------------------------------------------

    def _listen(self) -> None:
        """Put what the program writes into the queue, with the moment; nothing means its end."""
        data = b"more"
        while data:
            try:
                data = os.read(self._file, _PORTION if self._rate else 1 << 16)
            except OSError:
                data = b""
            if self._rate:
                time.sleep(len(data) / self._rate)
            self._arrived.put((time.perf_counter(), data))

    def _read(self, seconds: float) -> tuple[float, bytes]:
        """What the program writes within some seconds, and when; nothing if it wrote nothing or has ended."""
        if self._ended:
            return 0.0, b""
        try:
            at, data = self._arrived.get(timeout=max(0.0, seconds))
        except Empty:
            return 0.0, b""
        self._ended = not data
        if data:
            self.written += len(data)
            self.last_output = at
        return at, data

    def _feed(self, data: bytes) -> None:
        data = self._unfinished + data
        self._unfinished = b""
        if tail := _UNFINISHED.search(data):
            data, self._unfinished = data[: tail.start()], tail[0]
        self._stream.feed(_UNKNOWN.sub(b"", data))

    @property
    def ended(self) -> bool:
        """Whether the program has closed its terminal."""
        return self._ended

    @property
    def last_words(self) -> str:
        """The end of what stands on the screen, in one line."""
        return " ".join(self.words.split())[-200:]

    @property
    def text(self) -> str:
        """What stands on the screen, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def words(self) -> str:
        """The same without borders, scrollbars and the width of gaps."""
        return "\n".join(" ".join(_LINES.sub(" ", line).split()) for line in self._screen.display)

    def wait(
        self, stands: Callable[[Terminal], bool], limit: float, since: float | None = None
    ) -> float:
        """Wait until the screen is as wanted.

        Args:
            stands: Looks at the screen.
            limit: How many seconds to wait at most.
            since: The moment from which time counts; the start of the program by default.

        Returns:
            Milliseconds until the output arrived that made it so.

        Raises:
            Missed: If the time is up or the program ended.
        """
        since = self.started if since is None else since
        arrived: list[tuple[float, bytes]] = []
        while True:
            left = since + limit - time.perf_counter()
            at, data = self._read(min(left, _QUIET) if arrived else left)
            if data:
                arrived.append((at, data))
                if left > 0:
                    continue
            for at, one in arrived:
                self._feed(one)
                if stands(self):
                    for later, rest in arrived:
                        if later > at:
                            self._feed(rest)
                    return (at - since) * 1000
            arrived.clear()
            if self._ended:
                raise Missed(f"the program ended; its last words: {self.last_words}")
            if left <= 0:
                raise Missed(f"nothing of the kind within {limit:g} s")

    def wait_for(self, texts: Sequence[str], limit: float) -> float:
        """Milliseconds from the start until all of some texts stand on the screen at once."""

        def stands(terminal: Terminal) -> bool:
            text = terminal.text
            return all(one in text for one in texts)

        try:
            return self.wait(stands, limit)
        except Missed as missed:
            raise Missed(f"waiting for {' and '.join(map(repr, texts))}: {missed}") from None

    def settle(self, quiet: float = 0.15, limit: float = 5.0) -> str:
        """Wait until the program writes nothing any more; returns the words on the screen."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end and (data := self._read(quiet)[1]):
            self._feed(data)
        return self.words

    # Keys ------------------------------------------------------------------------------------------

    def press(self, *keys: str, pause: float = 0.0) -> float:
        """Press keys; returns the moment of the last one."""
        at = 0.0
        for number, key in enumerate(keys):
            if number and pause:
                end = time.perf_counter() + pause
                while (left := end - time.perf_counter()) > 0:
                    self._feed(self._read(left)[1])
            at = time.perf_counter()
            with suppress(OSError):
                os.write(self._file, KEYS.get(key, key).encode())
        return at

    def time_keys(self, keys: Sequence[str], words: str, limit: float, pause: float = 0.0) -> float:
        """Milliseconds from the last of some keys until exactly these words stand on the screen."""
        start = self.press(*keys, pause=pause)
        try:
            return self.wait(lambda terminal: terminal.words == words, limit, start)
        except Missed as missed:
            lines = zip(words.splitlines(), self.words.splitlines(), strict=False)
            odd = next(((one, other) for one, other in lines if one != other), ("", ""))
            why = f"{missed}; instead of {odd[0][:60]!r}: {odd[1][:60]!r}"
            raise Missed(f"after {keys[-1]}: {why}") from None

    # What it uses ----------------------------------------------------------------------------------

    def memory(self, *, peak: bool = False) -> float:
        """Resident memory in MB, of the program and what it started; on request of the program at its peak."""
        if peak:
            return _memory(self.pid, "VmHWM")
        return sum(_memory(pid, "VmRSS") for pid in descendants(self.pid))

    def processor_time(self) -> float:
        """Seconds of processor time that the living processes have used."""
        total = 0.0
        for pid in descendants(self.pid):
            with suppress(OSError):
                # The clock of another process (clock_getcpuclockid(3)): finer than the ticks of /proc/PID/stat.
                total += time.clock_gettime((~pid << 3) | 2)
        return total

    def idle(self, seconds: float) -> float:
        """Let the program be for a while; returns the share of one processor it used, in percent."""
        before, start = self.processor_time(), time.perf_counter()
        while (left := start + seconds - time.perf_counter()) > 0 and not self._ended:
            self._feed(self._read(left)[1])
        if self._ended:
            raise Missed("the program ended")
        return (self.processor_time() - before) / (time.perf_counter() - start) * 100

    def close(self) -> None:
        """Quit with the key; if that does not help, end the process."""
        pressed = self.press(self._quit_key)
        for number, patience in ((0, 3.0), (signal.SIGTERM, 1.0), (signal.SIGKILL, 5.0)):
            if number:
                with suppress(ProcessLookupError):
                    os.kill(self.pid, number)
            end = time.perf_counter() + patience
            while time.perf_counter() < end:
                if not self._ended:
                    self._read(0.001)
                else:
                    time.sleep(0.001)
                done, status = os.waitpid(self.pid, os.WNOHANG)
                if done:
                    if not number:
                        self.leaving = (time.perf_counter() - pressed) * 1000
                    self.exit_code = os.waitstatus_to_exitcode(status)
                    self._hang_up()
                    return
        self._hang_up()

    def _hang_up(self) -> None:
        # A process that outlives the program may keep the terminal; the thread then waits on for it.
        self._listener.join(1.0)
        if not self._listener.is_alive():
            os.close(self._file)


def _memory(pid: int, field: str) -> float:
    with suppress(OSError):
        found = re.search(rf"^{field}:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(), re.M)
        if found:
            return int(found[1]) / 1024
    return 0.0
