"""Dragging the border between tree and detail pane."""

from __future__ import annotations

from textual import events

from techtui.tui.screens.browse.panes import Panes

_GRABBED = "-dragging"
"""The class of the screen while its border is dragged."""


class Dragging(Panes):
    """A screen whose border between two panes can be dragged: the right edge of the tree, or the left edge of the detail pane."""

    def __init__(self, tree_cells: int = 0) -> None:
        super().__init__(tree_cells)
        self._beyond = 0
        """Cells between the grabbed column and the end of the tree."""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Grab the border."""
        tree, detail = self.query_one("#catalog").region, self.query_one("#detail").region
        x, y = event.screen_x, event.screen_y
        if self.is_narrow or event.button != 1 or not tree.y <= y < tree.bottom:
            return
        if x in (tree.right - 1, detail.x):
            event.stop()
            self._beyond = tree.right - x
            self.add_class(_GRABBED)
            self.query_one("#catalog").capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the border along."""
        if self.has_class(_GRABBED):
            event.stop()
            self.widen_tree_to(event.screen_x + self._beyond)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Release the border."""
        if self.has_class(_GRABBED):
            event.stop()
            self.remove_class(_GRABBED)
            self.query_one("#catalog").release_mouse()
