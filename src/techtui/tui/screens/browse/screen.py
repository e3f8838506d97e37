"""The browse screen: tree and search on the left, the detail pane on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from techtui.catalog.model import Catalog
from techtui.catalog.refs import CATALOG, NOWHERE, Ref, is_in, several_of
from techtui.pages.values import month_text
from techtui.tui.choices.sorting import Sort
from techtui.tui.chrome.frame import Frame
from techtui.tui.chrome.search_field import SEARCH_HINT, SearchField
from techtui.tui.commands import bindings
from techtui.tui.messages import (
    ComparisonAsked,
    ExportAsked,
    LearningAsked,
    LinkOpened,
    PickAsked,
    TableAsked,
)
from techtui.tui.page.view import PageView
from techtui.tui.screens.browse.chips import FilterChips
from techtui.tui.screens.browse.detail import DetailPane
from techtui.tui.screens.browse.first_view import cells_needed
from techtui.tui.screens.browse.keepable import Keepable
from techtui.tui.screens.browse.search_state import Found
from techtui.tui.screens.browse.tree import CategoryTree

if TYPE_CHECKING:
    from textual.binding import BindingType


class BrowseScreen(Keepable):
    """Browse, read, search and mark.

    Args:
        start: The place to show first.
        open_branches: The ids of the categories to open at first; None lets the tree choose.
        reads: Whether `start` was asked for explicitly: a narrow screen then shows it instead of the tree.
        tree_cells: The width of the tree in cells, as saved by older versions.
    """

    SCOPE = "browse"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("browse"),
        Binding("tab", "other_pane", show=False),
        *(Binding(str(number % 10), f"section({number})", show=False) for number in range(1, 11)),
    ]
    AUTO_FOCUS = "CategoryTree"
    PURPOSE = "Walk the categories on the left, read on the right. Mark technologies with space and compare them."

    touched: var[str] = var("")
    """Which kept decisions need another look, in a few words."""

    def __init__(
        self,
        start: Ref = NOWHERE,
        open_branches: tuple[str, ...] | None = None,
        *,
        reads: bool = False,
        tree_cells: int = 0,
    ) -> None:
        super().__init__(tree_cells)
        self._start = start
        self._reads = reads
        self._open_branches = open_branches
        self._back: list[Ref] = []
        self._forward: list[Ref] = []

    def compose_content(self) -> ComposeResult:
        self.set_reactive(BrowseScreen.found, Found(self.catalog))
        # These are mounted later, but can be bound only here.
        self._field = SearchField(id="search").data_bind(BrowseScreen.catalog)
        self._chips = FilterChips(id="chips").data_bind(BrowseScreen.catalog)
        yield self.title_bar()
        with Frame(id="catalog") as left:
            left.border_title = Content("Catalog")
            yield Static(SEARCH_HINT, id="hint", markup=False)
            # `found` has the catalog and comes last: the tree is filled once.
            tree = CategoryTree(self._open_branches, id="tree").data_bind(
                BrowseScreen.marked,
                BrowseScreen.sort,
                BrowseScreen.entries,
                BrowseScreen.found,
            )
            # AUTO_FOCUS would do this after mounting, and compute all styles again.
            tree.set_reactive(CategoryTree.has_focus, True)
            self.set_focus(tree)
            yield tree
        yield DetailPane(id="detail").data_bind(
            BrowseScreen.place,
            BrowseScreen.found,
            BrowseScreen.entries,
            BrowseScreen.catalog,
        )
        yield self.key_bar()

    # The catalog -------------------------------------------------------------------------------

    def watch_catalog(self, before: Catalog | None, catalog: Catalog | None) -> None:
        if catalog is None:
            return
        self.__dict__.pop("_index", None)
        self.marked = catalog.known(self.marked)
        if self.stands:
            if not self.sort.fits(catalog):
                self.sort = Sort()
            self._fit_tree()
            # The tree puts its cursor on what has moved up there, and says so.
            place = self.place
            self._find()
            # At once: the tree takes the next row for the one that is gone when it is painted.
            self._leave_what_is_gone(place, before)

    def on_mount(self) -> None:
        # The hint is enough for the first frame.
        self.call_after_refresh(self._search_field)
        self._show_title()
        self._show_borders()
        if self.found.catalog is not self.catalog:
            # It was reloaded while the screen was put together.
            self._find()
        tree = self.query_one(CategoryTree)
        if not (self._start.kind and tree.go(self._start)) and self.catalog is not None:
            tree.go_to_beginning()
        self.place = tree.place
        if self._reads:
            self.read_if_narrow()
        if self.marked:
            self.call_after_refresh(self._show_marks)

    def _tree_needs(self, width: int) -> int | None:
        return cells_needed(self.catalog, width) if self.catalog is not None else None

    def _leave_what_is_gone(self, place: Ref, before: Catalog | None) -> None:
        if self.catalog is not None and not is_in(self.catalog, place):
            from techtui.tui.screens.browse.gone import nearest

            tree = self.query_one(CategoryTree)
            if before is None or not tree.go(nearest(place, before, self.catalog)):
                tree.cursor_line = 0
            self.place = tree.place

    def _show_title(self) -> None:
        catalog = self.catalog
        if catalog is None:
            return
        self.heading = catalog.title
        shown = len(catalog) if self.hits is None else len(self.hits)
        parts = [f"{shown:,} of {len(catalog):,}"]
        if catalog.as_of:
            parts.append(f"as of {month_text(catalog.as_of)}")
        if catalog.problem_count:
            # Imported here because hardly any catalog has problems.
            from techtui.catalog.messages import counted

            parts.insert(0, f"! {counted(catalog.problem_count, 'problem')}")
        if self.touched:
            parts.insert(0, self.touched)
        self.aside = " · ".join(parts)

    # The tree ----------------------------------------------------------------------------------

    @on(CategoryTree.Highlighted)
    def _highlighted(self, event: CategoryTree.Highlighted) -> None:
        event.stop()
        # The cursor may have moved on already: pages in between need not be laid out.
        if event.place == event.tree.place:
            self.place = event.place

    @on(CategoryTree.Chosen)
    def _chosen(self, event: CategoryTree.Chosen) -> None:
        event.stop()
        self.read_if_narrow()

    def go(self, place: Ref, remember: bool = True) -> None:
        """Show a place in tree and detail pane.

        Args:
            place: The place.
            remember: Whether “back” returns to the current place.
        """
        # The catalog may have been reloaded since somebody asked.
        if place == self.place or self.catalog is None or not is_in(self.catalog, place):
            return
        if remember:
            self._visited(self.place)
        if self.query_text:
            self._end_search()
        tree = self.query_one(CategoryTree)
        if not tree.go(place):
            # It is filtered out, but following a link must show it.
            self.only_shortlist = self.hides_unwanted = False
        if tree.go(place):
            self.place = place

    def action_open_or_enter(self) -> None:
        """Open a branch, or go to the detail pane."""
        tree = self.query_one(CategoryTree)
        node = tree.cursor_node
        if tree.place.kind == "category" and node is not None and tree.has_focus:
            if node.is_expanded and node.children:
                tree.action_cursor_down()
            else:
                node.expand()
        elif tree.has_focus:
            self.read()

    def action_back_or_close(self) -> None:
        """Close a branch or go to its parent; from the detail pane, go back to the tree."""
        tree = self.query_one(CategoryTree)
        if not tree.has_focus:
            self.leave_detail()
            return
        node = tree.cursor_node
        if node is None:
            return
        if node.is_expanded and node.children:
            node.collapse()
        elif node.parent is not None and node.parent is not tree.root:
            tree.move_cursor(node.parent)
            tree.scroll_to_node(node.parent, animate=False)
        else:
            tree.go(CATALOG)

    def _visited(self, before: Ref) -> None:
        self._back.append(before)
        self._forward.clear()

    def action_escape(self) -> None:
        """Leave the detail pane, then the search."""
        if not self.query_one(CategoryTree).has_focus:
            self.leave_detail()
        elif self.query_text:
            self._end_search(back=True)
        elif self.hits is not None:
            self.only_shortlist = self.hides_unwanted = False

    def action_section(self, number: int) -> None:
        """Jump to a section of the detail pane."""
        self.query_one(DetailPane).jump(number)

    @property
    def open_branches(self) -> tuple[str, ...]:
        """The categories whose branches are open."""
        return tuple(sorted(self.query_one(CategoryTree).open_branches))

    def action_copy(self) -> None:
        """Copy the current page as Markdown."""
        catalog, place = self.catalog, self.query_one(CategoryTree).place
        if catalog is None or not place.kind:
            return
        from techtui.formats import markdown
        from techtui.pages.place import page_of
        from techtui.tui.runtime.copying import copy

        page = page_of(catalog, place, self._note)
        copy(self.app, markdown.render(page), f"page of {page.title}")

    def action_export(self) -> None:
        """Ask what to export: the page, the technologies found, the shortlist."""
        place = self.query_one(CategoryTree).place
        self.post_message(ExportAsked(place, self.hits, self.query_text))

    @property
    def _note(self) -> str:
        entry = self.entries.get(self.query_one(CategoryTree).place.id)
        return entry.note if entry is not None else ""

    # Links and history ---------------------------------------------------------------------------

    @on(PageView.Followed)
    def _followed(self, event: PageView.Followed) -> None:
        event.stop()
        kind, target = event.target
        if kind in ("technology", "category", "catalog"):
            self.go(event.target)
        elif kind == "trend":
            self._chart(*several_of(event.target))
        elif kind == "query":
            self.remove_class("-reading")
            self.search_for(target)
        elif kind == "compare":
            self.post_message(ComparisonAsked(several_of(event.target)))
        else:
            self.post_message(LinkOpened(event.target))

    def action_chart(self) -> None:
        """Show the figures of the technology over the years."""
        if (technology := self._technology_here()) is not None:
            self._chart(technology.id)

    def _chart(self, technology: str, attribute: str = "") -> None:
        from techtui.tui.screens.compare.charting import show_trends

        if self.catalog is not None and technology in self.catalog.technologies:
            show_trends(self, self.catalog, (self.catalog.technologies[technology],), attribute)

    def action_back(self) -> None:
        """Go back in the history."""
        self._travel(self._back, self._forward)

    def action_forward(self) -> None:
        """Go forward in the history."""
        self._travel(self._forward, self._back)

    def _travel(self, way: list[Ref], other: list[Ref]) -> None:
        # What a reloaded catalog lacks is passed over.
        while way and self.catalog is not None:
            place = way.pop()
            if is_in(self.catalog, place):
                other.append(self.place)
                self.go(place, remember=False)
                return

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command is available: some catalogs have nothing to learn."""
        if action in ("status", "previous_status", "learning") and self.catalog is not None:
            return self.catalog.conventions.learning
        return super().check_action(action, parameters)

    def action_open_website(self) -> None:
        """Open the website of the technology."""
        from techtui.catalog.website import website_of

        technology = self._technology_here()
        if technology is None or self.catalog is None:
            return
        if url := website_of(self.catalog, technology):
            self.post_message(LinkOpened.to_url(url))
        else:
            self.notify(f"The catalog has no website for {technology.name}.", markup=False)

    def action_table(self) -> None:
        """Show technologies as a table: those of the current category, or those found."""
        if self.catalog is None:
            return
        here = self.technology.id if self.technology is not None else ""
        category = "" if self.query_text or self.only_shortlist else self.category
        self.post_message(TableAsked(category, self.query_text, here))

    def action_explain(self) -> None:
        """Look up a concept or an attribute."""
        self.post_message(PickAsked("explain"))

    # Keeping -------------------------------------------------------------------------------------

    def action_learning(self) -> None:
        """Show the learning progress."""
        self.post_message(LearningAsked())

    # Deciding ----------------------------------------------------------------------------------

    def watch_touched(self) -> None:
        if self.stands:
            self._show_title()
