"""What controllers know of the app and of each other. For type checkers only: at run time each is a mixin without a base."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from techtui.catalog.model import Catalog
from techtui.shelf import Entry
from techtui.tui.commands import Scope
from techtui.tui.runtime.asking import Asking
from techtui.tui.runtime.keyboard import Keyboard
from techtui.tui.runtime.lifecycle import Lifecycle
from techtui.tui.runtime.memory import Memory
from techtui.tui.runtime.shelf_controller import ShelfKeeper
from techtui.tui.runtime.web_links import WebLinks
from techtui.tui.screens.browse.screen import BrowseScreen


class Explorer(Asking, Keyboard, WebLinks, Lifecycle[None]):
    """The app, as far as controllers need it."""

    SCOPES: ClassVar[tuple[Scope, ...]]
    catalog: Catalog | None
    entries: Mapping[str, Entry]
    outdated: str
    unsaved: bool
    urgent: tuple[str, ...]
    _browse: BrowseScreen
    _goal: int
    _memory: Memory | None
    _moved: frozenset[str]
    _on_shelf: bool

    @property
    def _keeper(self) -> ShelfKeeper:
        raise NotImplementedError

    def dropped(self, what: str, bring_back: Callable[[], object]) -> None:
        """See `Undoing`."""
        raise NotImplementedError

    def known_of(self, technologies: tuple[str, ...]) -> tuple[str, ...]:
        """See `Navigation`."""
        raise NotImplementedError
