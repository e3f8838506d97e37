"""The links of a laid-out page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from techtui.catalog.refs import Ref

if TYPE_CHECKING:
    from techtui.formats.styled import Styled


class Link(NamedTuple):
    """The position of a link on a laid-out page."""

    line: int
    start: int
    """The column of its first cell."""
    end: int
    """The column after its last cell."""
    ref: Ref


def links_of(lines: Sequence[Styled]) -> list[Link]:
    """Return all links, top to bottom; a wrapped link counts once, at its first piece."""
    links: list[Link] = []
    seen: dict[int, int] = {}
    for number, line in enumerate(lines):
        at = 0
        for text, _, ref in line.pieces:
            width = cell_len(text)
            if ref is not None:
                # The pieces of a link share one value, and are on consecutive lines.
                if seen.get(id(ref), -2) < number - 1:
                    links.append(Link(number, at, at + width, ref))
                seen[id(ref)] = number
            at += width
    return links


def found_again(before: Sequence[Link], at: int, now: Sequence[Link]) -> int | None:
    """Return where a link is after its page was laid out again: parts side by side may be below each other now.

    Args:
        before: The links before.
        at: The position of the link among them.
        now: The links now.

    Returns:
        Its position; None if it is gone.
    """
    ref = before[at].ref
    alike = [place for place, link in enumerate(now) if link.ref == ref]
    earlier = sum(link.ref == ref for link in before[:at])
    return alike[earlier] if earlier < len(alike) else None
