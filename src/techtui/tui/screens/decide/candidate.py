"""The dialog that says why a candidate stands where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from techtui.catalog.refs import Ref
from techtui.pages.decision_candidate import candidate_blocks
from techtui.tui.dialogs.base import Dialog
from techtui.tui.messages import LinkOpened
from techtui.tui.page.view import PageView

if TYPE_CHECKING:
    from techtui.catalog.decide import Ranking
    from techtui.catalog.model import Catalog
    from techtui.pages.document import Block


class _Page(PageView):
    def __init__(self, catalog: Catalog, ranking: Ranking, technology: str) -> None:
        super().__init__()
        self._what = catalog, ranking, technology

    def blocks(self) -> Iterable[Block]:
        return candidate_blocks(*self._what)


class CandidateScreen(Dialog[Ref | None]):
    """Shows a candidate; answers with a technology if a link to one is followed.

    Args:
        catalog: Which it was ranked by.
        ranking: What came out.
        technology: The id of the candidate.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,i", "close", "Close")]

    def __init__(self, catalog: Catalog, ranking: Ranking, technology: str) -> None:
        super().__init__()
        self._heading = catalog.technologies[technology].name
        self._page = _Page(catalog, ranking, technology)

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
