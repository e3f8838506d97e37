"""A process killed at a random moment loses nothing that it acknowledged.

SIGKILL ends the process, not the machine: what a power cut does depends on the disk, and only
``synchronous = FULL`` answers for it here.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from techtui.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WRITER = """
import sys
from pathlib import Path
from techtui.shelf import Shelf, Status
shelf = Shelf.open(Path(sys.argv[1]), patience=30)
number = int(sys.argv[2])
while True:
    number += 1
    key = f"{sys.argv[3]}-{number % 40}"
    entry = shelf.set_note("c", key, f"{number} " + "x" * (number % 3000))
    if shelf.saving:
        print(key, number, flush=True)
    shelf.cycle_status("c", key)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")


def kill_and_check(
    path: Path, delays: Sequence[float], windows: int = 1, writes: Sequence[int] = ()
) -> int:
    """Write, kill, open, compare: after some seconds, then after some acknowledged writes. Returns the number of all that were."""
    total = 0
    newest: dict[str, int] = {}
    for delay, least in (*((delay, 0) for delay in delays), *((0.0, least) for least in writes)):
        start = max(newest.values(), default=0)
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(path), str(start), f"window{window}"],
                stdout=subprocess.PIPE,
                text=True,
            )
            for window in range(windows)
        ]
        # From the start of the process: opening, creating and the day's backup are interrupted too.
        time.sleep(delay)
        begun = [list(islice(writer.stdout or (), least)) for writer in writers]
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
        acknowledged = [
            [*lines, *writer.communicate()[0].splitlines(keepends=True)]
            for lines, writer in zip(begun, writers, strict=True)
        ]
        assert all(writer.returncode == -signal.SIGKILL for writer in writers)
        for lines in acknowledged:
            for line in lines:
                if line.endswith("\n"):
                    total += 1
                    key, number = line.split()
                    newest[key] = int(number)
        with Shelf.open(path) as shelf:
            assert shelf.problem is None
            entries = shelf.entries("c")
        for key, last in newest.items():
            # A write may have reached the disk and the kill have come before its acknowledgement.
            assert int(entries[key].note.split()[0]) >= last
    assert not list(path.parent.glob("*damaged*"))
    return total


def test_a_few_kills_lose_nothing_acknowledged(path: Path) -> None:
    assert kill_and_check(path, (0.05, 0.1, 0.4), writes=(1, 40)) > 40


@pytest.mark.slow
@pytest.mark.parametrize("windows", [1, 2])
def test_many_kills_lose_nothing_acknowledged(
    path: Path, windows: int, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random()
    seed = chance.randrange(2**32)
    chance.seed(seed)
    delays = [chance.uniform(0.02, 0.8) for _ in range(60)]
    acknowledged = kill_and_check(path, delays, windows)
    with capsys.disabled():
        print(
            f"\n{len(delays)} kills of {windows} writers: {acknowledged} acknowledged writes, "
            f"none lost (seed {seed})"
        )
    assert acknowledged > 1000
