"""The Textual app: joins catalog and screens."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.reactive import var

from techtui.catalog.model import Catalog, Technology
from techtui.catalog.refs import CATALOG, NOWHERE, Ref
from techtui.catalog.sanitize import one_line
from techtui.settings import Config, State
from techtui.tui.choices.sorting import Sort
from techtui.tui.chrome.themes import THEMES, in_16_colours, with_shades
from techtui.tui.commands import bindings, of
from techtui.tui.deciding import Deciding
from techtui.tui.exporting import Exporting
from techtui.tui.finding_all import FindingAll
from techtui.tui.greeting import GREETING, Greeting
from techtui.tui.leaving import Leaving
from techtui.tui.messages import (
    ComparisonAsked,
    ComparisonKeepingAsked,
    ExplanationAsked,
    KeepingAsked,
    LearningAsked,
    LinkOpened,
    PickAsked,
    PlaceAsked,
    TableAsked,
    UnmarkingAsked,
)
from techtui.tui.runtime.keyboard import Keyboard
from techtui.tui.runtime.lifecycle import Lifecycle
from techtui.tui.runtime.memory import Memory
from techtui.tui.runtime.shelf_controller import POLL_SECONDS, ShelfKeeper
from techtui.tui.runtime.web_links import WebLinks
from techtui.tui.screen import CatalogScreen
from techtui.tui.screens.browse.screen import BrowseScreen
from techtui.tui.undoing import Undoing

if TYPE_CHECKING:
    from rich.console import RenderableType

    from techtui.catalog.problems import CatalogError
    from techtui.shelf import Entry
    from techtui.tui.commands import Scope


_NOT_KEPT = "Notes and marks can't be saved right now."
"""What a visitor is told, who need not know where the file lies."""
RELOADED_SECONDS = 3
"""How long a notice of a change stays."""
_NO_CONFIG = Config()


class TechtuiApp(
    Deciding, Exporting, FindingAll, Undoing, Leaving, Greeting, Keyboard, WebLinks, Lifecycle[None]
):
    """The explorer.

    Args:
        catalog: What to explore.
        start: Where to begin.
        compare: Ids of technologies to set side by side at once.
        config: What the person has set.
        state: Where the explorer was left last time; None neither restores nor remembers anything.
        paths: The files the catalog was read from; they are followed while the explorer is open.
        problems: What went wrong before the first frame, each in one sentence; shown as notices.
        on_shelf: Whether notes and marks are kept on this machine; otherwise they are forgotten at the end.
    """

    TITLE = "techtui"
    CSS_PATH = "screens/browse/browse.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]
    ENABLE_COMMAND_PALETTE = True
    SCOPES: ClassVar[tuple[Scope, ...]] = ("app",)
    """The commands that work on every screen."""

    catalog: var[Catalog | None] = var[Catalog | None](None)
    """What all screens show."""

    outdated: var[str] = var("")
    """Why what is shown is not what the files say now; empty while it is."""

    entries: var[Mapping[str, Entry]] = var(dict)
    """Technology id -> what the person keeps about it."""

    unsaved: var[bool] = var(False)
    """Whether something the person keeps is in memory only and would be lost at the end."""

    urgent: var[tuple[str, ...]] = var(())
    """The ids of commands that matter just now."""

    def __init__(
        self,
        catalog: Catalog,
        start: Ref = NOWHERE,
        compare: Sequence[str] = (),
        *,
        config: Config = _NO_CONFIG,
        state: State | None = None,
        paths: Sequence[Path] = (),
        problems: Sequence[str] = (),
        on_shelf: bool = True,
    ) -> None:
        self._coloured_as = ""
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self._memory = Memory(self, self._state_now) if state is not None else None
        self._state = state = state or State()
        self._problems = tuple(problems)
        self._on_shelf = on_shelf
        self._paths = tuple(paths)
        self._stop_following = Event()
        self._good_since = datetime.now()
        wanted = [name for name in (state.theme, config.theme) if name in self.available_themes]
        self.theme = wanted[0] if wanted else THEMES[0].name
        self._take_colours()
        self.set_keymap(config.keys)
        self._moved = frozenset(config.keys)
        self.set_reactive(TechtuiApp.catalog, catalog)
        self._compare = tuple(compare)
        # Places of another catalog mean nothing in this one.
        same = state.catalog == catalog.id
        last = state.at if same else NOWHERE
        asked = bool(start.kind)
        self._introduces = not asked and not last.kind and self._memory is not None
        """Whether the first thing to see is what there is, and where to begin."""
        if self._introduces:
            start, asked = CATALOG, True
        self._browse = BrowseScreen(
            start if asked else last,
            state.open if same else (),
            reads=asked,
            tree_cells=state.tree_width,
        )
        self._browse.set_reactive(CatalogScreen.catalog, catalog)
        sort = Sort(state.sort, state.reverse)
        if same and sort.fits(catalog):
            self._browse.set_reactive(BrowseScreen.sort, sort)
        self._browse.set_reactive(BrowseScreen.tree_share, state.tree_share)
        self._browse.set_reactive(BrowseScreen.hides_unwanted, state.hides_unwanted)
        if same:
            marked = tuple(one for one in state.marked if one in catalog.technologies)
            self._browse.set_reactive(BrowseScreen.marked, marked)
        self._goal = state.goal
        self._columns: dict[str, tuple[str, ...]] = {}

    def suit_terminal(self) -> None:
        """Take themes that can be read in the colours there are; to be called before a terminal is used."""
        from rich.color import ColorSystem

        if self.console.color_system == ColorSystem.STANDARD.name.lower():
            for theme in THEMES:
                self.register_theme(in_16_colours(theme))
            self._take_colours()

    def _take_colours(self) -> None:
        self._coloured_as = self.theme
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """The variables of the theme, and shades of ours."""
        if not self._coloured_as:
            # Textual asks before a theme is chosen; mixing the colours of its own takes as long as those of ours.
            return {}
        # Textual's own are only those that its themes know.
        self.theme_variables = with_shades(super().get_css_variables())
        return self.theme_variables

    def refresh_css(self, animate: bool = True) -> None:
        """Apply a theme; before there is a screen, only its colours are taken."""
        if self._browse.is_mounted:
            super().refresh_css(animate)
        elif self._coloured_as != self.theme:
            self._take_colours()

    def get_default_screen(self) -> BrowseScreen:
        """The first screen is the browse screen itself, so that no empty one is built before it."""
        return self._browse

    def on_mount(self) -> None:
        if len(self._compare) >= 2:
            self._open_comparison(self._compare)
        self.say_at_start(self._problems, self._greeting)
        if self._paths:
            self._follow_files()
        self.call_after_refresh(self._after_first_frame)

    @property
    def _greeting(self) -> str:
        # Who asked for a comparison looks at something else; the page of the catalog says it itself, as does that of a browser.
        first = self._memory is not None and not self._state.greeted
        return GREETING if first and not (self._compare or self._introduces) else ""

    @work(thread=True, exclusive=True, group="follow", exit_on_error=False)
    def _follow_files(self) -> None:
        from techtui.tui.runtime.reloading import follow

        follow(
            self._paths,
            partial(self.call_from_thread, self._reloaded),
            partial(self.call_from_thread, self._broken),
            partial(self.call_from_thread, self._not_reloaded),
            self._stop_following,
        )

    def _reloaded(self, catalog: Catalog) -> None:
        self.catalog = catalog
        now = datetime.now()
        # One notice at a time, however often a file is saved.
        if self.outdated or (now - self._good_since).total_seconds() > RELOADED_SECONDS:
            self.notify("Catalog reloaded", timeout=RELOADED_SECONDS)
        self._good_since, self.outdated = now, ""

    def _broken(self, error: CatalogError) -> None:
        first, *more = error.problems
        # Without its folder, so that the rest of it fits.
        place = one_line(Path(first.file).name) + (f":{first.line}" if first.line else "")
        why = f"{place}: {first.message}" + (f"; {first.hint}" if first.hint else "")
        rest = f" (and {len(more)} more; techtui check lists them)" if more else ""
        self._keep_old_state(why + rest)

    def _not_reloaded(self, error: Exception) -> None:
        why = one_line(f"{type(error).__name__}: {error}")
        self._keep_old_state(f"it could not be shown ({why}); start techtui again")

    def _keep_old_state(self, why: str) -> None:
        # Where the file lies, and what is in it, concerns no visitor.
        told = "" if self.is_web else f"\n{why}"
        since = f"{self._good_since:%H:%M}"
        self.outdated = f"The catalog has errors: its last good state, of {since}, is shown.{told}"

    def on_unmount(self) -> None:
        self._stop_following.set()
        self._keeper.close()

    def exit(
        self, result: None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Leave, and remember where one was."""
        if lost := self.save_all():
            return_code, self.last_words = return_code or 1, lost
        super().exit(result, return_code, message)

    def _state_now(self) -> State | None:
        """Where one is; None before there is anything to see."""
        if self.catalog is None or not self._browse.is_mounted:
            return None
        browse = self._browse
        return State(
            catalog=self.catalog.id,
            kind=browse.place.kind,
            place=browse.place.id,
            open=browse.open_branches,
            sort=browse.sort.by,
            reverse=browse.sort.reverse,
            marked=browse.marked,
            theme=self.theme,
            tree_share=browse.tree_share,
            goal=self._goal,
            hides_unwanted=browse.hides_unwanted,
            greeted=self._state.greeted or not self._compare,
        )

    def save_all(self) -> str:
        """Remember where one is, and try once more to save what is not saved yet; says what of that could not be, and why."""
        if self._memory is not None:
            self.last_words = self._memory.save()
        lost = self._keeper.save() if self.catalog is not None else ""
        return _NOT_KEPT if lost and self.is_web else lost

    def watch_catalog(self, catalog: Catalog | None) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, CatalogScreen):
                screen.catalog = catalog
        self.review_decisions()

    # What the person keeps -----------------------------------------------------------------------

    @cached_property
    def _keeper(self) -> ShelfKeeper:
        assert self.catalog is not None

        def changed(entries: Mapping[str, Entry]) -> None:
            self.entries = entries

        def troubled(problem: str) -> None:
            # A visitor is not told where the file lies.
            told = _NOT_KEPT if self.is_web else problem
            self.notify(told, severity="warning", timeout=10, markup=False)

        def unsaved(unsaved: bool) -> None:
            self.unsaved = unsaved

        return ShelfKeeper(self.catalog.id, changed, troubled, unsaved, on_disk=self._on_shelf)

    def _after_first_frame(self) -> None:
        if not gc.isenabled():
            # The launcher turned it off; what was built so far lives as long as the program.
            gc.freeze()
            gc.enable()
            # With Python's own thresholds it looks through everything several times while a word is typed.
            gc.set_threshold(2_000, 10, 50)
        self._open_shelf()
        if self._memory is not None:
            self._memory.follow(self, "theme")
            self._memory.follow(
                self._browse, "place", "sort", "marked", "tree_share", "hides_unwanted"
            )

    def _open_shelf(self) -> None:
        self._keeper.tell()
        self.begin_reviewing()
        self.set_interval(POLL_SECONDS, self._keeper.poll)

    def watch_unsaved(self, unsaved: bool) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, CatalogScreen):
                screen.unsaved = unsaved

    def watch_urgent(self, urgent: tuple[str, ...]) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, CatalogScreen):
                screen.urgent = urgent

    def watch_entries(self, entries: Mapping[str, Entry]) -> None:
        for screen in self.screen_stack:
            if hasattr(type(screen), "entries"):
                screen.entries = entries  # type: ignore[attr-defined]

    @on(KeepingAsked)
    def _keeping_asked(self, event: KeepingAsked) -> None:
        technology = event.technology
        if self._asks_already:
            return
        if event.what == "status":
            self._keeper.cycle_status(technology)
        elif event.what == "shortlist":
            self._keeper.toggle_shortlist(technology)
        else:
            from techtui.tui.dialogs.note import NoteScreen

            assert self.catalog is not None
            before = self._keeper.note(technology)

            name = self.catalog.technologies[technology].name

            def written(text: str, based_on: str) -> None:
                self._keeper.set_note(technology, text, based_on)
                if not text.strip():
                    restore = partial(self._keeper.set_note, technology, based_on, text)
                    self.dropped(f"the note on {name}", restore)

            self.push_screen(NoteScreen(name, before, written))

    @on(ComparisonKeepingAsked)
    def _comparison_keeping_asked(self, event: ComparisonKeepingAsked) -> None:
        if self._asks_already:
            return
        from techtui.tui.dialogs.prompt import AskScreen

        assert self.catalog is not None
        known = self._keeper.comparison_of(event.technologies)
        names = [self.catalog.technologies[one].name for one in event.technologies]
        proposal = known.name if known else " or ".join(names)

        def named(name: str | None) -> None:
            if name:
                self._keeper.keep_comparison(name, event.technologies)
                self.notify(f"Kept as “{name}”; ctrl+p finds it.", markup=False)

        if not event.note:
            self.push_screen(AskScreen("Keep the comparison as", proposal), named)
            return
        from techtui.tui.dialogs.note import NoteScreen

        before = known.note if known else ""

        def written(text: str, based_on: str) -> None:
            self._keeper.keep_comparison(proposal, event.technologies)
            self._keeper.set_comparison_note(proposal, text, based_on)
            if not text.strip():
                restore = partial(self._keeper.set_comparison_note, proposal, based_on, text)
                self.dropped(f"the note on {proposal}", restore)

        self.push_screen(NoteScreen(proposal, before, written))

    def open_comparison(self, technologies: tuple[str, ...]) -> None:
        """Set technologies side by side; those the catalog no longer has are left out."""
        assert self.catalog is not None
        known = tuple(one for one in technologies if one in self.catalog.technologies)
        if len(known) >= 2:
            self._open_comparison(known)
        else:
            self.notify("The catalog no longer has what was compared.")

    def kept_comparisons(self) -> list[tuple[str, tuple[str, ...]]]:
        """The names of the kept comparisons, and what they compare."""
        return [(one.name, one.technology_ids) for one in self._keeper.comparisons() if one.kept]

    @on(LearningAsked)
    def _learning_asked(self) -> None:
        from techtui.tui.screens.learning.screen import LearningScreen

        if self._asks_already or isinstance(self.screen, LearningScreen):
            return
        assert self.catalog is not None
        screen = LearningScreen()
        screen.set_reactive(CatalogScreen.catalog, self.catalog)
        screen.set_reactive(CatalogScreen.unsaved, self.unsaved)
        screen.set_reactive(CatalogScreen.urgent, self.urgent)
        screen.set_reactive(LearningScreen.entries, self.entries)
        screen.set_reactive(LearningScreen.activity, self._keeper.shelf.activity(self.catalog.id))
        if self._goal:
            screen.set_reactive(LearningScreen.goal, self._goal)
        self.watch(screen, "goal", self._goal_changed, init=False)
        self.push_screen(screen)

    @on(TableAsked)
    def _table_asked(self, event: TableAsked) -> None:
        from techtui.tui.screens.table.screen import TableScreen

        if self._asks_already or isinstance(self.screen, TableScreen):
            return
        screen = TableScreen(event.category, event.query, self._columns, event.here)
        screen.set_reactive(CatalogScreen.catalog, self.catalog)
        screen.set_reactive(CatalogScreen.unsaved, self.unsaved)
        screen.set_reactive(CatalogScreen.urgent, self.urgent)
        screen.set_reactive(TableScreen.entries, self.entries)
        screen.set_reactive(TableScreen.marked, self._browse.marked)
        screen.set_reactive(TableScreen.only_shortlist, self._browse.only_shortlist)
        screen.set_reactive(TableScreen.hides_unwanted, self._browse.hides_unwanted)
        for one in (screen, self._browse):
            self.watch(one, "marked", self._marks_changed, init=False)
        self.push_screen(screen)

    def _marks_changed(self, marked: tuple[str, ...]) -> None:
        # The same marks on all screens that have some.
        for screen in self.screen_stack:
            if hasattr(type(screen), "marked"):
                screen.marked = marked  # type: ignore[attr-defined]

    @on(UnmarkingAsked)
    def _unmarking_asked(self) -> None:
        self._browse.action_unmark_all()

    def _unwanted(self) -> set[str]:
        if not self._browse.hides_unwanted:
            return set()
        unwanted = {key for key, entry in self.entries.items() if entry.status == "not_for_me"}
        return unwanted | self.catalog.discouraged if self.catalog is not None else unwanted

    def _goal_changed(self, goal: int) -> None:
        self._goal = goal
        if self._memory is not None:
            self._memory.changed()

    @on(PlaceAsked)
    def _place_asked(self, event: PlaceAsked) -> None:
        self.show_place(event.place)

    # What screens ask for ----------------------------------------------------------------------

    @on(ComparisonAsked)
    def _comparison_asked(self, event: ComparisonAsked) -> None:
        if not self._asks_already:
            self._open_comparison(event.technologies)

    @property
    def _asks_already(self) -> bool:
        """Whether a dialog came up while a screen asked for the next one: of two keys in one moment, the second is too late."""
        # After leaving, no screen is left to ask.
        return not (self.screen_stack and isinstance(self.screen, CatalogScreen))

    def _open_comparison(self, technologies: tuple[str, ...]) -> None:
        from techtui.tui.screens.compare.screen import CompareScreen

        if isinstance(self.screen, CompareScreen):
            self.screen.ids = technologies
            return
        screen = CompareScreen(technologies, self._keeper.note_on)
        screen.set_reactive(CatalogScreen.catalog, self.catalog)
        screen.set_reactive(CatalogScreen.unsaved, self.unsaved)
        screen.set_reactive(CatalogScreen.urgent, self.urgent)
        self.push_screen(screen)

    @on(PickAsked)
    def _pick_asked(self, event: PickAsked) -> None:
        if self._asks_already:
            return
        # Imported at the first question.
        from techtui.tui.dialogs import flows

        assert self.catalog is not None
        push, catalog, ids = self.push_screen, self.catalog, event.technologies
        if event.purpose == "compare":
            hidden = self._unwanted()
            flows.ask_what_to_compare(
                push, catalog, ids, event.first, hidden, self._open_comparison
            )
        elif event.purpose == "sort":
            flows.ask_how_to_sort(push, catalog, self._browse.sort, self._sort)
        elif event.purpose == "filter":
            flows.ask_for_a_filter(push, catalog, ids, self._browse.toggle_filter)
        else:
            flows.ask_what_to_explain(
                push, catalog, lambda target: self.explain(target, self._shown())
            )

    def _sort(self, sort: Sort) -> None:
        self._browse.sort = sort

    def _shown(self) -> tuple[Technology, ...]:
        technology = self._browse.technology
        return (technology,) if technology is not None else ()

    @on(ExplanationAsked)
    def _explanation_asked(self, event: ExplanationAsked) -> None:
        if self._asks_already:
            return
        assert self.catalog is not None
        technologies = tuple(self.catalog.technologies[one] for one in event.technologies)
        self.explain(Ref("attribute", event.attribute), technologies)

    def explain(self, target: Ref, technologies: tuple[Technology, ...] = ()) -> None:
        """Explain a concept or an attribute in a dialog.

        Args:
            target: What to explain.
            technologies: Whose values of the attribute to show.
        """
        from techtui.tui.dialogs.explain import ExplainScreen

        assert self.catalog is not None
        if isinstance(self.screen, ExplainScreen):
            # From the palette; a pile of dialogs would have to be closed one by one.
            self.screen.show(target)
            return

        def closed(followed: Ref | None) -> None:
            if followed is not None:
                self.show_place(followed)

        self.push_screen(ExplainScreen(self.catalog, target, technologies), closed)

    def show_place(self, place: Ref) -> None:
        """Leave every other screen and show a place of the catalog."""
        browse = self.leave_for_catalog()
        browse.go(place)
        browse.read_if_narrow()

    def leave_for_catalog(self) -> BrowseScreen:
        """Leave every other screen for that of the catalog."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        return self._browse

    @on(LinkOpened)
    def _link_opened(self, event: LinkOpened) -> None:
        from techtui.tui.runtime.link_follower import follow_link

        if event.target.kind != "url":
            self.explain(event.target, self._shown())
        else:
            follow_link(self, event.target.id)

    def action_changes(self) -> None:
        """Show what is new in the catalog."""
        from techtui.tui.screens.changes.screen import ChangesScreen

        if self._asks_already or isinstance(self.screen, ChangesScreen) or self.catalog is None:
            return
        technology = self._browse.technology
        screen = ChangesScreen(technology.category if technology else self._browse.place.id)
        screen.set_reactive(CatalogScreen.catalog, self.catalog)
        screen.set_reactive(CatalogScreen.unsaved, self.unsaved)
        screen.set_reactive(CatalogScreen.urgent, self.urgent)
        screen.set_reactive(ChangesScreen.entries, self.entries)
        self.push_screen(screen)

    def action_problems(self) -> None:
        """List what was left out of the catalog."""
        assert self.catalog is not None
        if not self.catalog.problem_count:
            self.notify("Everything in the catalog could be read.")
        elif self.is_web:
            # Where the file lies, and what is in it, concerns no visitor.
            self.notify(
                "Parts of the catalog can't be shown; its owner sees them with techtui check."
            )
        else:
            from techtui.tui.dialogs.problems import ProblemsScreen

            self.push_screen(ProblemsScreen(self.catalog.problems, self.catalog.problem_count))

    def action_help(self) -> None:
        """Show the keys of the screen."""
        from techtui.tui.dialogs.help import HelpScreen

        screen = self.screen
        if not isinstance(screen, CatalogScreen):
            return
        scope = type(screen).__name__.removesuffix("Screen").lower()
        in_force: dict[str, list[str]] = {}
        for active in screen.active_bindings.values():
            if active.binding.id:
                in_force.setdefault(active.binding.id, []).append(
                    self.get_key_display(active.binding)
                )
        commands = [
            (
                command,
                command.sign
                if command.fixed or (len(command.sign) > 2 and command.id not in self._moved)
                else " ".join(dict.fromkeys(in_force.get(command.id, [])[:2])) or "–",
            )
            for command in of(scope, *self.SCOPES)
        ]
        self.push_screen(HelpScreen(screen.PURPOSE, commands))
