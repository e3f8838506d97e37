"""Merges the documents of layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.format.fields import TABLES, is_fact_table
from techtui.catalog.format.kept import KeptEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

APPEND: Final = "append"
"""The key of a table that appends items to the list below: ``strengths.append = ["…"]``."""
LISTS: Final = frozenset({"texts", "refs", "entries"})
"""The kinds of fields that can be appended to."""


def merge(documents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Merge documents, lowest first; later ones change single fields and facts by id.

    Lists are replaced whole, unless something is appended. A fact with a value, or with a reason for having none, replaces the
    fact below it; a fact without either adds its source, date or note to it. A value that should be a table is left out.
    """
    merged: dict[str, Any] = {}
    for document in documents:
        for table in TABLES:
            content = document.get(table)
            if not isinstance(content, dict):
                continue
            below = merged.get(table)
            if below is None:
                merged[table] = dict(content)
            elif table == "catalog":
                merged[table] = _laid_upon(below, content, table)
            else:
                _merge_entries(below, content, table)
    return merged


def take_out_hidden(merged: dict[str, Any]) -> dict[str, frozenset[str]]:
    """Remove hidden entries, and everything in hidden categories.

    Args:
        merged: The result of `merge`; it is changed.

    Returns:
        Table -> the ids that were removed.
    """
    hidden: dict[str, frozenset[str]] = {}
    for table, above in (("categories", "parent"), ("technologies", "category")):
        entries = merged.get(table, {})
        found = {key for key, entry in entries.items() if _is_hidden(entry)}
        categories = found if table == "categories" else hidden["categories"]
        size = -1
        while categories and size != len(found):
            size = len(found)
            found |= {
                key
                for key, entry in entries.items()
                if isinstance(entry, dict) and _all_among(entry.get(above), categories)
            }
        for key in found:
            del entries[key]
        hidden[table] = frozenset(found)
    return hidden


def _all_among(named: Any, hidden: set[str] | frozenset[str]) -> bool:
    """Return whether all the named categories are hidden: an entry that is in another one, too, stays there."""
    listed = _items(named)
    return bool(listed) and all(isinstance(one, str) and one in hidden for one in listed)


def _is_hidden(entry: Any) -> bool:
    return isinstance(entry, dict) and entry.get("hidden") is True


def appended(value: Any, kind: str) -> bool:
    """Return whether a value appends to a list, rather than being it.

    Args:
        value: The value of a field in a document.
        kind: The kind of the field.
    """
    return kind in LISTS and isinstance(value, dict) and value.keys() == {APPEND}


def _merge_entries(below: dict[str, Any], above: dict[str, Any], table: str) -> None:
    for entry_id, entry in above.items():
        known = below.get(entry_id)
        if isinstance(entry, KeptEntry):
            # In no layer below, and nothing to resolve.
            below[entry_id] = entry
        elif not isinstance(known, dict):
            below[entry_id] = _laid_upon({}, entry, table) if isinstance(entry, dict) else entry
        elif isinstance(entry, dict):
            changed = _laid_upon(known, entry, table)
            facts, more = known.get("facts"), entry.get("facts")
            if isinstance(facts, dict):
                changed["facts"] = _merge_facts(facts, more) if isinstance(more, dict) else facts
            below[entry_id] = changed


def _laid_upon(below: dict[str, Any], above: dict[str, Any], table: str) -> dict[str, Any]:
    changed = {**below, **above}
    for key, value in above.items():
        field = TABLES[table].get(key)
        if field is not None and appended(value, field.kind):
            changed[key] = [*_items(below.get(key)), *_items(value[APPEND])]
    return changed


def _items(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [value]
    return value if isinstance(value, list) else []


def _merge_facts(facts: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    merged = {**facts}
    for attribute, fact in more.items():
        if (
            is_fact_table(fact)
            and attribute in facts
            and "value" not in fact
            and "missing" not in fact
        ):
            old = facts[attribute]
            old = old if is_fact_table(old) else {"value": old}
            merged[attribute] = _longer(old, fact) if APPEND in fact else {**old, **fact}
        else:
            merged[attribute] = fact
    return merged


def _longer(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Return a fact with items appended to its list; their sources are added, too."""
    both = {**below, **above}
    both.pop("missing", None)
    both[APPEND] = [*_items(below.get(APPEND)), *_items(above[APPEND])]
    if "source" in below and "source" in above:
        both["source"] = list(dict.fromkeys([*_items(below["source"]), *_items(above["source"])]))
    return both
