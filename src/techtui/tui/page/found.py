"""Highlights searched words in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from techtui.catalog.folding import folded


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    # The longest first, or else a word that begins another would hide it.
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))), re.IGNORECASE)


def _places(text: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    pattern = _pattern(words)
    if text.isascii():
        for match in pattern.finditer(text):
            yield match.span()
        return
    plain = folded(text)
    for match in pattern.finditer(plain.text):
        yield plain.span(*match.span())


def show_found(text: Text, words: tuple[str, ...], style: Style) -> Text:
    """Return a copy of ``text`` with ``words``, which are folded, in a style; the text itself if there are none."""
    if not words:
        return text
    shown = text.copy()
    for start, end in _places(text.plain, words):
        shown.stylize(style, start, end)
    return shown


def segments_found(
    segments: Iterable[Segment], words: tuple[str, ...], style: Style
) -> Iterator[Segment]:
    """Return the segments of one line with ``words`` in a further style, also where a word spans several segments."""
    segments = list(segments)
    plain = "".join(segment.text for segment in segments)
    spans = list(_places(plain, words))
    at = 0
    for text, old, _ in segments:
        end = at + len(text)
        inside = [(max(at, start), min(end, stop)) for start, stop in spans]
        for start, stop in inside:
            if start < stop:
                if at < start:
                    yield Segment(text[at - end : start - end], old)
                yield Segment(text[start - end : stop - end or None], (old or Style()) + style)
                at = stop
        if at < end:
            yield Segment(text[at - end :], old)
        at = end
