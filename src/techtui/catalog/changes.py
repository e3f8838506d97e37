"""Recent and upcoming changes of a catalog: facts and texts by the dates they contain."""

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
"""Where a date comes from: the value of a fact, a text, the source, or the day the fact was checked."""

CORRECTIONS: Final = "good-to-know"
"""The kind of corrections that are not about one attribute."""
CHECKED: Final = "checked"
"""The kind of facts whose only date is that of the check."""
AHEAD: Final = 366
"""The days into the future that are included."""

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
"""Words of texts about something that has changed."""


_SIGN: Final = re.compile(r"[A-Za-z]{2,}-\d[\w.]*")
"""A short code such as ``MPL-2.0``, which does not occur in a text by chance."""


class Change(Struct, frozen=True):
    """A dated event of a technology, past or future.

    Args:
        day: The day; for a month, its first.
        technology: The id of the technology.
        kind: An id from `kinds_of`: what it is about.
        text: The text of the catalog.
        basis: Where the date comes from.
        whole_month: Whether the day is unknown.
        sources: The ids of the sources.
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
        """The day, or the month if the day is unknown, in ISO 8601."""
        return self.day.isoformat()[:7] if self.whole_month else self.day.isoformat()


def changes_of(
    catalog: Catalog, technologies: Iterable[Technology], today: date
) -> tuple[Change, ...]:
    """Return everything with a date, newest first, up to a year ahead.

    Args:
        catalog: The catalog.
        technologies: The technologies whose changes to return.
        today: The current day.
    """
    families = _Families(catalog)
    found = [
        change
        for one in technologies
        for change in _changes(catalog, families, one)
        if (change.day - today).days <= AHEAD
    ]
    if catalog.conventions.markdown:
        # Imported here because few catalogs have Markdown. Changes are one line each, in lists.
        from techtui.catalog.markdown import plain

        found = [replace(one, text=plain(one.text)) for one in found]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.technology, one.kind)))


def kinds_of(catalog: Catalog, changes: Iterable[Change]) -> dict[str, str]:
    """Return the kinds of some changes, id -> name, in the order of the attributes."""
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
    """Yield the dates of a table, each with the first cell of its row."""
    first = attribute.columns[0] if attribute.columns else None
    for row in fact.rows:
        for column, cell in zip(attribute.columns, row, strict=True):
            if column.type is AttributeType.DATE and isinstance(cell, str):
                words = "" if column is first else f" {row[0]}"
                yield date.fromisoformat(cell), f"{attribute.name}{words}: {column.name}", False


def _of_history(attribute: Attribute, fact: Fact) -> Iterator[tuple[date, str, bool]]:
    """Yield when a choice over time changed; changes with only a year are left out."""
    before = ""
    for moment, choice in steps(fact.history) if fact.history else ():
        was = f" (was {attribute.choices.get(before, before)})" if before else ""
        text = f"{attribute.name}: {attribute.choices.get(choice, choice)}{was}"
        if (grain := grain_of(moment)) != "year":
            written = moment_text(moment) + ("-01" if grain == "month" else "")
            yield date.fromisoformat(written), text, grain == "month"
        before = choice


def named_day(text: str) -> tuple[date, bool] | None:
    """Return the latest day named in a text, and whether only its month is known; None if it names none.

    A month counts as its first day: ``since March 2024``, ``16 October 2018``, ``2024-03-20``.
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
            # A day such as 31 June does not exist.
            continue
    return max(days, default=None)


def _oldest(catalog: Catalog, sources: Iterable[str]) -> date | None:
    days = [catalog.sources[one].day for one in sources if one in catalog.sources]
    return min((day for day in days if day is not None), default=None)


class _Families:
    """Families of attributes: those whose ids begin with the same word, such as ``license`` and ``license_spdx``."""

    def __init__(self, catalog: Catalog) -> None:
        self.names: dict[str, str] = {}
        self._versions: dict[str, str] = {}
        for one in catalog.attributes.values():
            family = self.of(one)
            name = self.names.get(family, one.name)
            self.names[family] = min(name, one.name, key=len)
            if one.type is AttributeType.VERSION:
                self._versions.setdefault(family, one.id)
        # A text is about a family if it contains its word, which must not be a common one, or a short code among its values.
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
        """Return the family of an attribute."""
        return attribute.id.partition("_")[0].partition("-")[0]

    def about(self, text: str) -> str:
        """Return the family that a text is about, or `CORRECTIONS`."""
        found = self._word.search(text)
        return self._words[found[1].lower()] if found else CORRECTIONS

    def beside(self, attribute: Attribute, one: Technology) -> str:
        """Return the version from the same family, such as the one released on a day; may be empty."""
        fact = one.facts.get(self._versions.get(self.of(attribute), ""))
        return str(fact.value) if fact is not None and isinstance(fact.value, str) else ""
