"""Where the links of a page stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from techtui.catalog.refs import Ref

if TYPE_CHECKING:
    from techtui.formats.styled import Styled


class Link(NamedTuple):
    """Where a link stands on a page that was laid out."""

    line: int
    start: int
    """The first cell."""
    end: int
    """The cell after the last."""
    ref: Ref


def links_of(lines: Sequence[Styled]) -> list[Link]:
    """All links, top to bottom; one that was wrapped counts once, at its first piece."""
    links: list[Link] = []
    seen: dict[int, int] = {}
    for number, line in enumerate(lines):
        at = 0
        for text, _, ref in line.pieces:
            width = cell_len(text)
            if ref is not None:
                # The pieces of a link share one value, and stand on lines that follow each other.
                if seen.get(id(ref), -2) < number - 1:
                    links.append(Link(number, at, at + width, ref))
                seen[id(ref)] = number
            at += width
    return links
