"""Technologies side by side: what is the same, what differs, what is known for some only, what is better."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from techtui.catalog.headings import TEXTS, WHAT_IT_IS
from techtui.catalog.model import (
    Attribute,
    AttributeType,
    Catalog,
    Fact,
    Point,
    Resource,
    Technology,
    Value,
)
from techtui.catalog.places import places_text
from techtui.catalog.sort_keys import latest, sort_key


class Verdict(StrEnum):
    """How the values of a row relate to each other."""

    SAME = "same"
    DIFFERENT = "different"
    MISSING = "missing"
    """Known for some of the technologies only."""
    OWN = "own"
    """Each has its own, such as its website or its strengths: whether they are equal says nothing."""

    @property
    def sign(self) -> str:
        """The sign that tells it without colour; empty where there is nothing to tell."""
        return {"same": "=", "different": "≠", "missing": "·", "own": ""}[self.value]


_FREE: Final = (
    AttributeType.TEXT,
    AttributeType.LINK,
    AttributeType.YEAR,
    AttributeType.DATE,
    AttributeType.VERSION,
)
"""The types of values that hardly ever agree: they say which thing it is rather than what it can do."""
_ANSWERS: Final = ("best_for", "avoid_when")
"""The texts that answer which one to take."""
_HEADS: Final = {"tagline": WHAT_IT_IS, "category": "Category"}
"""What says which thing each technology is: field -> heading."""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One attribute across the compared technologies.

    Args:
        attribute: What the row is about.
        facts: One per technology, in their order; None where the catalog says nothing.
        verdict: How the values relate.
        better: Positions of the technologies with the best value; empty where there is no order,
            a value is missing or all are equal.
        shared: For lists: the items that all of them have.
        parts: For tables: a row for each first cell that any of them has, if some have one in common; their attribute is called like
            that cell, in a group called like the table.
        table: Of a part: the attribute of its table.
    """

    attribute: Attribute
    facts: tuple[Fact | None, ...]
    verdict: Verdict
    better: tuple[int, ...] = ()
    shared: frozenset[str] = frozenset()
    parts: tuple[ComparedRow, ...] = ()
    table: Attribute | None = None

    @property
    def about(self) -> str:
        """The id of the attribute of the catalog that it is about."""
        return self.table.id if self.table else self.attribute.id


@dataclass(frozen=True, slots=True)
class TextRow:
    """Strengths or the like of the compared technologies; they are sentences.

    Args:
        field: A key of `TEXTS`; of `Comparison.heads`, ``tagline`` or ``category``.
        texts: One tuple per technology, in their order; empty where the catalog says nothing.
        verdict: Whether all say the same, which they hardly ever do; else each has its own.
        markdown: Whether they are written in Markdown.
    """

    field: str
    texts: tuple[tuple[Point | Resource, ...], ...]
    verdict: Verdict
    markdown: bool = False

    @property
    def name(self) -> str:
        """The heading."""
        return _HEADS.get(self.field) or TEXTS[self.field]

    @property
    def is_head(self) -> bool:
        """Whether it says which thing each technology is."""
        return self.field in _HEADS

    @property
    def is_answer(self) -> bool:
        """Whether it answers which one to take."""
        return self.field in _ANSWERS


@dataclass(frozen=True)
class Comparison:
    """The rows of a comparison, in catalog order. `answers`, `groups` and `told` give them in the order to read them in.

    Args:
        technologies: The columns.
        rows: One for each attribute that is known for any of them.
        texts: One for each kind of text that any of them has, in the order of `TEXTS`.
        heads: Their taglines, if any has one, and their categories: what belongs under their names, and counts as no row.
    """

    technologies: tuple[Technology, ...]
    rows: tuple[ComparedRow, ...]
    texts: tuple[TextRow, ...] = ()
    heads: tuple[TextRow, ...] = ()

    @cached_property
    def counts(self) -> dict[Verdict, int]:
        """How many rows there are of each verdict, attributes and texts."""
        every: list[ComparedRow | TextRow] = [*self.rows, *self.texts]
        return {verdict: sum(row.verdict is verdict for row in every) for verdict in Verdict}

    @property
    def answers(self) -> tuple[TextRow, ...]:
        """What each technology is good for, and when to avoid it: what one wants to know first."""
        return tuple(row for row in self.texts if row.is_answer)

    @property
    def told(self) -> tuple[TextRow, ...]:
        """The other texts."""
        return tuple(row for row in self.texts if not row.is_answer)

    def groups(self) -> list[tuple[str, list[ComparedRow]]]:
        """The rows under their headings, the most telling first.

        Groups with attributes that only the categories of these technologies have come first, and those that mostly say which
        thing it is, such as names, dates and links, come last. Within a group, what differs comes first, and in this what is better
        somewhere; what is the same comes last. All else stays in catalog order. Tables that have something in common come last, each
        a group of its own with a row for each of their first cells.
        """
        groups: dict[str, list[ComparedRow]] = {}
        for row in self.rows:
            if not row.parts:
                groups.setdefault(row.attribute.group, []).append(row)
        tables = [
            (row.attribute.name, [*groups.pop(row.attribute.name, []), *row.parts])
            for row in self.rows
            if row.parts
        ]
        return [
            *(
                (name, sorted(rows, key=_says_little))
                for name, rows in sorted(groups.items(), key=lambda group: _is_general(group[1]))
            ),
            *tables,
        ]


def _says_little(row: ComparedRow) -> int:
    """How little a row tells, from 0."""
    if row.verdict is not Verdict.DIFFERENT:
        return {Verdict.OWN: 3, Verdict.MISSING: 4}.get(row.verdict, 5)
    if row.better:
        return 0
    return 2 if row.attribute.type in _FREE else 1


def _is_general(rows: Sequence[ComparedRow]) -> int:
    """How little a group has to do with the categories of the technologies, from 0."""
    free = (row.attribute.type in _FREE or not row.attribute.comparable for row in rows)
    if sum(free) * 2 > len(rows):
        return 2
    return 0 if any(row.attribute.categories for row in rows) else 1


def compare(catalog: Catalog, technologies: Sequence[Technology]) -> Comparison:
    """Set technologies side by side.

    Args:
        catalog: Whose attributes give the rows and their order.
        technologies: The columns; one or more.

    Returns:
        The comparison. What none of them has a value or a text for gives no row.
    """
    rows: list[ComparedRow] = []
    for attribute in catalog.shown_attributes:
        facts = tuple(technology.facts.get(attribute.id) for technology in technologies)
        if any(fact is not None and fact.value is not None for fact in facts):
            rows.append(_row(attribute, facts))
    texts = [_text_row(field, technologies, catalog.conventions.markdown) for field in TEXTS]
    return Comparison(
        tuple(technologies),
        tuple(rows),
        tuple(row for row in texts if any(row.texts)),
        tuple(_heads(catalog, technologies)),
    )


def _heads(catalog: Catalog, technologies: Sequence[Technology]) -> Iterator[TextRow]:
    taglines = [(Point(one.tagline),) if one.tagline else () for one in technologies]
    if any(taglines):
        yield TextRow("tagline", tuple(taglines), Verdict.OWN)
    places = tuple((Point(places_text(catalog, one)),) for one in technologies)
    yield TextRow("category", places, Verdict.OWN)


def _text_row(field: str, technologies: Sequence[Technology], markdown: bool) -> TextRow:
    texts: tuple[tuple[Point | Resource, ...], ...] = tuple(
        getattr(one, field) for one in technologies
    )
    if not all(texts):
        return TextRow(field, texts, Verdict.MISSING, markdown)
    said = {
        frozenset(one.text if isinstance(one, Point) else one.url for one in each) for each in texts
    }
    verdict = Verdict.SAME if len(said) == 1 else Verdict.OWN
    return TextRow(field, texts, verdict, markdown)


def _row(attribute: Attribute, facts: tuple[Fact | None, ...]) -> ComparedRow:
    values = [fact.value for fact in facts if fact is not None and fact.value is not None]
    if attribute.columns and attribute.comparable:
        return _table_row(attribute, facts)
    if len(values) < len(facts):
        return ComparedRow(attribute, facts, Verdict.MISSING)
    if not attribute.comparable:
        return ComparedRow(attribute, facts, Verdict.OWN)
    same = all(_comparable(value) == _comparable(values[0]) for value in values)
    lists = [frozenset(value) for value in values if isinstance(value, tuple)]
    return ComparedRow(
        attribute,
        facts,
        Verdict.SAME if same else Verdict.DIFFERENT,
        () if same else _better(attribute, values),
        frozenset.intersection(*lists) if len(lists) == len(facts) else frozenset(),
    )


def _table_row(attribute: Attribute, facts: tuple[Fact | None, ...]) -> ComparedRow:
    # Imported here because few catalogs have tables.
    from techtui.catalog.table_parts import parts_of

    links = [at for at, one in enumerate(attribute.columns) if one.type is AttributeType.LINK]
    parts = tuple(
        ComparedRow(
            part.attribute,
            part.facts,
            _rows_verdict(part.facts, links),
            part.better,
            table=attribute,
        )
        for part in parts_of(attribute, facts)
    )
    verdict = _rows_verdict(facts, links)
    keys = [frozenset(fact.value) for fact in facts if fact and isinstance(fact.value, tuple)]
    shared = frozenset.intersection(*keys) if verdict is not Verdict.MISSING else frozenset[str]()
    return ComparedRow(attribute, facts, verdict, (), shared, parts)


def _rows_verdict(facts: tuple[Fact | None, ...], links: Collection[int]) -> Verdict:
    """How the rows of tables relate; addresses, which say which thing it is, do not count."""
    rows = [
        [tuple(cell for at, cell in enumerate(row) if at not in links) for row in fact.rows]
        for fact in facts
        if fact is not None and fact.rows
    ]
    if len(rows) < len(facts):
        return Verdict.MISSING
    return Verdict.SAME if all(one == rows[0] for one in rows) else Verdict.DIFFERENT


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
