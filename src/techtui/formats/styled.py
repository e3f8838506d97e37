"""Text in pieces that can be measured, joined and wrapped.

Rich can do all this, but wraps more slowly and stores colours; a piece has only a tone, whose look is decided when it is painted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from techtui.catalog.refs import Ref
from techtui.formats.measure import cell_len
from techtui.pages.document import Shares, Span

if TYPE_CHECKING:
    from techtui.pages.document import Line, Tone

Piece: TypeAlias = "tuple[str, Tone, Ref | None]"
"""A text, its tone, and its target."""

_WORD: Final = re.compile(r"\s*\S+\s*")
_MOST_MARKS: Final = 4
"""The source marks that stay with their word; no line may begin with a mark."""

_JOINTS: Final = frozenset("-_/.:,@")
"""A word longer than a line is preferably cut after these."""


class Styled:
    """Pieces of text, each with its tone.

    Args:
        text: The first piece.
        tone: Its tone.
        ref: Its target.
    """

    __slots__ = ("pieces",)

    def __init__(self, text: str = "", tone: Tone = "", ref: Ref | None = None) -> None:
        self.pieces: list[Piece] = [(text, tone, ref)] if text else []
        """The pieces, none of them empty."""

    @property
    def plain(self) -> str:
        """The text without tones."""
        return "".join([text for text, _, _ in self.pieces])

    @property
    def cell_len(self) -> int:
        """The width in cells."""
        return cell_len(self.plain)

    def append(self, text: str, tone: Tone = "", ref: Ref | None = None) -> Styled:
        """Append a piece.

        Returns:
            This text.
        """
        if text:
            self.pieces.append((text, tone, ref))
        return self

    def extend(self, other: Styled) -> Styled:
        """Append all pieces of another text.

        Returns:
            This text.
        """
        self.pieces.extend(other.pieces)
        return self

    def pad(self, width: int) -> Styled:
        """Pad with blanks to a width.

        Returns:
            This text.
        """
        return self.append(" " * (width - self.cell_len))

    def wrap(self, width: int) -> list[Styled]:
        """Return lines of at most this width; words longer than a line are cut."""
        text = self.plain
        if cell_len(text) <= width:
            return [self]
        starts = [0, *_line_ends(text, width)]
        ends = [*starts[1:], len(text)]
        return self._cut(
            (start, start + len(text[start:end].rstrip()))
            for start, end in zip(starts, ends, strict=True)
        )

    def last(self, width: int) -> Styled:
        """Return as much of its end as fits."""
        if self.cell_len <= width:
            return self
        text = self.plain
        start = len(text)
        while start and cell_len(text[start - 1 :]) <= width:
            start -= 1
        return self._cut([(start, len(text))])[0]

    def _cut(self, ranges: Iterable[tuple[int, int]]) -> list[Styled]:
        """Return the parts in some ranges, which are ordered and do not overlap."""
        parts = []
        pieces = iter(self.pieces)
        (text, tone, ref), at = next(pieces), 0
        for start, end in ranges:
            part = Styled()
            parts.append(part)
            while True:
                part.append(text[max(0, start - at) : max(0, end - at)], tone, ref)
                if end <= at + len(text):
                    break
                at += len(text)
                text, tone, ref = next(pieces)
        return parts


def styled(line: Line, width: int = 80) -> Styled:
    """Return a line of a document as text.

    Args:
        line: The line.
        width: The cells of the line it will be on, which determine the length of bars.
    """
    text = Styled()
    for part in line:
        if isinstance(part, Span):
            if part.tone == "aside":
                text.append(f"  {part.text}", "muted", part.ref)
            else:
                text.append(part.text, part.tone, part.ref)
        elif isinstance(part, Shares):
            for run, tone in part.runs(max(6, min(24, width - 36))):
                text.append(run, tone)
        else:
            for sign, source in part.marks:
                text.append(" ").append(sign, "mark", Ref("source", source))
    return text


def side_by_side(
    columns: Sequence[Sequence[Styled]],
    widths: Sequence[int],
    gap: int = 2,
    first: Styled | None = None,
) -> Iterator[Styled]:
    """Join columns of lines.

    Args:
        columns: The lines of each column; short ones are padded.
        widths: The width of each column.
        gap: The cells between columns.
        first: The text before the first line; the other lines are indented by its width.
    """
    for at in range(max(map(len, columns))):
        line = Styled()
        if first is not None:
            line = Styled().extend(first) if at == 0 else Styled(" " * first.cell_len)
        end = line.cell_len
        for number, (lines, width) in enumerate(zip(columns, widths, strict=True)):
            if number:
                line.pad(end := end + gap)
            if at < len(lines):
                line.extend(lines[at])
            end += width
        yield line


def _line_ends(text: str, width: int) -> Iterator[int]:
    """Yield the positions where lines end, except the last."""
    used = 0
    for word in _words(text, width):
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


def _words(text: str, width: int) -> Iterator[re.Match[str]]:
    """Yield words, each with as many of its first source marks as fit on a line with it."""
    for word in _cited(_MOST_MARKS).finditer(text):
        if cell_len(word[0].strip()) <= width:
            yield word
            continue
        rest, end = word.span()
        for marks in range(_MOST_MARKS - 1, 0, -1):
            first = _cited(marks).match(text, rest, end)
            if first is not None and cell_len(first[0].strip()) <= width:
                yield first
                rest = first.end()
                break
        yield from _WORD.finditer(text, rest, end)


@cache
def _cited(marks: int) -> re.Pattern[str]:
    """Return the pattern of a word with at most this many of its source marks."""
    # Compiled when needed: the first frame rarely has a line that is too narrow for all marks of a word.
    return re.compile(rf"\s*\S+(?: [⁰¹²³⁴⁵⁶⁷⁸⁹°?]+){{1,{marks}}}\s*|\s*\S+\s*")


def _cuts(word: str, width: int) -> Iterator[int]:
    """Yield the lengths of the parts of a long word, except the last.

    A part ends after a joint, such as an underscore of an identifier, if one is near; combining marks stay with their letter.
    """
    length = cells = 0
    joint = joint_cells = 0
    for shape in re.findall(r"(?s).[\ufe0e\ufe0f\u0300-\u036f]*", word.rstrip()):
        size = cell_len(shape)
        if cells and cells + size > width:
            if joint_cells <= width // 2:
                joint, joint_cells = length, cells
            yield joint
            length, cells = length - joint, cells - joint_cells
            joint = joint_cells = 0
        length += len(shape)
        cells += size
        if shape in _JOINTS:
            joint, joint_cells = length, cells
