"""Copies a text out of a screen, and says whether that worked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen


def copy_out(screen: Screen[Any], text: str, what: str) -> None:
    """Put a text into the clipboard.

    Args:
        screen: Where it was asked for; a notice on it says what was copied.
        text: What to copy, as Markdown.
        what: What that is, in a word or two.
    """
    screen.app.copy_to_clipboard(text)
    if screen.app.is_web:
        # The clipboard of this machine is not that of the visitor; the browser fills the right one.
        screen.notify(f"Copied the {what} as Markdown.", markup=False)
    else:
        screen.run_worker(
            partial(_fill_clipboard, screen, text, what),
            thread=True,
            exclusive=True,
            group="copy",
            exit_on_error=False,
        )


def _fill_clipboard(screen: Screen[Any], text: str, what: str) -> None:
    from techtui.tui.screens.compare.clipboard import fill_clipboard

    # Not every terminal hands text on, and none says so.
    words = (
        ""
        if fill_clipboard(text)
        else " If pasting gives nothing, your terminal holds it back: e writes a file."
    )
    screen.app.call_from_thread(
        screen.notify, f"Copied the {what} as Markdown.{words}", markup=False
    )
