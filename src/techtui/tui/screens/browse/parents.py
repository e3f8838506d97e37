"""A tree whose first lines show the branches above the visible rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.widgets import Tree

from techtui.catalog.refs import Ref

if TYPE_CHECKING:
    from textual.widgets.tree import TreeNode

AROUND: Final = 6
"""The lines of the screen that are not the tree's: title, frame, search field and keys. Used until the tree knows its height."""
_MOST: Final = 3
"""Parents take at most one of so many lines."""


class ParentsInSight(Tree[Ref]):
    """A tree that shows scrolled-away parents on its first lines, over the rows there."""

    @property
    def rows(self) -> int:
        """The number of visible lines."""
        return self.size.height or max(1, self.app.size.height - AROUND)

    def parents_above(self, top: int) -> list[TreeNode[Ref]]:
        """Return the branches, outermost first, that cover the first lines when the tree is scrolled to a line."""
        shown: list[TreeNode[Ref]] = []
        most = self.rows // _MOST
        while len(shown) < most:
            # A row that is covered by a parent may itself be inside a branch.
            chain = self._above(self.get_node_at_line(top + len(shown)))
            if len(chain) <= len(shown):
                break
            shown.append(chain[len(shown)])
        return shown

    def _above(self, node: TreeNode[Ref] | None) -> list[TreeNode[Ref]]:
        chain: list[TreeNode[Ref]] = []
        while node is not None and node.parent is not None and node.parent is not self.root:
            node = node.parent
            chain.append(node)
        return chain[::-1]

    def line_at(self, y: int) -> int:
        """Return the tree line shown on a line of the widget; lines under a parent are not shown."""
        top = self.scroll_offset.y
        parents = self.parents_above(top) if top else []
        return parents[y].line if y < len(parents) else top + y

    def scroll_to_line(self, line: int, animate: bool = True) -> None:
        """Scroll a line into view, below the parents that cover the first lines."""
        top = min(line, max(self.scroll_offset.y, line - self.rows + 1))
        while top > 0 and line - top < len(self.parents_above(top)):
            top -= 1
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Keep the cursor visible."""
        if self.cursor_line >= 0:
            self.scroll_to_line(self.cursor_line)
