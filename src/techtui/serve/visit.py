"""A visit: a browser on one end of a web socket, a process on the other, and limits for both."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from pathlib import PurePath
from time import monotonic
from typing import Any, Final

from aiohttp import WSCloseCode, WSMsgType, web

from techtui.serve.bounds import Allowance, Bounds, memory_of
from techtui.serve.downloads import Download, Handing, Offers
from techtui.serve.ending import Ending
from techtui.serve.packets import DATA, FILE, ProtocolError
from techtui.serve.process import ExplorerProcess

LONGEST_ADDRESS: Final = 1000
"""The most characters of a place in the catalog."""
_LOOK: Final = 0.5
"""Seconds between two checks of memory and time."""


class Visit:
    """One visitor.

    Args:
        websocket: The connection to the browser.
        explorer: The process.
        bounds: The limits of the visit.
        offers: The files offered to browsers.
    """

    def __init__(
        self,
        websocket: web.WebSocketResponse,
        explorer: ExplorerProcess,
        bounds: Bounds,
        offers: Offers,
    ) -> None:
        self._websocket = websocket
        self.explorer = explorer
        """The visitor's process."""
        self._bounds = bounds
        self._files = Handing(offers)
        self._asked_to_end: asyncio.Future[Ending] = asyncio.get_running_loop().create_future()
        self._messages = Allowance(bounds.messages_a_second, bounds.burst)
        self._bytes = Allowance(bounds.bytes_a_second, bounds.burst)
        self._unread = 0
        self._queue: asyncio.Queue[str] = asyncio.Queue()
        self._acted_at = monotonic()

    def end(self, ending: Ending) -> None:
        """Request the end of the visit."""
        if not self._asked_to_end.done():
            self._asked_to_end.set_result(ending)

    async def run(self) -> Ending:
        """Relay between browser and process until something ends the visit; the process is gone then.

        Returns:
            What ended it.
        """
        ways = [
            asyncio.create_task(way)
            for way in (self._watch(), self._receive(), self._hand_on(), self._show())
        ]
        try:
            await asyncio.wait([*ways, self._asked_to_end], return_when=asyncio.FIRST_COMPLETED)
            if self._asked_to_end.done():
                return self._asked_to_end.result()
            return next(way for way in ways if way.done()).result()
        finally:
            for way in ways:
                way.cancel()
            self._files.end()
            await asyncio.gather(self.explorer.stop(), *ways, return_exceptions=True)

    # From the browser ----------------------------------------------------------------------------

    async def _receive(self) -> Ending:
        """Read messages as fast as they come, so that nothing piles up uncounted."""
        while True:
            message = await self._websocket.receive()
            if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED):
                return Ending.LEFT
            if message.type is WSMsgType.ERROR:
                too_big = getattr(message.data, "code", None) == WSCloseCode.MESSAGE_TOO_BIG
                return Ending.FLOOD if too_big else Ending.LEFT
            size = len(message.data or "")
            if not (self._messages.spend(1) and self._bytes.spend(size)):
                return Ending.FLOOD
            if message.type is WSMsgType.PING:
                await self._send(self._websocket.pong(message.data))
            elif message.type is WSMsgType.TEXT:
                self._unread += size
                if self._unread > self._bounds.unread:
                    return Ending.FLOOD
                self._queue.put_nowait(message.data)

    async def _hand_on(self) -> Ending:
        while True:
            text = await self._queue.get()
            try:
                async with asyncio.timeout(self._bounds.to_take):
                    await self._act_on(_decoded(text))
            except TimeoutError:
                return Ending.STUCK
            except ConnectionError:
                # It is ending; its output says why.
                await asyncio.Event().wait()
            self._unread -= len(text)

    async def _act_on(self, message: Any) -> None:
        # Anything may arrive here; only what our page sends is passed on.
        explorer, bounds = self.explorer, self._bounds
        match message:
            case ["stdin", str(typed)]:
                self._acted_at = monotonic()
                # An empty message would mean the end of the input.
                if data := typed.encode("utf-8", "ignore"):
                    await explorer.type(data)
            case ["resize", {"width": int(width), "height": int(height)}]:
                width, height = within(width, 10, bounds.columns), within(height, 5, bounds.lines)
                await explorer.say({"type": "resize", "width": width, "height": height})
            case ["go", str(address)] if len(address) <= LONGEST_ADDRESS:
                self._acted_at = monotonic()
                await explorer.say({"type": "go", "address": address})
            case ["ping", str(mark)]:
                await self._send_meta("pong", mark[:100])
            case ["blur" | "focus" as what]:
                await explorer.say({"type": what})

    # From the process ----------------------------------------------------------------------------

    async def _show(self) -> Ending:
        try:
            async for kind, payload in self.explorer.packets():
                if kind == DATA:
                    await self._send(self._websocket.send_bytes(payload))
                elif kind == FILE:
                    length = payload[0] if payload else 0
                    self._files.take(payload[1 : 1 + length].decode(), payload[1 + length :])
                else:
                    await self._on_meta(json.loads(payload))
        except TimeoutError:
            return Ending.UNREAD
        except ConnectionError:
            return Ending.LEFT
        except (ProtocolError, ValueError):
            return Ending.CRASHED
        return await self.explorer.ended()

    async def _on_meta(self, about: Any) -> None:
        match about:
            case {"type": "open_url", "url": str(url), "new_tab": bool(new_tab)}:
                await self._send_meta("open_url", {"url": url, "new_tab": new_tab})
            case {"type": "place", "address": str(address), "title": str(title)}:
                await self._send_meta("place", {"address": address, "title": title})
            case {"type": "deliver_file_start", "key": str(key), "path": str(path)}:
                kind = str(about.get("mime_type") or "application/octet-stream")
                if encoding := about.get("encoding"):
                    kind += f"; charset={encoding}"
                self._files.offer(Download(key, PurePath(path).name, kind, self.explorer.say))
                await self._send_meta("deliver_file_start", key)

    async def _send_meta(self, what: str, about: object) -> None:
        await self._send(self._websocket.send_str(json.dumps([what, about])))

    async def _send(self, sending: Any) -> None:
        async with asyncio.timeout(self._bounds.to_read):
            await sending

    # Meanwhile -----------------------------------------------------------------------------------

    async def _watch(self) -> Ending:
        while True:
            await asyncio.sleep(_LOOK)
            if memory_of(self.explorer.pid) > self._bounds.memory:
                # It could grow while the visitor is being told.
                self.explorer.kill()
                return Ending.MEMORY
            if monotonic() - self._acted_at > self._bounds.idle:
                return Ending.IDLE


async def say_goodbye(
    websocket: web.WebSocketResponse, request: web.Request, ending: Ending
) -> None:
    """Tell a browser why the visit ended, and close the connection."""
    with suppress(TimeoutError, ConnectionError, RuntimeError):
        async with asyncio.timeout(3):
            await websocket.close(code=ending.code, message=ending.words.encode())
            return
    if request.transport is not None:
        request.transport.abort()


def within(value: int | str, least: int, most: int) -> int:
    """Return a number limited to a range; the least if it is not a number."""
    try:
        return max(least, min(int(value), most))
    except ValueError:
        return least


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
