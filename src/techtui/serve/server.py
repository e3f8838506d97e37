"""The web server: a page, a web socket and a process for each visitor."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Final
from urllib.parse import quote

from aiohttp import web
from aiohttp.typedefs import Handler

from techtui.files import in_words
from techtui.serve.bounds import Bounds
from techtui.serve.downloads import Offers
from techtui.serve.ending import Ending
from techtui.serve.gate import Gate
from techtui.serve.pages import files, page
from techtui.serve.plain import BELOW, PlainPages
from techtui.serve.process import ExplorerProcess
from techtui.serve.starting import Starter, Wish
from techtui.serve.visit import LONGEST_ADDRESS, Visit, say_goodbye, within

GRACE: Final = 3.0
"""Seconds to wait for a place that is being freed, for example when the page is reloaded."""
_HEARTBEAT: Final = 15.0
"""Seconds after which a silent browser is pinged."""
_PLACES: Final = re.compile(
    r"/(?:compare|learning|(?:technologies|categories|concepts|attributes)/[^/\x00-\x1f\x7f]{1,200})?/?"
)
"""The URL paths of places in the explorer."""
_LONGEST_PATH: Final = 300


class ExplorerServer:
    """Serves the explorer.

    Args:
        starter: Starts the visitors' processes.
        listening: The socket to serve on.
        gate: Checks which requests are meant for this server.
        visitors: The most visitors at once.
        title: The title of the page.
        tell: Called with a sentence about what happens, for the operator.
        start: The place that ``/`` opens.
        keeps: Whether notes and marks outlast a visit.
        bounds: The limits of a visit.
        plain: The catalog as plain pages; None for none.
    """

    def __init__(
        self,
        starter: Starter,
        listening: socket.socket,
        gate: Gate,
        visitors: int,
        title: str,
        tell: Callable[[str], object],
        *,
        start: str = "/",
        keeps: bool = False,
        bounds: Bounds | None = None,
        plain: PlainPages | None = None,
    ) -> None:
        self._starter = starter
        self._listening = listening
        self._gate = gate
        self._most = visitors
        self._title = title
        self._tell = tell
        self._start = start
        self._keeps = keeps
        self._bounds = bounds or Bounds()
        self._plain = plain
        self._files = files()
        self._offers = Offers()
        self._places = asyncio.Semaphore(visitors)
        self._stopping = False
        self.visits: set[Visit] = set()
        """The current visits."""

    def serve(self) -> None:
        """Serve until ctrl+c."""
        # No tracebacks are printed; what matters is reported.
        for name in ("aiohttp", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        web.run_app(
            self.app(),
            sock=self._listening,
            access_log=None,
            shutdown_timeout=GRACE,
            keepalive_timeout=_HEARTBEAT,
            print=lambda *_: None,
        )

    def app(self) -> web.Application:
        """Return the web application."""
        app = web.Application(middlewares=[self._guard], client_max_size=1024)
        app.add_routes(
            [
                web.get("/ws", self._visit, allow_head=False),
                web.get("/download/{key}", self._download, allow_head=False),
                web.get(BELOW + "{path:(?:/.*)?}", self._plain_page),
                web.get("/{path:.*}", self._page),
            ]
        )
        app.on_response_prepare.append(_add_headers)
        app.on_shutdown.append(self._shut_down)
        return app

    async def _shut_down(self, _app: web.Application) -> None:
        self._stopping = True
        for visit in self.visits:
            visit.end(Ending.STOPPED)
        # Current visitors are told why.
        with suppress(TimeoutError):
            async with asyncio.timeout(2 * GRACE):
                while self.visits:
                    await asyncio.sleep(0.02)
        await self._starter.close()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not self._gate.knows(request.host):
            return web.Response(
                status=421,
                text="This server does not answer to the name you asked for.\n"
                "To let it answer to another name: techtui serve --name NAME\n",
            )
        if len(request.path) > _LONGEST_PATH:
            raise web.HTTPNotFound
        return await handler(request)

    # Pages ---------------------------------------------------------------------------------------

    async def _page(self, request: web.Request) -> web.StreamResponse:
        """Return the page, at any place of the catalog; or a file that it loads."""
        if (file := self._files.get(request.path)) is not None:
            return web.FileResponse(file)
        if not _PLACES.fullmatch(request.path):
            return _html(page("missing.html", title=self._title), 404)
        if self._places.locked():
            taken = (
                "The one place here is" if self._most == 1 else f"All {self._most} places here are"
            )
            response = _html(
                page("full.html", title=self._title, taken=taken, plain=f"{BELOW}/"), 503
            )
            response.headers["Retry-After"] = "5"
            return response
        size = request.query.get("fontsize", "")
        return _html(
            page(
                "index.html",
                title=self._title,
                font_size=within(size[:5], 8, 40) if size.isdecimal() else "",
                kept="" if self._keeps else "Notes and marks last until you leave.",
            )
        )

    async def _plain_page(self, request: web.Request) -> web.StreamResponse:
        """Return a page of the catalog that needs no process."""
        path = request.match_info["path"]
        file = await self._plain.file(path) if self._plain is not None else None
        if file is None:
            return _html(page("missing.html", title=self._title), 404)
        if file.name == "index.html" and not path.endswith(("/", ".html")):
            # Links of the page are relative to it.
            raise web.HTTPMovedPermanently(f"{request.path}/")
        return web.FileResponse(file)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Return a file that a visitor exported."""
        download = self._offers.fetch(request.match_info["key"])
        if download is None:
            # It was fetched already, or the visitor has left.
            raise web.HTTPNotFound(text="This file is no longer available.\n")
        response = web.StreamResponse(
            headers={
                "Content-Type": download.kind,
                "Content-Disposition": f"attachment; filename*=UTF-8''{quote(download.name, safe='')}",
            }
        )
        await response.prepare(request)
        # If the transfer fails, the connection is dropped: the browser must not take half a file for the whole.
        async for part in download.parts():
            await response.write(part)
        await response.write_eof()
        return response

    # Visits --------------------------------------------------------------------------------------

    async def _visit(self, request: web.Request) -> web.StreamResponse:
        """Handle a visitor from arrival to departure."""
        if not self._gate.trusts(request.headers.get("Origin", ""), request.host):
            raise web.HTTPForbidden(text="Only the page of this server may connect to it.\n")
        try:
            async with asyncio.timeout(GRACE):
                await self._places.acquire()
        except TimeoutError:
            raise web.HTTPServiceUnavailable(text="All places are taken.\n") from None
        try:
            return await self._receive(request)
        finally:
            self._places.release()

    async def _receive(self, request: web.Request) -> web.WebSocketResponse:
        websocket = web.WebSocketResponse(
            heartbeat=_HEARTBEAT, autoping=False, autoclose=False, max_msg_size=self._bounds.message
        )
        await websocket.prepare(request)
        try:
            explorer = await self._explorer(request)
        except OSError as error:
            self._tell(f"A visitor could not be served: {in_words(error)}")
            await say_goodbye(websocket, request, Ending.CRASHED)
            return websocket
        visit = Visit(websocket, explorer, self._bounds, self._offers)
        self.visits.add(visit)
        self._tell_count("came")
        if self._stopping:
            visit.end(Ending.STOPPED)
        ending = Ending.LEFT
        try:
            ending = await visit.run()
        finally:
            self.visits.discard(visit)
            self._tell_count(_LEFT.get(ending, "left"))
        await say_goodbye(websocket, request, ending)
        return websocket

    async def _explorer(self, request: web.Request) -> ExplorerProcess:
        query, bounds = request.query, self._bounds
        address = query.get("at", "/")
        if len(address) > LONGEST_ADDRESS or not address.isprintable() or address == "/":
            address = self._start
        wish = Wish(
            request.headers.get("Origin", "") + address,
            within(query.get("width", "80")[:9], 10, bounds.columns),
            within(query.get("height", "24")[:9], 5, bounds.lines),
        )
        return await ExplorerProcess.start(self._starter, wish, bounds.memory, self._tell)

    def _tell_count(self, what: str) -> None:
        self._tell(f"A visitor {what}; {len(self.visits)} of {self._most} places are taken.")


_LEFT: Final = {
    Ending.IDLE: "was idle for too long and was disconnected",
    Ending.MEMORY: "needed too much memory and was disconnected",
    Ending.FLOOD: "sent too much and was disconnected",
    Ending.STUCK: "sent more than the explorer could take and was disconnected",
    Ending.UNREAD: "stopped reading and was disconnected",
}
"""What happened to visitors who did not simply leave."""


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html")


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    host = request.host
    response.headers.update(
        {
            # Enforced by the browser: the page loads nothing from elsewhere, and sends nothing there.
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
