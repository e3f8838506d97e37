"""A tree that keeps the branches above what is in sight on its first lines, so that one sees where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.widgets import Tree

from techtui.catalog.refs import Ref

if TYPE_CHECKING:
    from textual.widgets.tree import TreeNode

AROUND: Final = 6
"""The lines of the screen that are not the tree's: title, frame, search field and keys. Until the tree is told its height, this gives it."""
_MOST: Final = 3
"""Parents take at most one line of so many."""


class ParentsInSight(Tree[Ref]):
    """Parents that are scrolled away stand on the first lines, over what would be there."""

    @property
    def rows(self) -> int:
        """How many lines there are to see."""
        return self.size.height or max(1, self.app.size.height - AROUND)

    def parents_above(self, top: int) -> list[TreeNode[Ref]]:
        """The branches, outermost first, that stand over the first lines when the tree is scrolled to a line."""
        shown: list[TreeNode[Ref]] = []
        most = self.rows // _MOST
        while len(shown) < most:
            # What is covered by a parent may lead into a branch itself.
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
        """The line of the tree that is shown on a line of the widget; one that a parent covers is not."""
        top = self.scroll_offset.y
        parents = self.parents_above(top) if top else []
        return parents[y].line if y < len(parents) else top + y

    def scroll_to_line(self, line: int, animate: bool = True) -> None:
        """Scroll until a line is in sight, below the parents that cover the first lines."""
        top = min(line, max(self.scroll_offset.y, line - self.rows + 1))
        while top > 0 and line - top < len(self.parents_above(top)):
            top -= 1
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        if self.cursor_line >= 0:
            self.scroll_to_line(self.cursor_line)
