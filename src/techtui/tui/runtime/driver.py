"""The terminal driver on Linux, macOS and other Unix systems.

It extends Textual's driver for terminals that misbehave: input that can't be understood is dropped, end of input ends the
program, and the screen is painted on the terminal even if stderr goes elsewhere.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Protocol

from textual import events

# Textual has no public name for its parser of key sequences, and no way to give its driver another one.
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from techtui.tui.runtime.input import Piece, TerminalInput
from techtui.tui.runtime.output import TerminalOutput

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

_MOST_READ: Final = 16 * 1024
_PICTURE: Final = 4096
"""The number of characters from which on output is a picture, rather than a few control sequences."""
_PATIENCE: Final = 0.02
"""Seconds that the event loop waits at most for a picture to be computed."""


class Ends(Protocol):
    """An app that can be told to exit."""

    is_leaving: bool
    forget_screen: Callable[[], None]
    leave_soon: Callable[[int], None]
    fail_from_thread: Callable[[BaseException], None]
    call_in_loop: Callable[..., None]
    action_paint_again: Callable[[], None]


class TerminalDriver(LinuxDriver):
    """Drives display and input of a terminal.

    Args:
        app: The app; it must also be an `Ends`.
        options: What Textual passes to every driver: ``debug``, ``mouse`` and ``size``.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        self.lifecycle: Ends = app  # type: ignore[assignment]
        assert sys.__stdout__ is not None
        self.screen_file = sys.__stdout__.fileno()
        self._output = output = TerminalOutput(self.screen_file, lambda: self.lifecycle.is_leaving)
        self.lifecycle.forget_screen = output.forget
        with _as_standard_error(output):
            # Textual's driver paints on whatever is stderr when it is created.
            super().__init__(app, **options)
        self.suspended = False
        self._takes_again = False
        self._parser = XTermParser()
        self._enough, self._tell_enough = os.pipe()
        os.set_blocking(self._enough, False)

    # Suspending ------------------------------------------------------------------------------------

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while."""
        super().suspend_application_mode()
        self.suspended = True

    def resume_application_mode(self) -> None:
        """Take the terminal again, unless the program was told to exit meanwhile: it may no longer be ours."""
        if self.lifecycle.is_leaving:
            return
        if self.suspended:
            self.suspended = False
            super().resume_application_mode()
        elif not self._takes_again:
            # Continued after a stop that nobody announced (`kill -STOP`), or without any. To begin once more beside what goes on would
            # take the terminal as it is now for what to leave behind. Not here: this is the handler of a signal.
            self._takes_again = True
            self.lifecycle.call_in_loop(self._take_again)

    def _take_again(self) -> None:
        """Give the terminal back and take it: a shell may have changed it while the program stood still."""
        self._takes_again = False
        if not self.suspended and not self.lifecycle.is_leaving:
            self.suspend_application_mode()
            self.resume_application_mode()
            self.lifecycle.action_paint_again()

    def start_application_mode(self) -> None:
        """Take the terminal, and start reading."""
        # A byte left over from last time would stop the reading at once.
        with suppress(BlockingIOError):
            os.read(self._enough, 1024)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def disable_input(self) -> None:
        """Stop reading."""
        if not self.suspended:
            # Textual's own driver checks ten times a second whether to go on. Being told saves 50 ms on exit (95 at worst), and
            # half of the processor time of an idle explorer.
            os.write(self._tell_enough, b".")
            super().disable_input()

    def stop_application_mode(self) -> None:
        """Give the terminal back; while suspended this has already happened."""
        if not self.suspended:
            super().stop_application_mode()

    # Output ----------------------------------------------------------------------------------------

    def write(self, data: str) -> None:
        """Write; let the thread that writes compute a picture before anything else is computed.

        Otherwise both threads take turns, and the first frame stands 4 % of a launch later, measured in 40 alternating starts.
        """
        if len(data) < _PICTURE:
            super().write(data)
            return
        self._output.is_computed.clear()
        super().write(data)
        self._output.is_computed.wait(_PATIENCE)

    # Input -----------------------------------------------------------------------------------------

    def run_input_thread(self) -> None:
        """Read until the program exits or the input ends; in either case the program exits cleanly."""
        try:
            if not self._read():
                self.lifecycle.leave_soon(signal.SIGHUP)
        except Exception as error:
            self.lifecycle.fail_from_thread(error)

    def _read(self) -> bool:
        """Read input; return False if it has ended."""
        received = TerminalInput()
        deadline: float | None = None
        while True:
            wait = None if deadline is None else max(0.0, deadline - monotonic())
            readable = select.select([self.fileno, self._enough], [], [], wait)[0]
            if self._enough in readable:
                return True
            if readable:
                try:
                    data = os.read(self.fileno, _MOST_READ)
                except BlockingIOError:
                    continue
                except OSError:
                    return False
                if not data:
                    return False
                self._take(received.feed(data))
            elif deadline is not None and monotonic() >= deadline:
                self._take(received.give_up())
            else:
                continue
            deadline = None if received.patience is None else monotonic() + received.patience

    def _take(self, pieces: Iterator[Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, str):
                for message in self._parse(piece):
                    self.process_message(message)
            else:
                self.process_message(piece)

    def _parse(self, piece: str) -> list[Message]:
        """Parse a piece of input; a piece that makes the parser fail is dropped."""
        try:
            messages = list(self._parser.feed(piece))
        except Exception:
            messages = []
        if not messages:
            # The parser failed, or waits for more after a complete piece: it would take the next keys for part of it.
            self._renew_parser()
        return messages

    def _renew_parser(self) -> None:
        before, self._parser = self._parser, XTermParser()
        for name in ("last_x", "last_y", "mouse_pixels", "terminal_size", "terminal_pixel_size"):
            setattr(self._parser, name, getattr(before, name))

    def process_message(self, message: Message) -> None:
        """Hand a message on: sizes as the kernel reports them; mouse events outside the screen only if they are releases."""
        if isinstance(message, events.Resize | events.MouseEvent):
            size = Size(*os.get_terminal_size(self.screen_file))
            if isinstance(message, events.Resize):
                if size.area and message.size != size:
                    self._parser = XTermParser()
                    message = events.Resize(size, size)
            elif (
                size.area
                and not isinstance(message, events.MouseUp)
                and not size.contains(int(message.screen_x), int(message.screen_y))
            ):
                return
        super().process_message(message)


@contextmanager
def _as_standard_error(output: TextIO | TerminalOutput) -> Iterator[None]:
    before = sys.__stderr__
    sys.__stderr__ = output  # type: ignore[misc, assignment]
    try:
        yield
    finally:
        sys.__stderr__ = before  # type: ignore[misc]
