"""Opens web pages: in a browser window, in the terminal, or not at all."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from techtui.catalog.links import is_encrypted

if TYPE_CHECKING:
    from textual.app import App

    from techtui.tui.runtime.browser import Browser

    _App = App[None]
else:
    _App = object


class WebLinks(_App):
    """A mixin for apps: opens web pages without blocking the explorer or painting over it.

    If there is no browser, the address is shown and copied.
    """

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open a web page, and report failures.

        Args:
            url: The address.
            new_tab: Whether to use a new tab; only if the explorer itself runs in a browser.
        """
        if self.is_web:
            super().open_url(url, new_tab=new_tab)
            self._tell_opened(url)
            return
        from techtui.tui.runtime.browser import find_browser

        browser = find_browser(os.environ)
        if browser is not None and browser.in_terminal:
            self._open_here(browser, url)
        else:
            # A thread, not a worker: exiting must not wait for it.
            Thread(target=self._open_beside, args=(browser, url), daemon=True).start()

    def _tell_opened(self, url: str) -> None:
        hint = "" if is_encrypted(url) else "; the address is not encrypted"
        self.notify(url, title=f"Opened in your browser{hint}", markup=False)

    def _open_here(self, browser: Browser, url: str) -> None:
        from techtui.tui.runtime.browser import show_in_terminal

        try:
            with self.suspend(), _deaf_to_ctrl_c():
                shown = show_in_terminal(browser, url)
        except SuspendNotSupported:
            shown = False
        if not shown:
            Thread(target=self._give_address, args=(browser, url), daemon=True).start()

    def _open_beside(self, browser: Browser | None, url: str) -> None:
        from techtui.tui.runtime.browser import show_on_desktop

        if browser is not None and show_on_desktop(browser, url):
            self.call_later(self._tell_opened, url)
        else:
            self._give_address(browser, url)

    def _give_address(self, browser: Browser | None, url: str) -> None:
        """Show and copy an address that could not be opened; in a thread, because the clipboard may take a while."""
        from techtui.tui.runtime.clipboard import fill_clipboard

        copied = fill_clipboard(url)
        program = os.path.basename(browser.command[0]) if browser is not None else ""
        self.call_later(self._tell_address, url, program, copied)

    def _tell_address(self, url: str, program: str, copied: bool) -> None:
        self.copy_to_clipboard(url)
        held = "" if copied else ", if your terminal allows that"
        self.notify(
            f"{url}\nThe address is in the clipboard{held}.",
            title=f"{program} could not open it" if program else "No browser was found",
            severity="warning",
            timeout=20,
            markup=False,
        )


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Leave ``ctrl+c`` to the program that has the terminal; the signal reaches both."""
    # Not SIG_IGN, which the program would inherit.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
