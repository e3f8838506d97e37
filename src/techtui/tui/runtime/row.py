"""One row of a terminal: what stands there, and what is to stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from rich.cells import cell_len, get_character_cell_size

_ONE_CELL_EACH: Final = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2500-\u25fc\u2800-\u28ff]*"
)
_GAP: Final = 8
"""Cells that stay as they are between two that change; if they are fewer, it is cheaper to write than to pass over them."""


@lru_cache(maxsize=4096)
def is_even(text: str) -> bool:
    """Whether every character takes one cell, on all terminals."""
    return _ONE_CELL_EACH.fullmatch(text) is not None or all(
        # Terminals disagree on the soft hyphen.
        character != "\xad" and get_character_cell_size(character) == 1
        for character in text
    )


class Piece(NamedTuple):
    """Text in one style."""

    x: int
    """The column at which it begins, from 0."""
    text: str
    style: str
    """The parameters of ``SGR``."""

    @property
    def end(self) -> int:
        """The column after it."""
        return self.x + cell_len(self.text)


class Row:
    """What stands in one row and what is to stand there, cell by cell; an empty text means that nobody knows.

    Where a character takes two cells or none, terminals disagree on the cells. Such a row is *uneven* until these characters are
    overwritten: it is written piece by piece as it was painted, or not at all if it is the same.

    Args:
        width: In cells.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._texts = [""] * width
        self._styles = [""] * width
        self._uneven: list[Piece] = []
        self._shown_uneven: list[Piece] = []
        self.forget()

    def forget(self) -> None:
        """Know no longer what stands there."""
        self._shown_texts = [""] * self._width
        self._shown_styles = [""] * self._width
        self._shown_uneven = []

    def put(self, piece: Piece) -> None:
        """Take what is to stand there instead of what is below it."""
        x, text, style = piece
        end = x + len(text)
        if self._uneven or not is_even(text) or end > self._width:
            self._put_uneven(piece)
        else:
            self._texts[x:end] = text
            self._styles[x:end] = [style] * len(text)

    def _put_uneven(self, piece: Piece) -> None:
        if not self._uneven:
            self._uneven = list(_pieces(self._texts, self._styles, ((0, self._width),)))
        end = piece.end
        self._uneven = [
            one for one in self._uneven if one.x < piece.x or one.end > end
        ] + [piece]
        if all(is_even(one.text) and one.end <= self._width for one in self._uneven):
            pieces, self._uneven = self._uneven, []
            self._texts = [""] * self._width
            for one in pieces:
                self.put(one)

    def changes(self) -> list[Piece]:
        """What to write so that all stands there that is to stand there; from now on it counts as written."""
        if self._uneven:
            if self._uneven == self._shown_uneven:
                return []
            self.forget()
            self._shown_uneven = self._uneven
            return self._uneven
        if self._texts == self._shown_texts and self._styles == self._shown_styles:
            return []
        found = list(_pieces(self._texts, self._styles, self._spans()))
        self._shown_texts = self._texts.copy()
        self._shown_styles = self._styles.copy()
        self._shown_uneven = []
        return found

    def _spans(self) -> list[tuple[int, int]]:
        """The columns that differ, those near to each other together."""
        spans: list[tuple[int, int]] = []
        cells = zip(
            self._texts, self._shown_texts, self._styles, self._shown_styles, strict=True
        )
        start = end = -1
        for x, (text, shown, style, shown_style) in enumerate(cells):
            if text != shown or style != shown_style:
                if start < 0:
                    start = x
                elif x - end > _GAP or "" in self._texts[end:x]:
                    spans.append((start, end))
                    start = x
                end = x + 1
        if start >= 0:
            spans.append((start, end))
        return spans


def _pieces(
    texts: list[str], styles: list[str], spans: Iterator[tuple[int, int]]
) -> Iterator[Piece]:
    """The known cells of some columns, those of one style together."""
    for start, end in spans:
        x = start
        for at in range(start, end + 1):
            if at == end or styles[at] != styles[x] or not texts[at] or not texts[x]:
                if texts[x:x + 1] != [""] and x < at:
                    yield Piece(x, "".join(texts[x:at]), styles[x])
                x = at
