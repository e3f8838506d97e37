"""The keys of grids: a cursor on a row and a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.binding import Binding

if TYPE_CHECKING:
    from textual.binding import BindingType

GRID_KEYS: Final[list[BindingType]] = [
    Binding("up,k", "cursor(-1)", show=False),
    Binding("down,j", "cursor(1)", show=False),
    Binding("pageup,ctrl+b,b", "page(-1)", show=False),
    Binding("pagedown,ctrl+f", "page(1)", show=False),
    Binding("home,g", "edge(0)", show=False),
    Binding("end,G", "edge(-1)", show=False),
    Binding("left,h", "shift(-1)", show=False),
    Binding("right,l", "shift(1)", show=False),
]
"""Bindings of the actions ``cursor``, ``page``, ``edge`` (0 is the first row, -1 the last one) and ``shift``."""
