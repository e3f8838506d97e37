"""The category tree: categories as branches, technologies as leaves, with marks and counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.widgets import Tree

from techtui.catalog.model import Catalog, Category
from techtui.catalog.refs import CATALOG, NOWHERE, Ref
from techtui.tui.choices.sorting import Sort
from techtui.tui.chrome.ink import Ink, ink_of
from techtui.tui.chrome.lines import Grounded
from techtui.tui.screens.browse.first_view import first_branches
from techtui.tui.screens.browse.painted_rows import PaintedRows
from techtui.tui.screens.browse.search_state import Found
from techtui.tui.screens.browse.tree_row import TreeRow, row_text, technology_row

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.widgets.tree import TreeNode

    from techtui.shelf import Entry
    from techtui.tui.screens.browse.hit_spread import Spread


MOST_OPEN = 100
"""With more hits, branches stay closed until they are opened."""


class CategoryTree(Grounded, PaintedRows, inherit_bindings=False):
    """The catalog as a tree. Branches are filled when they are first opened.

    Args:
        open_branches: The ids of the categories to open at first; None lets the tree choose.
        id: The id of the widget.
    """

    # Not the bindings of Textual's tree: the screen decides what enter and space do.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", show=False),
        Binding("down,j", "cursor_down", show=False),
        Binding("home,g", "scroll_home", show=False),
        Binding("end,G", "scroll_end", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]
    DEFAULT_CSS = """
    CategoryTree {
        background: transparent;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        &:focus { background-tint: transparent 0%; }
        & > .tree--cursor { background: $raised; text-style: none; }
        &:focus > .tree--cursor { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    }
    """

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "

    found: reactive[Found] = reactive(Found(), init=False)
    """The catalog, and the search result in it."""
    marked: reactive[tuple[str, ...]] = reactive((), init=False)
    """The ids of the technologies marked for comparing."""
    entries: reactive[Mapping[str, Entry]] = reactive(dict, init=False)
    """Technology id -> what the user keeps about it."""
    sort: var[Sort] = var(Sort(), init=False)
    """The order of the technologies in their categories."""

    class _About(Message):
        def __init__(self, tree: CategoryTree, place: Ref) -> None:
            super().__init__()
            self.tree = tree
            self.place = place

        @property
        def control(self) -> CategoryTree:
            """The tree."""
            return self.tree

    class Highlighted(_About):
        """Posted when the cursor moves to another row."""

    class Chosen(_About):
        """Posted when a technology is double-clicked or opened."""

    def __init__(
        self, open_branches: tuple[str, ...] | None = None, *, id: str | None = None
    ) -> None:
        super().__init__("", NOWHERE, id=id)
        self.show_root = False
        self.show_guides = False
        self.guide_depth = 2
        self.auto_expand = False
        self._branches: dict[str, TreeNode[Ref]] = {}
        # A technology has a leaf in each of its categories.
        self._leaves: dict[tuple[str, str], TreeNode[Ref]] = {}
        self._named: dict[Ref, TreeNode[Ref]] = {}
        self._open = set(open_branches or ())
        self._is_new = open_branches is None
        self._spread: Spread | None = None

    # What is shown ---------------------------------------------------------------------------

    @property
    def catalog(self) -> Catalog | None:
        """The current catalog."""
        return self.found.catalog

    @property
    def hits(self) -> tuple[str, ...] | None:
        """While searching: the ids of the technologies to show, in order; None shows all."""
        return self.found.hits

    def watch_found(self) -> None:
        if self.catalog is not None:
            self._fill()

    def watch_sort(self) -> None:
        if self.catalog is None:
            return
        if self.hits is None:
            self._fill()
        else:
            # Hits keep their order; only the text beside the names changes.
            self.refresh()

    def _fill(self) -> None:
        catalog = self.catalog
        assert catalog is not None
        if self._is_new:
            self._is_new = False
            self._open = set(first_branches(catalog, self.rows))
        here, branch = self.place, self._branch_here()
        self.clear()
        self._branches.clear()
        self._leaves.clear()
        self._spread = None
        if self.hits is not None:
            # Imported at the first search.
            from techtui.tui.screens.browse.hit_spread import spread

            self._spread = spread(catalog, self.hits)
        above = self.found.named if self.hits is not None else (CATALOG,)
        self._named = {named: self.root.add_leaf("", named) for named in above}
        self._fill_branch(self.root, "")
        self.root.expand()
        is_there = here in self._named or (here.kind == "category" and here.id in self._branches)
        if is_there or here.kind == "technology":
            # A branch that a search opened is open only while the cursor is in it.
            with self.prevent(Tree.NodeExpanded):
                self._go(here, branch, keep_open=False)

    def _fill_branch(self, node: TreeNode[Ref], category: str) -> None:
        catalog = self.catalog
        assert catalog is not None
        found = self._spread
        all_open = self.hits is not None and len(self.hits) <= MOST_OPEN
        children: Iterable[Category] = catalog.children(category)
        if found is not None:
            children = [child for child in children if child.id in found.counts]
            if self.found.words:
                # The best match is scrolled into view first.
                children = sorted(children, key=lambda child: found.first[child.id])
        for child in children:
            branch = node.add("", Ref("category", child.id))
            self._branches[child.id] = branch
            if all_open if found is not None else self._is_open(child.id):
                self._fill_branch(branch, child.id)
                branch.expand()
        ids: Sequence[str]
        if found is not None:
            ids = found.directly_in.get(category, ())
        elif self.sort.by:
            ids = self.sort.apply(catalog, catalog.placed.get(category, ()))
        else:
            ids = catalog.placed.get(category, ())
        for technology in ids:
            leaf = node.add_leaf("", Ref("technology", technology))
            self._leaves[technology, category] = leaf

    def _is_open(self, category: str) -> bool:
        return category in self._open

    def close_searched(self) -> None:
        """Close the branches that were opened by a search only."""
        with self.prevent(Tree.NodeCollapsed):
            for category, node in self._branches.items():
                if node.is_expanded and not self._is_open(category):
                    node.collapse()

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[Ref]) -> None:
        event.stop()
        node = event.node
        if node.data and node.data.kind == "category" and self._is_shown(node):
            if self.hits is None:
                self._open.add(node.data.id)
            if not node.children:
                self._fill_branch(node, node.data.id)

    def on_tree_node_collapsed(self, event: Tree.NodeCollapsed[Ref]) -> None:
        event.stop()
        if event.node.data and self.hits is None and self._is_shown(event.node):
            self._open.discard(event.node.data.id)

    def watch_virtual_size(self, size: Size) -> None:
        # Textual decides on the scrollbar after the layout, and needs another layout and frame for it.
        scrolls = size.height > self.container_size.height
        if self.container_size and scrolls != self.show_vertical_scrollbar:
            self.show_vertical_scrollbar = self.vertical_scrollbar.display = scrolls

    # Where the cursor is -----------------------------------------------------------------------

    @property
    def place(self) -> Ref:
        """The place under the cursor; nowhere until the tree knows it, after its rows were made again without it."""
        node = self.cursor_node
        return node.data if node is not None and node.data and self._is_shown(node) else NOWHERE

    def _is_shown(self, node: TreeNode[Ref]) -> bool:
        """Whether a row is still one of the tree: the cursor, and what was said of a row, may be of those before."""
        while node.parent is not None:
            node = node.parent
        return node is self.root

    @property
    def open_branches(self) -> frozenset[str]:
        """The ids of the categories whose branches are open."""
        return frozenset(self._open)

    def go(self, place: Ref) -> bool:
        """Move the cursor to a place, opening the branches above it.

        Returns:
            Whether the place is in the tree.
        """
        # Branches that a search opened are closed when it ends.
        return self._go(place, self._branch_here(), keep_open=self.hits is None)

    def _branch_here(self) -> str:
        """Return the id of the category in whose branch the cursor is."""
        node = self.cursor_node
        if node is not None and node.data is not None and node.data.kind == "technology":
            node = node.parent
        return node.data.id if node is not None and node.data is not None else ""

    def _go(self, place: Ref, branch: str, keep_open: bool) -> bool:
        catalog = self.catalog
        if catalog is None:
            return False
        if place in self._named:
            self._move_to(self._named[place])
            return True
        if place.kind == "technology" and place.id in catalog.technologies:
            technology = catalog.technologies[place.id]
            # If a technology has several categories, the cursor stays in the current one.
            branch = branch if branch in technology.categories else technology.category
            above = catalog.path(branch)
        elif place.kind == "category" and place.id in catalog.categories:
            above = catalog.path(place.id)[:-1]
        else:
            return False
        for category in above:
            node = self._branches.get(category.id)
            if node is None:
                return False
            if not node.children:
                self._fill_branch(node, category.id)
            if keep_open:
                self._open.add(category.id)
            node.expand()
        leaf = place.kind == "technology"
        node = self._leaves.get((place.id, branch)) if leaf else self._branches.get(place.id)
        if node is None:
            return False
        self._move_to(node)
        return True

    def _move_to(self, node: TreeNode[Ref]) -> None:
        # Lines are numbered when the tree is next built; accessing them builds it.
        _ = self.last_line
        if node is not self.cursor_node:
            self.move_cursor(node)
        self.scroll_to_node(node, animate=False)

    def go_to_beginning(self) -> None:
        """Move the cursor to the first visible technology, or to the first line."""
        first = next(iter(self._leaves.values()), None)
        _ = self.last_line
        if first is not None:
            self._move_to(first)
        else:
            self.cursor_line = 0

    def go_to_first(self) -> None:
        """Move the cursor to the first technology, unless it is on a hit."""
        if self.place.kind == "technology" and self.place.id in (self.hits or ()):
            return
        node = self.root
        while node.allow_expand and node.data is not None:
            if not node.children and node.data.kind == "category":
                self._fill_branch(node, node.data.id)
            if not node.children:
                return
            node = node.children[0]
        if node.data is not None:
            self.go(node.data)

    def watch_cursor_line(self, previous_line: int, line: int) -> None:
        super().watch_cursor_line(previous_line, line)
        if self.place.kind and self.is_mounted:
            # Requested from the screen at once: by way of the frame, the row would be painted before the page.
            self.screen.post_message(self.Highlighted(self, self.place))

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[Ref]) -> None:
        event.stop()
        if event.node.data is not None and event.node.data.kind:
            self.post_message(self.Highlighted(self, event.node.data))

    def on_tree_node_selected(self, event: Tree.NodeSelected[Ref]) -> None:
        # Reached by the mouse only: the keys are bound above.
        event.stop()
        if event.node.data is None or not self._is_shown(event.node):
            return
        if event.node.allow_expand:
            event.node.toggle()
            self.scroll_to_line(event.node.line)
        else:
            self.post_message(self.Chosen(self, event.node.data))

    # Rows --------------------------------------------------------------------------------------

    def render_label(self, node: TreeNode[Ref], base_style: Style, style: Style) -> Text:
        catalog, place = self.catalog, node.data
        if catalog is None or place is None or not place.kind:
            return Text(no_wrap=True, end="")
        ink = ink_of(self.app)
        return row_text(
            self._row(catalog, place, node, ink),
            self.size.width - self.indent_of(node) - 1,
            style,
            ink,
            focused=self.has_focus,
            words=self.found.words,
        )

    def _row(self, catalog: Catalog, place: Ref, node: TreeNode[Ref], ink: Ink) -> TreeRow:
        if place == CATALOG:
            return TreeRow("  ", catalog.title, str(len(catalog)), ink.strong)
        if place in self._named and not node.allow_expand:
            concept = catalog.concepts.get(place.id) if place.kind == "concept" else None
            name = concept.title if concept else catalog.category_names[place.id]
            return TreeRow("  ", name, place.kind, ink.strong)
        if place.kind == "category":
            found = self._spread
            count = catalog.count(place.id) if found is None else found.counts[place.id]
            icon = self.ICON_NODE_EXPANDED if node.is_expanded else self.ICON_NODE
            return TreeRow(icon, catalog.categories[place.id].name, str(count), ink.strong)
        technology = catalog.technologies[place.id]
        entry = self.entries.get(place.id)
        return technology_row(
            technology.name,
            self.sort.aside(catalog, technology),
            catalog.why_discouraged(technology),
            "" if entry is None else entry.signs,
            ink,
            marked=place.id in self.marked,
            best=place == self.found.best,
        )
