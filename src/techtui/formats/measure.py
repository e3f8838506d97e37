"""The width of text in a terminal."""

from __future__ import annotations

from rich.cells import cell_len as _cell_len


def cell_len(text: str) -> int:
    """Return the cells of a text without control characters, as Rich counts them."""
    return len(text) if text.isascii() else _cell_len(text)
