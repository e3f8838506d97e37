"""Folds text for searching: ignores case, accents and character width."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

_MARKS: Final = (
    # Accents of Latin, Greek and Cyrillic letters, points of Hebrew and Arabic, and variation selectors.
    # Not signs that are letters in their script, nor the voicing marks of kana.
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_CLUSTER: Final = rf".(?:{_MARKS}|[\u1160-\u11ff\u3099\u309a])*"
"""A character with its combining marks."""
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i"}
    | {"æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode does not decompose, though people search for them without the mark."""


def fold(text: str) -> str:
    """Return ``text`` folded: “Zoë” and “ＺＯＥ” become “zoe”, “Straße” becomes “strasse”; runs of blanks become one."""
    if not text.isascii():
        # Most texts are mostly ASCII, and the rest repeats often.
        text = re.sub(r"[^\x00-\x7f]+", lambda rest: _plain(rest[0]), text)
    return " ".join(text.lower().split())


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    # Imported at the first text with letters other than a to z.
    from unicodedata import normalize

    text = normalize("NFKD", normalize("NFKD", text).casefold())
    return normalize("NFC", re.sub(_MARKS, "", text)).translate(_LETTERS)


class Folded(NamedTuple):
    """A folded text that maps its characters to the original."""

    text: str
    """As from `fold`, but with all blanks."""
    starts: list[int]
    """For each character, the start of its original in the text."""
    ends: list[int]
    """For each character, the end of its original."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the part of the original for a part of the folded text, which must not be empty."""
        return self.starts[start], self.ends[end - 1]


def folded(text: str) -> Folded:
    """Fold a text, and map it to the original."""
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
