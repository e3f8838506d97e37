"""The data for comparisons on a website, computed in advance: words, what is equal, what is better."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from techtui.catalog.headings import TEXTS
from techtui.catalog.model import AttributeType, Fact, Point
from techtui.catalog.moments import moment_text, place_of
from techtui.catalog.places import places_text
from techtui.catalog.sort_keys import latest, sort_key
from techtui.pages.document import Span
from techtui.pages.items import TEXT_SIGNS
from techtui.pages.tables import row_line
from techtui.pages.values import amount_text, fact_text, item_text
from techtui.publish.addresses import segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from techtui.catalog.model import Attribute, Catalog, TableRow, Technology, Value

_AMOUNTS: Final = (AttributeType.NUMBER, AttributeType.MONEY)


class Facts:
    """The facts of a catalog for `assets/compare.js`.

    Args:
        catalog: The catalog.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._places = {one: at for at, one in enumerate(catalog.attributes)}
        self._ranks = {
            one.id: _ranks(catalog, one) for one in catalog.attributes.values() if one.better
        }

    def attributes(self) -> dict[str, object]:
        """Return the rows of comparisons, in order, and the kinds of texts.

        A row has: folder, name, group, which end is better, whether it is a share, whether bars are useful, the unit, whether
        values can be equal. A kind of text has: heading, sign, tone.
        """
        return {
            "attributes": [
                [
                    segment(one.id),
                    one.name,
                    one.group,
                    one.better,
                    int(one.unit == "%"),
                    int(bool(one.better or one.unit == "%")),
                    one.unit,
                    int(one.comparable),
                ]
                for one in self._catalog.attributes.values()
            ],
            "texts": [[heading, *TEXT_SIGNS[field]] for field, heading in TEXTS.items()],
        }

    def of(self, technology: Technology) -> dict[str, object]:
        """Return a technology: its name, what it is, its texts, and its facts."""
        return {
            "name": technology.name,
            "tagline": technology.tagline,
            "category": places_text(self._catalog, technology),
            "texts": [
                [
                    one.text if isinstance(one, Point) else one.title
                    for one in getattr(technology, field)
                ]
                for field in TEXTS
            ],
            "facts": [
                self._fact(attribute, fact)
                for attribute, fact in self._catalog.shown_facts_of(technology)
            ],
        }

    def _fact(self, attribute: Attribute, fact: Fact) -> dict[str, object]:
        """Return a fact without empty fields."""
        value = fact.value
        told: dict[str, object] = {
            "at": self._places[attribute.id],
            "text": fact_text(attribute, fact),
        }
        if value is None:
            return told
        told["same"] = _same(value)
        if fact.rows:
            told["same"] = _same_rows(fact.rows)
            told["rows"] = [
                [key, *_part(attribute, rows)] for key, rows in _by_key(attribute, fact).items()
            ]
        if attribute.better:
            told["rank"] = self._ranks[attribute.id][sort_key(attribute, value)]
        if isinstance(value, dict):
            year, number = latest(value)
            told["text"] = amount_text(number, attribute.unit)
            told["year"] = moment_text(year)
            told["amount"] = number
            told["series"] = [
                [place_of(moment), one, moment_text(moment)]
                for moment, one in sorted(value.items())
            ]
        elif isinstance(value, tuple):
            told["items"] = [[one, item_text(attribute, one)] for one in value]
        elif isinstance(value, int | float) and attribute.unit and attribute.type in _AMOUNTS:
            told["amount"] = value
        return told


def _ranks(catalog: Catalog, attribute: Attribute) -> dict[object, int]:
    keys = {sort_key(attribute, one) for one in catalog.column(attribute.id) if one is not None}
    return {key: at for at, key in enumerate(sorted(keys))}


def _by_key(table: Attribute, fact: Fact) -> dict[str, list[TableRow]]:
    """Return the rows of a table by the words of their first cells."""
    found: dict[str, list[TableRow]] = {}
    for row in fact.rows:
        found.setdefault(fact_text(table.columns[0], Fact(row[0])), []).append(row)
    return found


def _part(table: Attribute, rows: Sequence[TableRow]) -> tuple[str, str]:
    """Return rows with the same first cell: as words, and as a text that is equal for equal rows."""
    lines = (row_line(table, row) for row in rows)
    words = " / ".join("".join(one.text for one in line if isinstance(one, Span)) for line in lines)
    return words, _same_rows(rows)


def _same_rows(rows: Sequence[TableRow]) -> str:
    return json.dumps(rows, ensure_ascii=False)


def _same(value: Value) -> str:
    """Return a text that is equal for values that a comparison considers equal."""
    match value:
        case tuple():
            return "\n".join(sorted(set(value)))
        case dict():
            year, number = latest(value)
            return f"{year} {_number(number)}"
        case str():
            return value.casefold()
        case _:
            return _number(value)


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)
