"""What the tree of a catalog shows before anybody has opened a branch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from techtui.catalog.cells import cells
from techtui.tui.screens.browse.panes import LEAST_TREE

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog

_MOST_SHARE: Final = 0.4
"""The most of a screen that the tree takes by itself."""
_INDENT: Final = 2
_AROUND: Final = 2 + 1 + 1 + 4
"""Cells of a row beside indent and name: sign, margin, scrollbar, frame."""


def first_branches(catalog: Catalog, rows: int) -> list[str]:
    """The categories to open at first: the first one, the first in it and so on, as far as all of the tree stays in sight.

    The catalog's own line above them counts.

    Args:
        catalog: What the tree shows.
        rows: How many lines there are.
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
    """How wide the pane of the tree must be to show its names whole, up to a part of the screen.

    Args:
        catalog: What the tree shows.
        width: Of the screen, in cells.
    """
    names = catalog.name_cells
    widest = 0
    for one in catalog.categories.values():
        depth = len(catalog.path(one.id))
        own = (depth - 1) * _INDENT + cells(one.name) + 1 + len(str(catalog.count(one.id)))
        widest = max(widest, own, depth * _INDENT + names.get(one.id, 0))
    return max(LEAST_TREE, min(widest + _AROUND, int(width * _MOST_SHARE)))
