"""Finds the entries of a Markdown list: items and rows of tables that begin with a link, below headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from techtui.importing.texts import text_of

LINK: Final = re.compile(r"\[([^\]\[]{1,300})\]\(\s*<?([^()\s<>]{1,2000}(?:\([^()\s]{0,200}\)[^()\s<>]{0,500})?)>?(?:\s+\"[^\"]{0,300}\")?\s*\)")  # fmt: skip
_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(\S[^\n]{0,200}?)[ \t#]*$")
_ITEM: Final = re.compile(r"\s{0,20}(?:[-*+]|\d{1,4}\.)\s+(.{1,4000})")
_HTML_ITEM: Final = re.compile(r"(?:&nbsp;|:[\w+-]{1,40}:|\s){0,20}(<a\s.{1,4000})")
_ANCHOR: Final = re.compile(r"<a\s[^<>]{0,500}?href=[\"']([^\"'<>]{1,2000})[\"'][^<>]{0,500}>(.{1,300}?)</a>")  # fmt: skip
_IMAGE: Final = re.compile(r"!\[[^\]]{0,300}\]\([^)]{0,2000}\)")
_EMPTY_LINK: Final = re.compile(r"\[\s{0,20}\]\([^)]{0,2000}\)")
_MARKS: Final = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|~~")
_TAGS: Final = re.compile(r"<[^<>]{0,500}>")
_FENCE: Final = re.compile(r"\s{0,3}(?:```|~~~)")
_RULE: Final = re.compile(r"[\s|:-]{3,2000}")
_SHORTCODE: Final = re.compile(r"(?<![\w:]):[a-z][\w+-]{1,40}:(?![\w:])|&nbsp;")
_BAR: Final = re.compile(r"(?<!\\)\|")
_LONGEST_ROW: Final = 8_000


class MarkdownEntry(NamedTuple):
    """An entry of a list.

    Args:
        line: Its line.
        path: The headings above it, without the title.
        name: The text of its link.
        address: Where the link leads.
        text: The Markdown after the link, or the second cell of its row.
        facts: Header and text of the further cells of its row.
    """

    line: int
    path: tuple[str, ...]
    name: str
    address: str
    text: str
    facts: tuple[tuple[str, str], ...] = ()


def title_of(text: str) -> str:
    """Return the heading of the first level; empty without one."""
    for line in text.split("\n"):
        if (found := _HEADING.match(line.rstrip())) and len(found[1]) == 1:
            return _name_of(found[2])
    return ""


def plain(text: str) -> str:
    """Return a line of Markdown without its markup."""
    return text_of(_MARKS.sub("", LINK.sub(r"\1", without_images(text)))).strip()


def without_images(text: str) -> str:
    """Return Markdown without its images, and without links of which nothing else is left."""
    return _EMPTY_LINK.sub("", _IMAGE.sub("", text))


def items(text: str, passed: list[int]) -> Iterator[MarkdownEntry]:
    """Yield the entries of a list.

    Args:
        text: The Markdown.
        passed: Gets the lines of items and rows with a link somewhere else than at their beginning.
    """
    headings: list[tuple[int, str]] = []
    header: list[str] = []
    before = ""
    in_code = False
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip()
        in_code ^= _FENCE.match(line) is not None
        if in_code:
            continue
        if heading := _HEADING.match(line):
            _descend(headings, len(heading[1]), _name_of(heading[2]))
            continue
        if "|" not in line:
            header = []
        elif _RULE.fullmatch(line):
            header = [plain(one) for one in _cells(before)]
        before = line
        first, *more = _cells(line) if header else [_content(line)]
        found = _begins_with_link(first)
        if found is None:
            if LINK.search(line) and (header or _ITEM.match(line)):
                passed.append(number)
            continue
        if not found[2].startswith("#"):
            path = tuple(name for _, name in headings)
            rest = more[0] if more else found.string[found.end() :].lstrip("*_ ")
            facts = tuple(
                zip(header[2:], (plain(one).strip("`") for one in more[1:]), strict=False)
            )
            yield MarkdownEntry(number, path, found[1], found[2], rest, facts)


def _name_of(heading: str) -> str:
    return plain(_SHORTCODE.sub(" ", heading)) or plain(heading)


def _descend(headings: list[tuple[int, str]], level: int, name: str) -> None:
    while headings and headings[-1][0] >= level:
        headings.pop()
    if level > 1:
        headings.append((level, name))


def _content(line: str) -> str:
    """Return what an item of a list says, with links of HTML as Markdown; empty for other lines."""
    item = _ITEM.match(line) or _HTML_ITEM.match(line)
    return _ANCHOR.sub(_as_markdown, item[1]) if item else ""


def _as_markdown(anchor: re.Match[str]) -> str:
    name = _TAGS.sub("", anchor[2]).strip(" []")
    return f"[{name}]({anchor[1]})" if name else ""


def _cells(line: str) -> list[str]:
    row = line[:_LONGEST_ROW].strip().removeprefix("|").removesuffix("|")
    return [one.replace("\\|", "|").strip() for one in _BAR.split(row)]


def _begins_with_link(content: str) -> re.Match[str] | None:
    return LINK.match(without_images(content).lstrip(" *_")) if content else None
