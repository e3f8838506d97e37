"""Starts the processes of visitors: forked from a process with everything loaded, or one by one where fork does not exist."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Final, NamedTuple, Protocol

NO_CATALOG: Final = 3
"""The exit code of a process that can't open the catalog."""
_NOT_OURS: Final = (
    "NO_COLOR",
    "FORCE_COLOR",
    "LINES",
    "TEXTUAL",
    "TEXTUAL_LOG",
    "TEXTUAL_SCREENSHOT",
)
"""These variables describe the terminal of the server, not the browser."""
_HAS_ENDED: Final = "the process that starts explorers has ended"
_TO_START: Final = 30.0
"""Seconds in which a process must start."""


class Wish(NamedTuple):
    """What a visitor wants to see.

    Args:
        url: The server as the browser calls it, and the place in the catalog.
        columns: The width of the screen.
        lines: The height of the screen.
    """

    url: str
    columns: int
    lines: int


class Running(Protocol):
    """The process of a visitor."""

    stdin: StreamWriter | None
    stdout: StreamReader | None
    stderr: StreamReader | None

    @property
    def pid(self) -> int:
        """The process id."""

    @property
    def returncode(self) -> int | None:
        """The exit code, once it has exited."""

    async def wait(self) -> int:
        """Wait until it exits."""

    def kill(self) -> None:
        """Kill it."""


class Starter(Protocol):
    """Starts processes for visitors."""

    async def start(self, wish: Wish) -> Running:
        """Start a process.

        Raises:
            OSError: If no process can be started.
        """

    async def close(self) -> None:
        """Stop starting processes."""


def environment() -> Mapping[str, str]:
    """Return the environment of the processes."""
    ours = {key: value for key, value in os.environ.items() if key not in _NOT_OURS}
    return {
        **ours,
        "TEXTUAL_DRIVER": "techtui.tui.visit.web_driver:VisitDriver",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM_PROGRAM": "textual",
    }


class Programs:
    """Starts a program for each visitor.

    Args:
        command: The program and its arguments; the URL is appended. Run without a shell.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)

    async def start(self, wish: Wish) -> Running:
        """Start it."""
        # In its own session: ctrl+c in the server's terminal reaches the server only, which ends all visits.
        return await asyncio.create_subprocess_exec(
            *self._command,
            wish.url,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            start_new_session=True,
            env={**environment(), "COLUMNS": str(wish.columns), "ROWS": str(wish.lines)},
        )

    async def close(self) -> None:
        """Do nothing: no process is kept ready."""


class Forked:
    """A process forked by the nursery.

    Args:
        pid: Its process id.
        terminal: Input and output.
        complaints: Error messages.
        ended: Its exit code, once it has exited.
    """

    def __init__(
        self,
        pid: int,
        terminal: tuple[StreamReader, StreamWriter],
        complaints: tuple[StreamReader, StreamWriter],
        ended: asyncio.Future[int],
    ) -> None:
        self.pid = pid
        self.stdout: StreamReader | None = terminal[0]
        self.stdin: StreamWriter | None = terminal[1]
        self.stderr: StreamReader | None = complaints[0]
        self._complaints = complaints[1]
        self._ended = ended

    @property
    def returncode(self) -> int | None:
        """The exit code, once it has exited."""
        return self._ended.result() if self._ended.done() else None

    async def wait(self) -> int:
        """Wait until it exits."""
        code = await asyncio.shield(self._ended)
        self._complaints.close()
        return code

    def kill(self) -> None:
        """Kill it."""
        # The system reuses its id only after its end was reported.
        if not self._ended.done():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


class ForkedStarts:
    """Forks visitors' processes from a process with everything loaded, see `techtui.cli.nursery`.

    Args:
        command: The program and its arguments, run without a shell.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._lock = asyncio.Lock()
        self._control: socket.socket | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._lines: asyncio.Task[None] | None = None
        self._asked: asyncio.Future[tuple[int, asyncio.Future[int]]] | None = None
        self._alive: dict[int, asyncio.Future[int]] = {}

    async def start(self, wish: Wish) -> Running:
        """Fork a process.

        Raises:
            OSError: If there is no nursery and none can be started, or it does not answer.
        """
        ours, theirs = socket.socketpair()
        own_ear, mouth = socket.socketpair()
        try:
            with theirs, mouth:
                pid, ended = await self._fork(wish, (theirs.fileno(), mouth.fileno()))
        except BaseException:
            ours.close()
            own_ear.close()
            raise
        return Forked(
            pid,
            await asyncio.open_connection(sock=ours),
            await asyncio.open_connection(sock=own_ear),
            ended,
        )

    async def _fork(
        self, wish: Wish, descriptors: Sequence[int]
    ) -> tuple[int, asyncio.Future[int]]:
        # One at a time: answers have the order of requests.
        async with self._lock:
            if self._lines is None or self._lines.done():
                await self._begin()
            assert self._control is not None
            self._asked = asyncio.get_running_loop().create_future()
            asked = {"url": wish.url, "columns": wish.columns, "lines": wish.lines}
            try:
                socket.send_fds(self._control, [json.dumps(asked).encode()], descriptors)
            except OSError as error:
                # It ended a moment ago, which is not heard yet.
                self._asked.cancel()
                raise OSError(_HAS_ENDED) from error
            try:
                async with asyncio.timeout(_TO_START):
                    return await self._asked
            except TimeoutError:
                raise OSError("the process that starts explorers does not answer") from None

    async def _begin(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=theirs.fileno(),
                stdout=DEVNULL,
                start_new_session=True,
                env=environment(),
            )
        self._control.setblocking(False)
        self._lines = asyncio.create_task(self._listen(self._control))

    async def _listen(self, control: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        unfinished = b""
        try:
            while data := await loop.sock_recv(control, 64 * 1024):
                *lines, unfinished = (unfinished + data).split(b"\n")
                for line in lines:
                    self._hear(json.loads(line))
        except OSError:
            pass
        finally:
            control.close()
            if self._asked is not None and not self._asked.done():
                self._asked.set_exception(OSError(_HAS_ENDED))
            # The end of these will never be reported.
            for ended in self._alive.values():
                if not ended.done():
                    ended.set_result(1)
            self._alive.clear()

    def _hear(self, told: dict[str, Any]) -> None:
        pid = told["pid"]
        if "code" in told:
            ended = self._alive.pop(pid, None)
            if ended is not None and not ended.done():
                ended.set_result(told["code"])
            return
        self._alive[pid] = ended = asyncio.get_running_loop().create_future()
        if self._asked is not None and not self._asked.done():
            # Its end may be told before anybody looks.
            self._asked.set_result((pid, ended))

    async def close(self) -> None:
        """End the nursery; visitors' processes notice by themselves."""
        if self._lines is not None:
            self._lines.cancel()
            await asyncio.gather(self._lines, return_exceptions=True)
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.terminate()
            await self._process.wait()
