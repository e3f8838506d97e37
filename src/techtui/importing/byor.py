"""``byor``: the CSV and JSON files of “Build your own radar”: name, ring, quadrant, isNew, description, status."""

from __future__ import annotations

from typing import Any, Final

from techtui.importing import radar
from techtui.importing.csv_rows import header_of, rows
from techtui.importing.draft import Draft
from techtui.importing.options import NONE, ImportOptions
from techtui.importing.result import Imported, ImportRefusedError
from techtui.importing.source import ImportedFiles
from techtui.importing.texts import rows_of, table_of, words_of

_NEEDED: Final = frozenset(("name", "ring", "quadrant"))
_KNOWN: Final = _NEEDED | {"isnew", "description", "status"}


def recognises(source: ImportedFiles) -> bool:
    """Return whether there are rows with name, ring and quadrant."""
    if source.is_folder:
        return False
    if source.json is not None:
        return _is_blip(next(iter(rows_of(_blips(source))), {}))
    return {one.casefold() for one in header_of(source.head)} >= _NEEDED


def read(source: ImportedFiles, options: ImportOptions = NONE) -> Imported:
    """Import a radar.

    Raises:
        ImportRefusedError: If there are no rows.
    """
    title = words_of(table_of(source.json).get("title"))
    draft = Draft(source, "byor", options.title or title)
    blips = _from_json(source, draft) if source.json is not None else _from_csv(source, draft)
    radar.declare(draft, list(dict.fromkeys(words_of(one.get("ring")) for _, one in blips)))
    for place, blip in blips:
        _add(draft, place, blip)
    return draft.finish()


def _from_csv(source: ImportedFiles, draft: Draft) -> list[tuple[str, dict[str, Any]]]:
    _, found = rows(source.text, draft.losses)
    return [(f"line {row.line}", _lowered(row.cells)) for row in found]


def _from_json(source: ImportedFiles, draft: Draft) -> list[tuple[str, dict[str, Any]]]:
    blips = _blips(source)
    if not isinstance(blips, list):
        raise ImportRefusedError(f"{source.path} holds no list of blips")
    found = []
    for at, one in enumerate(blips, 1):
        if isinstance(one, dict):
            found.append((f"item {at}", _lowered(one)))
        else:
            draft.losses.add("items that are not tables, left out", f"item {at}")
    return found


def _blips(source: ImportedFiles) -> Any:
    """Return the content of a JSON file; of a table, the list of blips in it."""
    whole = source.json
    if isinstance(whole, dict):
        return next((one for one in whole.values() if _is_blip(next(iter(rows_of(one)), {}))), None)
    return whole


def _is_blip(row: dict[str, Any]) -> bool:
    return {key.casefold() for key in row} >= _NEEDED


def _lowered(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with the known columns in lower case."""
    return {_known(key): value for key, value in row.items()}


def _known(key: str) -> str:
    return key.casefold() if key.casefold() in _KNOWN else key


def _add(draft: Draft, place: str, blip: dict[str, Any]) -> None:
    category = draft.category(words_of(blip.get("quadrant")))
    entry = draft.entry(words_of(blip.get("name")), category, place)
    if entry is None:
        return
    draft.text(entry, "summary", blip.get("description"))
    draft.choose(entry, "ring", blip.get("ring"))
    is_new = words_of(blip.get("isnew")).casefold() in ("true", "yes", "1")
    radar.set_movement(draft, entry, blip.get("status"), is_new)
    draft.further(entry, blip, _KNOWN)
