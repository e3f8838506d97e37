"""How an app of techtui begins and ends: by a signal, a closed terminal, or an unexpected error."""

from __future__ import annotations

import asyncio
import os
import threading
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from textual import constants, events, on
from textual.app import App
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.worker import WorkerFailed

from techtui.tui.runtime import signals

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType
    from textual.geometry import Size

Result = TypeVar("Result")


@runtime_checkable
class HoldsText(Protocol):
    """A screen with unsaved text that must not be lost."""

    def keep(self) -> None:
        """Save the text as it stands; the program is about to end."""


def _has_shell() -> bool:
    # A parent in our session can continue us; otherwise our process group is an orphan.
    getsid = getattr(os, "getsid", None)
    return getsid is None or getsid(os.getppid()) == getsid(0)


class Lifecycle(App[Result]):
    """A base for apps that end cleanly, whatever ends them.

    The terminal is restored, what `save_all` saves is saved, and `return_code` tells why: 128 and the number of a signal, or 1
    after an unforeseen error, which is then in `failure`.
    """

    def __init__(self) -> None:
        self.failure: BaseException | None = None
        """The error that ended the app, if one did."""
        self.last_words = ""
        """A sentence for stderr once the terminal is restored; empty if there is none."""
        self.is_leaving = False
        """Whether the app is about to end because it was told to, or failed."""
        self._has_left = False
        self.is_ending = False
        """Whether the app was asked to end, in whatever way."""
        self._in_loop: Callable[..., object] | None = None
        self._sized: Size | None = None
        self.forget_screen: Callable[[], None] = lambda: None
        """Has what is painted next be written to the terminal even if it seems to be there; the driver sets it."""
        super().__init__()

    def get_driver_class(self) -> type[Driver]:
        """Our driver for terminals; that of the environment, Textual's own on Windows and with an unknown version of Textual."""
        usual = super().get_driver_class()
        if constants.DRIVER is None and usual.__name__ == "LinuxDriver":
            try:
                from techtui.tui.runtime.driver import TerminalDriver
            except ImportError:
                return usual
            return TerminalDriver
        return usual

    async def run_async(self, **options: Any) -> Result | None:
        """Run the app; signals reach it from now on, and errors of its threads."""
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
        """End the app."""
        self.is_ending = True
        super().exit(result, return_code, message)

    # Being told to end -----------------------------------------------------------------------------

    def leave(self, number: int) -> None:
        """Leave as with `q`, because of a signal.

        Args:
            number: Of the signal; the program ends with 128 more.
        """
        if not self._has_left:
            self._has_left = True
            self.last_words = self._save_quietly() or self.last_words
            self.is_ending = True
            super().exit(return_code=128 + number)

    def leave_soon(self, number: int) -> None:
        """The same, called by another thread or by the handler of a signal."""
        if not self.is_leaving:
            # Known at once: a driver that is woken by SIGCONT must not take the terminal again.
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
        """Go back to the shell, if there is one: a program without one would stop for ever."""
        if not self.is_web and not _has_shell():
            self.notify("There is no shell to go back to.")
            return
        self._save_quietly()
        super().action_suspend_process()

    # Painting again --------------------------------------------------------------------------------

    @on(Driver.SignalResume)
    def action_paint_again(self) -> None:
        """Paint the whole screen, whatever is on it. Coming back from the shell, most terminals show an empty one."""
        self.forget_screen()
        self.refresh(layout=True)

    def on_resize(self, event: events.Resize) -> None:
        """Paint again if the terminal was made smaller and large again before anybody looked: it has lost what it cut off."""
        before, self._sized = self._sized, event.size
        # Terminals that announce their size do so at the beginning, too, when nothing is painted yet.
        if event.size == before and self.screen_stack and self.screen.is_mounted:
            self.action_paint_again()

    # Errors ----------------------------------------------------------------------------------------

    def fail(self, error: BaseException) -> None:
        """End because of an unexpected error: save what can be saved, and remember the first error."""
        if not self.is_leaving:
            self.failure = error
            self.is_leaving = True
            signals.end_by_force_later(1)
            self.last_words = self._save_quietly() or self.last_words
            self.is_ending = True
            super().exit(return_code=1)
        # Else all is saved, and what is taken apart may fail at what was not put together yet.
        self.panic()

    def fail_from_thread(self, error: BaseException) -> None:
        """The same, called from another thread."""
        self.call_in_loop(self.fail, error)

    def _handle_exception(self, error: Exception) -> None:
        # Textual has no public name for what it does with an unforeseen error, which is to print a traceback with the values of
        # all variables: with texts of the catalog, and of notes. Its pilot, in tests, wants to be told in its own way.
        if self.is_ending and isinstance(error, NoMatches):
            # A screen that was asked for a moment ago is no longer put together.
            return
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self.fail(error.error if isinstance(error, WorkerFailed) else error)

    # Saving ----------------------------------------------------------------------------------------

    def keep_open_texts(self) -> None:
        """Save what is being written, such as an open note."""
        for screen in self._with_text():
            screen.keep()

    def save_all(self) -> str:
        """Save what a person would miss.

        Returns:
            One sentence if something could not be saved; empty otherwise.
        """
        return ""

    def _save_quietly(self) -> str:
        """Save all, and the text that is being written; one thing that can't be saved costs no other.

        Returns:
            One sentence on what could not be saved; empty if nothing.
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
