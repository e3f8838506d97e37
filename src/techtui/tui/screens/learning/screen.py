"""The Learning screen: progress, and what to learn next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.reactive import reactive, var

from techtui.catalog.model import Catalog
from techtui.pages.learning import learning_page
from techtui.shelf import DEFAULT_GOAL, Entry, StatusChange
from techtui.tui.commands import bindings
from techtui.tui.messages import to_follow
from techtui.tui.page.view import PageView
from techtui.tui.screen import CatalogScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

    from techtui.pages.document import Block


class LearningPage(PageView):
    """Shows progress, and what to learn next."""

    DEFAULT_CSS = "LearningPage { padding: 1 2; }"

    catalog: var[Catalog | None] = var[Catalog | None](None)
    entries: var[Mapping[str, Entry]] = var[Mapping[str, Entry]]({})
    activity: var[Sequence[StatusChange]] = var[Sequence[StatusChange]](())
    goal: reactive[int] = reactive(DEFAULT_GOAL)

    def watch_catalog(self) -> None:
        self.rewrite(keep_place=True)

    def watch_entries(self) -> None:
        self.rewrite(keep_place=True)

    def watch_goal(self) -> None:
        self.rewrite(keep_place=True)

    def blocks(self) -> Iterable[Block]:
        if self.catalog is None:
            return ()
        today = date.today()
        return learning_page(self.catalog, self.entries, self.activity, self.goal, today).blocks


class LearningScreen(CatalogScreen):
    """Progress, suggestions, resources, activity."""

    SCOPE = "learning"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("learning")]
    PURPOSE = "How far you are: know one or two of each list. What to learn next, and where."

    activity: var[Sequence[StatusChange]] = var[Sequence[StatusChange]](())
    """The log of status changes."""
    goal: var[int] = var(DEFAULT_GOAL)
    """How many technologies to know of each category."""

    def compose_content(self) -> ComposeResult:
        yield self.title_bar("Learning")
        yield LearningPage(id="learning").data_bind(
            LearningScreen.catalog,
            LearningScreen.activity,
            LearningScreen.entries,
            LearningScreen.goal,
        )
        yield self.key_bar()

    def watch_catalog(self, catalog: Catalog | None) -> None:
        self.heading = catalog.title if catalog is not None else ""

    def validate_goal(self, goal: int) -> int:
        return max(1, min(goal, 9))

    def action_more(self) -> None:
        """Raise the goal."""
        self.goal += 1

    def action_less(self) -> None:
        """Lower the goal."""
        self.goal -= 1

    @on(PageView.Followed)
    def _followed(self, event: PageView.Followed) -> None:
        event.stop()
        self.post_message(to_follow(event.target))
