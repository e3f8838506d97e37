"""The first view of the tree, before the user has opened a branch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from techtui.catalog.cells import cells
from techtui.tui.screens.browse.panes import LEAST_TREE

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog

_MOST_SHARE: Final = 0.4
"""The largest share of a screen that the tree takes by default."""
_INDENT: Final = 2
_AROUND: Final = 2 + 1 + 1 + 4
"""Cells of a row besides indent and name: sign, margin, scrollbar, frame."""


def first_branches(catalog: Catalog, rows: int) -> list[str]:
    """Return the categories to open at first: the first one, its first child and so on, as long as the whole tree stays visible.

    The catalog's own line counts, too.

    Args:
        catalog: The catalog of the tree.
        rows: The number of visible lines.
    """
    opened: list[str] = []
    level = catalog.children()
    lines = 1 + len(level)
    while first := next((one.id for one in level if catalog.count(one.id)), ""):
        level = catalog.children(first)
        lines += len(level) + len(catalog.placed.get(first, ()))
        if lines > rows:
            break
        opened.append(first)
    return opened


def cells_needed(catalog: Catalog, width: int) -> int:
    """Return the width of the tree pane at which its names fit, up to a share of the screen.

    Args:
        catalog: The catalog of the tree.
        width: The width of the screen, in cells.
    """
    names = catalog.name_cells
    widest = 0
    for one in catalog.categories.values():
        depth = len(catalog.path(one.id))
        own = (depth - 1) * _INDENT + cells(one.name) + 1 + len(str(catalog.count(one.id)))
        widest = max(widest, own, depth * _INDENT + names.get(one.id, 0))
    return max(LEAST_TREE, min(widest + _AROUND, int(width * _MOST_SHARE)))
