"""Copies text through the terminal, and also through a program where the terminal may not pass it on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

_HELD_BACK = " If pasting gives nothing, your terminal blocks it."


def copy(app: App[None], text: str, what: str, form: str = "Markdown") -> None:
    """Copy text, and say so.

    Args:
        app: The explorer.
        text: What to copy.
        what: What it is, as in “Copied the …”.
        form: Its format.
    """
    app.copy_to_clipboard(text)
    if app.is_web:
        # The clipboard of this machine is not the visitor's; the browser fills theirs.
        _say(app, what, form)
    else:
        # Programs may take a while.
        fill = partial(_fill_clipboard, app, text, what, form)
        app.run_worker(fill, thread=True, exclusive=True, group="copy", exit_on_error=False)


def _fill_clipboard(app: App[None], text: str, what: str, form: str) -> None:
    from techtui.tui.runtime.clipboard import fill_clipboard

    # Not every terminal passes text on, and none says whether it did.
    app.call_from_thread(_say, app, what, form, "" if fill_clipboard(text) else _HELD_BACK)


def _say(app: App[None], what: str, form: str, more: str = "") -> None:
    app.notify(f"Copied the {what} as {form}.{more}", markup=False)
