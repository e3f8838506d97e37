"""A dialog with all that is told of the compared technologies in one respect, with sources and links."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from techtui.catalog.comparison import TextRow
from techtui.catalog.model import Catalog, Point, Resource, Technology
from techtui.formats.plain import UNKNOWN, Citations
from techtui.tui.dialogs.base import Dialog
from techtui.tui.messages import LinkOpened
from techtui.tui.page.about import write_sources
from techtui.tui.page.layout import Page, Target, piece
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

    def write(self, page: Page) -> None:
        cite = Citations(self._catalog)
        for technology, texts in zip(self._technologies, self._row.texts, strict=True):
            page.heading(technology.name)
            for one in texts:
                page.bullets(
                    [self._said(page, one, cite.mark(one.sources))], "•", page.ink.muted, 2
                )
                if isinstance(one, Resource) and one.note:
                    page.paragraph(piece(one.note, page.ink.muted), 4)
            if not texts:
                page.paragraph(piece(UNKNOWN, page.ink.muted), 2)
        write_sources(page, self._catalog, cite)

    def _said(self, page: Page, one: Point | Resource, mark: str) -> Text:
        if isinstance(one, Point):
            text = Text(one.text)
        else:
            text = piece(one.title, page.ink.to(Target("url", one.url)))
            aside = " · ".join(
                filter(None, (one.provider, one.kind, one.price or one.cost, one.level))
            )
            text.append(f"  {aside}", page.ink.muted)
        if mark:
            text.append(f" {mark}", page.ink.mark)
        return text


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
