"""Carries what is kept about a catalog to another id of it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from typing import TYPE_CHECKING

from .model import Contents

if TYPE_CHECKING:
    from .shelf import Shelf


def carry(shelf: Shelf, before: str, after: str, known: Container[str]) -> bool:
    """Copy what is kept under one id of a catalog to another, where both are merged as in an import.

    Nothing is removed: the old id may come back, or belong to another catalog.

    Args:
        shelf: The shelf.
        before: The id the catalog had.
        after: The id it has.
        known: The ids of its technologies; entries about others, and comparisons with others, stay behind.

    Returns:
        Whether there was anything to copy.
    """
    kept = shelf.contents()
    copies = Contents.of(
        entries=(
            replace(one, catalog_id=after)
            for one in kept.entries
            if one.catalog_id == before and one.technology_id in known
        ),
        comparisons=(
            replace(one, catalog_id=after)
            for one in kept.comparisons
            if one.catalog_id == before and all(each in known for each in one.technology_ids)
        ),
        activity=(
            replace(one, catalog_id=after)
            for one in kept.activity
            if one.catalog_id == before and one.technology_id in known
        ),
        decisions=(
            replace(one, catalog_id=after) for one in kept.decisions if one.catalog_id == before
        ),
    )
    if copies == Contents():
        return False
    shelf.merge(copies)
    return True
