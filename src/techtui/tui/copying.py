"""Copies text from a screen, and says so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen


def copy(screen: Screen[Any], text: str, what: str) -> None:
    """Put a text into the clipboard: that of the terminal, and that of the system for terminals that hand nothing on.

    Args:
        screen: Who copies.
        text: What to copy.
        what: What it is, such as ``the table as Markdown``.
    """
    screen.app.copy_to_clipboard(text)
    if screen.app.is_web:
        # The clipboard of this machine is not that of the visitor; the browser fills the right one.
        screen.notify(f"Copied {what}.", markup=False)
    else:
        screen.run_worker(
            partial(_fill, screen, text, what),
            thread=True,
            exclusive=True,
            group="copy",
            exit_on_error=False,
        )


def _fill(screen: Screen[Any], text: str, what: str) -> None:
    from techtui.tui.screens.compare.clipboard import fill_clipboard

    # Not every terminal hands text on, and none says so.
    words = (
        ""
        if fill_clipboard(text)
        else " If pasting gives nothing, your terminal holds it back: e writes a file."
    )
    screen.app.call_from_thread(screen.notify, f"Copied {what}.{words}", markup=False)
