"""Follows a link of a catalog: to the browser, to the clipboard, or nowhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from techtui.catalog.links import link_kind

if TYPE_CHECKING:
    from textual.app import App


def follow_link(app: App[None], text: str) -> None:
    """Open a web address, copy any other address, and say of what is none that it is none.

    Args:
        app: Whose browser and clipboard are meant.
        text: What the catalog gives as a link.
    """
    match link_kind(text):
        case "open":
            app.open_url(text)
        case "copy":
            app.copy_to_clipboard(text)
            if not app.is_web:
                # Of terminals that do not hand text on, the system has a program for it; it may take its time.
                from techtui.tui.runtime.clipboard import fill_clipboard

                app.run_worker(partial(fill_clipboard, text), thread=True, exit_on_error=False)
            app.notify(text, title="Copied: no address for a browser", markup=False)
        case _:
            app.notify(
                text, title="This is not an address to follow", severity="warning", markup=False
            )
