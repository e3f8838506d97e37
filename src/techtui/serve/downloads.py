"""Files on their way from a visitor's process to the browser."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

_PART: Final = 64 * 1024
_MOST_WAITING: Final = 16
"""The most files that a visitor may have offered but not fetched; older ones are dropped."""
_PATIENCE: Final = 15.0


class BrokenOffError(Exception):
    """The process no longer delivers what it offered."""


@dataclass
class Download:
    """A file offered by a process.

    Args:
        key: Its random key, valid for one fetch.
        name: The file name.
        kind: The media type, with the encoding of a text.
        ask: Sends a message to the process.
    """

    key: str
    name: str
    kind: str
    ask: Callable[[Mapping[str, object]], Awaitable[object]]
    _parts: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(2))

    async def parts(self) -> AsyncIterator[bytes]:
        """Request and yield the file part by part.

        Raises:
            BrokenOffError: If the process ends, or does not answer.
        """
        while True:
            request = {
                "type": "deliver_chunk_request",
                "key": self.key,
                "size": _PART,
                "name": None,
            }
            try:
                async with asyncio.timeout(_PATIENCE):
                    await self.ask(request)
                    part = await self._parts.get()
            except (TimeoutError, ConnectionError):
                part = None
            if part is None:
                raise BrokenOffError
            if not part:
                return
            yield part

    def take(self, part: bytes | None) -> None:
        """Receive a part from the process; an empty part ends the file, None means that there will be none."""
        # There is room only for what was requested.
        if not self._parts.full():
            self._parts.put_nowait(part)


class Offers:
    """The files that processes offer."""

    def __init__(self) -> None:
        self._waiting: dict[str, Download] = {}

    def offer(self, download: Download) -> None:
        """Make a file available to browsers."""
        self._waiting[download.key] = download

    def fetch(self, key: str) -> Download | None:
        """Take an offer; each can be taken once."""
        return self._waiting.pop(key, None)

    def withdraw(self, key: str) -> None:
        """Drop an offer."""
        self._waiting.pop(key, None)


class Handing:
    """The files offered by one visitor.

    Args:
        offers: All offers, for browsers.
    """

    def __init__(self, offers: Offers) -> None:
        self._offers = offers
        self._mine: dict[str, Download] = {}

    def offer(self, download: Download) -> None:
        """Offer a file; only the latest offers are kept."""
        self._mine[download.key] = download
        self._offers.offer(download)
        while len(self._mine) > _MOST_WAITING:
            self._drop(next(iter(self._mine)))

    def take(self, key: str, part: bytes) -> None:
        """Pass on part of a file."""
        if (download := self._mine.get(key)) is not None:
            download.take(part)
            if not part:
                self._drop(key)

    def end(self) -> None:
        """Cancel all incomplete downloads."""
        for key in [*self._mine]:
            self._drop(key)

    def _drop(self, key: str) -> None:
        download = self._mine.pop(key)
        self._offers.withdraw(key)
        download.take(None)
