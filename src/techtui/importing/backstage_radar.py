"""``backstage-radar``: the JSON of Backstage's tech radar: quadrants, rings, entries with a timeline."""

from __future__ import annotations

from typing import Any, Final

from techtui.importing import radar
from techtui.importing.draft import Draft
from techtui.importing.options import NONE, ImportOptions
from techtui.importing.result import Imported
from techtui.importing.source import ImportedFiles
from techtui.importing.texts import rows_of, table_of, text_of, words_of

_KNOWN: Final = frozenset(
    (
        *("key", "id", "title", "quadrant", "ring", "moved", "timeline", "description", "url"),
        "links",
    )
)


def recognises(source: ImportedFiles) -> bool:
    """Return whether there are quadrants and rings with ids, and entries."""
    if source.is_folder:
        return False
    whole = table_of(source.json)
    return bool(
        rows_of(whole.get("entries"))
        and any("id" in one for one in rows_of(whole.get("rings")))
        and any("id" in one for one in rows_of(whole.get("quadrants")))
    )


def read(source: ImportedFiles, options: ImportOptions = NONE) -> Imported:
    """Import a radar: rings over time, and all texts."""
    whole = table_of(source.json)
    draft = Draft(source, "backstage-radar", options.title or words_of(whole.get("title")))
    rings, quadrants = _names(whole.get("rings")), _names(whole.get("quadrants"))
    radar.declare(draft, list(rings.values()), in_order=True)
    coloured = sum("color" in one for one in rows_of(whole.get("rings")))
    if coloured:
        draft.losses.add("colours of rings, left out", count=coloured)
    for at, one in enumerate(rows_of(whole.get("entries")), 1):
        _add(draft, one, f"entry {at}", rings, quadrants)
    return draft.finish()


def _names(raw: Any) -> dict[str, str]:
    return {
        words_of(one["id"]): words_of(one.get("name")) or words_of(one["id"])
        for one in rows_of(raw)
        if words_of(one.get("id"))
    }


def _id(raw: Any) -> str:
    """Return the id of a reference: older files contain the whole ring or quadrant."""
    return words_of(raw.get("id")) if isinstance(raw, dict) else words_of(raw)


def _add(
    draft: Draft, one: dict[str, Any], place: str, rings: dict[str, str], quadrants: dict[str, str]
) -> None:
    quadrant = _id(one.get("quadrant"))
    name = words_of(one.get("title")) or words_of(one.get("key")) or words_of(one.get("id"))
    key = words_of(one.get("key")) or words_of(one.get("id"))
    entry = draft.entry(name, draft.category(quadrants.get(quadrant, quadrant)), place, key)
    if entry is None:
        return
    editions = [_edition(step, rings) for step in rows_of(one.get("timeline"))]
    if not editions and (ring := _id(one.get("ring"))):
        moved = words_of(one.get("moved"))
        editions = [radar.Edition("", rings.get(ring, ring), "", moved)]
    radar.tell_history(draft, entry, editions, text_of(one.get("description")))
    if words_of(one.get("url")) != "#":
        draft.attribute("website", "Website", "link", website=True)
        draft.link(entry, "website", one.get("url"))
    for link in rows_of(one.get("links")):
        draft.learn(entry, words_of(link.get("title")), link.get("url"))
    draft.further(entry, one, _KNOWN)


def _edition(step: dict[str, Any], rings: dict[str, str]) -> radar.Edition:
    ring = _id(step.get("ringId") or step.get("ring"))
    day = words_of(step.get("date"))[:10]
    text = text_of(step.get("description"))
    return radar.Edition(day, rings.get(ring, ring), text, words_of(step.get("moved")))
