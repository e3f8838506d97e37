"""Splits a query into words and comma-separated values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

TERM: Final = re.compile(r"-?(?P<key>[^\s\":<>=]*):?(?P<sign>>=|<=|[:<>=])")
"""The beginning of a term with an attribute: ``key:``, ``key>=``."""

UNKNOWN: Final = "?"
"""Stands for a missing value: ``owner:?``."""


class ValuePiece(Struct, frozen=True):
    """One of the comma-separated values."""

    text: str
    start: int
    end: int
    quoted: bool = False

    @property
    def is_unknown(self) -> bool:
        """Whether it matches missing values; in quotes, the sign is ordinary text."""
        return self.text == UNKNOWN and not self.quoted


def words_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each word; blanks within quotes do not separate."""
    start, quoted = -1, False
    for at, character in enumerate(text):
        if character.isspace() and not quoted:
            if start >= 0:
                yield start, at
            start = -1
            continue
        if start < 0:
            start = at
        if character == '"':
            quoted = not quoted
    if start >= 0:
        yield start, len(text)


def terms_in(text: str) -> list[str]:
    """Return the texts of the words; quotes that are open at the end are closed."""
    if text.count('"') % 2:
        text += '"'
    return [text[start:end] for start, end in words_in(text)]


def pieces_in(text: str, start: int, end: int) -> list[ValuePiece]:
    """Return the comma-separated values; commas within quotes do not separate."""
    pieces: list[ValuePiece] = []
    begin, quoted = start, False
    for at in range(start, end + 1):
        if at < end and text[at] == '"':
            quoted = not quoted
        elif at == end or (text[at] == "," and not quoted):
            value = text[begin:at].replace('"', "").strip()
            if value:
                pieces.append(ValuePiece(value, begin, at, '"' in text[begin:at]))
            begin = at + 1
    return pieces


def last_comma(text: str) -> int:
    """Return the position of the last comma outside quotes; -1 if there is none."""
    last, quoted = -1, False
    for at, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            last = at
    return last
