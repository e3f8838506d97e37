"""A dialog that explains a concept or an attribute, or shows the texts of one kind of some technologies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var

from techtui.catalog.comparison import TextRow
from techtui.catalog.model import Catalog, Technology
from techtui.catalog.refs import Ref
from techtui.pages.comparison import texts_page
from techtui.pages.concept import attribute_page, concept_page
from techtui.pages.document import Block
from techtui.tui.dialogs.base import Dialog
from techtui.tui.messages import LinkOpened
from techtui.tui.page.view import PageView

Subject: TypeAlias = Ref | TextRow
"""What can be explained: a concept, an attribute, or the texts of one kind."""


class Explanation(PageView):
    """The page of the dialog.

    Args:
        catalog: The catalog.
        subject: What to explain.
        technologies: Technologies whose values or texts to show.
    """

    def __init__(
        self, catalog: Catalog, subject: Subject, technologies: tuple[Technology, ...] = ()
    ) -> None:
        super().__init__()
        self._catalog = catalog
        self._subject = subject
        self._technologies = technologies

    @property
    def title_text(self) -> str:
        """Return the title of what is explained."""
        if isinstance(self._subject, TextRow):
            return self._subject.name
        if self._subject.kind == "concept":
            return self._catalog.concepts[self._subject.id].title
        return self._catalog.attributes[self._subject.id].name

    def show(self, subject: Subject) -> None:
        """Explain something else."""
        self._subject = subject
        self.rewrite()

    def blocks(self) -> Iterable[Block]:
        catalog, subject = self._catalog, self._subject
        if isinstance(subject, TextRow):
            return texts_page(catalog, self._technologies, subject).blocks
        if subject.kind == "concept":
            return concept_page(catalog, catalog.concepts[subject.id]).blocks
        return attribute_page(catalog, catalog.attributes[subject.id], self._technologies).blocks


class ExplainScreen(Dialog[Ref | None]):
    """Shows an explanation; answers with a technology or category if a link to one is followed.

    Args:
        catalog: The catalog.
        steps: The subjects to step through, at least one.
        at: The position of the first subject to explain.
        technologies: Technologies whose values or texts to show.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,i", "close", "Close"),
        Binding("backspace,left_square_bracket,alt+left", "back", "Back", show=False),
        Binding("right,l,n", "step(1)", "Next", show=False),
        Binding("left,h,p", "step(-1)", "Previous", show=False),
    ]

    at: var[int] = var(0)
    """The position of the subject that was opened, or stepped to."""

    def __init__(
        self,
        catalog: Catalog,
        steps: Sequence[Subject],
        at: int = 0,
        technologies: tuple[Technology, ...] = (),
    ) -> None:
        super().__init__()
        self.catalog = catalog
        """Where everything is; the app may have a newer one."""
        self._page = Explanation(catalog, steps[at], technologies)
        self._steps = steps
        self._way = [steps[at]]
        self.set_reactive(ExplainScreen.at, at)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield self._page

    def on_mount(self) -> None:
        self._show()
        self._page.focus()

    def show(self, target: Ref) -> None:
        """Explain something else; “back” returns to the previous explanation.

        Args:
            target: A concept or an attribute.
        """
        if target != self._way[-1]:
            self._way.append(target)
            self._page.show(target)
            self._show()

    def _show(self) -> None:
        dialog = self.query_one(".dialog")
        place = f"  {self.at + 1} of {len(self._steps)}" if len(self._way) == 1 else ""
        dialog.border_title = Content(f"{self._page.title_text}{place}")
        back = "[ back · " if len(self._way) > 1 else ""
        step = "←→ step · " if len(self._steps) > 1 else ""
        dialog.border_subtitle = Content(f"{step}↑↓ scroll · tab link · {back}esc close")

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
        """Return to the previous explanation, or close."""
        if len(self._way) > 1:
            self._way.pop()
            self._page.show(self._way[-1])
            self._show()
        else:
            self.dismiss(None)

    def action_step(self, by: int) -> None:
        """Explain the next or previous subject, also after following a link."""
        at = self.at + by
        if 0 <= at < len(self._steps):
            self.at = at
            self._way = [self._steps[at]]
            self._page.show(self._steps[at])
            self._show()


def explained_like(catalog: Catalog, subject: Ref) -> Sequence[Ref]:
    """Return all concepts or all attributes of a catalog.

    Args:
        catalog: The catalog.
        subject: A concept or an attribute.
    """
    known = catalog.concepts if subject.kind == "concept" else catalog.attributes
    return tuple(Ref(subject.kind, one) for one in known)
