"""The Textual app: joins catalog and screens. Its other jobs are in `techtui.tui.controllers`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.reactive import var

from techtui.catalog.model import Catalog
from techtui.catalog.refs import CATALOG, LEAST_COMPARED, NOWHERE, Ref
from techtui.settings import Config, State
from techtui.startup import after_first_frame
from techtui.tui.choices.sorting import Sort
from techtui.tui.commands import bindings
from techtui.tui.controllers.deciding import Deciding
from techtui.tui.controllers.exporting import Exporting
from techtui.tui.controllers.finding_all import FindingAll
from techtui.tui.controllers.greeting import GREETING, Greeting
from techtui.tui.controllers.keeping import Keeping
from techtui.tui.controllers.leaving import Leaving
from techtui.tui.controllers.live_reload import LiveReload
from techtui.tui.controllers.looking_up import LookingUp
from techtui.tui.controllers.navigation import Navigation
from techtui.tui.controllers.theming import Theming
from techtui.tui.controllers.undoing import Undoing
from techtui.tui.runtime.asking import Asking
from techtui.tui.runtime.keyboard import Keyboard
from techtui.tui.runtime.lifecycle import Lifecycle
from techtui.tui.runtime.memory import Memory
from techtui.tui.runtime.notices import Notices
from techtui.tui.runtime.web_links import WebLinks
from techtui.tui.screens.browse.screen import BrowseScreen

if TYPE_CHECKING:
    from rich.console import RenderableType

    from techtui.shelf import Entry
    from techtui.tui.commands import Scope


_NO_CONFIG = Config()


class TechtuiApp(
    Navigation,
    LookingUp,
    FindingAll,
    Keeping,
    Deciding,
    Exporting,
    Undoing,
    Leaving,
    Greeting,
    Theming,
    Asking,
    Keyboard,
    WebLinks,
    Notices,
    Lifecycle[None],
):
    """The explorer.

    Args:
        catalog: The catalog to explore.
        start: The place to show first; a concept is explained above the last one.
        compare: Ids of technologies to compare at once.
        config: The user's settings.
        state: Where the explorer was left last time; None neither restores nor saves state.
        paths: The files the catalog was read from; they are watched for changes.
        problems: What went wrong before the first frame, one sentence each; shown as notifications.
        on_shelf: Whether notes and marks are saved on this machine; otherwise they are forgotten on exit.
    """

    TITLE = "techtui"
    CSS_PATH = "screens/browse/browse.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]
    ENABLE_COMMAND_PALETTE = True
    SCOPES: ClassVar[tuple[Scope, ...]] = ("app",)
    """The scopes whose commands work on every screen."""

    catalog: var[Catalog | None] = var[Catalog | None](None)
    """The catalog that all screens show."""

    outdated: var[str] = var("")
    """Why the screens show an older version than the files hold; empty if they do not."""

    entries: var[Mapping[str, Entry]] = var(dict)
    """Technology id -> what the user keeps about it."""

    unsaved: var[bool] = var(False)
    """Whether something the user keeps is only in memory and would be lost on exit."""

    urgent: var[tuple[str, ...]] = var(())
    """Ids of commands that matter just now; the key bar drops them last."""

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
        super().__init__()
        self._memory = Memory(self, self._state_now) if state is not None else None
        self._state = state = state or State()
        self._problems = tuple(problems)
        self._on_shelf = on_shelf
        self._live_reload = LiveReload(self, tuple(paths)) if paths else None
        self.begin_with_theme(state.theme, config.theme)
        self.set_keymap(config.keys)
        self._moved = frozenset(config.keys)
        self.set_reactive(TechtuiApp.catalog, catalog)
        self._compare = tuple(compare)
        self._goal = state.goal
        self._to_explain = start if start.kind == "concept" else NOWHERE
        self._browse = self._browse_screen(
            catalog, NOWHERE if self._to_explain.kind else start, state
        )

    def _browse_screen(self, catalog: Catalog, start: Ref, state: State) -> BrowseScreen:
        # A state of another catalog is ignored.
        same = state.catalog == catalog.id
        asked = bool(start.kind)
        introduces = self._is_introduced = self._introduces(start, state, same)
        browse = BrowseScreen(
            CATALOG if introduces else start if asked or not same else state.at,
            # Without a place, there is nothing to come back to.
            state.open if same and state.at.kind else None,
            reads=asked or introduces,
            tree_cells=state.tree_width,
        )
        sort = Sort(state.sort, state.reverse)
        if same and sort.fits(catalog):
            browse.set_reactive(BrowseScreen.sort, sort)
        browse.set_reactive(BrowseScreen.tree_share, state.tree_share)
        browse.set_reactive(BrowseScreen.hides_unwanted, state.hides_unwanted)
        if same:
            marked = catalog.known(state.marked)
            browse.set_reactive(BrowseScreen.marked, marked)
        return browse

    def _introduces(self, start: Ref, state: State, same: bool) -> bool:
        """Return whether to show the overview of the catalog first, with suggestions where to begin."""
        return self._memory is not None and not start.kind and not (same and state.at.kind)

    def get_default_screen(self) -> BrowseScreen:
        """Return the browse screen, so that Textual builds no empty default screen first."""
        return self._browse

    # Beginning -------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        if len(self._compare) >= LEAST_COMPARED:
            self.open_comparison(self._compare)
        if self._to_explain.kind:
            self.explain(self._to_explain)
        self.say_at_start(self._problems, self._greeting)
        if self._live_reload is not None:
            self._live_reload.start()
        self.call_after_refresh(self._after_first_frame)

    @property
    def _greeting(self) -> str:
        # Not over a comparison; the page of the catalog and the page in a browser say it themselves.
        first = self._memory is not None and not self._state.greeted
        return GREETING if first and not (self._compare or self._is_introduced) else ""

    def _after_first_frame(self) -> None:
        after_first_frame()
        self._open_shelf()
        if self._memory is not None:
            self._memory.follow(self, "theme")
            self._memory.follow(
                self._browse, "place", "sort", "marked", "tree_share", "hides_unwanted"
            )

    def _open_shelf(self) -> None:
        self.open_shelf()
        self.begin_reviewing()

    def watch_catalog(self, catalog: Catalog | None) -> None:
        if catalog is not None:
            self.keep_for(catalog)
        self.review_decisions()

    # Ending ----------------------------------------------------------------------------------------

    def on_unmount(self) -> None:
        if self._live_reload is not None:
            self._live_reload.stop()
        self.close_shelf()

    def exit(
        self, result: None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Exit, and save where the explorer is."""
        if lost := self.save_all():
            return_code, self.last_words = return_code or 1, lost
        super().exit(result, return_code, message)

    def _state_now(self) -> State | None:
        """Return the state to save; None before there is a screen."""
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
            # A theme of the config file is not one that was chosen here: with another one there, that one counts.
            theme=self._state.theme if self.theme == self.first_theme else self.theme,
            tree_share=browse.tree_share,
            goal=self._goal,
            hides_unwanted=browse.hides_unwanted,
            greeted=self._state.greeted or not self._compare,
        )

    def save_all(self) -> str:
        """Save the state, and retry what could not be saved; return what failed and why."""
        if self._memory is not None:
            self.last_words = self._memory.save()
        return self.save_shelf()
