"""Copies text: by the terminal, and by a program of this system where the terminal may hold it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

_HELD_BACK = " If pasting gives nothing, your terminal blocks it."


def copy(app: App[None], text: str, what: str, form: str = "Markdown") -> None:
    """Copy something, and say so.

    Args:
        app: The explorer.
        text: What to copy.
        what: What it is, as in “Copied the …”.
        form: Which format it has.
    """
    app.copy_to_clipboard(text)
    if app.is_web:
        # The clipboard of this machine is not that of the visitor; the browser fills the right one.
        _say(app, what, form)
    else:
        # Programs take their time.
        fill = partial(_fill_clipboard, app, text, what, form)
        app.run_worker(fill, thread=True, exclusive=True, group="copy", exit_on_error=False)


def _fill_clipboard(app: App[None], text: str, what: str, form: str) -> None:
    from techtui.tui.runtime.clipboard import fill_clipboard

    # Not every terminal hands text on, and none says so.
    app.call_from_thread(_say, app, what, form, "" if fill_clipboard(text) else _HELD_BACK)


def _say(app: App[None], what: str, form: str, more: str = "") -> None:
    app.notify(f"Copied the {what} as {form}.{more}", markup=False)
