"""``zalando``: Zalando's tech radar, as JSON or in the script of its page; quadrants and rings are numbers."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, Final

from techtui.importing import radar
from techtui.importing.draft import Draft
from techtui.importing.js_literals import literal_at
from techtui.importing.options import NONE, ImportOptions
from techtui.importing.result import Imported, ImportRefusedError
from techtui.importing.source import ImportedFiles, read_text
from techtui.importing.texts import rows_of, table_of, text_of, words_of

_RINGS: Final = ("Adopt", "Trial", "Assess", "Hold")
_PAGE: Final = "index.html"
"""The page beside the file that explains the numbers."""
_CALL: Final = re.compile(r"\bradar_visualization\s*\(\s*(?=\{)")
"""How the page of a radar draws it: the settings follow."""
_MOST_CALLS: Final = 10
_KNOWN: Final = frozenset(
    ("quadrant", "ring", "label", "active", "moved", "link", "description", "timeline", "id")
)


def recognises(source: ImportedFiles) -> bool:
    """Return whether there are entries whose quadrant and ring are numbers."""
    if source.is_folder:
        return False
    first = next(iter(rows_of(_settings(source).get("entries"))), {})
    return all(isinstance(first.get(key), int) for key in ("quadrant", "ring")) and "label" in first


def read(source: ImportedFiles, options: ImportOptions = NONE) -> Imported:
    """Import a radar; the names of quadrants and rings are taken from the file, or else from the page beside it."""
    whole = _settings(source)
    draft = Draft(source, "zalando", options.title or words_of(whole.get("title")))
    page = _page_beside(source)
    quadrants = _names(whole, page, "quadrants")
    rings = _names(whole, page, "rings") or list(_RINGS)
    radar.declare(draft, rings, in_order=True)
    draft.attribute("website", "Website", "link", website=True)
    draft.attribute("active", "Active", "yes_no", "Radar")
    if date := words_of(whole.get("date")):
        draft.catalog["summary"] = f"The radar of {date}."
    if not quadrants:
        draft.losses.add("names of quadrants that the file does not tell, numbers instead", count=4)
    for at, one in enumerate(rows_of(whole.get("entries")), 1):
        _add(draft, one, f"entry {at}", quadrants, rings)
    return draft.finish()


def _settings(source: ImportedFiles) -> dict[str, Any]:
    """Return the content of a JSON file, or the settings that a page draws its radar with."""
    if source.json is not None:
        return table_of(source.json)
    for call in islice(_CALL.finditer(source.text), _MOST_CALLS):
        settings = table_of(literal_at(source.text, call.end()))
        if settings.get("entries"):
            return settings
    return {}


def _page_beside(source: ImportedFiles) -> str:
    page = source.path.with_name(_PAGE)
    try:
        return read_text(page) if page.is_file() else ""
    except ImportRefusedError:
        return ""


def _names(whole: dict[str, Any], page: str, key: str) -> list[str]:
    named = [words_of(one.get("name")) for one in rows_of(whole.get(key))]
    if not named and (found := re.search(rf"\b{key}\s*:\s*\[([^\]]{{0,5000}})\]", page)):
        named = re.findall(r"""name\s*:\s*["']([^"'\n]{1,80})["']""", found[1])
    return named


def _name(names: list[str], raw: Any, default: str) -> str:
    if isinstance(raw, int) and 0 <= raw < len(names):
        return names[raw]
    return f"{default} {raw + 1}" if isinstance(raw, int) else words_of(raw)


def _add(
    draft: Draft, one: dict[str, Any], place: str, quadrants: list[str], rings: list[str]
) -> None:
    category = draft.category(_name(quadrants, one.get("quadrant"), "Quadrant"))
    entry = draft.entry(words_of(one.get("label")), category, place)
    if entry is None:
        return
    if timeline := rows_of(one.get("timeline")):
        editions = [_edition(step, rings) for step in timeline]
        radar.tell_history(draft, entry, editions, text_of(one.get("description")))
    else:
        draft.choose(entry, "ring", _name(rings, one.get("ring"), "Ring"))
        radar.set_movement(draft, entry, one.get("moved"))
        draft.text(entry, "summary", one.get("description"))
    if one.get("active") is False:
        draft.fact(entry, "active", False)
    if words_of(one.get("link")) not in ("", "#"):
        draft.link(entry, "website", one.get("link"))
    draft.further(entry, one, _KNOWN)


def _edition(step: dict[str, Any], rings: list[str]) -> radar.Edition:
    ring = _name(rings, step.get("ring", step.get("ringId")), "Ring")
    day = words_of(step.get("date"))[:10].replace(".", "-")
    return radar.Edition(day, ring, text_of(step.get("description")), words_of(step.get("moved")))
