"""Texts as values of a query."""

from __future__ import annotations

from typing import Final

_SIGNS: Final = frozenset(' ,:<>="\t')


def as_value(text: str) -> str:
    """Return a text as the value of a query term: on one line, in quotes where it would mean something else without.

    Args:
        text: The text; quotes in it are left out, because no query can hold them.
    """
    plain = " ".join(text.replace('"', "").split())
    bare = plain and plain != "?" and not _SIGNS.intersection(plain)
    return plain if bare else f'"{plain}"'
