"""Opens and keeps decisions, and reviews kept ones when the catalog changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from techtui.catalog.sanitize import one_line
from techtui.tui.runtime.asking import ask, flow

if TYPE_CHECKING:
    from techtui.catalog.decide import Decision
    from techtui.catalog.model import Catalog
    from techtui.shelf import KeptDecision
    from techtui.tui.controllers.base import Explorer
    from techtui.tui.messages import DecisionAsked, DecisionKeepingAsked

    _App = Explorer
else:
    _App = object

TURNS: Final = "turns"
"""Said of a decision whose outcome has changed."""
TOUCHED: Final = "touched"
"""Said of a decision that is based on values that have changed."""
DUE: Final = "due"
"""Said of a decision whose review is due."""
_UNFIT: Final = "does not fit"
"""Said of a decision that does not fit this catalog."""
_LONGEST_NAME: Final = 24


class Deciding(_App):
    """A mixin for apps: opens, keeps and reviews decisions."""

    def __init__(self) -> None:
        self._fates: Mapping[str, str] = {}
        self._looks_again = False
        super().__init__()

    def on_decision_asked(self, event: DecisionAsked) -> None:
        """Open the Decide screen."""
        if self.asks_already or self.catalog is None:
            return
        from techtui.catalog.decide.model import FEWEST_CANDIDATES, MOST_CANDIDATES
        from techtui.tui.screens.decide.beginnings import decision_among, decision_in

        # It may have been reloaded since somebody asked.
        catalog = self.catalog
        if event.technologies or event.category not in ("", *catalog.categories):
            known = self.known_of(event.technologies)
            decision = decision_among(catalog, known, event.found_by)
            count = len(known)
        else:
            decision = decision_in(catalog, event.category)
            count = catalog.count(event.category) - len(decision.left_out)
        if len(decision.candidates) < FEWEST_CANDIDATES:
            self.notify("There are fewer than two to decide between here.")
            return
        if count > MOST_CANDIDATES:
            self.notify(
                f"The first {MOST_CANDIDATES} of {count:,} are candidates; a filter (f) narrows them down."
            )
        self._open(decision)
        if decision.left_out:
            from techtui.pages.decision_words import left_out_text

            told = f"{left_out_text(catalog, decision)} A adds them."
            self.notify(told, markup=False)

    def _open(self, decision: Decision, kept_as: str = "", aside: str = "") -> None:
        from techtui.tui.screens.decide.screen import DecideScreen

        self.push_screen(DecideScreen(decision, kept_as, aside))

    # Keeping -------------------------------------------------------------------------------------

    @flow
    async def on_decision_keeping_asked(self, event: DecisionKeepingAsked) -> None:
        """Ask for a name, and keep a decision under it."""
        from techtui.tui.dialogs.prompt import AskScreen

        name = await ask(self, AskScreen("Keep the decision as", event.name))
        if not name:
            return
        before = {one.name: one.content for one in self._keeper.decisions()}
        self._keep(name, event.content)
        event.kept(name)
        self.notify(f"Kept as “{name}”; ctrl+p finds it.", markup=False)
        if name in before and name != event.name:
            restore = partial(self._keep, name, before[name])
            self.dropped(f"the decision “{name}” of before", restore)

    def _keep(self, name: str, content: str) -> None:
        self._keeper.keep_decision(name, content)
        self.review_decisions()

    def kept_decisions(self) -> list[tuple[str, str]]:
        """Return the names of the kept decisions, each with what to show beside it."""
        return [
            (one.name, " · ".join(filter(None, ("Kept decision", self._fates.get(one.name, "")))))
            for one in self._keeper.decisions()
        ]

    def open_decision(self, name: str) -> None:
        """Open a kept decision, and say what has changed since it was made."""
        from techtui.catalog.decide import review
        from techtui.catalog.format.decision_file import parse_decision
        from techtui.catalog.problems import CatalogError
        from techtui.pages.decision_review import review_lines

        kept = {one.name: one.content for one in self._keeper.decisions()}
        if self.catalog is None or name not in kept:
            self.notify("It is no longer kept.")
            return
        try:
            found = parse_decision(one_line(name), kept[name], self.catalog)
        except CatalogError as error:
            first = error.problems[0]
            told = f"{first.message}" + (f"; {first.hint}" if first.hint else "")
            self.notify(told, title="It does not fit the catalog", severity="warning", markup=False)
            return
        fate = self._fates.get(name, "")
        self._open(found.decision, name, f"kept, {fate}" if fate else "kept")
        if fate and found.basis is not None:
            looked = review(found.decision, found.basis, self.catalog)
            lines = review_lines(self.catalog, one_line(name), looked)
            self.notify("\n".join(lines), severity="warning", timeout=20, markup=False)

    # Reviewing -------------------------------------------------------------------------------------

    def begin_reviewing(self) -> None:
        """Review the kept decisions now, and whenever the catalog changes."""
        self._looks_again = True
        self.review_decisions()

    def review_decisions(self) -> None:
        """Review the kept decisions with the current catalog."""
        catalog = self.catalog
        if not self._looks_again or catalog is None:
            return
        kept = self._keeper.decisions()
        if kept:
            self.run_worker(
                partial(self._review, catalog, kept),
                thread=True,
                exclusive=True,
                group="review",
                exit_on_error=False,
            )
        else:
            self._reviewed(catalog, {})

    def _review(self, catalog: Catalog, kept: Sequence[KeptDecision]) -> None:
        fates = dict(_fates_of(catalog, kept))
        self.call_from_thread(self._reviewed, catalog, fates)

    def _reviewed(self, catalog: Catalog, fates: Mapping[str, str]) -> None:
        if catalog is self.catalog:
            self._fates = fates
            self._browse.touched = in_words(fates, self.size.width)


def _fates_of(catalog: Catalog, kept: Sequence[KeptDecision]) -> Iterator[tuple[str, str]]:
    """Yield the names of decisions that need another look, and why."""
    # Imported in the worker: most users keep no decisions.
    from techtui.catalog.decide import review
    from techtui.catalog.format.decision_file import parse_decision
    from techtui.catalog.problems import CatalogError

    for one in kept:
        try:
            found = parse_decision(one_line(one.name), one.content, catalog)
        except CatalogError:
            yield one.name, _UNFIT
            continue
        if found.basis is None:
            continue
        looked = review(found.decision, found.basis, catalog)
        if looked.touched:
            yield one.name, TURNS if looked.turns else TOUCHED
        elif looked.due:
            yield one.name, DUE


def in_words(fates: Mapping[str, str], width: int) -> str:
    """Name the decisions that need another look, for a title bar.

    Args:
        fates: The name of a decision -> why it needs another look.
        width: The width of the screen; a name is included if there is room for it.
    """
    if not fates:
        return ""
    if len(fates) == 1:
        ((name, fate),) = fates.items()
        name = one_line(name)
        if width < 100:
            return f"! 1 decision {fate}"
        short = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
        return f"! “{short}” {fate}"
    turned = sum(fate == TURNS for fate in fates.values())
    more = f", {turned} of them {'turns' if turned == 1 else 'turn'}" if turned else ""
    return f"! {len(fates)} decisions touched{more}"
