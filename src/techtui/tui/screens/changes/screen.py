"""The screen of changes: dates of facts and texts, newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final, Literal, TypeAlias

from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.reactive import var
from textual.widgets import Static

from techtui.catalog.changes import CHECKED, Change, changes_of, kinds_of
from techtui.catalog.model import Catalog, Technology
from techtui.pages.changes import changes_page
from techtui.tui.choices.matcher import Choice, matcher
from techtui.tui.chrome.lines import flowing, piece
from techtui.tui.commands import bindings
from techtui.tui.messages import to_follow
from techtui.tui.page.view import PageView
from techtui.tui.runtime.asking import ask, flow
from techtui.tui.screen import EMPTY_SHORTLIST, CatalogScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

    from techtui.pages.document import Block

Scope: TypeAlias = Literal["all", "category", "shortlist"]
"""Where to look for changes."""

_WITH_DIGITS: Final = 8
"""How many kinds have a digit, besides the digit for all."""
_EVERYTHING: Final = "Everything"
_MARGIN: Final = 2
"""The cells on both sides of the kinds."""


class ChangesPage(PageView):
    """Shows recent and upcoming changes."""

    DEFAULT_CSS = "ChangesPage { padding: 0 2; height: 1fr; }"

    catalog: var[Catalog | None] = var[Catalog | None](None)
    """The catalog of the changes."""
    changes: var[tuple[Change, ...]] = var(())
    """The changes to show, newest first."""
    kind: var[str] = var("")
    """The kind of all of them; empty for several."""

    def watch_catalog(self) -> None:
        # Names may be others where the changes are the same.
        self.rewrite(keep_place=True)

    def watch_changes(self) -> None:
        self.rewrite()

    def watch_kind(self) -> None:
        self.rewrite()

    def blocks(self) -> Iterable[Block]:
        if self.catalog is None:
            return ()
        known = self.catalog.technologies
        changes = [one for one in self.changes if one.technology in known]
        return changes_page(self.catalog, changes, date.today(), kind=self.kind).blocks


class ChangesScreen(CatalogScreen):
    """Shows changes of the catalog, of a category or of the shortlist.

    Args:
        category: The id of the current category; may be empty.
    """

    SCOPE = "changes"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("changes"),
        *(Binding(str(digit), f"kind({digit})", show=False) for digit in range(1, 10)),
    ]
    AUTO_FOCUS = "ChangesPage"
    PURPOSE = "What the catalog dates: what changed, what was released, what ends within a year. Digits choose a kind."
    DEFAULT_CSS = """
    ChangesScreen #kinds { height: auto; padding: 0 2; color: $muted; margin-bottom: 1; }
    """

    kind: var[str] = var("")
    """The kind to show; empty for all."""
    scope: var[Scope] = var[Scope]("all")
    """Where to look for changes."""
    found: var[tuple[Change, ...]] = var(())
    """All changes within the scope."""
    changes: var[tuple[Change, ...]] = var(())
    """The changes that are shown."""

    def __init__(self, category: str = "") -> None:
        super().__init__()
        self._category = category
        self._digits: list[str] = []
        self._names: dict[str, str] = {}

    def compose_content(self) -> ComposeResult:
        yield self.title_bar("What's new")
        yield Static(id="kinds", markup=False)
        yield ChangesPage(id="changes").data_bind(
            CatalogScreen.catalog, ChangesScreen.changes, ChangesScreen.kind
        )
        yield self.key_bar()

    def on_mount(self) -> None:
        self._look()

    def on_resize(self) -> None:
        self.query_one("#kinds", Static).update(self._kinds_line())

    def watch_catalog(self) -> None:
        if self.stands:
            self._look()

    def watch_scope(self) -> None:
        if self.stands:
            self._look()

    def watch_entries(self) -> None:
        if self.stands and self.scope == "shortlist":
            self._look()

    def watch_kind(self) -> None:
        if self.stands:
            self._choose()

    # What is shown -----------------------------------------------------------------------------

    def _technologies(self, catalog: Catalog) -> Iterable[Technology]:
        match self.scope:
            case "category" if self._category in catalog.categories:
                return catalog.walk(self._category)
            case "shortlist":
                kept = (one for one, entry in self.entries.items() if entry.shortlisted)
                return [catalog.technologies[one] for one in catalog.known(kept)]
            case _:
                return catalog.technologies.values()

    def _look(self) -> None:
        """Find all changes within the scope."""
        catalog = self.catalog
        if catalog is None:
            return
        everything = changes_of(catalog, catalog.technologies.values(), date.today())
        # A digit has the same meaning in every scope.
        counts = Counter(one.kind for one in everything if one.kind != CHECKED)
        self._digits = [kind for kind, _ in counts.most_common(_WITH_DIGITS)]
        self._names = kinds_of(catalog, everything)
        wanted = {one.id for one in self._technologies(catalog)}
        self.found = tuple(one for one in everything if one.technology in wanted)
        if self.kind not in self._names:
            self.kind = ""
        if self.scope == "category" and self._category not in catalog.categories:
            self.set_reactive(ChangesScreen.scope, "all")
        self._choose()

    def _choose(self) -> None:
        catalog = self.catalog
        if catalog is None:
            return
        self.changes = tuple(one for one in self.found if self.kind in ("", one.kind))
        shown = self._names.get(self.kind, _EVERYTHING)
        self.query_one("#kinds", Static).update(self._kinds_line())
        match self.scope:
            case "category":
                where = catalog.category_names[self._category]
            case "shortlist":
                where = "Shortlist"
            case _:
                where = catalog.title
        self.heading = f"{where} · {shown}" if self.kind else where
        self.aside = f"{len(self.changes):,} of {len(self.found):,}"

    def _kinds_line(self) -> Text:
        """Return the kinds with their digits, each clickable; the current kind is in brackets."""
        pieces = []
        for at, kind in enumerate(["", *self._digits], 1):
            words = f"{at} {self._names.get(kind, _EVERYTHING)}"
            text = f"[{words}]" if kind == self.kind else words
            pieces.append(piece(text, Style(meta={"@click": f"screen.kind({at})"})))
        return flowing(pieces, self.app.size.width - 2 * _MARGIN, "  ")

    # Commands ----------------------------------------------------------------------------------

    def action_kind(self, digit: int) -> None:
        """Show the kind of a digit; 1 shows all."""
        kinds = ["", *self._digits]
        if digit <= len(kinds):
            self.kind = kinds[digit - 1]

    @flow
    async def action_filter(self) -> None:
        """Ask for a kind."""
        if self.catalog is None:
            return
        from techtui.tui.dialogs.picker import Picker

        counts = Counter(one.kind for one in self.found)
        choices = [Choice(one, name, str(counts[one]), one) for one, name in self._names.items()]
        every = Choice("", _EVERYTHING, str(len(self.found)))

        kind = await ask(self, Picker("What is new about", matcher([every, *choices])))
        # While one chose, the catalog may have been reloaded.
        if kind is not None and kind in ("", *self._names):
            self.kind = kind

    def action_scope(self) -> None:
        """Switch the scope: the catalog, the current category, the shortlist."""
        scopes: list[Scope] = ["all"]
        if self.catalog is not None and self._category in self.catalog.categories:
            scopes.append("category")
        if any(one.shortlisted for one in self.entries.values()):
            scopes.append("shortlist")
        elif len(scopes) == 1:
            self.notify(EMPTY_SHORTLIST)
        # The shortlist that was shown may have been emptied in another window.
        now = scopes.index(self.scope) if self.scope in scopes else -1
        self.scope = scopes[(now + 1) % len(scopes)]

    @on(PageView.Followed)
    def _followed(self, event: PageView.Followed) -> None:
        event.stop()
        self.post_message(to_follow(event.target))
