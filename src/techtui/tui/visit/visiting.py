"""The explorer for a visitor of the web server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from techtui.catalog.model import Catalog
from techtui.catalog.refs import CATALOG
from techtui.settings import Config
from techtui.tui import app
from techtui.tui.app import TechtuiApp
from techtui.tui.commands import bindings
from techtui.tui.visit.addresses import address_of, go_to, read_address

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.binding import BindingType

OUTDATED: Final = "The catalog has errors at the moment; this is the last good one."


class VisitorApp(TechtuiApp):
    """The explorer, opened at the URL of a web page.

    Args:
        catalog: The catalog.
        url: The page to open: the server as the browser calls it, and a path as `techtui.tui.visit.addresses` reads it.
        config: The settings of the user who runs the server.
        paths: The files the catalog was read from.
        on_shelf: Whether notes and marks are those of this machine.
        outdated: Whether the catalog is older than its files, which have errors.
    """

    CSS_PATH = str(Path(app.__file__).with_name("screens") / "browse" / "browse.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("visit")]
    SCOPES = ("app", "visit")

    def __init__(
        self,
        catalog: Catalog,
        url: str,
        *,
        config: Config,
        paths: Sequence[Path] = (),
        on_shelf: bool = False,
        outdated: bool = False,
    ) -> None:
        scheme, _, rest = url.partition("://")
        server, _, address = rest.partition("/")
        self._server, self._address = f"{scheme}://{server}", f"/{address}"
        read = read_address(self._address, catalog)
        super().__init__(
            catalog,
            read.place if read.place.kind else CATALOG,
            read.compared,
            config=config,
            paths=paths,
            problems=[OUTDATED] if outdated else [],
            on_shelf=on_shelf,
        )
        self._read = read

    def on_mount(self) -> None:
        if self._read.query or self._read.explained or self._read.missing:
            self.call_after_refresh(go_to, self, self._address)
        elif self._read.place.kind:
            self.call_after_refresh(self.leave_for_catalog().read_if_narrow)

    def exit(
        self, result: None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Exit; pending navigation no longer matters."""
        super().exit(result, return_code, message)
        self.is_leaving = True

    def close(self) -> None:
        """Exit because the browser has gone; a note that is being edited is kept if notes are."""
        if not self.is_leaving:
            self.keep_open_texts()
            self.exit()

    def action_copy_link(self) -> None:
        """Copy the URL of the current page."""
        link = self._server + address_of(self)
        self.copy_to_clipboard(link)
        self.notify(link, title="Copied the link", markup=False)
