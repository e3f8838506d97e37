"""An explorer in which nothing happens sleeps."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import GUITARS
from tests.terminal import PROGRAM, Terminal
from tests.waiting import LIMIT

SECONDS = 3
OFTEN = 3
"""So many times a second it may wake: the files are looked at every second, by a thread that waits."""


def woken(process: int) -> dict[str, int]:
    """How often each thread of a process has gone to sleep so far."""
    found = {}
    for task in Path(f"/proc/{process}/task").iterdir():
        lines = (task / "status").read_text().splitlines()
        status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
        found[f"{task.name} {status['Name']}"] = int(status["voluntary_ctxt_switches"])
    return found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_an_idle_explorer_sleeps(tmp_path: Path) -> None:
    file = shutil.copy(GUITARS, tmp_path / "guitars.toml")
    with Terminal([*PROGRAM, "--fresh", "--catalog", str(file)]) as terminal:
        terminal.wait_for("Catalog", "move")
        # What is done ahead, and after the first frame, comes to an end.
        end = time.monotonic() + LIMIT
        while terminal.read(2):
            assert time.monotonic() < end, "it never stops painting"
        before, end = woken(terminal.process.pid), time.monotonic() + SECONDS
        while time.monotonic() < end:
            assert not terminal.read(0.1), "it paints"
        after = woken(terminal.process.pid)
        assert sum(after.values()) - sum(before.values()) <= SECONDS * OFTEN, (before, after)
        assert terminal.leave("q") == 0
