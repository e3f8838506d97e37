"""Follows a link of a catalog: opens it in the browser, copies it, or explains why not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from techtui.catalog.links import link_kind

if TYPE_CHECKING:
    from textual.app import App


def follow_link(app: App[None], text: str) -> None:
    """Open a web address, copy any other address, and say so if the text is not an address.

    Args:
        app: The explorer.
        text: The link, as the catalog gives it.
    """
    match link_kind(text):
        case "open":
            app.open_url(text)
        case "copy":
            app.copy_to_clipboard(text)
            if not app.is_web:
                # For terminals that do not pass text on, the system has a program; it may take a while.
                from techtui.tui.runtime.clipboard import fill_clipboard

                app.run_worker(partial(fill_clipboard, text), thread=True, exit_on_error=False)
            app.notify(text, title="Copied: no address for a browser", markup=False)
        case _:
            app.notify(
                text, title="This is not an address to follow", severity="warning", markup=False
            )
