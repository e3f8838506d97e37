"""The Textual app: joins catalog and screens. What else it does is in `techtui.tui.controllers`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.reactive import var

from techtui.catalog.model import Catalog
from techtui.catalog.refs import CATALOG, NOWHERE, Ref
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
    LiveReload,
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
        super().__init__()
        self._memory = Memory(self, self._state_now) if state is not None else None
        self._state = state = state or State()
        self._problems = tuple(problems)
        self._on_shelf = on_shelf
        self._paths = tuple(paths)
        self._stop_following = Event()
        self.begin_with_theme(state.theme, config.theme)
        self.set_keymap(config.keys)
        self._moved = frozenset(config.keys)
        self.set_reactive(TechtuiApp.catalog, catalog)
        self._compare = tuple(compare)
        self._goal = state.goal
        self._browse = self._browse_screen(catalog, start, state)

    def _browse_screen(self, catalog: Catalog, start: Ref, state: State) -> BrowseScreen:
        # Places of another catalog mean nothing in this one.
        same = state.catalog == catalog.id
        asked = bool(start.kind)
        introduces = self._is_introduced = self._introduces(start, state, same)
        browse = BrowseScreen(
            CATALOG if introduces else start if asked or not same else state.at,
            state.open if same else (),
            reads=asked or introduces,
            tree_cells=state.tree_width,
        )
        sort = Sort(state.sort, state.reverse)
        if same and sort.fits(catalog):
            browse.set_reactive(BrowseScreen.sort, sort)
        browse.set_reactive(BrowseScreen.tree_share, state.tree_share)
        browse.set_reactive(BrowseScreen.hides_unwanted, state.hides_unwanted)
        if same:
            marked = tuple(one for one in state.marked if one in catalog.technologies)
            browse.set_reactive(BrowseScreen.marked, marked)
        return browse

    def _introduces(self, start: Ref, state: State, same: bool) -> bool:
        """Whether the first thing to see is what there is, and where to begin."""
        return self._memory is not None and not start.kind and not (same and state.at.kind)

    def get_default_screen(self) -> BrowseScreen:
        """The first screen is the browse screen itself, so that no empty one is built before it."""
        return self._browse

    # Beginning -------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        if len(self._compare) >= 2:
            self.open_comparison(self._compare)
        self.say_at_start(self._problems, self._greeting)
        if self._paths:
            self.follow_files()
        self.call_after_refresh(self._after_first_frame)

    @property
    def _greeting(self) -> str:
        # Who asked for a comparison looks at something else; the page of the catalog says it itself, as does that of a browser.
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

    def watch_catalog(self) -> None:
        self.review_decisions()

    # Ending ----------------------------------------------------------------------------------------

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
        return self.save_shelf()
