"""How an app of techtui starts and ends: by a signal, a closed terminal, or an unexpected error."""

from __future__ import annotations

import asyncio
import os
import threading
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar, runtime_checkable

from textual import constants, events, on
from textual.app import App
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.worker import WorkerFailed

from techtui.tui.runtime import signals
from techtui.tui.runtime.later import in_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType
    from textual.geometry import Size

Result = TypeVar("Result")
_SIZE_TOLD: Final = 0.1
"""Seconds within which Textual has told the screens a new size."""


@runtime_checkable
class HoldsText(Protocol):
    """A screen with unsaved text that must not be lost."""

    def keep(self) -> None:
        """Save the text as it stands; the program is about to exit."""


def _has_shell() -> bool:
    # A parent in our session can continue us; otherwise our process group is orphaned.
    getsid = getattr(os, "getsid", None)
    return getsid is None or getsid(os.getppid()) == getsid(0)


class Lifecycle(App[Result]):
    """The base of apps that exit cleanly, whatever the cause.

    On exit the terminal is restored, `save_all` is called, and `return_code` gives the cause: 128 plus the number of a signal, or
    1 after an unexpected error, which is then in `failure`.
    """

    def __init__(self) -> None:
        self.failure: BaseException | None = None
        """The error that ended the app, if any."""
        self.last_words = ""
        """A sentence for stderr once the terminal is restored; empty if there is none."""
        self.is_leaving = False
        """Whether the app is about to exit because it was told to, or failed."""
        self._has_left = False
        self.is_ending = False
        """Whether the app was asked to exit, in whatever way."""
        self._in_loop: Callable[..., object] | None = None
        self._sized: Size | None = None
        self.forget_screen: Callable[[], None] = lambda: None
        """Makes the next paint write everything, even what seems to be on the terminal already; the driver sets it."""
        super().__init__()

    def get_driver_class(self) -> type[Driver]:
        """Return our driver for terminals.

        The environment may name another; on Windows and with unknown versions of Textual, it is Textual's own.
        """
        usual = super().get_driver_class()
        if constants.DRIVER is None and usual.__name__ == "LinuxDriver":
            try:
                from techtui.tui.runtime.driver import TerminalDriver
            except ImportError:
                return usual
            return TerminalDriver
        return usual

    async def run_async(self, **options: Any) -> Result | None:
        """Run the app; signals, and errors of its threads, are handled from now on."""
        loop = asyncio.get_running_loop()
        self._in_loop = loop.call_soon_threadsafe
        before = threading.excepthook
        threading.excepthook = lambda args: self.fail_from_thread(args.exc_value or args.exc_type())
        try:
            with signals.heard_by(self.leave_soon), signals.waking(loop):
                return await super().run_async(**options)
        finally:
            threading.excepthook = before
            self._in_loop = None

    def exit(
        self,
        result: Result | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Exit the app."""
        self.is_ending = True
        super().exit(result, return_code, message)

    # Being told to end -----------------------------------------------------------------------------

    def leave(self, number: int) -> None:
        """Exit as with `q`, because of a signal.

        Args:
            number: The number of the signal; the exit code is 128 more.
        """
        if not self._has_left:
            self._has_left = True
            self.last_words = self._save_quietly() or self.last_words
            self.is_ending = True
            super().exit(return_code=128 + number)

    def leave_soon(self, number: int) -> None:
        """The same, for other threads and signal handlers."""
        if not self.is_leaving:
            # Set at once: a driver that is woken by SIGCONT must not take the terminal again.
            self.is_leaving = True
            signals.end_by_force_later(128 + number)
        self.call_in_loop(self.leave, number)

    def call_in_loop(self, what: Callable[..., object], *arguments: object) -> None:
        """Have something done between two messages; any thread, and the handler of a signal, may ask for it."""
        call = self._in_loop
        if call is not None:
            try:
                call(what, *arguments)
            except RuntimeError:
                # The loop is closed: the app has ended.
                return

    # Waiting ---------------------------------------------------------------------------------------

    def action_suspend_process(self) -> None:
        """Suspend to the shell, if there is one: without a shell the program would be stopped for ever."""
        if not self.is_web and not _has_shell():
            self.notify("There is no shell to go back to.")
            return
        self._save_quietly()
        super().action_suspend_process()

    # Painting again --------------------------------------------------------------------------------

    @on(Driver.SignalResume)
    def action_paint_again(self) -> None:
        """Paint the whole screen, whatever is on it. After returning from the shell, most terminals show an empty one."""
        self.forget_screen()
        self.refresh(layout=True)

    def on_resize(self, event: events.Resize) -> None:
        """Repaint if the terminal was made smaller and larger again before the next paint: it has lost what it cut off."""
        before, self._sized = self._sized, event.size
        in_seconds(self, _SIZE_TOLD, partial(self._tell_size, event.size))
        # Terminals that announce their size also do so at the start, when nothing is painted yet.
        if event.size == before and self.screen_stack and self.screen.is_mounted:
            self.action_paint_again()

    def _tell_size(self, size: Size) -> None:
        """Tell the screens their size if the timer that Textual has for it did not go off; then it never will again."""
        if self.screen_stack and size == self.size != self.screen.outer_size:
            for screen in self.screen_stack:
                screen.post_message(events.Resize(size, size))

    # Errors ----------------------------------------------------------------------------------------

    def fail(self, error: BaseException) -> None:
        """Exit because of an unexpected error: save what can be saved, and remember the first error."""
        if not self.is_leaving:
            self.failure = error
            self.is_leaving = True
            signals.end_by_force_later(1)
            self.last_words = self._save_quietly() or self.last_words
            self.is_ending = True
            super().exit(return_code=1)
        # By now everything is saved; tearing down may fail on what was not built completely.
        self.panic()

    def fail_from_thread(self, error: BaseException) -> None:
        """The same, for other threads."""
        self.call_in_loop(self.fail, error)

    def _handle_exception(self, error: Exception) -> None:
        # Textual has no public name for its handling of unexpected errors, which prints a traceback with the values of all
        # variables: catalog texts, and notes. Its pilot, in tests, must be told in its own way.
        if self.is_ending and isinstance(error, NoMatches):
            # A screen that was requested a moment ago is no longer composed.
            return
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self.fail(error.error if isinstance(error, WorkerFailed) else error)

    # Saving ----------------------------------------------------------------------------------------

    def keep_open_texts(self) -> None:
        """Save text that is being edited, such as an open note."""
        for screen in self._with_text():
            screen.keep()

    def save_all(self) -> str:
        """Save everything the user would miss.

        Returns:
            One sentence if something could not be saved; empty otherwise.
        """
        return ""

    def _save_quietly(self) -> str:
        """Save everything, including text that is being edited; one failure does not prevent the rest.

        Returns:
            One sentence on what could not be saved; empty if everything was.
        """
        problem = ""
        for save in (*(one.keep for one in self._with_text()), self.save_all):
            try:
                problem = save() or problem
            except Exception as error:
                self.failure = self.failure or error
        return problem

    def _with_text(self) -> list[HoldsText]:
        return [screen for screen in self.screen_stack if isinstance(screen, HoldsText)]
