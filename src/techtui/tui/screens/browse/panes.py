"""The two panes of the browse screen: their widths, which keys and the mouse change, and which one a narrow screen shows."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.reactive import var

from techtui.tui.screen import CatalogScreen

LEAST_TREE: Final = 20
"""The fewest cells of the tree beside the detail pane."""
LEAST_DETAIL: Final = 30
"""The fewest cells of the detail pane beside the tree."""
_STEP: Final = 4
"""The cells by which a key moves the border."""
_GRABBED: Final = "-dragging"
"""The class of the screen while its border is dragged."""


class Panes(CatalogScreen):
    """A screen with a tree (``#catalog``, ``#tree``) and a detail pane (``#detail``); a narrow screen shows one of them.

    Args:
        tree_cells: The width of the tree in cells; 0 leaves it to `tree_share` or the style sheet.
    """

    tree_share: var[float] = var(0.0)
    """The tree's share of the screen, from 0 to 1; 0 leaves the width to the style sheet."""

    def __init__(self, tree_cells: int = 0) -> None:
        super().__init__()
        self._tree_cells = tree_cells
        self._beyond = 0
        """Cells between the grabbed column and the end of the tree."""

    def on_mount(self) -> None:
        if self._tree_cells and not self.tree_share:
            self.tree_share = min(1.0, self._tree_cells / max(1, self.app.size.width))
        self._fit_tree()

    def on_resize(self) -> None:
        self._fit_tree()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember which pane is in use, for when the screen becomes too narrow for both."""
        # Intermediate focus changes are outdated when this event arrives.
        if event.widget is self.focused and event.widget.id in ("detail", "tree"):
            self.set_class(event.widget.id == "detail", "-reading")

    def watch_tree_share(self) -> None:
        if self.stands:
            self._fit_tree()

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for only one pane."""
        return self.has_class("-narrow")

    def _fit_tree(self) -> None:
        width = self.app.size.width
        pane = self.query_one("#catalog")
        needed = self._tree_needs(width) if not self.is_narrow and not self.tree_share else None
        pane.styles.min_width = None if needed is None else min(needed, self._within(width))
        # An inline width would override the style sheet, which gives a single pane the full width.
        beside = self.tree_share and width >= LEAST_TREE + LEAST_DETAIL and not self.is_narrow
        cells = self._within(round(self.tree_share * width)) if beside else None
        pane.styles.width = cells

    def _tree_needs(self, width: int) -> int | None:
        """Return the cells that the tree needs on a screen of some width; None leaves it to the style sheet."""
        return None

    def _within(self, cells: int) -> int:
        return max(LEAST_TREE, min(cells, self.app.size.width - LEAST_DETAIL))

    def action_wider(self) -> None:
        """Give the tree more room."""
        self._widen_tree(_STEP)

    def action_narrower(self) -> None:
        """Give the detail pane more room."""
        self._widen_tree(-_STEP)

    def _widen_tree(self, by: int) -> None:
        if not self.is_narrow:
            self.widen_tree_to(self.query_one("#catalog").outer_size.width + by)

    def widen_tree_to(self, cells: int) -> None:
        """Set the width of the tree, within the limits of both panes."""
        self.tree_share = self._within(cells) / self.app.size.width

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Grab the border between the panes: the right edge of the tree, or the left edge of the detail pane."""
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

    def read(self) -> None:
        """Go to the detail pane; if there is room for only one pane, it replaces the tree."""
        self.add_class("-reading")
        self.set_focus(self.query_one("#detail"))

    def read_if_narrow(self) -> None:
        """Show the detail pane if it is not beside the tree."""
        if self.is_narrow:
            self.read()

    def action_other_pane(self) -> None:
        """Go to the next pane; if there is room for only one pane, from the tree to the page."""
        if self.is_narrow and self.query_one("#tree").has_focus:
            self.read()
        else:
            self.focus_next()

    def leave_detail(self) -> None:
        """Go back to the tree."""
        self.remove_class("-reading")
        self.set_focus(self.query_one("#tree"))
