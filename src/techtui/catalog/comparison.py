"""Technologies side by side: what is the same, what differs, what is known for some only, what is better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from techtui.catalog.model import Attribute, AttributeType, Catalog, Fact, Technology, Value
from techtui.catalog.ordering import latest, sort_key


class Verdict(StrEnum):
    """How the values of a row relate to each other."""

    SAME = "same"
    DIFFERENT = "different"
    MISSING = "missing"
    """Known for some of the technologies only."""

    @property
    def sign(self) -> str:
        """The sign that tells it without colour."""
        return {"same": "=", "different": "≠", "missing": "·"}[self.value]


@dataclass(frozen=True, slots=True)
class Row:
    """One attribute across the compared technologies.

    Args:
        attribute: What the row is about.
        facts: One per technology, in their order; None where the catalog says nothing.
        verdict: How the values relate.
        better: Positions of the technologies with the best value; empty where there is no order,
            a value is missing or all are equal.
        shared: For lists: the items that all of them have.
    """

    attribute: Attribute
    facts: tuple[Fact | None, ...]
    verdict: Verdict
    better: tuple[int, ...] = ()
    shared: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Comparison:
    """The rows of a comparison, in catalog order.

    Args:
        technologies: The columns.
        rows: One for each attribute that is known, or known to be missing, for any of them.
    """

    technologies: tuple[Technology, ...]
    rows: tuple[Row, ...]

    @cached_property
    def counts(self) -> dict[Verdict, int]:
        """How many rows there are of each verdict."""
        return {verdict: sum(row.verdict is verdict for row in self.rows) for verdict in Verdict}

    def groups(self) -> list[tuple[str, list[Row]]]:
        """The rows under their headings; a heading comes where its first row comes."""
        groups: dict[str, list[Row]] = {}
        for row in self.rows:
            groups.setdefault(row.attribute.group, []).append(row)
        return list(groups.items())


def compare(catalog: Catalog, technologies: Sequence[Technology]) -> Comparison:
    """Set technologies side by side.

    Args:
        catalog: Whose attributes give the rows and their order.
        technologies: The columns; one or more.

    Returns:
        The comparison. An attribute for which none of them has a value gives no row.
    """
    rows: list[Row] = []
    for attribute in catalog.attributes.values():
        facts = tuple(technology.facts.get(attribute.id) for technology in technologies)
        if any(fact is not None and fact.value is not None for fact in facts):
            rows.append(_row(attribute, facts))
    return Comparison(tuple(technologies), tuple(rows))


def _row(attribute: Attribute, facts: tuple[Fact | None, ...]) -> Row:
    values = [fact.value for fact in facts if fact is not None and fact.value is not None]
    if len(values) < len(facts):
        return Row(attribute, facts, Verdict.MISSING)
    same = all(_comparable(value) == _comparable(values[0]) for value in values)
    lists = [frozenset(value) for value in values if isinstance(value, tuple)]
    return Row(
        attribute,
        facts,
        Verdict.SAME if same else Verdict.DIFFERENT,
        () if same else _better(attribute, values),
        frozenset.intersection(*lists) if len(lists) == len(facts) else frozenset(),
    )


def _comparable(value: Value) -> object:
    match value:
        case tuple():
            return frozenset(value)
        case dict():
            return latest(value)
        case str():
            return value.casefold()
        case _:
            return value


def _better(attribute: Attribute, values: Sequence[Value]) -> tuple[int, ...]:
    if not attribute.better:
        return ()
    if attribute.type is AttributeType.SERIES:
        years = {latest(value)[0] for value in values if isinstance(value, dict)}
        if len(years) > 1:
            # The questions change over the years: figures of different years have no order.
            return ()
    keys = [sort_key(attribute, value) for value in values]
    best = max(keys) if attribute.better == "higher" else min(keys)
    return tuple(at for at, key in enumerate(keys) if key == best)
