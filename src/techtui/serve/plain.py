"""The catalog as plain pages under ``/plain/``, for screen readers, small machines, and visitors who find all places taken.

They are what ``techtui publish`` writes, into a folder that is gone with the server: at the first request, and again when the files have changed.
"""

from __future__ import annotations

import asyncio
from asyncio.subprocess import DEVNULL
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

BELOW = "/plain"
"""Where the pages are."""


class PlainPages:
    """Pages that are written when somebody wants them.

    Args:
        command: Writes them; no shell reads it.
        folder: Where it writes them.
        look: What the files of the catalog look like now; another look means that the pages are old.
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
        """The file of a page or of what it loads.

        Args:
            path: Of the request, below `BELOW`.

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
            # While the catalog has errors, the pages are those of its last good state.
            self._written = look
            with suppress(OSError):
                process = await asyncio.create_subprocess_exec(
                    *self._command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL
                )
                await process.wait()
