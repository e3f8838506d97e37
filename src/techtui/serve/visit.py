"""One visitor: a process of the explorer behind a web socket, gone when the visitor is."""

from __future__ import annotations

import asyncio
import os
import shlex
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Final

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from techtui.catalog.sanitize import one_line

PATIENCE: Final = 3.0
"""Seconds in which a process may end by itself."""
_MOST_SAID: Final = 64 * 1024
_NOT_OURS: Final = (
    "NO_COLOR",
    "FORCE_COLOR",
    "LINES",
    "TEXTUAL",
    "TEXTUAL_LOG",
    "TEXTUAL_SCREENSHOT",
)
"""What these say of the terminal of the server does not hold for a browser."""


class Visit(AppService):
    """The process of one visitor.

    Args:
        arguments: The program and its arguments; no shell reads them.
        write_bytes: Sends to the browser.
        write_str: Sends to the browser.
        close: Ends the connection to the browser.
        download_manager: Hands files from processes to browsers.
        tell: Told in a sentence what went wrong, for the person who runs the server.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        write_bytes: Callable[[bytes], Awaitable[None]],
        write_str: Callable[[str], Awaitable[None]],
        close: Callable[[], Awaitable[object]],
        download_manager: DownloadManager,
        tell: Callable[[str], object],
    ) -> None:
        async def closed() -> None:
            await close()

        super().__init__(
            shlex.join(arguments),
            write_bytes=write_bytes,
            write_str=write_str,
            close=closed,
            download_manager=download_manager,
        )
        self._arguments = tuple(arguments)
        self._tell = tell
        self._complaints: asyncio.StreamReader | None = None

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment = super()._build_environment(width, height)
        for name in _NOT_OURS:
            environment.pop(name, None)
        environment["TEXTUAL_DRIVER"] = "techtui.tui.runtime.web_driver:VisitDriver"
        return environment

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        # A session of its own: ctrl+c in the terminal of the server reaches the server, which ends all visits.
        self._process = process = await asyncio.create_subprocess_exec(
            *self._arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
            start_new_session=True,
        )
        self._stdin = process.stdin
        # What the process complains of would be printed as it is, tracebacks and all.
        self._complaints, process.stderr = process.stderr, asyncio.StreamReader()
        process.stderr.feed_eof()
        return process

    async def run(self) -> None:
        """Hand on what the process shows until it ends."""
        process, complaints = self._process, self._complaints
        assert process is not None
        assert process.stdout is not None
        assert complaints is not None
        listening = asyncio.create_task(_last_of(complaints))
        try:
            await super().run()
        finally:
            # The browser may be gone: a process that nobody reads could not go on to its end.
            while await process.stdout.read(_MOST_SAID):
                pass
            code = await process.wait()
            self._report(code, await listening)
            with suppress(ConnectionError, RuntimeError):
                await self.remote_close()

    def _report(self, code: int, said: str) -> None:
        lines = [line for line in said.splitlines() if line.strip()]
        if not code or not lines:
            return
        if "Traceback" in said and not os.environ.get("TECHTUI_TRACEBACK"):
            lines = [lines[-1], "(TECHTUI_TRACEBACK=1 shows where)"]
        self._tell("The explorer of a visitor ended by an error:")
        for line in lines:
            self._tell(f"    {one_line(line)}")

    async def stop(self) -> None:
        """End the process, by force if it must be."""
        task, self._task = self._task, None
        process = self._process
        if task is None or process is None:
            return
        await self._download_manager.cancel_app_downloads(self.app_service_id)
        try:
            async with asyncio.timeout(PATIENCE):
                await self.send_meta({"type": "quit"})
                await process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
        # What ended the run of a process is of no concern once it has ended.
        await asyncio.gather(task, return_exceptions=True)


async def _last_of(stream: asyncio.StreamReader) -> str:
    kept = b""
    while data := await stream.read(_MOST_SAID):
        kept = (kept + data)[-_MOST_SAID:]
    return kept.decode("utf-8", "replace")
