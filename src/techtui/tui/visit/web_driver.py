"""What stands between the explorer and the web server that started it for a visitor."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.app import App
from textual.drivers.web_driver import WebDriver

if TYPE_CHECKING:
    from textual.message import Message
    from textual.message_pump import MessagePump

    from techtui.tui.visit.visiting import VisitorApp

_TO_LEAVE: Final = 5.0
"""Seconds after which a process without a server ends by force."""
_MOST_WAITING: Final = 200
"""Messages that may wait for the explorer before it is handed more: what is not read waits in the pipe, which is small."""
_AT_ONCE: Final = 50
"""Messages after which to look."""
_NAP: Final = 0.01
_PATIENCE: Final = 0.1


def part_of_file(key: str, part: bytes) -> bytes:
    """Part of a file, as the server reads it: the length of the key, the key, the bytes."""
    name = key.encode()
    return bytes([len(name)]) + name + part


class VisitDriver(WebDriver):
    """Hands the explorer no more than it can take, tells where it is, and ends it when the server is gone.

    Textual finds it by the environment variable ``TEXTUAL_DRIVER``, which ``techtui serve`` sets for the processes it starts.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self.explorer: VisitorApp = app  # type: ignore[assignment]
        """The app of the visitor."""
        self._told = ""
        self._unchecked = 0

    # The last words of a process whose server is gone are not read.

    def write(self, data: str) -> None:
        """Send what the terminal shows; if that is another place, say so."""
        with suppress(BrokenPipeError):
            super().write(data)
        # What is seen changes with a frame, and with nothing else.
        self._tell_place()

    def write_meta(self, data: dict[str, object]) -> None:
        """Send what the server acts on."""
        with suppress(BrokenPipeError):
            super().write_meta(data)

    def write_binary_encoded(self, data: tuple[str | bytes, ...]) -> None:
        """Send part of a file."""
        _, key, part = data
        part = part.encode() if isinstance(part, str) else part
        payload = part_of_file(str(key), part)
        with suppress(BrokenPipeError):
            os.write(self.fileno, b"P" + len(payload).to_bytes(4, "big") + payload)

    def start_application_mode(self) -> None:
        """Begin, with the focus: what the page says of it may come before the explorer listens."""
        self.running_loop = asyncio.get_running_loop()
        try:
            super().start_application_mode()
        except BrokenPipeError:
            # The server has gone already, and nothing was begun that would notice.
            self.explorer.call_later(self.explorer.close)
        else:
            self.explorer.call_later(self.explorer.post_message, events.AppFocus())

    # What the visitor does -----------------------------------------------------------------------

    def run_input_thread(self) -> None:
        """Read what the visitor does, until the end of the input."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self.explorer.call_later(self.explorer.close)
            force = Timer(_TO_LEAVE, os._exit, (1,))
            force.daemon = True
            force.start()

    def process_message(self, message: Message) -> None:
        """Hand on what was typed once there is room for it.

        The size of the screen comes from the server alone, which knows a limit; terminals may type it, too.
        """
        if isinstance(message, events.Resize):
            return
        self._unchecked += 1
        if self._unchecked == _AT_ONCE:
            self._unchecked = 0
            while self._is_behind() and not self.exit_event.wait(_NAP):
                pass
        super().process_message(message)

    def _is_behind(self) -> bool:
        """Whether the explorer has enough to do; waits until it has at least seen what it was handed."""

        async def waiting() -> int:
            return self._waiting()

        asked = asyncio.run_coroutine_threadsafe(waiting(), self.running_loop)
        while not self.exit_event.is_set():
            with suppress(TimeoutError):
                return asked.result(_PATIENCE) > _MOST_WAITING
        return False

    def _waiting(self) -> int:
        """How many messages wait where keys and the mouse go: the app, the screen, and what has the focus or lies under the mouse."""
        app = self.explorer
        pumps: set[MessagePump] = {app}
        if app.screen_stack:
            for node in (app.screen, app.focused, app.mouse_over):
                if node is not None:
                    pumps.update(node.ancestors_with_self)
        return app.held + sum(pump.message_queue_size for pump in pumps)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Act on what the server says."""
        if packet_type == "go":
            self.explorer.call_later(self._go, str(payload["address"]))
        elif packet_type == "quit":
            self.explorer.call_later(self.explorer.close)
        else:
            super().on_meta(packet_type, payload)

    # Where the visitor is ------------------------------------------------------------------------

    def _go(self, address: str) -> None:
        from techtui.tui.visit.addresses import go_to

        go_to(self.explorer, address)
        # The page hears with the next frame in any case: what it asked for may not be there.
        self._told = ""

    def _tell_place(self) -> None:
        app = self.explorer
        if app.catalog is None or not app.is_running or not app.screen_stack:
            return
        from techtui.tui.visit.addresses import address_of, title_of

        address = address_of(app)
        # Where a page opens without naming a place, it stays until somebody moves.
        if address != self._told and (address != "/" or self._told):
            self._told = address
            title = title_of(address, app.catalog)
            self.write_meta({"type": "place", "address": address, "title": title})
