"""The state of the Decide screen: a decision, the ranking that follows from it, and what would turn that."""

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
"""Seconds from a change to the search for what would turn it."""


class DecidingScreen(CatalogScreen):
    """A screen with a decision. Whatever changes it, the ranking is computed again, and the widgets show that.

    Args:
        decision: What to begin with.
        kept_as: The name under which it is kept; empty if it is not.
        aside: What has become of it since it was kept, in a few words.
    """

    decision: var[Decision] = var(Decision("", ()))
    """What is decided, and what counts."""
    ranking: var[Ranking | None] = var[Ranking | None](None)
    """What comes out of it."""
    ranked: var[Ranked | None] = var[Ranked | None](None)
    """The same, with the catalog by which it does."""
    templates: var[Sequence[Template]] = var[Sequence[Template]](())
    """What one can begin with."""
    shows_turning: var[bool] = var(False)
    """Whether what would turn it is shown."""
    turns: var[tuple[str, ...]] = var(())
    """What would turn it, a sentence each; empty until that is known."""
    looks: var[bool] = var(False)
    """Whether what would turn it is being looked for; what is shown till then is of before."""
    since: var[str] = var("")
    """What has become of it since it was kept, in a few words; empty for what is not kept as it is."""

    def __init__(self, decision: Decision, kept_as: str = "", aside: str = "") -> None:
        super().__init__()
        self._before: list[Decision] = []
        self.kept_as = kept_as
        """The name under which it is kept; empty if it is not."""
        self.set_reactive(DecidingScreen.since, aside)
        self.set_reactive(DecidingScreen.decision, decision)

    def watch_catalog(self) -> None:
        if self.is_mounted:
            self._rank()

    def watch_decision(self) -> None:
        if self.is_mounted:
            self._rank()

    def _rank(self) -> None:
        if self.catalog is not None:
            self.templates = templates_for(self.catalog, self.decision.candidates)
            self.ranking = rank(self.decision, self.catalog)
            self.ranked = Ranked(self.catalog, self.ranking)

    def look_for_turns(self) -> None:
        """Find out what would turn it, after the bars have moved, if that is shown."""
        if self.shows_turning and self.ranking is not None and self.catalog is not None:
            self.looks = True
            self._find_turns(self.catalog, self.ranking)
        else:
            self.turns = ()

    @work(exclusive=True, group="turning", exit_on_error=False)
    async def _find_turns(self, catalog: Catalog, ranking: Ranking) -> None:
        # The bars move first, and who goes on weighing is not slowed down by a search that nobody will read.
        await sleep(_AFTER)
        told = await to_thread(lambda: tuple(turn_texts(catalog, ranking, turning(ranking))))
        # Meanwhile the bars may have moved.
        if ranking is self.ranking:
            self.turns, self.looks = told, False

    def change(self, decision: Decision) -> None:
        """Take another decision; undo leads back to the one before."""
        if decision != self.decision:
            self._before.append(self.decision)
            # What was kept, or looked at again, is another one.
            self.since = ""
            self.decision = decision

    def action_undo(self) -> None:
        """Go back to the decision before the last change."""
        if self._before:
            self.decision = self._before.pop()
        else:
            self.notify("Nothing to undo.")

    def take_template(self, id_: str) -> None:
        """Let count what counts in a template."""
        for one in self.templates:
            if one.id == id_:
                self.change(with_template(self.decision, one))
