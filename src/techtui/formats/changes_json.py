"""JSON of changes, and of the differences between two catalogs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from techtui.catalog.changes import kinds_of
from techtui.formats.json_document import VERSION, write
from techtui.formats.json_parts import fact_or_none

if TYPE_CHECKING:
    from techtui.catalog.changes import Change
    from techtui.catalog.differences import Differences, TechnologyDifference
    from techtui.catalog.model import Catalog


def changes(catalog: Catalog, found: Iterable[Change]) -> str:
    """Return changes, newest first."""
    found = tuple(found)
    names = kinds_of(catalog, found)
    entries = [
        {
            "date": one.day_text,
            "technology": one.technology,
            "name": catalog.technologies[one.technology].name,
            "kind": one.kind,
            "about": names[one.kind],
            "text": one.text,
            "date_from": one.basis,
            "source": list(one.sources),
        }
        for one in found
    ]
    return write({"version": VERSION, "changes": entries})


def differences(found: Differences) -> str:
    """Return what was added, removed and changed."""
    parts = [
        {"part": one.part, "id": one.id, "name": one.name, "how": one.how} for one in found.parts
    ]
    technologies = [_technology(one) for one in found.technologies]
    return write({"version": VERSION, "technologies": technologies, "parts": parts})


def _technology(one: TechnologyDifference) -> dict[str, Any]:
    told: dict[str, Any] = {"id": one.technology.id, "name": one.technology.name, "how": one.how}
    if one.how == "changed":
        told["facts"] = [
            {
                "attribute": fact.attribute.id,
                "how": fact.how,
                "old": fact_or_none(fact.attribute, fact.old),
                "new": fact_or_none(fact.attribute, fact.new),
            }
            for fact in one.facts
        ]
        told["fields"] = [
            {"field": field.field, "added": list(field.added), "removed": list(field.removed)}
            for field in one.fields
        ]
    return told
