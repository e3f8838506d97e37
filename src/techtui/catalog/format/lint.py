"""Warnings about a valid catalog: stale dates, figures without sources, thin entries.

An entry is measured by the other entries: if none has strengths or sources, missing ones are not reported.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import msgspec

from techtui.catalog.format.declarations import (
    categories_above,
    has_at,
    sources_named,
    texts_in,
    texts_of,
    value_of,
)
from techtui.catalog.format.fields import TABLES, is_fact_table
from techtui.catalog.format.unused import unused_parts
from techtui.catalog.format.validation import Checker
from techtui.catalog.messages import quoted
from techtui.catalog.model import AUDITS, GENERAL_KNOWLEDGE, Attribute, AttributeType
from techtui.catalog.problems import Finding, Path
from techtui.catalog.sanitize import has_unsafe, one_line

if TYPE_CHECKING:
    from collections.abc import Collection

FIGURES: Final = frozenset({AttributeType.NUMBER, AttributeType.MONEY, AttributeType.SERIES})
"""The types whose values need a source."""

_MEASURED: Final = frozenset({AttributeType.MONEY, AttributeType.SERIES})
_WITH_UNIT: Final = FIGURES
_WITH_CHOICES: Final = frozenset({AttributeType.CHOICE, AttributeType.LIST})
_WITHOUT_ORDER: Final = frozenset({AttributeType.TEXT, AttributeType.LINK, AttributeType.TABLE})
_DAYS: Final = ("date", "read")
"""The dates of a source: its own, or else the day it was read."""
_FEWEST_FACTS: Final = 3
_USUAL: Final = 0.75
"""The share of other entries from which on a field is expected."""
_FACTS: Final = "facts"
_EXPECTED: Final = ("summary", "strengths", "weaknesses")
_ODD_ESCAPES: Final = (r"\u", r"\b", r"\f")
_TAGLINE: Final = TABLES["technologies"]["tagline"].limit


class Adviser:
    """Finds what an author of a catalog may want to improve.

    Args:
        checker: The checker, after it looked for errors; damaged entries are skipped.
        layers: The layers to report on; others can't be changed by the author.
        stale_after_days: The age in days from which a value is stale.
        today: The current day.
    """

    def __init__(
        self, checker: Checker, layers: Collection[int], stale_after_days: int, today: date
    ) -> None:
        self._checker = checker
        self._layers = layers
        self._stale_after = stale_after_days
        self._today = today
        # A broken entry may be the one that uses a source or fills a category.
        self._whole = checker.complete and not checker.found.errors
        self._ignored = frozenset(texts_of(checker.merged.get("catalog", {}).get("ignore")))
        self._findings: list[Finding] = []
        self._technologies = {
            key: entry
            for key, entry in checker.entries("technologies").items()
            if isinstance(entry, dict)
        }
        own = [
            entry
            for key, entry in self._technologies.items()
            if self._origin(("technologies", key, "name")) in layers
        ]
        self._usual = frozenset(
            field
            for field in (*_EXPECTED, _FACTS)
            if len(own) > 1 and sum(_says(entry, field) for entry in own) >= _USUAL * (len(own) - 1)
        )
        """The fields that nearly every entry has."""
        taglines = [text for entry in own if isinstance(text := entry.get("tagline"), str)]
        self._taglines_are_short = 2 * sum(
            len(one_line(one)) <= _TAGLINE for one in taglines
        ) >= len(taglines)
        self._names_sources = any(
            next(sources_named(checker.documents[layer]), "") for layer in layers
        )

    def warnings(self) -> list[Finding]:
        """Return all warnings."""
        self._head()
        self._attributes()
        for key, entry in self._technologies.items():
            self._technology(key, entry)
        self._twins("name", "duplicate-name", "has the same name", "add what tells them apart")
        self._twins(
            "tagline", "duplicate-tagline", "has the same tagline", "say what tells them apart"
        )
        if self._whole:
            for unused in unused_parts(self._checker, self._technologies):
                self._add(*unused)
        for layer in self._layers:
            self._odd_characters(layer)
        return self._findings

    def _add(
        self,
        path: Path,
        code: str,
        message: str,
        hint: str = "",
        layer: int | None = None,
        days: int = 0,
    ) -> None:
        # A fact, at four keys, can be changed by another layer; lists are replaced whole.
        above = next((at for at, key in enumerate(path) if isinstance(key, int)), 4)
        at = self._checker.topmost(path[: min(above, 4)]) if layer is None else layer
        if at in self._layers and code not in self._ignored:
            self._findings.append(Finding(at, path, "warning", code, message, hint, days))

    def _origin(self, path: Path) -> int:
        """Return the lowest layer that contains ``path``; 0 if none does."""
        documents = self._checker.documents
        if len(documents) == 1:
            return 0
        return next((at for at, one in enumerate(documents) if has_at(one, path)), 0)

    def _is_damaged(self, path: Path) -> bool:
        return path in self._checker.found.damaged

    # Dates ----------------------------------------------------------------------------------------

    def _head(self) -> None:
        head = self._checker.merged.get("catalog", {})
        self._age(
            ("catalog", "as_of"),
            head.get("as_of"),
            "look it through and set as_of to the day you did",
        )
        named = head.get("popularity")
        popular = self._checker.attributes.get(named) if isinstance(named, str) else None
        if popular is not None and popular.type not in FIGURES:
            self._add(
                ("catalog", "popularity"),
                "no-effect",
                f"{quoted(popular.id)} has no numbers that could say how much an entry is used",
                "name an attribute of type number, money or series",
            )
        for key, entry in self._checker.entries("sources").items():
            for field in _DAYS:
                day = value_of(entry, field)
                if type(day) is date and (day - self._today).days > 1:
                    self._add(
                        ("sources", key, field),
                        "future-date",
                        f"{day.isoformat()} is in the future",
                        "check the year",
                    )
        if self._whole and not self._technologies:
            self._add(
                ("catalog",),
                "empty-catalog",
                "the catalog has no technologies",
                "write [technologies.SOME-ID]",
            )

    def _age(self, path: Path, day: Any, hint: str, of_source: bool = False) -> None:
        if type(day) is not date:
            return
        days = (self._today - day).days
        if days > self._stale_after:
            message = f"as of {day.isoformat()}, {days} days ago"
            if of_source:
                message = f"the newest source is of {day.isoformat()}, {days} days ago"
            self._add(path, "stale", message, hint, days=days)
        elif days < -1 and not of_source:
            self._add(path, "future-date", f"{day.isoformat()} is in the future", "check the year")

    # Attributes -----------------------------------------------------------------------------------

    def _attributes(self) -> None:
        declared = self._checker.entries("attributes")
        for key, attribute in self._checker.attributes.items():
            if attribute is None:
                continue
            kind = attribute.type
            for field, given, fits in (
                ("unit", attribute.unit, kind in _WITH_UNIT),
                ("choices", attribute.choices, kind in _WITH_CHOICES),
                ("columns", declared[key].get("columns"), kind is AttributeType.TABLE),
                ("better", attribute.better, kind not in _WITHOUT_ORDER),
                ("website", attribute.website, kind is AttributeType.LINK),
                ("discouraged", attribute.discouraged, kind is AttributeType.CHOICE),
                ("audit", attribute.audit, kind in AUDITS.get(attribute.audit, AttributeType)),
            ):
                if given and not fits:
                    message = f"{field} makes no sense for an attribute of type {kind}"
                    self._add(
                        ("attributes", key, field),
                        "no-effect",
                        message,
                        f"take {field} out, or change the type",
                    )

    # Technologies ---------------------------------------------------------------------------------

    def _technology(self, key: str, entry: dict[str, Any]) -> None:
        path = ("technologies", key)
        facts = entry.get("facts")
        facts = facts if isinstance(facts, dict) else {}
        if not self._is_damaged(path):
            self._thin(path, entry, facts)
        tagline = entry.get("tagline")
        if (
            self._taglines_are_short
            and isinstance(tagline, str)
            and len(one_line(tagline)) > _TAGLINE
        ):
            message = f"the tagline has {len(one_line(tagline))} characters"
            hint = f"{_TAGLINE} fit on one line of a small terminal"
            self._add((*path, "tagline"), "long-tagline", message, hint)
        relations = entry.get("relations")
        for at, relation in enumerate(relations if isinstance(relations, list) else ()):
            if isinstance(relation, dict) and relation.get("id") == key:
                self._add(
                    (*path, "relations", at),
                    "self-relation",
                    "it is related to itself",
                    "name another technology",
                )
        above = categories_above(entry.get("category"), self._checker.entries("categories"))
        for attribute_id, fact in facts.items():
            attribute = self._checker.attributes.get(attribute_id)
            if attribute is not None:
                self._fact((*path, "facts", attribute_id), fact, attribute, above)

    def _thin(self, path: Path, entry: dict[str, Any], facts: dict[str, Any]) -> None:
        lacks = [
            f"no {field}" for field in _EXPECTED if field in self._usual and not entry.get(field)
        ]
        if _FACTS in self._usual and len(facts) < _FEWEST_FACTS:
            lacks.append(("no facts", "one fact only", "two facts only")[len(facts)])
        if lacks:
            # Reported in the layer that adds the entry, not in one that only adds a fact.
            self._add(
                path,
                "thin-entry",
                "the entry says less than others: " + ", ".join(lacks),
                "add what a reader would ask first",
                self._origin((*path, "name")),
            )

    def _fact(self, path: Path, fact: Any, attribute: Attribute, above: set[str]) -> None:
        table: dict[str, Any] = fact if is_fact_table(fact) else {"value": fact}
        if "missing" not in table:
            sources = texts_of(table.get("source", ()))
            self._age_of_fact(path, table, attribute, sources)
            self._witnesses(path, attribute, sources)
            if attribute.type in FIGURES and self._names_sources:
                hint = 'write { value = …, source = "ID" } and declare [sources.ID]'
                if not sources and self._has_no_backing(path):
                    self._add(
                        path,
                        "unsourced",
                        f"the figure names no source ({quoted(attribute.name)})",
                        hint,
                    )
                elif (
                    sources and attribute.type in _MEASURED and set(sources) == {GENERAL_KNOWLEDGE}
                ):
                    self._add(
                        path,
                        "unsourced",
                        "this must have been measured: general knowledge is not a source",
                        hint,
                    )
        elsewhere = attribute.categories and not above.intersection(attribute.categories)
        if elsewhere and self._whole and table.get("missing") != "does not apply":
            message = f"the attribute {quoted(attribute.id)} is for {', '.join(map(quoted, attribute.categories[:4]))} only"
            self._add(
                path,
                "misplaced-fact",
                message,
                "take the fact out, or add the category to the attribute",
            )

    def _witnesses(self, path: Path, attribute: Attribute, sources: tuple[str, ...]) -> None:
        declared = self._checker.entries("sources")
        if sources and all(value_of(declared.get(one), "weak") is True for one in sources):
            self._add(
                path,
                "weak-source",
                f"it has weak sources only: {', '.join(map(quoted, sources[:3]))} ({quoted(attribute.name)})",
                "find a document of its makers, or say so in a note",
            )

    def _has_no_backing(self, path: Path) -> bool:
        """Return whether the file of a fact names no source for all its facts."""
        head = self._checker.documents[self._checker.topmost(path)].get("catalog")
        return not (isinstance(head, dict) and head.get("source"))

    def _age_of_fact(
        self, path: Path, table: dict[str, Any], attribute: Attribute, sources: tuple[str, ...]
    ) -> None:
        # Most facts, such as a first year, never change. Those that do have a date of their own; a version gets stale even without one.
        # version ages without saying so.
        if "as_of" in table:
            self._age(
                (*path, "as_of"),
                table["as_of"],
                "look it up again and set as_of, or leave as_of out if it can't change",
            )
        elif attribute.type is AttributeType.VERSION:
            entries = self._checker.entries("sources")
            days = [day for key in sources if (day := _day_of(entries.get(key))) is not None]
            if days:
                self._age(
                    path,
                    max(days),
                    "look it up again, and set as_of to the day you did",
                    of_source=True,
                )

    def _twins(self, field: str, code: str, message: str, hint: str) -> None:
        owners: dict[str, str] = {}
        for key, entry in self._technologies.items():
            text = entry.get(field)
            if isinstance(text, str) and text.strip():
                owner = owners.setdefault(one_line(text).casefold(), key)
                if owner != key:
                    self._add(
                        ("technologies", key, field), code, f"{quoted(owner)} {message}", hint
                    )

    # Text -----------------------------------------------------------------------------------------

    def _odd_characters(self, layer: int) -> None:
        document = self._checker.documents[layer]
        if not _may_be_odd(document):
            return
        for path in texts_in(document, has_unsafe):
            message = "the text has invisible or control characters"
            self._add(
                path,
                "odd-characters",
                message,
                "type the text again; they are shown as � or ␛",
                layer,
            )


def _may_be_odd(document: dict[str, Any]) -> bool:
    """Return whether a text of a document may have invisible or control characters.

    Walking through all texts takes 8 % of ``techtui check``, this 1 %.
    """
    try:
        written = msgspec.json.encode(document).decode()
    except (RecursionError, TypeError, ValueError, OverflowError):
        return True
    # JSON writes controls as escapes: those of line breaks and tabs, which are fine, and others.
    return any(escape in written for escape in _ODD_ESCAPES) or has_unsafe(written)


def _says(entry: dict[str, Any], field: str) -> bool:
    """Return whether an entry has a field; for facts, whether it has enough of them."""
    value = entry.get(field)
    if field == _FACTS:
        return isinstance(value, dict) and len(value) >= _FEWEST_FACTS
    return bool(value)


def _day_of(source: Any) -> date | None:
    """Return the day up to which a source is evidence."""
    return next((day for one in _DAYS if type(day := value_of(source, one)) is date), None)
