"""A server as a process of its own, and the processes of its visitors."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TO_HAPPEN = 30.0
"""Seconds; generous, because this is no measurement."""


@dataclass
class Serving:
    """A running server."""

    process: subprocess.Popen[str]
    introduction: str
    url: str

    @property
    def visits(self) -> list[int]:
        """The processes that were forked for visitors."""
        return [visit for nursery in children(self.process.pid) for visit in children(nursery)]

    def interrupt(self) -> int:
        """Press ctrl+c in its terminal."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(TO_HAPPEN)


@contextmanager
def serving(*words: str, log: Path | None = None) -> Iterator[Serving]:
    """Serve, on a port that is free."""
    with open(log or os.devnull, "w", encoding="utf-8") as complaints:
        process = subprocess.Popen(
            [sys.executable, "-m", "techtui", "serve", "--port", "0", *words],
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            start_new_session=True,
        )
    assert process.stdout is not None
    try:
        first = process.stdout.readline()
        found = re.search(r":(\d+) ", first)
        assert found, first
        yield Serving(process, first, f"http://127.0.0.1:{found[1]}")
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(TO_HAPPEN)
        process.stdout.close()


def children(parent: int) -> list[int]:
    """The processes that a process started and that still run."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                state, above = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            except OSError:
                continue
            if int(above) == parent and state != "Z":
                found.append(int(folder.name))
    return found


def runs(process: int) -> bool:
    """Whether a process still runs."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(condition: object, what: str) -> None:
    """Wait for something that takes its time."""
    assert callable(condition)
    until = time.monotonic() + TO_HAPPEN
    while not condition():
        assert time.monotonic() < until, what
        time.sleep(0.05)
