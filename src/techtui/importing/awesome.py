"""``awesome``: a Markdown list: headings, with lines such as ``- [name](url) - text`` or rows of tables below them."""

from __future__ import annotations

import re
from typing import Final

from techtui.importing.draft import Draft
from techtui.importing.markdown_items import LINK, items, plain, title_of, without_images
from techtui.importing.options import NONE, ImportOptions
from techtui.importing.result import Imported
from techtui.importing.source import ImportedFiles
from techtui.importing.texts import slug

_DASH: Final = re.compile(r"\s*[-–—:]+(?:\s+|$)")
_BESIDE: Final = re.compile(rf"\s*(?:\[\s*{LINK.pattern}\s*\]\s*)+")
"""Links in brackets between a name and its description: to a package, say."""


def recognises(source: ImportedFiles) -> bool:
    """Return whether a file has headings, and items that begin with a link."""
    if source.is_folder or source.json is not None:
        return False
    if not re.search(r"^#{1,6}[ \t]", source.head, re.MULTILINE):
        return False
    return next(items(source.text, []), None) is not None


def read(source: ImportedFiles, options: ImportOptions = NONE) -> Imported:
    """Import a list: headings become categories, links websites, the text after them taglines, further cells facts."""
    draft = Draft(source, "awesome", options.title or title_of(source.head))
    draft.attribute("website", "Website", "link", website=True)
    passed: list[int] = []
    for item in items(source.text, passed):
        entry = draft.entry(plain(item.name), draft.category(*item.path), f"line {item.line}")
        if entry is None:
            continue
        draft.link(entry, "website", item.address)
        text = without_images(item.text)
        told = text[beside.end() :] if (beside := _BESIDE.match(text)) else text
        dash = _DASH.match(told)
        draft.text(entry, "tagline", plain(told[dash.end() :] if dash else told))
        for name, address in LINK.findall(text):
            if shown := plain(name):  # a badge has none
                draft.learn(entry, shown, address)
        for header, cell in item.facts:
            draft.untyped_fact(entry, slug(header), header, cell)
    for line in passed:
        draft.losses.add("items with a link, but not at their beginning, left out", f"line {line}")
    return draft.finish()
