"""``aoe``: the folder of an AOE technology radar, with a Markdown file for each entry in each edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from techtui.importing import radar
from techtui.importing.draft import Draft
from techtui.importing.front_matter import parted
from techtui.importing.options import NONE, ImportOptions
from techtui.importing.result import Imported, ImportRefusedError
from techtui.importing.source import ImportedFiles, read_text
from techtui.importing.texts import items_of, rows_of, table_of, text_of, words_of
from techtui.importing.yaml_reader import YamlError

_EDITION: Final = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_CONFIG: Final = "config.json"
_KNOWN: Final = frozenset(("title", "ring", "segment", "quadrant", "tags"))


def recognises(source: ImportedFiles) -> bool:
    """Return whether a folder contains editions: folders named by date, with entries that have a ring."""
    if not source.is_folder:
        return False
    return any(re.search(r"^ring:", _begin(path), re.MULTILINE) for path in _pages(source))


def read(source: ImportedFiles, options: ImportOptions = NONE) -> Imported:
    """Import a radar: rings over time, and the texts of all editions.

    Raises:
        ImportRefusedError: If the folder contains too many files.
    """
    config = _config(source)
    draft = Draft(
        source, "aoe", options.title or words_of(table_of(config.get("labels")).get("title"))
    )
    rings, segments = (
        _titles(config.get("rings")),
        _titles(config.get("segments") or config.get("quadrants")),
    )
    radar.declare(draft, list(rings.values()), in_order=bool(rings))
    draft.attribute("tags", "Tags", "list", "Radar")
    blips: dict[str, list[tuple[str, dict[str, Any], str]]] = {}
    for path in _pages(source):
        page = _page(draft, path)
        if page is not None:
            blips.setdefault(path.stem, []).append((path.parent.name, *page))
    for key, pages in blips.items():
        _add(draft, key, sorted(pages, key=lambda one: one[0]), rings, segments)
    return draft.finish()


def _pages(source: ImportedFiles) -> Iterator[Path]:
    return (path for path in source.files(".md") if _EDITION.fullmatch(path.parent.name))


def _begin(path: Path) -> str:
    try:
        return read_text(path)[:2_000]
    except ImportRefusedError:
        return ""


def _page(draft: Draft, path: Path) -> tuple[dict[str, Any], str] | None:
    place = f"{path.parent.name}/{path.name}"
    try:
        values, body = parted(read_text(path))
    except (YamlError, ImportRefusedError):
        draft.losses.add("pages that can't be read, left out", place)
        return None
    if not words_of(values.get("ring")):
        draft.losses.add("pages without a ring, left out", place)
        return None
    return values, text_of(body)


def _config(source: ImportedFiles) -> dict[str, Any]:
    path = source.path / _CONFIG
    if not path.is_file():
        path = source.path.parent / _CONFIG
    return table_of(ImportedFiles(path).json) if path.is_file() else {}


def _titles(raw: Any) -> dict[str, str]:
    if isinstance(raw, dict):  # older configs: id = title
        return {words_of(key): words_of(held) for key, held in raw.items()}
    return {
        words_of(one["id"]): words_of(one.get("title")) or words_of(one["id"])
        for one in rows_of(raw)
        if words_of(one.get("id"))
    }


def _add(
    draft: Draft,
    key: str,
    pages: list[tuple[str, dict[str, Any], str]],
    rings: dict[str, str],
    segments: dict[str, str],
) -> None:
    edition, values, _ = pages[-1]
    segment = words_of(values.get("segment") or values.get("quadrant"))
    category = draft.category(segments.get(segment, segment.replace("-", " ").capitalize()))
    entry = draft.entry(words_of(values.get("title")) or key, category, f"{edition}/{key}", key)
    if entry is None:
        return
    editions = []
    for day, held, body in pages:
        ring = words_of(held.get("ring"))
        editions.append(radar.Edition(day, rings.get(ring, ring), body))
    radar.tell_history(draft, entry, editions)
    tags = values.get("tags")
    draft.fact(entry, "tags", list(dict.fromkeys(items_of(tags))))
    draft.further(entry, values, _KNOWN)
