"""Text as it is searched: without regard to case, accents and the width of characters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

_MARKS: Final = (
    # Accents of Latin, Greek and Cyrillic letters, the points of Hebrew and Arabic, and what selects a look.
    # Not the signs of scripts in which they are letters, nor the voicing of kana.
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_CLUSTER: Final = rf".(?:{_MARKS}|[\u1160-\u11ff\u3099\u309a])*"
"""A character with all that belongs to it."""
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i"}
    | {"æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode does not take for others with a mark, though people do."""


def fold(text: str) -> str:
    """``text`` as it is searched: “Zoë” and “ＺＯＥ” are “zoe”, “Straße” is “strasse”; blanks are single."""
    if not text.isascii():
        # Most of nearly every text is ASCII, and the rest of it is often the same.
        text = re.sub(r"[^\x00-\x7f]+", lambda rest: _plain(rest[0]), text)
    return " ".join(text.lower().split())


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    # Imported at the first text that has other letters than a to z.
    from unicodedata import normalize

    text = normalize("NFKD", normalize("NFKD", text).casefold())
    return normalize("NFC", re.sub(_MARKS, "", text)).translate(_LETTERS)


class Folded(NamedTuple):
    """A folded text that knows where its characters come from."""

    text: str
    """As `fold` makes it, but with all blanks."""
    starts: list[int]
    """For each of its characters, where what it was made of begins in the original."""
    ends: list[int]
    """For each, where that ends."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original that a part of the folded text comes from; the part must not be empty."""
        return self.starts[start], self.ends[end - 1]


def folded(text: str) -> Folded:
    """Fold a text, and remember where its characters come from."""
    if text.isascii():
        return Folded(text.lower(), list(range(len(text))), list(range(1, len(text) + 1)))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in re.finditer(_CLUSTER, text, re.DOTALL):
        part = _plain(cluster[0]).lower()
        parts.append(part)
        starts += [cluster.start()] * len(part)
        ends += [cluster.end()] * len(part)
    return Folded("".join(parts), starts, ends)
