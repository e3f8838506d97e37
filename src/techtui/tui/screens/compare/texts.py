"""A dialog with all that is told of the compared technologies in one respect, with sources and links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from techtui.catalog.comparison import TextRow
from techtui.catalog.model import Catalog, Technology
from techtui.pages.comparison import texts_page
from techtui.pages.document import Block
from techtui.tui.dialogs.base import Dialog
from techtui.tui.messages import LinkOpened
from techtui.tui.page.view import PageView


class TextsPage(PageView):
    """The page of the dialog.

    Args:
        catalog: Where sources are declared.
        technologies: Who it is about.
        row: What is told.
    """

    def __init__(
        self, catalog: Catalog, technologies: tuple[Technology, ...], row: TextRow
    ) -> None:
        super().__init__()
        self._catalog = catalog
        self._technologies = technologies
        self._row = row

    def blocks(self) -> Iterable[Block]:
        return texts_page(self._catalog, self._technologies, self._row).blocks


class TextsScreen(Dialog[None]):
    """Shows one row of texts in full.

    Args:
        catalog: Where sources are declared.
        technologies: Who it is about.
        row: What is told.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,i", "close", "Close")]

    def __init__(
        self, catalog: Catalog, technologies: tuple[Technology, ...], row: TextRow
    ) -> None:
        super().__init__()
        self._title = row.name
        self._page = TextsPage(catalog, technologies, row)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large") as dialog:
            dialog.border_title = Content(self._title)
            dialog.border_subtitle = Content("↑↓ scroll · tab next link · ⏎ follow · esc close")
            yield self._page

    def on_mount(self) -> None:
        self._page.focus()

    @on(PageView.Followed)
    def _followed(self, event: PageView.Followed) -> None:
        event.stop()
        self.post_message(LinkOpened(event.target))
