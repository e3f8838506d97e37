"""Signals to end: SIGTERM, SIGHUP, SIGINT and SIGQUIT, from the explorer's first moment to its last."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer, current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING, Final

from techtui.files import remove_unfinished

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

_NAMES: Final = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")
_TO_LEAVE: Final = 5.0
"""Seconds after which a program that was told to end but hangs is killed."""
_AS_BEFORE: Final = (
    # No mouse reports, no bracketed paste, line wrap, no kitty keys, the main screen, a visible cursor, no focus reports.
    b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2048l\x1b[?2004l\x1b[?7h\x1b[<u"
    b"\x1b[?1049l\x1b[?25h\x1b[?1004l"
)

_leave: Callable[[int], object] | None = None


def listen() -> None:
    """Handle the signals: until an app listens, each ends the program at once, with 128 plus its number."""
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is None or signal.getsignal(number) is signal.SIG_IGN:
            # Windows has no SIGHUP. Signals that a wrapper such as nohup ignores stay ignored.
            continue
        signal.signal(number, _received)


@contextmanager
def heard_by(leave: Callable[[int], object]) -> Iterator[None]:
    """Hand signals to an app inside the ``with`` block.

    Args:
        leave: Called with the number, between any two steps of the main thread.
    """
    global _leave
    before, _leave = _leave, leave
    try:
        yield
    finally:
        _leave = before


@contextmanager
def waking(loop: AbstractEventLoop) -> Iterator[None]:
    """Let signals wake a waiting event loop inside the ``with`` block.

    Python runs handlers between two steps of the main thread. For a signal that arrives just before the loop starts to wait, that
    would be with the next event, which may never come.
    """
    if sys.platform == "win32" or current_thread() is not main_thread():
        yield
        return
    heard, told = os.pipe()
    os.set_blocking(heard, False)
    os.set_blocking(told, False)
    before = signal.set_wakeup_fd(told, warn_on_full_buffer=False)

    def drain() -> None:
        with suppress(BlockingIOError):
            os.read(heard, 1024)

    loop.add_reader(heard, drain)
    try:
        yield
    finally:
        loop.remove_reader(heard)
        signal.set_wakeup_fd(before)
        os.close(heard)
        os.close(told)


def end_by_force_later(code: int) -> None:
    """Make sure that the program ends with this exit code, whatever hangs; if no thread can be started, leave it at that."""
    force = Timer(_TO_LEAVE, _end, (code,))
    force.daemon = True
    # Who is short of memory or of threads is about to end all the same; an error here would keep it from ending.
    with suppress(RuntimeError, MemoryError):
        force.start()


def _received(number: int, frame: FrameType | None) -> None:
    if _leave is not None:
        _leave(number)
        return
    # Nothing is open, and the terminal is as it was. An error raised here could come out of code in C that does not expect one: while
    # kept state is decoded it took the interpreter down.
    remove_unfinished()
    os._exit(128 + number)


def _end(code: int) -> None:
    # Without a terminal, or on Windows, there is nothing to restore.
    with suppress(OSError, ImportError):
        _restore_terminal()
    os._exit(code)


def _restore_terminal() -> None:
    import termios

    file = os.open("/dev/tty", os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    os.write(file, _AS_BEFORE)
    attributes = termios.tcgetattr(file)
    # The modes a shell expects: lines, echo, signals from keys, and a return that ends a line.
    attributes[0] |= termios.ICRNL | termios.IXON
    attributes[3] |= termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN
    with suppress(termios.error):
        termios.tcsetattr(file, termios.TCSANOW, attributes)
