"""Musts: query terms that a technology meets, fails, or leaves open."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from techtui.catalog.movement import rows_of
from techtui.catalog.query import QueryError, parse
from techtui.catalog.query.conditions import AnyOf, Lacks, OfFact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from techtui.catalog.model import Attribute, Catalog, Fact, Technology, Value
    from techtui.catalog.query import Term
    from techtui.catalog.query.conditions import Condition


class TermVerdict(StrEnum):
    """Whether a must is met."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    """The catalog has no value that would decide it."""


class Must(Struct, frozen=True):
    """A parsed term."""

    text: str
    term: Term

    def verdict(self, catalog: Catalog, technology: Technology) -> TermVerdict:
        """Return whether a technology of the catalog meets it."""
        holds = _holds(self.term.test, catalog, technology)
        if holds is None:
            return TermVerdict.UNKNOWN
        return TermVerdict.YES if holds is not self.term.negated else TermVerdict.NO

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes whose values decide it."""
        return tuple({one.id: one for one in _attributes(self.term.test)}.values())


def understand(text: str, catalog: Catalog) -> Must:
    """Parse a must.

    Args:
        text: One query term.
        catalog: The catalog of its attributes.

    Raises:
        QueryError: If it can't be understood, or is not a single term.
    """
    terms = parse(text, catalog).terms
    if len(terms) != 1:
        raise QueryError(
            "a must is one term" if terms else "the must is empty",
            0,
            len(text),
            "write each on its own: ATTRIBUTE:VALUE",
        )
    return Must(text, terms[0])


def accepts(condition: Condition, value: Value) -> bool:
    """Return whether a value of the attribute meets a condition."""
    match condition:
        case AnyOf():
            return any(accepts(one, value) for one in condition.conditions)
        case OfFact():
            return condition.accepts(value)
        case _:
            return False


def _holds(condition: Condition, catalog: Catalog, technology: Technology) -> bool | None:
    attribute = next(_attributes(condition), None)
    if attribute is None:
        return catalog.positions[technology.id] in condition.among(catalog)
    # A term is about one attribute: its value decides all parts of the term.
    fact = technology.facts.get(attribute.table or attribute.id)
    values = [] if fact is None else _values(attribute, fact, catalog)
    if not values:
        if _asks_for_none(condition):
            return True
        # “Does not apply” is a known value; no condition is true for it.
        return False if fact is not None and fact.missing == "does not apply" else None
    return any(accepts(condition, value) for value in values)


def _values(attribute: Attribute, fact: Fact, catalog: Catalog) -> list[Value]:
    """Return the known values of an attribute; for a table column, all of its cells."""
    if not attribute.table:
        return [] if fact.value is None else [fact.value]
    at = catalog.columns_of(attribute.table).index(attribute)
    rows = rows_of(catalog.attributes[attribute.table], fact)
    return [cell for row in rows if (cell := row[at]) is not None]


def _asks_for_none(condition: Condition) -> bool:
    if isinstance(condition, AnyOf):
        return any(map(_asks_for_none, condition.conditions))
    return isinstance(condition, Lacks)


def _attributes(condition: Condition) -> Iterator[Attribute]:
    match condition:
        case AnyOf():
            for one in condition.conditions:
                yield from _attributes(one)
        case OfFact():
            yield condition.attribute
