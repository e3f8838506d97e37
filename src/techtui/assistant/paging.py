"""Splits long answers into pages, each readable alone with its table heads and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

MOST: Final = 16_000
"""Characters of a page without its sources; about 4,000 tokens."""

_CITED: Final = re.compile(r"\[\^(\w+)\]")
_DEFINED: Final = re.compile(r"\[\^(\w+)\]: ")


def pages(text: str, most: int = MOST) -> list[str]:
    """Split Markdown from `techtui.formats.markdown` into pages.

    Args:
        text: The Markdown.
        most: The most characters of a page, without its sources.

    Returns:
        The pages, at least one. Lines are kept whole unless one is longer than a page.
    """
    lines: list[str] = []
    sources: dict[str, str] = {}
    for line in text.splitlines():
        defined = _DEFINED.match(line)
        if defined is None:
            lines.append(line)
        else:
            sources[defined[1]] = line
    return [_with_sources(page, sources) for page in _cut(lines, most)] or [""]


def _cut(lines: list[str], most: int) -> Iterator[list[str]]:
    page: list[str] = []
    head: list[str] = []
    size = 0
    for line in lines:
        if not line.startswith("|"):
            head = []
        elif len(head) < 2:
            # The header row and its rule.
            head.append(line)
        for piece in (line[at : at + most] for at in range(0, len(line) or 1, most)):
            if page and size + len(piece) > most:
                yield page
                page = list(head) if len(head) == 2 and line.startswith("|") else []
                size = sum(map(len, page))
            page.append(piece)
            size += len(piece) + 1
    if any(page):
        yield page


def _with_sources(page: list[str], sources: dict[str, str]) -> str:
    text = "\n".join(page).strip("\n")
    cited = dict.fromkeys(_CITED.findall(text))
    named = [sources[one] for one in cited if one in sources]
    return "\n\n".join(filter(None, (text, "\n".join(named)))) + "\n"
