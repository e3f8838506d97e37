"""Shows where the words that are searched for stand in a text."""

from __future__ import annotations

import re
from functools import lru_cache

from rich.style import Style
from rich.text import Text


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    # The longest first, else a word that begins another would hide it.
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))), re.IGNORECASE)


def show_found(text: Text, words: tuple[str, ...], style: Style) -> Text:
    """A copy of ``text`` where ``words`` are in a style; the text itself if there are none."""
    if not words:
        return text
    shown = text.copy()
    for match in _pattern(words).finditer(text.plain):
        shown.stylize(style, *match.span())
    return shown
