"""The web server: one page, one web socket and one process for each visitor."""

from __future__ import annotations

import asyncio
import json
import logging
import shlex
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import aiohttp_jinja2
from aiohttp import WSMsgType, web
from aiohttp.typedefs import Handler
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager
from textual_serve.server import Server

from techtui.files import in_words
from techtui.serve.gate import Gate
from techtui.serve.visit import Visit

PAGE: Final = Path(__file__).with_name("page")
"""The templates; what they refer to is in a folder below."""
MOST_COLUMNS, MOST_LINES = 500, 200
"""A larger screen would cost memory that no person looks at."""
GRACE: Final = 3.0
"""Seconds to wait for a place that is just being left, as by whoever loads the page anew."""
_TO_TAKE: Final = 15.0
"""Seconds in which a process takes what was typed; one that does not is stuck."""
_MOST_TYPED: Final = 1 << 20
_FILE_NAME: Final = "techtui.file_name"


class Downloads(DownloadManager):
    """Files on their way to browsers; forgets those of a visitor who left."""

    async def cancel_app_downloads(self, app_service_id: str) -> None:
        """Drop what a visitor did not fetch."""
        await super().cancel_app_downloads(app_service_id)
        for key, download in [*self._active_downloads.items()]:
            if download.app_service.app_service_id == app_service_id:
                del self._active_downloads[key]


class ExplorerServer(Server):
    """Serves the explorer.

    Args:
        command: What to run for each visitor; no shell reads it.
        listening: The socket to serve on.
        gate: Which requests are meant for this server.
        visitors: How many may be here at once.
        title: What the page is called.
        tell: Told in a sentence what happens, for the person who runs the server.
    """

    def __init__(
        self,
        command: Sequence[str],
        listening: socket.socket,
        gate: Gate,
        visitors: int,
        title: str,
        tell: Callable[[str], object],
    ) -> None:
        host, port = listening.getsockname()[:2]
        super().__init__(shlex.join(command), host, port, title=title, templates_path=PAGE)
        self._arguments = tuple(command)
        self._listening = listening
        self._gate = gate
        self._most = visitors
        self._places = asyncio.Semaphore(visitors)
        self._visits: set[Visit] = set()
        self._tell = tell
        self.download_manager = Downloads()

    def initialize_logging(self) -> None:
        """Let nothing print tracebacks; what matters is told."""
        for name in ("textual-serve", "aiohttp", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)

    def serve(self, debug: bool = False) -> None:
        """Serve until ctrl+c."""
        self.initialize_logging()
        web.run_app(
            self._make_app(),
            sock=self._listening,
            access_log=None,
            shutdown_timeout=GRACE,
            print=lambda *_: None,
        )

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.router.add_static("/assets", PAGE / "assets")
        app.middlewares.append(self._guard)
        app.on_response_prepare.append(_add_headers)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command has said all."""

    async def on_shutdown(self, app: web.Application) -> None:
        """End every process."""
        await asyncio.gather(*(visit.stop() for visit in self._visits))

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not self._gate.knows(request.host):
            return web.Response(
                status=421,
                text="This is another server than the one you asked for.\n"
                "Whoever runs it lets it answer to a further name with: techtui serve --name NAME\n",
            )
        if request.path.startswith("/static") and request.path.endswith("/"):
            raise web.HTTPNotFound
        return await handler(request)

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page, or a kind word if nobody else fits in."""
        if self._places.locked():
            return self._full(request)
        size = request.query.get("fontsize", "")
        return aiohttp_jinja2.render_template(
            "index.html",
            request,
            {
                "title": self.title,
                "font_size": _within(size, 8, 40) if size.isdecimal() else "",
            },
        )

    def _full(self, request: web.Request) -> web.Response:
        response = aiohttp_jinja2.render_template(
            "full.html", request, {"title": self.title, "most": self._most}, status=503
        )
        response.headers["Retry-After"] = "5"
        return response

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One visitor, from coming to leaving."""
        if not self._gate.trusts(request.headers.get("Origin", ""), request.host):
            raise web.HTTPForbidden(text="Only the page of this server may connect to it.\n")
        try:
            async with asyncio.timeout(GRACE):
                await self._places.acquire()
        except TimeoutError:
            raise web.HTTPServiceUnavailable(text="All places are taken.\n") from None
        websocket = web.WebSocketResponse(heartbeat=15, max_msg_size=_MOST_TYPED)
        visit = Visit(
            self._arguments,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=websocket.close,
            download_manager=self.download_manager,
            tell=self._tell,
        )
        self._visits.add(visit)
        try:
            await websocket.prepare(request)
            self._tell_count("came")
            await visit.start(
                _within(request.query.get("width", "80"), 10, MOST_COLUMNS),
                _within(request.query.get("height", "24"), 5, MOST_LINES),
            )
            await self._process_messages(websocket, visit)
        except OSError as error:
            self._tell(f"A visitor could not be served: {in_words(error)}")
        finally:
            await asyncio.shield(self._leave(visit))
        await websocket.close()
        return websocket

    async def _leave(self, visit: Visit) -> None:
        await visit.stop()
        self._visits.discard(visit)
        self._places.release()
        self._tell_count("left")

    def _tell_count(self, verb: str) -> None:
        self._tell(f"A visitor {verb}; {len(self._visits)} of {self._most} places are taken.")

    async def _process_messages(
        self, websocket: web.WebSocketResponse, app_service: AppService
    ) -> None:
        # What comes over the wire may be anything; only what the page sends is handed on.
        async for message in websocket:
            if message.type is not WSMsgType.TEXT:
                continue
            try:
                async with asyncio.timeout(_TO_TAKE):
                    await self._hand_on(websocket, app_service, message.data)
            except TimeoutError:
                return

    async def _hand_on(
        self, websocket: web.WebSocketResponse, app_service: AppService, text: str
    ) -> None:
        match _decoded(text):
            case ["stdin", str(typed)]:
                # Nothing at all would mean the end of the input.
                if data := typed.encode("utf-8", "ignore"):
                    await app_service.send_bytes(data)
            case ["resize", {"width": int(width), "height": int(height)}]:
                await app_service.set_terminal_size(
                    _within(width, 10, MOST_COLUMNS), _within(height, 5, MOST_LINES)
                )
            case ["ping", str(mark)]:
                await websocket.send_json(["pong", mark])
            case ["blur"]:
                await app_service.blur()
            case ["focus"]:
                await app_service.focus()

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """A file that a visitor exported."""
        try:
            found = await self.download_manager.get_download_metadata(request.match_info["key"])
            request[_FILE_NAME] = found.file_name
            return await super().handle_download(request)
        except (KeyError, ValueError):
            # It was fetched already, or the visitor left meanwhile.
            raise web.HTTPNotFound(text="There is no such file any more.\n") from None


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    host = request.host
    response.headers.update(
        {
            # The browser itself holds the page to it: nothing comes from elsewhere, nothing goes there.
            "Content-Security-Policy": "default-src 'none'; script-src 'self'; "
            "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
            f"connect-src 'self' ws://{host} wss://{host}; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-cache",
        }
    )
    name = request.get(_FILE_NAME)
    if name is not None:
        response.headers["Content-Disposition"] = (
            f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        )


def _within(value: int | str, least: int, most: int) -> int:
    try:
        return max(least, min(int(value), most))
    except ValueError:
        return least


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
