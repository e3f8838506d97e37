"""What stands between the explorer and the web server that started it for a visitor."""

from __future__ import annotations

import os
from contextlib import suppress
from threading import Timer
from typing import Any, Final

from textual import events, messages
from textual.app import App
from textual.drivers.web_driver import WebDriver

_TO_LEAVE: Final = 5.0
"""Seconds after which a process without a server ends by force."""


class VisitDriver(WebDriver):
    """Ends the explorer when the server is gone, however that came about: no process stays behind.

    Textual finds it by the environment variable ``TEXTUAL_DRIVER``, which ``techtui serve`` sets for the processes it starts.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.explorer = app
        """The app of the visitor."""

    # Nobody reads the last words of a process whose server is gone.

    def write(self, data: str) -> None:
        """Send what the terminal shows."""
        with suppress(BrokenPipeError):
            super().write(data)

    def write_meta(self, data: dict[str, object]) -> None:
        """Send what the server acts on."""
        with suppress(BrokenPipeError):
            super().write_meta(data)

    def write_binary_encoded(self, data: tuple[str | bytes, ...]) -> None:
        """Send part of a file."""
        with suppress(BrokenPipeError):
            super().write_binary_encoded(data)

    def start_application_mode(self) -> None:
        """Begin, with the focus: what the page says of it may come before the explorer listens."""
        with suppress(BrokenPipeError):
            super().start_application_mode()
        self.explorer.call_later(self.explorer.post_message, events.AppFocus())

    def run_input_thread(self) -> None:
        """Read what the visitor does, until the end of the input."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self.explorer.post_message(messages.ExitApp())
            force = Timer(_TO_LEAVE, os._exit, (1,))
            force.daemon = True
            force.start()
