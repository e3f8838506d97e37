"""One row of a terminal: its current cells and its wanted cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress
from operator import ne, or_
from typing import Final, NamedTuple

from rich.cells import cell_len, get_character_cell_size

_GAP: Final = 3
"""The longest run of unchanged cells between two changes that is written along: skipping it would take more bytes.

6 % of all bytes, compared with skipping every one.
"""


@lru_cache(maxsize=4096)
def is_even(text: str) -> bool:
    """Return whether every character takes one cell on all terminals."""
    return all(
        # Terminals disagree on the soft hyphen.
        character != "\xad" and get_character_cell_size(character) == 1
        for character in text
    )


class Piece(NamedTuple):
    """Text in one style."""

    x: int
    """The column of its first character, from 0."""
    text: str
    style: str
    """Parameters of ``SGR``."""

    @property
    def end(self) -> int:
        """The column after it."""
        return self.x + cell_len(self.text)


class ScreenRow:
    """The current and the wanted content of a row, cell by cell; an empty text stands for unknown content.

    Terminals disagree on characters that take two cells or none. A row with such characters is *uneven* until they are
    overwritten: it is written piece by piece as it was painted, or not at all if nothing changed.

    Args:
        width: The width in cells.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._texts = [""] * width
        self._styles = [""] * width
        self._uneven: list[Piece] = []
        self.forget()

    def forget(self) -> None:
        """Forget the current content."""
        self._shown_texts = [""] * self._width
        self._shown_styles = [""] * self._width
        self._shown_uneven: list[Piece] = []

    def put(self, x: int, text: str, style: str) -> int:
        """Set the wanted content from a column on.

        Returns:
            The column after the text.
        """
        end = x + len(text)
        if end > self._width or self._uneven or not (text.isascii() or is_even(text)):
            return self._put_uneven(Piece(x, text, style))
        self._texts[x:end] = text
        self._styles[x:end] = [style] * len(text)
        return end

    def _put_uneven(self, piece: Piece) -> int:
        end = piece.end
        if not self._uneven:
            self._uneven = list(_pieces(self._texts, self._styles, [(0, self._width)]))
        pieces = [*(one for one in self._uneven if one.x < piece.x or one.end > end), piece]
        if all(one.end <= self._width and is_even(one.text) for one in pieces):
            self._uneven = []
            self._texts = [""] * self._width
            for one in pieces:
                self.put(*one)
        else:
            self._uneven = pieces
        return end

    def changes(self) -> Sequence[Piece]:
        """Return what to write to make the content current; from then on it counts as written."""
        if self._uneven:
            if self._uneven == self._shown_uneven:
                return ()
            self.forget()
            self._shown_uneven = self._uneven
            return self._uneven
        if self._texts == self._shown_texts and self._styles == self._shown_styles:
            return ()
        found = list(_pieces(self._texts, self._styles, self._spans()))
        self._shown_texts = self._texts.copy()
        self._shown_styles = self._styles.copy()
        self._shown_uneven = []
        return found

    def _spans(self) -> list[tuple[int, int]]:
        """Return the columns that differ, nearby ones joined."""
        differs = map(
            or_,
            map(ne, self._texts, self._shown_texts),
            map(ne, self._styles, self._shown_styles),
        )
        spans: list[tuple[int, int]] = []
        start = end = -1
        for x in compress(range(self._width), differs):
            if x > end and (start < 0 or x - end > _GAP):
                if start >= 0:
                    spans.append((start, end))
                start = x
            end = x + 1
        spans.append((start, end))
        return spans


def _pieces(
    texts: list[str], styles: list[str], spans: Sequence[tuple[int, int]]
) -> Iterator[Piece]:
    """Return the known content of some columns, as pieces of one style."""
    for first, last in spans:
        part = styles[first:last]
        turns = compress(range(first + 1, last), map(ne, part, part[1:]))
        start = first
        for end in (*turns, last):
            text = "".join(texts[start:end])
            if len(text) == end - start:
                yield Piece(start, text, styles[start])
            else:
                yield from (Piece(x, texts[x], styles[x]) for x in range(start, end) if texts[x])
            start = end
