"""The driver between the explorer of a visitor and the web server."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.app import App
from textual.drivers.web_driver import WebDriver

from techtui.tui.runtime.signals import end_by_force_later

if TYPE_CHECKING:
    from textual.message import Message
    from textual.message_pump import MessagePump

    from techtui.tui.visit.visiting import VisitorApp

_MOST_WAITING: Final = 200
"""Messages that may wait for the explorer before input is held back: unread input waits in the pipe, which is small."""
_AT_ONCE: Final = 50
"""The number of messages between two checks."""
_NAP: Final = 0.01
_PATIENCE: Final = 0.1


def part_of_file(key: str, part: bytes) -> bytes:
    """Return a file chunk in the server's format: the length of the key, the key, the bytes."""
    name = key.encode()
    return bytes([len(name)]) + name + part


class VisitDriver(WebDriver):
    """Passes the explorer no more input than it can handle, reports its URL, and ends it when the server is gone.

    Textual finds it by the environment variable ``TEXTUAL_DRIVER``, which ``techtui serve`` sets for its processes.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self.explorer: VisitorApp = app  # type: ignore[assignment]
        """The app of the visitor."""
        self._told = ""
        self._unchecked = 0

    # The last output of a process whose server is gone is not read.

    def write(self, data: str) -> None:
        """Send terminal output; if the URL has changed, report it."""
        with suppress(BrokenPipeError):
            super().write(data)
        # What is shown changes only with a frame.
        self._tell_place()

    def write_meta(self, data: dict[str, object]) -> None:
        """Send a control message to the server."""
        with suppress(BrokenPipeError):
            super().write_meta(data)

    def write_binary_encoded(self, data: tuple[str | bytes, ...]) -> None:
        """Send a file chunk."""
        _, key, part = data
        part = part.encode() if isinstance(part, str) else part
        payload = part_of_file(str(key), part)
        with suppress(BrokenPipeError):
            os.write(self.fileno, b"P" + len(payload).to_bytes(4, "big") + payload)

    def start_application_mode(self) -> None:
        """Start with the focus: the page's focus message may arrive before the explorer listens."""
        self.running_loop = asyncio.get_running_loop()
        try:
            super().start_application_mode()
        except BrokenPipeError:
            # The server has gone already, and nothing has started that would notice.
            self.explorer.call_later(self.explorer.close)
        else:
            self.explorer.call_later(self.explorer.post_message, events.AppFocus())

    # Input -----------------------------------------------------------------------------------------

    def run_input_thread(self) -> None:
        """Read input until it ends."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self.explorer.call_later(self.explorer.close)
            end_by_force_later(1)

    def process_message(self, message: Message) -> None:
        """Pass input on once there is room for it.

        Sizes come from the server alone, which limits them; a terminal could type them, too.
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
        """Whether the explorer is busy; waits until it has at least seen the input so far."""

        async def waiting() -> int:
            return self._waiting()

        asked = asyncio.run_coroutine_threadsafe(waiting(), self.running_loop)
        while not self.exit_event.is_set():
            with suppress(TimeoutError):
                return asked.result(_PATIENCE) > _MOST_WAITING
        return False

    def _waiting(self) -> int:
        """Return how many messages wait where input goes: the app, the screen, and the widget with the focus or under the mouse."""
        app = self.explorer
        pumps: set[MessagePump] = {app}
        if app.screen_stack:
            for node in (app.screen, app.focused, app.mouse_over):
                if node is not None:
                    pumps.update(node.ancestors_with_self)
        return app.held + sum(pump.message_queue_size for pump in pumps)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Handle a control message from the server."""
        if packet_type == "go":
            self.explorer.call_later(self._go, str(payload["address"]))
        elif packet_type == "quit":
            self.explorer.call_later(self.explorer.close)
        else:
            super().on_meta(packet_type, payload)

    # URLs -------------------------------------------------------------------------------------------

    def _go(self, address: str) -> None:
        from techtui.tui.visit.addresses import go_to

        go_to(self.explorer, address)
        # The page is informed with the next frame in any case: the place it asked for may not exist.
        self._told = ""

    def _tell_place(self) -> None:
        app = self.explorer
        if app.catalog is None or not app.is_running or not app.screen_stack:
            return
        from techtui.tui.visit.addresses import address_of, title_of

        address = address_of(app)
        # A page opened without naming a place keeps its URL until the visitor moves.
        if address != self._told and (address != "/" or self._told):
            self._told = address
            title = title_of(address, app.catalog)
            self.write_meta({"type": "place", "address": address, "title": title})
