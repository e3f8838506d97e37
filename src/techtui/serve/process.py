"""The process of a visitor: the explorer without a terminal, on pipes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from typing import Final

from techtui.catalog.sanitize import one_line
from techtui.serve.bounds import hold_down
from techtui.serve.ending import Ending
from techtui.serve.packets import DATA, meta, packet, packets
from techtui.serve.starting import NO_CATALOG, Running, Starter, Wish

PATIENCE: Final = 3.0
"""Seconds in which a process may exit by itself."""
_BY_CODE: Final[dict[int | None, Ending]] = {0: Ending.QUIT, NO_CATALOG: Ending.NO_CATALOG}
_MOST_SAID: Final = 64 * 1024


class ExplorerProcess:
    """A running explorer.

    Args:
        process: The process, with pipes for everything.
        tell: Called with a sentence when something goes wrong, for the operator.
    """

    def __init__(self, process: Running, tell: Callable[[str], object]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        self._process = process
        self._stdin, self._stdout = process.stdin, process.stdout
        self._complaints = asyncio.create_task(_last_of(process.stderr))
        self._tell = tell

    @classmethod
    async def start(
        cls, starter: Starter, wish: Wish, memory: int, tell: Callable[[str], object]
    ) -> ExplorerProcess:
        """Start a process.

        Args:
            starter: Starts the process.
            wish: The visitor's request.
            memory: The most memory, in bytes.
            tell: As for the class.

        Raises:
            OSError: If no process can be started.
        """
        process = await starter.start(wish)
        hold_down(process.pid, memory)
        return cls(process, tell)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def code(self) -> int | None:
        """The exit code, once it has exited."""
        return self._process.returncode

    async def type(self, text: bytes) -> None:
        """Send input; waits until it is accepted.

        Raises:
            ConnectionError: If the process accepts no more.
        """
        await self._write(packet(DATA, text))

    async def say(self, about: Mapping[str, object]) -> None:
        """Send a message; waits until it is accepted.

        Raises:
            ConnectionError: If the process accepts no more.
        """
        await self._write(meta(about))

    async def _write(self, data: bytes) -> None:
        if self._stdin.is_closing():
            raise ConnectionResetError
        self._stdin.write(data)
        await self._stdin.drain()

    def packets(self) -> AsyncIterator[tuple[bytes, bytes]]:
        """Yield its output, until it is closed.

        Raises:
            ProtocolError: If the output can't be understood.
        """
        return packets(self._stdout)

    async def ended(self) -> Ending:
        """Wait until it exits by itself, after its output was closed.

        Returns:
            Why it ended.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._process.wait()
        return _BY_CODE.get(self._process.returncode, Ending.CRASHED)

    def kill(self) -> None:
        """Kill it."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def stop(self) -> None:
        """Stop it, by force if necessary, and report its error messages."""
        # A process whose output is not read could not finish.
        draining = asyncio.create_task(self._drain())
        forced = False
        try:
            async with asyncio.timeout(PATIENCE):
                with suppress(ConnectionError):
                    await self.say({"type": "quit"})
                await self._process.wait()
        except TimeoutError:
            forced = True
            self.kill()
            await self._process.wait()
        self._stdin.close()
        # Child processes may hold the pipes open.
        _, late = await asyncio.wait([draining, self._complaints], timeout=PATIENCE)
        for task in late:
            task.cancel()
        if self._process.returncode and not forced and not late:
            self._report(self._complaints.result())

    async def _drain(self) -> None:
        while await self._stdout.read(_MOST_SAID):
            pass

    def _report(self, said: str) -> None:
        lines = [line for line in said.splitlines() if line.strip()]
        if not lines:
            return
        if "Traceback" in said and not os.environ.get("TECHTUI_TRACEBACK"):
            lines = [lines[-1], "(TECHTUI_TRACEBACK=1 shows where)"]
        self._tell("A visitor's explorer ended because of an error:")
        for line in lines:
            self._tell(f"    {one_line(line)}")


async def _last_of(stream: asyncio.StreamReader) -> str:
    kept = b""
    while data := await stream.read(_MOST_SAID):
        kept = (kept + data)[-_MOST_SAID:]
    return kept.decode("utf-8", "replace")
