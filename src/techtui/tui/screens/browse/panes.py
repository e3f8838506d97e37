"""The two panes of the browse screen: how wide each is, and which one is read where there is room for one only."""

from __future__ import annotations

from typing import Final

from textual.events import DescendantFocus
from textual.reactive import var

from techtui.tui.screen import CatalogScreen

LEAST_TREE: Final = 20
"""The fewest cells the tree is given beside the detail pane."""
LEAST_DETAIL: Final = 30
"""The fewest cells the detail pane is given beside the tree."""
_STEP: Final = 4
"""By how many cells a key widens a pane."""


class Panes(CatalogScreen):
    """A screen with a tree (``#catalog``, ``#tree``) and a detail pane (``#detail``); a narrow one shows one of them.

    Args:
        tree_cells: The width of the tree in cells; 0 where `tree_share` says it, or the style sheet.
    """

    tree_share: var[float] = var(0.0)
    """The share of the screen that the tree takes, from 0 to 1; 0 leaves it to the style sheet."""

    def __init__(self, tree_cells: int = 0) -> None:
        super().__init__()
        self._tree_cells = tree_cells

    def on_mount(self) -> None:
        if self._tree_cells and not self.tree_share:
            self.tree_share = min(1.0, self._tree_cells / max(1, self.app.size.width))
        self._fit_tree()

    def on_resize(self) -> None:
        self._fit_tree()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Know which pane is read before the screen becomes too narrow for both."""
        # Where the focus passed through on its way is read no more when this arrives.
        if event.widget is self.focused and event.widget.id in ("detail", "tree"):
            self.set_class(event.widget.id == "detail", "-reading")

    def watch_tree_share(self) -> None:
        if self.is_mounted:
            self._fit_tree()

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one pane only."""
        return self.has_class("-narrow")

    def _fit_tree(self) -> None:
        width = self.app.size.width
        pane = self.query_one("#catalog")
        needed = self._tree_needs(width) if not self.is_narrow and not self.tree_share else None
        pane.styles.min_width = None if needed is None else min(needed, self._within(width))
        # A width of its own would win over the style sheet, which gives a single pane all there is.
        beside = self.tree_share and width >= LEAST_TREE + LEAST_DETAIL and not self.is_narrow
        cells = self._within(round(self.tree_share * width)) if beside else None
        pane.styles.width = cells

    def _tree_needs(self, width: int) -> int | None:
        """The cells that the tree needs of a screen of some width; None for as many as the style sheet gives it."""
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
        """Make the tree so wide, as far as both panes keep what they need."""
        self.tree_share = self._within(cells) / self.app.size.width

    def read(self) -> None:
        """Go to the detail pane; where there is room for one pane only, it takes the place of the tree."""
        self.add_class("-reading")
        self.set_focus(self.query_one("#detail"))

    def read_if_narrow(self) -> None:
        """Show the detail pane where it does not stand beside the tree."""
        if self.is_narrow:
            self.read()

    def action_other_pane(self) -> None:
        """Go on to what comes next; where there is room for one pane only, from the tree to the page."""
        if self.is_narrow and self.query_one("#tree").has_focus:
            self.read()
        else:
            self.focus_next()

    def leave_detail(self) -> None:
        """Go back to the tree."""
        self.remove_class("-reading")
        self.set_focus(self.query_one("#tree"))
