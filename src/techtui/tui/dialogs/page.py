"""A dialog that shows a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from techtui.catalog.refs import Ref
from techtui.tui.dialogs.base import Dialog
from techtui.tui.messages import LinkOpened
from techtui.tui.page.view import PageView

if TYPE_CHECKING:
    from techtui.pages.document import Block


class _Page(PageView):
    def __init__(self, write: Callable[[], Iterable[Block]]) -> None:
        super().__init__()
        self._write = write

    def blocks(self) -> Iterable[Block]:
        return self._write()


class PageScreen(Dialog[Ref | None]):
    """Shows a page; answers with a technology if a link to one is followed.

    Args:
        heading: The title of the dialog.
        blocks: Returns the blocks of the page.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,i", "close", "Close")]

    def __init__(self, heading: str, blocks: Callable[[], Iterable[Block]]) -> None:
        super().__init__()
        self._heading = heading
        self._page = _Page(blocks)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large") as dialog:
            dialog.border_title = Content(self._heading)
            dialog.border_subtitle = Content("↑↓ scroll · tab next link · ⏎ follow · esc close")
            yield self._page

    def on_mount(self) -> None:
        self._page.focus()

    @on(PageView.Followed)
    def _followed(self, event: PageView.Followed) -> None:
        event.stop()
        if event.target.kind == "technology":
            self.dismiss(event.target)
        else:
            self.post_message(LinkOpened(event.target))
