"""Text in styles that can be measured, joined and wrapped.

Rich has all of that, but importing it takes longer than laying out a page; here it only paints, and only in colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from rich.cells import cell_len

_WORD: Final = re.compile(r"\s*\S+\s*")
_SHAPE: Final = re.compile(r".[\ufe0e\ufe0f\u0300-\u036f]*", re.DOTALL)
"""A character with the marks that change its look."""


class Styled:
    """Pieces of text, each in a style.

    Args:
        text: The first piece.
        style: Its style, as Rich writes styles; empty for none.
    """

    __slots__ = ("_pieces",)

    def __init__(self, text: str = "", style: str = "") -> None:
        self._pieces: list[tuple[str, str]] = [(text, style)] if text else []

    @property
    def plain(self) -> str:
        """The text without styles."""
        return "".join(text for text, _ in self._pieces)

    @property
    def pieces(self) -> Iterator[tuple[str, str]]:
        """Each piece and its style; no blanks at the end of the line."""
        rest = len(self.plain.rstrip())
        for text, style in self._pieces:
            if rest > 0:
                yield text[:rest], style
            rest -= len(text)

    @property
    def cell_len(self) -> int:
        """How many cells of a terminal it takes."""
        return cell_len(self.plain)

    def append(self, text: str | Styled, style: str = "") -> Styled:
        """Add a piece, or all pieces of another text, at the end.

        Returns:
            Itself.
        """
        if isinstance(text, Styled):
            self._pieces.extend(text._pieces)
        elif text:
            self._pieces.append((text, style))
        return self

    def copy(self) -> Styled:
        """Another one with the same pieces."""
        return Styled().append(self)

    def wrap(self, width: int) -> list[Styled]:
        """Lines of at most some width; words that are longer than a line are cut."""
        text = self.plain
        if cell_len(text) <= width:
            return [self]
        lines = []
        # Where the piece begins that the last line has ended in: each piece is looked at as often as it is parted.
        piece = begin = start = 0
        for end in (*_line_ends(text, width), len(text)):
            line = Styled()
            last = start + len(text[start:end].rstrip())
            while piece < len(self._pieces):
                part, style = self._pieces[piece]
                line.append(part[max(0, start - begin) : max(0, last - begin)], style)
                if begin + len(part) > end:
                    break
                begin += len(part)
                piece += 1
            lines.append(line)
            start = end
        return lines


def _line_ends(text: str, width: int) -> Iterator[int]:
    """Where lines end, but for the last."""
    used = 0
    for word in _WORD.finditer(text):
        needed = cell_len(word[0].rstrip())
        if used and used + needed > width:
            yield word.start()
            used = 0
        if needed > width:
            at = word.start()
            for length in _cuts(word[0], width):
                at += length
                yield at
            used = cell_len(text[at : word.end()])
        else:
            used += cell_len(word[0])


def _cuts(word: str, width: int) -> Iterator[int]:
    """The lengths of the parts of a long word, but for the last; marks stay with their letters."""
    length = cells = 0
    for shape in _SHAPE.findall(word.rstrip()):
        size = cell_len(shape)
        if cells and cells + size > width:
            yield length
            length = cells = 0
        length += len(shape)
        cells += size


def paint(lines: Iterable[Styled]) -> str:
    """Lines with the codes of terminal colours and links."""
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=StringIO(),
        force_terminal=True,
        color_system="256",
        no_color=False,
        width=1_000_000,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        for line in lines:
            console.print(Text.assemble(*line.pieces), soft_wrap=True)
    return capture.get()
