"""Items of lists that a query finds by the beginning of another item."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from techtui.catalog.folding import fold


def beginnings(items: Iterable[str]) -> frozenset[str]:
    """Return the items that a word of another item begins with: ``:`` finds that one, too, and ``=`` does not."""
    folded = {item: fold(item) for item in items}
    ends = sorted(
        (text[at:], item)
        for item, text in folded.items()
        for at in (0, *(blank.end() for blank in re.finditer(" ", text)))
    )
    found: set[str] = set()
    for item, text in folded.items():
        for at in range(bisect_left(ends, (text, "")), len(ends)):
            end, other = ends[at]
            if not end.startswith(text):
                break
            if folded[other] != text:
                found.add(item)
                break
    return frozenset(found)
