"""Catalogs for other tools: a plain table, two kinds of radars, a landscape. What a format can't hold is left out; see `LOST`."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.moments import moment_text
from techtui.catalog.movement import KINDS, movement
from techtui.catalog.website import website_of
from techtui.formats import csv_table, json_document, json_parts
from techtui.pages.prose import plain
from techtui.pages.values import item_text

if TYPE_CHECKING:
    from techtui.catalog.model import Attribute, Catalog, Technology

LOST: Final = {
    "csv": "sources, notes, relations, earlier years, cells of tables and texts other than the summary are left out",
    "byor": "all facts but ring and movement, sources and relations are left out",
    "backstage-radar": "facts other than ring and movement, sources and relations are left out; what is new counts as moved in",
    "landscape": "sources, notes, relations, earlier years and categories below the second level are left out",
}
"""What each format can't hold, in words."""

_MOVES: Final = {"moved out": -1, "unchanged": 0, "moved in": 1, "new": 1}


class NotHeldError(Exception):
    """A catalog that a format can't hold at all; the message says why."""


def write(catalog: Catalog, kind: str) -> str:
    """Return a catalog as a file for another tool.

    Args:
        catalog: The catalog.
        kind: A key of `LOST`.

    Raises:
        NotHeldError: If the format can't hold it, or a required library is not installed.
    """
    writers: dict[str, Callable[[Catalog], str]] = {
        "csv": _csv,
        "byor": _byor,
        "backstage-radar": _backstage_radar,
        "landscape": _landscape,
    }
    return writers[kind](catalog)


# A table --------------------------------------------------------------------------------------------


def _csv(catalog: Catalog) -> str:
    known = [
        one
        for one in catalog.attributes.values()
        if any(one.id in technology.facts for technology in catalog.technologies.values())
    ]
    names = Counter(one.name.casefold() for one in known)
    taken = {"id", "name", "category", "tagline", "summary", "aliases"}
    head = [
        one.id if names[one.name.casefold()] > 1 or one.name.casefold() in taken else one.name
        for one in known
    ]
    rows = (
        (
            *(one.id, one.name, _path(catalog, one)[-1], one.tagline, plain(catalog, one.summary)),
            csv_table.joined(one.aliases),
            *(
                "" if _is_gap(one, column) else csv_table.cell(column, one.facts[column.id])
                for column in known
            ),
        )
        for one in catalog.technologies.values()
    )
    return csv_table.table(("id", "name", "category", "tagline", "summary", "aliases", *head), rows)


def _is_gap(one: Technology, attribute: Attribute) -> bool:
    fact = one.facts.get(attribute.id)
    return fact is None or fact.value is None


def _path(catalog: Catalog, one: Technology) -> list[str]:
    return [step.name for step in catalog.path(one.category)]


# Radars ---------------------------------------------------------------------------------------------


def _ring_of(catalog: Catalog) -> Attribute:
    for one in catalog.attributes.values():
        if "ring" in (one.id.casefold(), one.name.casefold()) and one.choices:
            return one
    raise NotHeldError(
        "a radar needs an attribute “ring” with choices, and the catalog has none; techtui attributes lists what it has"
    )


def _blips(catalog: Catalog, ring: Attribute) -> Iterator[tuple[Technology, str]]:
    """Yield the technologies that have a ring, with the ring."""
    for one in catalog.technologies.values():
        fact = one.facts.get(ring.id)
        if fact is not None and isinstance(fact.value, str):
            yield one, fact.value


def _moved(catalog: Catalog, one: Technology, ring: Attribute) -> str:
    if history := one.facts[ring.id].history:
        return KINDS[movement(ring, history).kind]
    fact, about = one.facts.get("moved"), catalog.attributes.get("moved")
    if fact is None or about is None or not isinstance(fact.value, str):
        return ""
    return about.choices.get(fact.value, fact.value)


def _description(catalog: Catalog, one: Technology) -> str:
    return plain(catalog, one.summary) or one.tagline


def _byor(catalog: Catalog) -> str:
    ring = _ring_of(catalog)
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("name", "ring", "quadrant", "isNew", "description", "status"))
    for one, value in _blips(catalog, ring):
        moved = _moved(catalog, one, ring)
        writer.writerow(
            (
                one.name,
                ring.choices[value],
                _path(catalog, one)[0],
                str(moved == "new").upper(),
                _description(catalog, one),
                "" if moved == "new" else moved,
            )
        )
    return file.getvalue()


def _backstage_radar(catalog: Catalog) -> str:
    ring = _ring_of(catalog)
    day = catalog.as_of.isoformat() if catalog.as_of else ""
    return json_document.write(
        {
            "title": catalog.title,
            "quadrants": [{"id": one.id, "name": one.name} for one in catalog.children()],
            "rings": [{"id": key, "name": label} for key, label in _from_inside(ring)],
            "entries": [
                {
                    "id": one.id,
                    "key": one.id,
                    "title": one.name,
                    "quadrant": catalog.path(one.category)[0].id,
                    "url": website_of(catalog, one) or "#",
                    "description": _description(catalog, one),
                    "timeline": list(_timeline(catalog, one, ring, day)),
                }
                for one, _ in _blips(catalog, ring)
            ],
        }
    )


def _timeline(
    catalog: Catalog, one: Technology, ring: Attribute, day: str
) -> Iterator[dict[str, Any]]:
    """Yield the ring of an entry over time, newest first."""
    fact = one.facts[ring.id]
    for moment in sorted(fact.history, reverse=True):
        until = {at: choice for at, choice in fact.history.items() if at <= moment}
        # A month or year is replaced by its first day.
        yield {
            "date": (moment_text(moment) + "-01-01")[:10],
            "ringId": until[moment],
            "moved": _MOVES.get(KINDS[_step(ring, until)], 0),
            "description": fact.note if moment == max(fact.history) else "",
        }
    if not fact.history:
        yield {
            "date": _ring_day(one, ring) or day,
            "ringId": fact.value,
            "moved": _MOVES.get(_moved(catalog, one, ring), 0),
            "description": fact.note,
        }


def _step(ring: Attribute, until: dict[int, str]) -> str:
    """Return how a ring moved at the last of some moments."""
    moved = movement(ring, until)
    return moved.kind if moved.since == max(until) else "unchanged"


def _from_inside(ring: Attribute) -> Iterable[tuple[str, str]]:
    rings = list(ring.choices.items())
    return reversed(rings) if ring.better == "higher" else rings


def _ring_day(one: Technology, ring: Attribute) -> str:
    day = one.facts[ring.id].as_of
    return day.isoformat() if day is not None else ""


# A landscape ----------------------------------------------------------------------------------------


def _landscape(catalog: Catalog) -> str:
    try:
        import yaml
    except ImportError:
        raise NotHeldError(
            "this needs PyYAML, which is not installed; pip install 'techtui[import]'"
        ) from None
    found: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for one in catalog.technologies.values():
        path = _path(catalog, one)
        below = found.setdefault(path[0], {}).setdefault(" / ".join(path[1:]) or path[0], [])
        below.append({"item": None, **_item(catalog, one)})
    document = {
        "landscape": [
            {
                "category": None,
                "name": name,
                "subcategories": [
                    {"subcategory": None, "name": below, "items": items}
                    for below, items in subcategories.items()
                ],
            }
            for name, subcategories in found.items()
        ]
    }
    text: str = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=1000)
    return text


def _item(catalog: Catalog, one: Technology) -> dict[str, Any]:
    website = website_of(catalog, one)
    item: dict[str, Any] = {"name": one.name, "description": _description(catalog, one)}
    if website:
        item["homepage_url"] = website
    extra = {
        attribute.id: _plain_value(attribute, one)
        for attribute, fact in catalog.facts_of(one)
        if fact.value is not None and fact.value != website
    }
    if extra:
        item["extra"] = extra
    return item


def _plain_value(attribute: Attribute, one: Technology) -> Any:
    fact = one.facts[attribute.id]
    if fact.rows:
        return json_parts.value(attribute, fact)
    match fact.value:
        case bool() as value:
            return value
        case tuple() as items:
            return [item_text(attribute, item) for item in items]
        case _:
            return csv_table.cell(attribute, fact)
