"""The Decide screen: criteria on the left, the ranking on the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from techtui.catalog.decide import Decision, Ranking, stepped
from techtui.catalog.decide.model import FEWEST_CANDIDATES, MOST_CANDIDATES, OWN
from techtui.catalog.messages import counted
from techtui.catalog.model import Catalog
from techtui.catalog.refs import MOST_COMPARED
from techtui.catalog.sanitize import one_line
from techtui.pages.decision import chosen
from techtui.pages.decision_words import good_text, score_text
from techtui.tui.chrome.frame import Frame
from techtui.tui.commands import bindings
from techtui.tui.messages import ComparisonAsked, DecisionKeepingAsked, ExplanationAsked, PlaceAsked
from techtui.tui.runtime.asking import ask, flow
from techtui.tui.screens.decide import flows
from techtui.tui.screens.decide.beginnings import with_candidates
from techtui.tui.screens.decide.criteria_list import MUST, TEMPLATE, WANT, CriteriaList
from techtui.tui.screens.decide.ranking_list import Ranked, RankingList
from techtui.tui.screens.decide.row_list import RowList
from techtui.tui.screens.decide.state import DecidingScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

_BOTH: Final = 60
"""From so many cells on, criteria and ranking are side by side."""
_NONE_CHOSEN: Final = "Choose something that counts first; a adds it."


class DecideScreen(DecidingScreen):
    """Weigh criteria, see which candidate comes first and why, and export the decision."""

    SCOPE = "decide"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("decide")]
    CSS_PATH = "decide.tcss"
    AUTO_FOCUS = "#criteria"
    PURPOSE = "Set musts and criteria, and see which candidate comes first."

    _about = ""
    """The text about the row under the cursor."""

    def compose_content(self) -> ComposeResult:
        yield self.title_bar("Decide")
        with Horizontal(id="panes"):
            with Frame(id="counts") as counts:
                counts.border_title = Content("What counts")
                yield CriteriaList(id="criteria").data_bind(
                    DecideScreen.ranking, DecideScreen.templates
                )
                yield Static(id="about", markup=False)
            with Vertical(id="results"):
                with Frame(id="frame") as frame:
                    frame.border_title = Content("Ranking")
                    yield Static(id="outcome", markup=False)
                    yield RankingList(id="ranking").data_bind(DecideScreen.ranked)
                with VerticalScroll(id="turning", can_focus=False) as panel:
                    panel.border_title = Content("What would turn it")
                    yield Static(id="turns", markup=False)
        yield self.key_bar()

    def on_mount(self) -> None:
        self._rank()
        self.watch(self.query_one(CriteriaList), "at", self._show_about)

    # State -------------------------------------------------------------------------------------

    def watch_ranked(self, ranked: Ranked | None) -> None:
        if ranked is None:
            return
        catalog, ranking = ranked
        self.heading = one_line(self.decision.question)
        self._show_aside()
        # Its height is fixed: no layout is needed.
        outcome = Content(_outcome(catalog, ranking))
        self.query_one("#outcome", Static).update(outcome, layout=False)
        self._show_first(ranking)
        self._show_about()
        self.look_for_turns()

    def watch_since(self) -> None:
        if self.stands:
            self._show_aside()

    def _show_aside(self) -> None:
        count = len(self.ranking.by_id) if self.ranking is not None else 0
        self.aside = self.since or counted(count, "candidate")

    def _show_about(self) -> None:
        """Show, for the row under the cursor, what is good about it and why it counts."""
        told = ""
        for one in self.ranking.criteria if self.ranking is not None else ():
            if one.key == self._criterion:
                good = good_text(one)
                told = f"{good[:1].upper()}{good[1:]}." + (
                    f" {one.why[:1].upper()}{one.why[1:]}" if one.why else ""
                )
        if told != self._about:
            self._about = told
            self.query_one("#about", Static).update(Content(told))

    def _show_first(self, ranking: Ranking) -> None:
        """Show below the criteria what can't be seen from there."""
        told = [f"! {len(ranking.ignored)} left out"] if ranking.ignored else []
        # The app knows the size before the screen does.
        narrow = self.app.size.width < _BOTH
        if narrow and self.catalog is not None and ranking.first and ranking.criteria:
            first = self.catalog.technologies[ranking.first].name
            told.append(f"1 {first} {score_text(ranking.standings[0].score)} · tab")
        self.query_one("#counts").border_subtitle = Content(" · ".join(told))

    def on_resize(self) -> None:
        if self.ranking is not None:
            self._show_first(self.ranking)

    def watch_shows_turning(self, shows: bool) -> None:
        self.set_class(shows, "-turning")
        if self.stands:
            self.look_for_turns()

    def watch_looks(self, looks: bool) -> None:
        # The old text stays until there is a new one, so that nothing shifts, but is muted.
        self.set_class(looks, "-looking")

    def watch_turns(self, turns: tuple[str, ...]) -> None:
        if self.stands:
            text = "\n".join(f"· {one}" for one in turns) or "Looking …"
            self.query_one("#turns", Static).update(Content(text))

    # Cursor and focus ------------------------------------------------------------------------------

    @property
    def _criterion(self) -> str:
        """The key of the want or own rating under the cursor; empty if there is none."""
        at = self.query_one(CriteriaList).at
        return at.removeprefix(WANT) if at.startswith(WANT) else ""

    @property
    def _among_candidates(self) -> bool:
        return self.query_one(RankingList).has_focus

    def action_other_pane(self) -> None:
        """Switch between criteria and ranking."""
        to_ranking = not self._among_candidates
        # If there is room for only one, the other replaces it.
        self.set_class(to_ranking, "-reading")
        self.set_focus(self.query_one(RankingList if to_ranking else CriteriaList))

    # Criteria --------------------------------------------------------------------------------------

    def action_more(self) -> None:
        """Raise the importance of the criterion under the cursor."""
        self._step(1)

    def action_less(self) -> None:
        """Lower the importance of the criterion under the cursor."""
        self._step(-1)

    def _step(self, by: int) -> None:
        key = self._criterion
        if not key:
            self.notify(_NONE_CHOSEN)
            return
        importance = self.decision.importance(key)
        if stepped(importance, by) == importance:
            end = "decisive, the most there is" if by > 0 else "nice, the least; x takes it off"
            self.notify(f"It is {end}.")
        else:
            self.change(self.decision.with_importance(key, stepped(importance, by)))

    @on(CriteriaList.Weighed)
    def _weighed(self, event: CriteriaList.Weighed) -> None:
        event.stop()
        self.change(self.decision.with_importance(event.key, event.importance))

    def action_drop(self) -> None:
        """Remove what is under the cursor: a must, a criterion, or a candidate."""
        if self._among_candidates:
            self._drop_candidate(self.query_one(RankingList).at)
            return
        at = self.query_one(CriteriaList).at
        if at.startswith(MUST):
            gone = at.removeprefix(MUST)
            musts = tuple(one for one in self.decision.musts if one != gone)
            self.change(replace(self.decision, musts=musts))
        elif self._criterion:
            self.change(self.decision.without(self._criterion))

    def _drop_candidate(self, gone: str) -> None:
        candidates = tuple(one for one in self.decision.candidates if one != gone)
        if len(candidates) < FEWEST_CANDIDATES:
            self.notify("At least two are needed to decide.")
        elif self.catalog is not None:
            self.change(with_candidates(self.catalog, self.decision, candidates))

    @flow
    async def action_add(self) -> None:
        """Ask for another criterion."""
        if self.catalog is None:
            return
        added = await flows.ask_what_counts(self, self.catalog, self.decision, self.entries)
        if added is not None:
            decision, key = added
            self.change(decision)
            # The cursor moves to the new criterion, to be weighed.
            self.query_one(CriteriaList).at = WANT + key

    @flow
    async def action_good(self) -> None:
        """Ask what is good about the criterion under the cursor; for an own criterion, how each candidate does."""
        key = self._criterion
        if self.catalog is not None and key.startswith(OWN):
            self._take(await self._graded(self.catalog, key))
        elif self.catalog is None or key not in self.catalog.attributes:
            self.notify(_NONE_CHOSEN)
        else:
            self._take(await flows.ask_what_is_good(self, self.catalog, self.decision, key))

    async def _graded(self, catalog: Catalog, key: str) -> Decision:
        at = self.query_one(RankingList).at if self._among_candidates else ""
        return await flows.ask_for_grades(self, catalog, self.decision, key, at)

    def _take(self, decision: Decision | None) -> None:
        if decision is not None:
            self.change(decision)

    @flow
    async def action_must(self) -> None:
        """Ask for a must."""
        if self.catalog is not None:
            self._take(await flows.ask_what_must_be(self, self.catalog, self.decision))

    @flow
    async def action_candidate(self) -> None:
        """Ask for one more candidate."""
        if len(self.decision.candidates) >= MOST_CANDIDATES:
            self.notify(f"{MOST_CANDIDATES} candidates are the most; x takes one off.")
        elif self.catalog is not None:
            self._take(
                await flows.ask_for_a_candidate(self, self.catalog, self.decision, (), self.entries)
            )

    @flow
    async def action_template(self) -> None:
        """Ask for a template to start from."""
        if not self.templates:
            self.notify("The catalog has no template for these; a adds what counts.")
        elif key := await flows.ask_for_a_template(self, self.templates):
            self.take_template(key)

    @flow
    async def action_question(self) -> None:
        """Ask for a new wording of the question."""
        from techtui.tui.dialogs.prompt import AskScreen

        dialog = AskScreen("The question", one_line(self.decision.question))
        if question := await ask(self, dialog):
            self.change(replace(self.decision, question=one_line(question)))

    # Reading ---------------------------------------------------------------------------------------

    @on(RowList.Opened)
    def _opened(self, event: RowList.Opened) -> None:
        event.stop()
        self.action_explain()

    def action_explain(self) -> None:
        """Explain what is under the cursor, with sources; apply a template."""
        if self.ranking is None or self.catalog is None:
            return
        at = self.query_one(CriteriaList).at
        if self._among_candidates:
            self._explain_candidate(self.query_one(RankingList).at)
        elif at.startswith(TEMPLATE):
            self.take_template(at.removeprefix(TEMPLATE))
        elif at.startswith(MUST):
            checks = next(iter(self.ranking.by_id.values())).musts if self.ranking.by_id else ()
            about = [a for m in checks if m.text == at.removeprefix(MUST) for a in m.attributes]
            self._explain_attribute(*about[:1])
        elif self._criterion.startswith(OWN):
            self.action_good()
        else:
            self._explain_attribute(self._criterion)

    def _explain_attribute(self, attribute: str = "") -> None:
        if self.catalog is not None and attribute in self.catalog.attributes:
            known = self.catalog.technologies
            ids = tuple(one for one in self.decision.candidates if one in known)
            self.post_message(ExplanationAsked(attribute, ids))
        elif attribute:
            self.notify("The catalog has no such attribute; x takes it off.")
        elif self.query_one(CriteriaList).at:
            self.notify("It is about names and categories, which have no source.")

    @flow
    async def _explain_candidate(self, technology: str) -> None:
        catalog, ranking = self.catalog, self.ranking
        if catalog is None or ranking is None or technology not in ranking.by_id:
            return
        from techtui.pages.decision_candidate import candidate_blocks
        from techtui.tui.dialogs.page import PageScreen

        name = catalog.technologies[technology].name
        blocks = partial(candidate_blocks, catalog, ranking, technology)
        place = await ask(self, PageScreen(name, blocks))
        if place is not None:
            self.post_message(PlaceAsked(place))

    def action_turning(self) -> None:
        """Show or hide what would change the result."""
        self.shows_turning = not self.shows_turning
        if self.shows_turning and self.has_class("-narrow") and not self._among_candidates:
            self.action_other_pane()

    def action_compare(self) -> None:
        """Compare the first four candidates."""
        standings = self.ranking.standings[:MOST_COMPARED] if self.ranking is not None else ()
        if len(standings) < FEWEST_CANDIDATES:
            self.notify("Fewer than two are left to compare.")
        else:
            self.post_message(ComparisonAsked(tuple(one.technology for one in standings)))

    # Exporting ---------------------------------------------------------------------------------------

    def _can_be_taken_away(self) -> bool:
        """Whether there are any criteria; says so if not."""
        from techtui.tui.screens.decide.documents import answered

        decision = answered(self.ranking) if self.ranking is not None else self.decision
        if decision.wants or decision.ratings or decision.musts:
            return True
        self.notify("Nothing counts yet; a adds it, t begins with a template.")
        return False

    def action_keep(self) -> None:
        """Keep the decision on the shelf, with the values it is based on."""
        if not self._can_be_taken_away():
            return
        if self.catalog is not None and self.ranking is not None:
            from techtui.tui.screens.decide.documents import as_file

            name = self.kept_as or one_line(self.decision.question).rstrip("?")
            text = as_file(self.catalog, self.ranking)
            self.post_message(DecisionKeepingAsked(name, text, self._kept))

    def _kept(self, name: str) -> None:
        self.kept_as, self.since = name, "kept"

    @flow
    async def action_export(self) -> None:
        """Export the decision to a file."""
        if self.catalog is None or self.ranking is None or not self._can_be_taken_away():
            return
        from techtui.tui.screens.compare.export import export
        from techtui.tui.screens.decide.documents import file_stem, formats

        stem = file_stem(self.decision.question)
        files = formats(self.catalog, self.ranking)
        await export(self, "decision", (stem,), files)

    def action_copy(self) -> None:
        """Copy the decision as Markdown."""
        if not self._can_be_taken_away():
            return
        if self.catalog is not None and self.ranking is not None:
            from techtui.formats.decision_record import as_markdown
            from techtui.tui.runtime.copying import copy

            copy(self.app, as_markdown(self.catalog, self.ranking), "decision")

    def action_close(self) -> None:
        """Go back."""
        if self.is_current:
            self.dismiss()


def _outcome(catalog: Catalog, ranking: Ranking) -> str:
    if not ranking.by_id:
        return "The catalog no longer has any candidate; A adds others."
    if not ranking.standings:
        return "No candidate meets every must."
    if not any(one.weight > 0 for one in ranking.criteria):
        left = f"{len(ranking.standings)} of {len(ranking.by_id)} meet every must. "
        return f"{left if ranking.out else ''}Nothing is weighed yet, so all are level."
    return "".join(span.text for span in chosen(catalog, ranking))
