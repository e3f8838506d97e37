"""What is new in a catalog, or will be soon: facts and texts by the dates they tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from techtui.catalog import headings
from techtui.catalog.model import Attribute, AttributeType, Catalog, Fact, Technology
from techtui.catalog.moments import grain_of, moment_text
from techtui.catalog.movement import steps

Basis: TypeAlias = Literal["value", "text", "source", "checked"]
"""Where a date is from: it is the value of a fact; it is named in a text; it is that of the source; the fact was checked on it."""

CORRECTIONS: Final = "good-to-know"
"""The kind of corrections that are about no attribute in particular."""
CHECKED: Final = "checked"
"""The kind of facts of which only is known when they were checked."""
AHEAD: Final = 366
"""Days into the future that count as soon."""

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_NAMED: Final = re.compile(
    rf"(?:\b(?P<day>\d{{1,2}}) )?\b(?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})\b"
    r"|\b(?P<iso>\d{4}-\d\d-\d\d)\b",
    re.IGNORECASE,
)
_TURN: Final = re.compile(
    r"\b(since|until|from|before|after|no longer|outdated|now|new|newest|up to|gone|removed|ended|ends|came|became)\b",
    re.IGNORECASE,
)
"""Words of texts that tell of something that was not always so."""


_SIGN: Final = re.compile(r"[A-Za-z]{2,}-\d[\w.]*")
"""A short sign such as ``MPL-2.0``, which no text has by chance."""


class Change(Struct, frozen=True):
    """One thing that happened, or will, to one technology.

    Args:
        day: When; of a month the first day.
        technology: The id of the technology.
        kind: What it is about: an id from `kinds_of`.
        text: What the catalog says.
        basis: Where the date is from.
        whole_month: Whether only the month is known.
        sources: Ids of the sources.
    """

    day: date
    technology: str
    kind: str
    text: str
    basis: Basis
    whole_month: bool = False
    sources: tuple[str, ...] = ()

    @property
    def day_text(self) -> str:
        """The day, or the month if no more is known, in ISO 8601."""
        return self.day.isoformat()[:7] if self.whole_month else self.day.isoformat()


def changes_of(
    catalog: Catalog, technologies: Iterable[Technology], today: date
) -> tuple[Change, ...]:
    """All that has a date: the newest first; what lies more than a year ahead is left out.

    Args:
        catalog: Where the technologies are from.
        technologies: Whose changes.
        today: What lies ahead is counted from here.
    """
    families = _Families(catalog)
    found = [
        change
        for one in technologies
        for change in _changes(catalog, families, one)
        if (change.day - today).days <= AHEAD
    ]
    if catalog.conventions.markdown:
        # Imported here because few catalogs have such texts. Changes stand on one line, in lists.
        from techtui.catalog.markdown import plain

        found = [replace(one, text=plain(one.text)) for one in found]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.technology, one.kind)))


def kinds_of(catalog: Catalog, changes: Iterable[Change]) -> dict[str, str]:
    """The kinds that some changes have, the id with the name, in the order of the attributes."""
    present = {one.kind for one in changes}
    named = _Families(catalog).names
    known = {
        **named,
        CORRECTIONS: headings.CORRECTIONS,
        CHECKED: "Checked",
    }
    return {kind: name for kind, name in known.items() if kind in present}


def _changes(catalog: Catalog, families: _Families, one: Technology) -> Iterator[Change]:
    for attribute, fact in catalog.shown_facts_of(one):
        yield from _of_fact(families, one, attribute, fact)
    for point in one.corrections:
        kind = families.about(point.text)
        named = named_day(point.text)
        if named is not None:
            yield Change(named[0], one.id, kind, point.text, "text", named[1], point.sources)
        elif _TURN.search(point.text) and (day := _oldest(catalog, point.sources)):
            yield Change(day, one.id, kind, point.text, "source", False, point.sources)


def _of_fact(
    families: _Families, one: Technology, attribute: Attribute, fact: Fact
) -> Iterator[Change]:
    kind = families.of(attribute)
    if fact.rows or fact.history:
        for day, text, whole_month in (*_of_rows(attribute, fact), *_of_history(attribute, fact)):
            yield Change(day, one.id, kind, text, "value", whole_month, fact.sources)
    elif attribute.type is AttributeType.DATE and isinstance(fact.value, str):
        text = f"{attribute.name}: {fact.note}" if fact.note else attribute.name
        if version := families.beside(attribute, one):
            text = f"{attribute.name}: {version}" + (f". {fact.note}" if fact.note else "")
        yield Change(
            date.fromisoformat(fact.value), one.id, kind, text, "value", False, fact.sources
        )
    elif (named := named_day(fact.note)) is not None:
        text = f"{attribute.name}: {fact.note}"
        yield Change(named[0], one.id, kind, text, "text", named[1], fact.sources)
    elif fact.as_of is not None and fact.value is not None:
        yield Change(fact.as_of, one.id, CHECKED, attribute.name, "checked", False, fact.sources)


def _of_rows(attribute: Attribute, fact: Fact) -> Iterator[tuple[date, str, bool]]:
    """What the dates of a table tell, each with the first cell of its row."""
    first = attribute.columns[0] if attribute.columns else None
    for row in fact.rows:
        for column, cell in zip(attribute.columns, row, strict=True):
            if column.type is AttributeType.DATE and isinstance(cell, str):
                words = "" if column is first else f" {row[0]}"
                yield date.fromisoformat(cell), f"{attribute.name}{words}: {column.name}", False


def _of_history(attribute: Attribute, fact: Fact) -> Iterator[tuple[date, str, bool]]:
    """When a choice over time became another; of those known by the year no day can be told."""
    before = ""
    for moment, choice in steps(fact.history) if fact.history else ():
        was = f" (was {attribute.choices.get(before, before)})" if before else ""
        text = f"{attribute.name}: {attribute.choices.get(choice, choice)}{was}"
        if (grain := grain_of(moment)) != "year":
            written = moment_text(moment) + ("-01" if grain == "month" else "")
            yield date.fromisoformat(written), text, grain == "month"
        before = choice


def named_day(text: str) -> tuple[date, bool] | None:
    """The latest day that a text names, and whether only its month is known; None if it names none.

    Months count with their first day: ``since March 2024``, ``16 October 2018``, ``2024-03-20``.
    """
    days: list[tuple[date, bool]] = []
    for found in _NAMED.finditer(text):
        try:
            if iso := found["iso"]:
                days.append((date.fromisoformat(iso), False))
            else:
                month = _MONTHS.index(found["month"].lower()) + 1
                days.append(
                    (date(int(found["year"]), month, int(found["day"] or 1)), not found["day"])
                )
        except ValueError:
            # The 31st of June is no day.
            continue
    return max(days, default=None)


def _oldest(catalog: Catalog, sources: Iterable[str]) -> date | None:
    days = [catalog.sources[one].day for one in sources if one in catalog.sources]
    return min((day for day in days if day is not None), default=None)


class _Families:
    """Attributes whose ids begin with the same word belong together: ``license`` and ``license_spdx``."""

    def __init__(self, catalog: Catalog) -> None:
        self.names: dict[str, str] = {}
        self._versions: dict[str, str] = {}
        for one in catalog.attributes.values():
            family = self.of(one)
            name = self.names.get(family, one.name)
            self.names[family] = min(name, one.name, key=len)
            if one.type is AttributeType.VERSION:
                self._versions.setdefault(family, one.id)
        # A text is about a family if it has its word, which must be no everyday word, or one of the short signs of its values.
        self._words = {
            one: one for one in self.names if len(one) >= 6 and one in catalog.attributes
        }
        for one in catalog.attributes.values():
            if one.type is AttributeType.TEXT and self.of(one) in self._words:
                signs = (str(value) for value in catalog.column(one.id) if value is not None)
                family = self.of(one)
                self._words |= {sign.lower(): family for sign in signs if _SIGN.fullmatch(sign)}
        words = sorted(map(re.escape, self._words), key=len, reverse=True)
        pattern = rf"\b({'|'.join(words)})(?:s|d)?\b" if words else r"(?!)"
        self._word = re.compile(pattern, re.IGNORECASE)

    @staticmethod
    def of(attribute: Attribute) -> str:
        """The family of an attribute."""
        return attribute.id.partition("_")[0].partition("-")[0]

    def about(self, text: str) -> str:
        """The family that a text is about, or `CORRECTIONS`."""
        found = self._word.search(text)
        return self._words[found[1].lower()] if found else CORRECTIONS

    def beside(self, attribute: Attribute, one: Technology) -> str:
        """The version of the same family, such as that which was released on a day; may be empty."""
        fact = one.facts.get(self._versions.get(self.of(attribute), ""))
        return str(fact.value) if fact is not None and isinstance(fact.value, str) else ""
