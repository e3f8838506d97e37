"""A dialog that explains a concept or an attribute."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from techtui.catalog.model import Catalog, Technology
from techtui.catalog.refs import Ref
from techtui.pages.concept import attribute_page, concept_page
from techtui.pages.document import Block
from techtui.tui.dialogs.base import Dialog
from techtui.tui.messages import LinkOpened
from techtui.tui.page.view import PageView


class Explanation(PageView):
    """The page of the dialog.

    Args:
        catalog: Where everything is.
        ref: A concept or an attribute.
        technologies: For an attribute: whose values to show.
    """

    def __init__(
        self, catalog: Catalog, ref: Ref, technologies: tuple[Technology, ...] = ()
    ) -> None:
        super().__init__()
        self._catalog = catalog
        self._ref = ref
        self._technologies = technologies

    @property
    def title_text(self) -> str:
        """What is explained."""
        if self._ref.kind == "concept":
            return self._catalog.concepts[self._ref.id].title
        return self._catalog.attributes[self._ref.id].name

    def show(self, ref: Ref) -> None:
        """Explain something else."""
        self._ref = ref
        self.rewrite()

    def blocks(self) -> Iterable[Block]:
        catalog, id = self._catalog, self._ref.id
        if self._ref.kind == "concept":
            return concept_page(catalog, catalog.concepts[id]).blocks
        return attribute_page(catalog, catalog.attributes[id], self._technologies).blocks


class ExplainScreen(Dialog[Ref | None]):
    """Shows an explanation; answers with a technology or category if a link to one is followed.

    Args:
        catalog: Where everything is.
        ref: A concept or an attribute.
        technologies: For an attribute: whose values to show.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,i", "close", "Close"),
        Binding("backspace,left_square_bracket,alt+left", "back", "Back", show=False),
    ]

    def __init__(
        self, catalog: Catalog, ref: Ref, technologies: tuple[Technology, ...] = ()
    ) -> None:
        super().__init__()
        self._page = Explanation(catalog, ref, technologies)
        self._way = [ref]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield self._page

    def on_mount(self) -> None:
        self._show()
        self._page.focus()

    def show(self, target: Ref) -> None:
        """Explain something else; “back” leads to what was explained before.

        Args:
            target: A concept or an attribute.
        """
        if target != self._way[-1]:
            self._way.append(target)
            self._page.show(target)
            self._show()

    def _show(self) -> None:
        dialog = self.query_one(".dialog")
        dialog.border_title = Content(self._page.title_text)
        back = " · [ back" if len(self._way) > 1 else ""
        dialog.border_subtitle = Content(f"↑↓ scroll · tab next link · ⏎ follow{back} · esc close")

    @on(PageView.Followed)
    def _followed(self, event: PageView.Followed) -> None:
        event.stop()
        if event.target.kind == "url":
            self.post_message(LinkOpened(event.target))
        elif event.target.kind in ("concept", "attribute"):
            self.show(event.target)
        else:
            self.dismiss(event.target)

    def action_back(self) -> None:
        """Go back to the explanation before, or close."""
        if len(self._way) > 1:
            self._way.pop()
            self._page.show(self._way[-1])
            self._show()
        else:
            self.dismiss(None)
