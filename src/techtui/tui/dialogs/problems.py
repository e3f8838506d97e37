"""A dialog that lists the problems of a catalog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from techtui.catalog.messages import counted
from techtui.pages.problems import problems_blocks
from techtui.tui.dialogs.base import Dialog
from techtui.tui.page.view import PageView

if TYPE_CHECKING:
    from techtui.catalog.problems import Problem
    from techtui.pages.document import Block


class ProblemsPage(PageView):
    """Problems under headings by kind.

    Args:
        problems: The problems.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self._problems = problems

    def blocks(self) -> Iterator[Block]:
        return problems_blocks(self._problems)


class ProblemsScreen(Dialog[None]):
    """Lists the problems of a catalog.

    Args:
        problems: The first problems.
        count: The number of all problems.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,exclamation_mark", "close", "Close")]

    def __init__(self, problems: Sequence[Problem], count: int) -> None:
        super().__init__()
        self._problems = problems
        self._count = count

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large") as dialog:
            dialog.border_title = Content(f"{counted(self._count, 'problem')} in the catalog")
            dialog.border_subtitle = Content("↑↓ scroll · esc close")
            yield ProblemsPage(self._problems)
