"""A tree that paints only visible rows, at the width of the widget, without guides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from techtui.tui.chrome.lines import strip_of
from techtui.tui.screens.browse.parents import ParentsInSight

if TYPE_CHECKING:
    from rich.text import TextType
    from textual.widgets.tree import TreeNode

    from techtui.catalog.refs import Ref

_NO_LABEL: Final = Text()


class PaintedRows(ParentsInSight):
    """A tree whose rows are written by `render_label` when they are painted."""

    def process_label(self, label: TextType) -> Text:
        # `render_label` writes the visible rows; labels of other rows are not needed.
        return _NO_LABEL

    def get_label_width(self, node: TreeNode[Ref]) -> int:
        # Rows are cut to the width of the widget, so no row makes the tree wider.
        return 1

    def indent_of(self, node: TreeNode[Ref]) -> int:
        """Return the indent of a row in cells."""
        depth = 0
        while node.parent is not None:
            node = node.parent
            depth += 1
        return (depth - 1) * self.guide_depth

    def render_line(self, y: int) -> Strip:
        """Return a row. Textual's own method also draws guides, and takes three times as long."""
        number = self.line_at(y)
        width, ground = self.size.width, self.rich_style
        node = self.get_node_at_line(number)
        if node is None:
            return Strip.blank(width, ground)
        style = self.get_component_rich_style("tree--label", partial=True)
        if number == self.hover_line:
            ground = self.get_component_rich_style("tree--highlight-line")
            style += self.get_component_rich_style("tree--highlight", partial=True)
        if number == self.cursor_line:
            style += self.get_component_rich_style("tree--cursor")
        row = Text(" " * self.indent_of(node), end="")
        row.append_text(self.render_label(node, ground, style))
        return strip_of(row, self.app.console, width, ground + Style(meta={"line": number}))
