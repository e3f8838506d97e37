"""How wide a text is in a terminal, as near as one can say without a terminal."""

from __future__ import annotations


def cells(text: str) -> int:
    """The cells that a text takes: two for each wide character, none for what combines with the one before."""
    if text.isascii():
        return len(text)
    # Imported here because a launch can mostly do without.
    from unicodedata import combining, east_asian_width

    return sum((east_asian_width(one) in "WF") + 1 for one in text if not combining(one))
