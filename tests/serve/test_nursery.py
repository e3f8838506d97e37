"""Visitors' processes are forked from one that is warm; what they may do is little, and who forks them can be replaced."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from techtui.serve.packets import packets
from techtui.serve.starting import ForkedStarts, Running, Wish
from tests.conftest import GUITARS
from tests.serve.serving import children, runs, wait_until

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@asynccontextmanager
async def nursery(*words: str) -> AsyncIterator[ForkedStarts]:
    """A nursery of the guitars, or of other files."""
    kept = "/nonexistent/last-good"
    program = (sys.executable, "-P", "-m", "techtui.cli.nursery")
    made = ForkedStarts([*program, *(words or ("forget", kept, str(GUITARS)))])
    try:
        yield made
    finally:
        await made.close()


async def shows(visit: Running, text: str) -> None:
    """Wait until a visitor sees a text."""
    assert visit.stdout is not None
    painted = b""
    async with asyncio.timeout(60):
        async for _, payload in packets(visit.stdout):
            painted += payload
            if text.encode() in painted:
                return
    raise AssertionError(painted[-2000:])


def wish(address: str = "/") -> Wish:
    """A place in the catalog on a screen of the usual size."""
    return Wish(f"http://127.0.0.1{address}", 100, 30)


async def test_each_visitor_has_a_process_that_opens_where_it_was_asked_to() -> None:
    async with nursery() as made:
        first = await made.start(wish("/technologies/tele"))
        second = await made.start(wish("/technologies/lp"))
        assert first.pid != second.pid
        await shows(first, "Telecaster")
        await shows(second, "Les Paul")
        first.kill()
        assert await first.wait() == -signal.SIGKILL
        assert second.returncode is None
        second.kill()
        assert await second.wait() == -signal.SIGKILL


async def test_visitors_see_the_catalog_as_it_is_when_they_come(tmp_path: Path) -> None:
    path = tmp_path / "radar.toml"
    text = 'format = 1\ncatalog.title = "Radar"\n[categories.c]\nname = "First"\n'
    path.write_text(text + '[technologies.a]\nname = "Alpha"\ncategory = "c"\n')
    async with nursery("forget", str(tmp_path / "kept"), str(path)) as made:
        early = await made.start(wish("/technologies/a"))
        await shows(early, "Alpha")
        path.write_text(text + '[technologies.a]\nname = "Omega"\ncategory = "c"\n')
        late = await made.start(wish("/technologies/a"))
        await shows(late, "Omega")
        for one in (early, late):
            one.kill()
            await one.wait()


async def test_a_nursery_that_was_killed_is_replaced() -> None:
    async with nursery() as made:
        first = await made.start(wish())
        (pid,) = [one for one in children(os.getpid()) if first.pid in children(one)]
        os.kill(pid, signal.SIGKILL)
        # Nobody tells its end any more, and it counts as ended at once.
        assert await first.wait() == 1
        second = await made.start(wish("/technologies/tele"))
        await shows(second, "Telecaster")
        second.kill()
        await second.wait()
        assert first.stdin is not None
        first.stdin.close()
        await first.stdin.wait_closed()
        wait_until(lambda: not runs(first.pid), "the visit ends with its server")


class Late(ForkedStarts):
    """Asks only when the nursery has ended."""

    async def _begin(self) -> None:
        await super()._begin()
        assert self._process is not None
        await self._process.wait()


@pytest.mark.parametrize("kind", [ForkedStarts, Late])
async def test_a_nursery_that_can_not_be_started_is_an_error_of_the_system(
    kind: type[ForkedStarts],
) -> None:
    made = kind([sys.executable, "-c", "pass"])
    with pytest.raises(OSError, match="starts explorers"):
        await made.start(wish())
    await made.close()


async def test_a_visit_that_ends_at_once_has_a_code() -> None:
    told = b'{"pid": 999999999}\n{"pid": 999999999, "code": 3}\n'
    code = f"import socket; s = socket.socket(fileno=0); s.recv(4096); s.send({told!r}); s.recv(1)"
    made = ForkedStarts([sys.executable, "-c", code])
    visit = await made.start(wish())
    assert await visit.wait() == 3
    await made.close()


CONFINED = """
import os, subprocess, sys
from pathlib import Path
from techtui.cli.confine import confine
folder, allowed = map(Path, sys.argv[1:])
held = confine([allowed] if allowed.name else [])
told = []
for name, act in {
    "write": lambda: (folder / "new").write_text("x"),
    "append": lambda: (folder / "old").open("a").write("more"),
    "truncate": lambda: os.truncate(folder / "old", 0),
    "remove": lambda: (folder / "old").unlink(),
    "folder": lambda: (folder / "below").mkdir(),
    "program": lambda: subprocess.run(["/bin/true"]),
    "allowed": lambda: (allowed / "new").write_text("x") if allowed.name else 1 / 0,
    "read": lambda: (folder / "old").read_text(),
    "null": lambda: open(os.devnull, "w").write("x"),
}.items():
    try:
        act()
    except (OSError, ZeroDivisionError):
        pass
    else:
        told.append(name)
print(held, *told)
"""


@pytest.mark.parametrize("shelf", [False, True])
def test_a_visitor_writes_no_file_and_starts_no_program(tmp_path: Path, shelf: bool) -> None:
    folder, allowed = tmp_path / "theirs", tmp_path / "shelf"
    folder.mkdir()
    allowed.mkdir()
    (folder / "old").write_text("old")
    command = [sys.executable, "-c", CONFINED, str(folder), str(allowed) if shelf else ""]
    held, *done = subprocess.run(command, capture_output=True, text=True).stdout.split()
    if held == "False":
        pytest.skip("this system can't hold a process to that")
    assert done == [*(["allowed"] if shelf else []), "read", "null"]
    assert (folder / "old").read_text() == "old"
