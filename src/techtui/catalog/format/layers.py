"""Documents laid upon each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from techtui.catalog.format.fields import TABLES, is_fact_table

if TYPE_CHECKING:
    from collections.abc import Sequence


def merge(documents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Lay documents upon each other, lowest first; later ones change single fields and facts by id.

    Lists are replaced whole. A fact with a value, or with a reason for having none, replaces the fact below
    it; one without adds its source, date or note to it. What is not a table where a table belongs is left out.
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
                below.update(content)
            else:
                _merge_entries(below, content)
    return merged


def _merge_entries(below: dict[str, Any], above: dict[str, Any]) -> None:
    for entry_id, entry in above.items():
        known = below.get(entry_id)
        if not isinstance(known, dict):
            below[entry_id] = entry
        elif isinstance(entry, dict):
            changed = {**known, **entry}
            facts, more = known.get("facts"), entry.get("facts")
            if isinstance(facts, dict):
                changed["facts"] = _merge_facts(facts, more) if isinstance(more, dict) else facts
            below[entry_id] = changed


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
            merged[attribute] = {**(old if is_fact_table(old) else {"value": old}), **fact}
        else:
            merged[attribute] = fact
    return merged
