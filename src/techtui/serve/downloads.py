"""Files on their way from the process of a visitor to the browser."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

_PART: Final = 64 * 1024
_MOST_WAITING: Final = 16
"""Files a visitor may have offered and not fetched; older ones are forgotten."""
_PATIENCE: Final = 15.0


class BrokenOffError(Exception):
    """The process no longer gives what it offered."""


@dataclass
class Download:
    """A file that a process offers.

    Args:
        key: Names it; random, and good for one fetch.
        name: What the file is to be called.
        kind: The media type, with the encoding of a text.
        ask: Tells the process something.
    """

    key: str
    name: str
    kind: str
    ask: Callable[[Mapping[str, object]], Awaitable[object]]
    _parts: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(2))

    async def parts(self) -> AsyncIterator[bytes]:
        """Ask the process for one part after another.

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
        """Take what the process gave; nothing at all is the end of the file, None that there will be none."""
        # Only what was asked for has room.
        if not self._parts.full():
            self._parts.put_nowait(part)


class Offers:
    """The files that processes offer."""

    def __init__(self) -> None:
        self._waiting: dict[str, Download] = {}

    def offer(self, download: Download) -> None:
        """Let a browser fetch a file."""
        self._waiting[download.key] = download

    def fetch(self, key: str) -> Download | None:
        """Take an offer up; it can be taken once."""
        return self._waiting.pop(key, None)

    def withdraw(self, key: str) -> None:
        """Forget an offer."""
        self._waiting.pop(key, None)


class Handing:
    """What one visitor offers.

    Args:
        offers: Where browsers look.
    """

    def __init__(self, offers: Offers) -> None:
        self._offers = offers
        self._mine: dict[str, Download] = {}

    def offer(self, download: Download) -> None:
        """Offer a file; of many, only the latest stay."""
        self._mine[download.key] = download
        self._offers.offer(download)
        while len(self._mine) > _MOST_WAITING:
            self._drop(next(iter(self._mine)))

    def take(self, key: str, part: bytes) -> None:
        """Hand on part of a file."""
        if (download := self._mine.get(key)) is not None:
            download.take(part)
            if not part:
                self._drop(key)

    def end(self) -> None:
        """Give up on all that is not done."""
        for key in [*self._mine]:
            self._drop(key)

    def _drop(self, key: str) -> None:
        download = self._mine.pop(key)
        self._offers.withdraw(key)
        download.take(None)
