"""The state of the Decide screen: a decision, its ranking, and what would change the result."""

from __future__ import annotations

from asyncio import sleep, to_thread
from collections.abc import Sequence
from typing import Final

from textual import work
from textual.reactive import var

from techtui.catalog.decide import Decision, Ranking, Template, rank, turning
from techtui.catalog.model import Catalog
from techtui.pages.decision import turn_texts
from techtui.tui.screen import CatalogScreen
from techtui.tui.screens.decide.beginnings import templates_for, with_template
from techtui.tui.screens.decide.ranking_list import Ranked

_AFTER: Final = 0.1
"""Seconds from a change to the search for what would change the result."""


class DecidingScreen(CatalogScreen):
    """A screen with a decision. Any change of it recomputes the ranking, which the widgets show.

    Args:
        decision: The decision to start with.
        kept_as: The name under which it is kept; empty if it is not.
        aside: What has changed since it was kept, in a few words.
    """

    decision: var[Decision] = var(Decision("", ()))
    """The decision."""
    ranking: var[Ranking | None] = var[Ranking | None](None)
    """The ranking of the candidates."""
    ranked: var[Ranked | None] = var[Ranked | None](None)
    """The ranking with its catalog."""
    templates: var[Sequence[Template]] = var[Sequence[Template]](())
    """Templates to start from."""
    shows_turning: var[bool] = var(False)
    """Whether what would change the result is shown."""
    turns: var[tuple[str, ...]] = var(())
    """What would change the result, one sentence each; empty until known."""
    looks: var[bool] = var(False)
    """Whether what would change the result is being computed; `turns` is outdated meanwhile."""
    since: var[str] = var("")
    """What has changed since the decision was kept, in a few words; empty if it was changed or never kept."""

    def __init__(self, decision: Decision, kept_as: str = "", aside: str = "") -> None:
        super().__init__()
        self._before: list[Decision] = []
        self.kept_as = kept_as
        """The name under which it is kept; empty if it is not."""
        self.set_reactive(DecidingScreen.since, aside)
        self.set_reactive(DecidingScreen.decision, decision)

    def watch_catalog(self) -> None:
        if self.stands:
            self._rank()

    def watch_decision(self) -> None:
        if self.stands:
            self._rank()

    def _rank(self) -> None:
        if self.catalog is not None:
            self.templates = templates_for(self.catalog, self.decision.candidates)
            self.ranking = rank(self.decision, self.catalog)
            self.ranked = Ranked(self.catalog, self.ranking)

    def look_for_turns(self) -> None:
        """Compute what would change the result, after the bars were repainted, if it is shown."""
        if self.shows_turning and self.ranking is not None and self.catalog is not None:
            self.looks = True
            self._find_turns(self.catalog, self.ranking)
        else:
            self.turns = ()

    @work(exclusive=True, group="turning", exit_on_error=False)
    async def _find_turns(self, catalog: Catalog, ranking: Ranking) -> None:
        # The bars are repainted first, and quick changes are not slowed down by results that nobody reads.
        await sleep(_AFTER)
        told = await to_thread(lambda: tuple(turn_texts(catalog, ranking, turning(ranking))))
        # The decision may have changed meanwhile.
        if ranking is self.ranking:
            self.turns, self.looks = told, False

    def change(self, decision: Decision) -> None:
        """Change the decision; undo returns to the previous one."""
        if decision != self.decision:
            self._before.append(self.decision)
            # It is no longer the decision that was kept or reviewed.
            self.since = ""
            self.decision = decision

    def action_undo(self) -> None:
        """Go back to the decision before the last change."""
        if self._before:
            self.decision = self._before.pop()
        else:
            self.notify("Nothing to undo.")

    def take_template(self, id_: str) -> None:
        """Apply a template."""
        for one in self.templates:
            if one.id == id_:
                self.change(with_template(self.decision, one))
