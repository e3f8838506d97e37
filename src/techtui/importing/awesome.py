"""``awesome``: a Markdown list: headings, with lines such as ``- [name](url) - text`` below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from techtui.importing.draft import Draft
from techtui.importing.options import NONE, ImportOptions
from techtui.importing.result import Imported
from techtui.importing.source import ImportedFiles
from techtui.importing.texts import text_of

_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(\S[^\n]{0,200}?)[ \t#]*$")
_ITEM: Final = re.compile(r"\s{0,20}(?:[-*+]|\d{1,4}\.)\s+(.{1,4000})")
_LINK: Final = re.compile(r"\[([^\]\[]{1,300})\]\(\s*<?([^()\s<>]{1,2000}(?:\([^()\s]{0,200}\)[^()\s<>]{0,500})?)>?(?:\s+\"[^\"]{0,300}\")?\s*\)")  # fmt: skip
_IMAGE: Final = re.compile(r"!\[[^\]]{0,300}\]\([^)]{0,2000}\)")
_MARKS: Final = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|~~")
_FENCE: Final = re.compile(r"\s{0,3}(?:```|~~~)")


class _Item(NamedTuple):
    line: int
    path: tuple[str, ...]
    name: str
    address: str
    text: str


def recognises(source: ImportedFiles) -> bool:
    """Return whether a file has headings, and items that begin with a link."""
    if source.is_folder or source.json is not None:
        return False
    if not re.search(r"^#{1,6}[ \t]", source.head, re.MULTILINE):
        return False
    return next(_items(source.text), None) is not None


def read(source: ImportedFiles, options: ImportOptions = NONE) -> Imported:
    """Import a list: headings become categories, links websites, the text after them taglines."""
    title = next((found[2] for line in source.head.split("\n") if (found := _HEADING.match(line)) and len(found[1]) == 1), "")  # fmt: skip
    draft = Draft(source, "awesome", options.title or _plain(title))
    draft.attribute("website", "Website", "link", website=True)
    for item in _items(source.text):
        place = f"line {item.line}"
        entry = draft.entry(_plain(item.name), draft.category(*item.path), place)
        if entry is None:
            continue
        draft.link(entry, "website", item.address)
        rest = re.sub(r"^\s*(?:[-–—:]+\s*)", "", _IMAGE.sub("", item.text))
        draft.text(entry, "tagline", _plain(_LINK.sub(r"\1", rest)))
        for name, address in _LINK.findall(rest):
            draft.learn(entry, _plain(name), address)
    return draft.finish()


def _items(text: str) -> Iterator[_Item]:
    headings: list[tuple[int, str]] = []
    in_code = False
    for number, line in enumerate(text.split("\n"), 1):
        if _FENCE.match(line):
            in_code = not in_code
        if in_code:
            continue
        if heading := _HEADING.match(line.rstrip()):
            level = len(heading[1])
            headings = [one for one in headings if one[0] < level]
            if level > 1:
                headings.append((level, _plain(heading[2])))
            continue
        item = _ITEM.match(line)
        link = _LINK.match(_IMAGE.sub("", item[1]).lstrip(" *_")) if item else None
        if item is None or link is None or link[2].startswith("#"):
            continue
        content = _IMAGE.sub("", item[1]).lstrip(" *_")
        path = tuple(name for _, name in headings)
        yield _Item(number, path, link[1], link[2], content[link.end() :].lstrip("*_ "))


def _plain(text: str) -> str:
    """Return a line of Markdown without its markup."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    return text_of(_MARKS.sub("", text)).strip()
