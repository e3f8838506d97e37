"""The width of a text in a terminal, as far as it can be known without one."""

from __future__ import annotations


def cells(text: str) -> int:
    """Return the cells of a text: two for each wide character, none for combining characters."""
    if text.isascii():
        return len(text)
    # Imported here because most launches do not need it.
    from unicodedata import combining, east_asian_width

    return sum((east_asian_width(one) in "WF") + 1 for one in text if not combining(one))
