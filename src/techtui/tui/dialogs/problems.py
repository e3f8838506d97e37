"""A dialog that lists what was left out of a catalog, or could not be understood."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from techtui.catalog.format.kinds import KINDS
from techtui.catalog.format.messages import counted
from techtui.tui.dialogs.base import Dialog
from techtui.tui.page.layout import Page, piece
from techtui.tui.page.view import PageView

if TYPE_CHECKING:
    from techtui.catalog.format.problems import Problem


class ProblemsPage(PageView):
    """Problems under headings that say their kinds.

    Args:
        problems: What to list.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self._problems = problems

    def write(self, page: Page) -> None:
        told = "Everything else is shown. techtui check says the same, with what to write instead."
        page.paragraph(Text(told, page.ink.muted))
        kinds: dict[str, list[Problem]] = {}
        for problem in self._problems:
            kinds.setdefault(problem.code, []).append(problem)
        for kind, problems in kinds.items():
            page.heading(KINDS[kind].capitalize(), kind)
            hints = {problem.hint for problem in problems}
            common = hints.pop() if len(hints) == 1 else ""
            if common:
                page.paragraph(Text(common, page.ink.muted), 2)
            for problem in problems:
                place = Path(problem.file).name
                if problem.line:
                    place += f":{problem.line}"
                text = piece(place, page.ink.accent)
                if problem.subject:
                    text.append(f"  {problem.subject}", page.ink.strong)
                text.append(f"  {problem.message}")
                page.paragraph(text, 2, 2)
                if problem.hint and not common:
                    page.paragraph(Text(problem.hint, page.ink.muted), 4)


class ProblemsScreen(Dialog[None]):
    """Lists the problems of a catalog.

    Args:
        problems: The first of them.
        count: How many there are in all.
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
