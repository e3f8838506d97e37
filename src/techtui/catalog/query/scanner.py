"""A query as text: its words, and the values between commas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

TERM: Final = re.compile(r"-?(?P<key>[^\s\":<>=]*):?(?P<sign>>=|<=|[:<>=])")
"""The beginning of a term that names an attribute: ``key:``, ``key>=``."""

UNKNOWN: Final = "?"
"""Stands for no value: ``owner:?``."""


class ValuePiece(Struct, frozen=True):
    """One of the values between commas."""

    text: str
    start: int
    end: int
    quoted: bool = False

    @property
    def is_unknown(self) -> bool:
        """Whether it asks for what has no value; in quotes the sign is a text like any other."""
        return self.text == UNKNOWN and not self.quoted


def words_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text begin and end; blanks between quotes part none."""
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


def pieces_in(text: str, start: int, end: int) -> list[ValuePiece]:
    """The values between commas; a comma between quotes parts none."""
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
    """Where the last comma outside of quotes stands; -1 if there is none."""
    last, quoted = -1, False
    for at, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            last = at
    return last
