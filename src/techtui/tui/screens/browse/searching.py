"""The half of the browse screen that searches, filters and sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from techtui.catalog.refs import NOWHERE, Ref
from techtui.tui.chrome.frame import clickable
from techtui.tui.chrome.search_field import SearchField
from techtui.tui.messages import LinkOpened, PickAsked
from techtui.tui.screens.browse.chips import FilterChips
from techtui.tui.screens.browse.narrowing import Narrowing
from techtui.tui.screens.browse.panes import Panes
from techtui.tui.screens.browse.search_state import Found, find
from techtui.tui.screens.browse.tree import CategoryTree

if TYPE_CHECKING:
    from textual.widget import Widget


class Searching(Narrowing, Panes):
    """A screen with a tree and a search field. The search and its result are one value each."""

    place: var[Ref] = var(NOWHERE)
    """The place in the detail pane."""
    found: var[Found] = var(Found())
    """The catalog, and the search result in it."""

    _field: SearchField
    _chips: FilterChips

    def __init__(self, tree_cells: int = 0) -> None:
        super().__init__(tree_cells)
        self._before_search = NOWHERE

    @property
    def hits(self) -> tuple[str, ...] | None:
        """The ids found, in the order of the tree; None without a search."""
        return self.found.hits

    @property
    def shown_ids(self) -> tuple[str, ...]:
        """The ids of the technologies that search and filters leave."""
        if self.hits is not None:
            return self.hits
        return tuple(self.catalog.technologies) if self.catalog is not None else ()

    def _find(self) -> None:
        """Run the current search, and show its result."""
        catalog = self.catalog
        if catalog is None:
            return
        asked = self.search
        narrows = asked.text or asked.restrictions
        self.found = find(catalog, asked, self.entries, self._index) if narrows else Found(catalog)

    def watch_found(self, found: Found) -> None:
        if not self.stands:
            return
        if found.filters and self._chips.parent is None:
            self._add(self._chips, before="#tree")
        self._chips.filters = found.filters
        self._show_title()
        self._show_borders()
        said = found.problem
        if found.is_empty and self.query_text and not said:
            near = " or ".join(one.name for one in found.nearest[:2])
            said = f"No matches. Did you mean {near}?" if near else "No matches"
        self._say("nothing", said)
        # The message appears below the field where the user types, not at the other end of an empty tree.
        self.query_one("#catalog").set_class(found.is_empty, "-empty")

    def _show_title(self) -> None:
        """Show the number of technologies."""

    def _visited(self, before: Ref) -> None:
        """Remember the previous place."""

    def _show_borders(self) -> None:
        """Show the filters and the order in the border."""
        if self.catalog is None:
            return
        pane = self.query_one("#catalog")
        pane.border_title = Content(" · ".join(["Catalog", *self.search.restrictions]))
        order = self.sort.title(self.catalog) if self.sort.by else ""
        order = "by relevance" if self.found.words else order
        pane.border_subtitle = clickable(order, "screen.sort")

    # The search field --------------------------------------------------------------------------

    def _search_field(self) -> SearchField:
        """Return the search field, which replaces its hint after the first frame, or earlier if it is needed."""
        if self._field.parent is None:
            hint = self.query_one("#hint")
            with self.app.batch_update():
                self._add(self._field, before=hint)
                hint.remove()
        return self._field

    def _add(self, widget: Widget, **where: str | Widget | None) -> None:
        """Mount a widget in the left pane, unless the app is exiting."""
        pane = self.query_one("#catalog")
        if pane.is_attached:
            pane.mount(widget, **where)

    def _say(self, name: str, text: str) -> None:
        """Set a message below the tree; its line is mounted with the first message.

        Args:
            name: The id of the line, ``nothing`` or ``marks``.
            text: The message; empty for none.
        """
        lines = self.query(f"#{name}").results(Static)
        line = next(lines, None)
        if line is None and text:
            line = Static(id=name, markup=False)
            self._add(line, after="#tree" if name == "nothing" else None)
        if line is not None:
            line.display = bool(text)
            line.update(Content(text))

    def action_search(self) -> None:
        """Go to the search field."""
        if self.catalog is not None and "_index" not in self.__dict__:
            from techtui.tui.runtime.prefetch import search_ahead

            search_ahead(self.catalog)
        self.remove_class("-reading")
        if self.hits is None:
            self._before_search = self.place
        # Widget.focus is deferred, and the first letters would go to the old focus.
        self.set_focus(self._search_field())

    @on(SearchField.QueryChanged)
    def _query_changed(self, event: SearchField.QueryChanged) -> None:
        event.stop()
        query = event.query.strip()
        if query and self.hits is None and not self._before_search.kind:
            self._before_search = self.place
        self.query_text = query
        # Tree and detail pane are painted together, once.
        with self.app.batch_update():
            self._find()
            tree = self.query_one(CategoryTree)
            if self.found.best is not None:
                tree.go(self.found.best)
            elif self.hits is not None:
                tree.go_to_first()
            elif not tree.place.kind:
                tree.go(self._before_search)
            if tree.place.kind or self.found.is_empty:
                self.place = tree.place

    @on(SearchField.Stepped)
    def _stepped(self, event: SearchField.Stepped) -> None:
        event.stop()
        tree = self.query_one(CategoryTree)
        line = tree.cursor_line + event.by
        while (node := tree.get_node_at_line(line)) is not None and self.hits is not None:
            if not node.allow_expand:
                break
            line += event.by
        if node is not None:
            tree.move_cursor(node)
            tree.scroll_to_node(node, animate=False)

    @on(SearchField.Taken)
    def _taken(self, event: SearchField.Taken) -> None:
        event.stop()
        tree = self.query_one(CategoryTree)
        place = tree.place
        if not place.kind:
            return
        if place.kind == "concept":
            self.post_message(LinkOpened(place))
            return
        before = self._before_search
        if self.found.filters:
            # Filters stay until they are removed.
            self._leave_search_field()
        else:
            self._end_search()
            if place.kind == "technology":
                self.read_if_narrow()
        tree.go(place)
        if before.kind and before != place:
            self._visited(before)

    @on(SearchField.Left)
    def _search_left(self, event: SearchField.Left) -> None:
        event.stop()
        self._end_search(back=True)

    def _end_search(self, back: bool = False) -> None:
        field = self._search_field()
        with field.prevent(SearchField.Changed):
            field.value = ""
        self.query_text = ""
        tree = self.query_one(CategoryTree)
        if back and self._before_search.kind:
            # Following its cursor, the tree would open the branch of the hit.
            tree.cursor_line = -1
        self._find()
        if back and self.hits is None:
            tree.close_searched()
        self._leave_search_field()
        if back and self._before_search.kind:
            tree.go(self._before_search)
        self._before_search = NOWHERE

    # Filters and order -------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Ask for an attribute and a value to filter by."""
        self.post_message(PickAsked("filter", self.shown_ids))

    def search_for(self, query: str) -> None:
        """Search as if the query had been typed, and move to the list of hits; an empty query ends the search."""
        if not query:
            self.action_clear_filters()
            return
        if self.hits is None:
            self._before_search = self.place
        self._search_field().value = " ".join(query.split())
        self._leave_search_field()

    def action_clear_filters(self) -> None:
        """Remove all filters and words."""
        if self.query_text:
            self._end_search()

    def action_sort(self) -> None:
        """Ask for the order of the tree."""
        self.post_message(PickAsked("sort"))

    def watch_sort(self) -> None:
        if self.stands:
            if self.hits is not None:
                self._find()
            self._show_borders()

    def action_hide_unwanted(self) -> None:
        """Hide technologies that are "not for me", or show them."""
        self.hides_unwanted = not self.hides_unwanted
