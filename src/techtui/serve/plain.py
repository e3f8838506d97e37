"""The catalog as plain pages under ``/plain/``, for screen readers, slow machines, and visitors who find no free place.

``techtui publish`` writes them into a temporary folder, at the first request and again when the files have changed.
"""

from __future__ import annotations

import asyncio
from asyncio.subprocess import DEVNULL
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

BELOW = "/plain"
"""The URL path of the pages."""


class PlainPages:
    """Pages that are written on demand.

    Args:
        command: The command that writes them, run without a shell.
        folder: The folder it writes to.
        look: Returns the state of the catalog files; if it changes, the pages are outdated.
    """

    def __init__(
        self, command: Sequence[str], folder: Path, look: Callable[[], object] = lambda: None
    ) -> None:
        self._command = tuple(command)
        self._folder = folder
        self._look = look
        self._written: object = None
        self._lock = asyncio.Lock()

    async def file(self, path: str) -> Path | None:
        """Return the file of a page, or of something that it loads.

        Args:
            path: The request path, below `BELOW`.

        Returns:
            The file; None if there is none, or the pages can't be written.
        """
        await self._write()
        found = (self._folder / path.lstrip("/")).resolve()
        if not found.is_relative_to(self._folder.resolve()):
            return None
        if found.is_dir():
            found /= "index.html"
        return found if found.is_file() else None

    async def _write(self) -> None:
        async with self._lock:
            look = (self._look(),)
            if look == self._written:
                return
            # While the catalog has errors, the pages show its last good state.
            self._written = look
            with suppress(OSError):
                process = await asyncio.create_subprocess_exec(
                    *self._command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL
                )
                await process.wait()
