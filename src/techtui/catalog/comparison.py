"""Compares technologies: what is the same, what differs, what is known for some only, what is better."""

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
    """How the values of a row compare."""

    SAME = "same"
    DIFFERENT = "different"
    MISSING = "missing"
    """Known for only some of the technologies."""
    OWN = "own"
    """Different by nature, such as websites or strengths: equality means nothing."""

    @property
    def sign(self) -> str:
        """The sign of the verdict, readable without colours; may be empty."""
        return {"same": "=", "different": "≠", "missing": "·", "own": ""}[self.value]


_FREE: Final = (
    AttributeType.TEXT,
    AttributeType.LINK,
    AttributeType.YEAR,
    AttributeType.DATE,
    AttributeType.VERSION,
)
"""Types whose values are hardly ever equal: they identify a technology instead of describing it."""
_ANSWERS: Final = ("best_for", "avoid_when")
"""The texts that answer which technology to choose."""
_HEADS: Final = {"tagline": WHAT_IT_IS, "category": "Category"}
"""What identifies each technology: field -> heading."""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """An attribute of the compared technologies.

    Args:
        attribute: The attribute.
        facts: A fact for each technology, in order; None if the catalog has none.
        verdict: How the values compare.
        better: The positions of the technologies with the best value; empty if there is no order, a value is missing or all are
            equal.
        shared: For lists: the items that all have in common.
        parts: For tables whose first cells overlap: a row for each first cell. The attribute of a part is named after the cell,
            and its group after the table.
        table: For a part: the attribute of its table.
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
        """The id of the catalog's attribute that it is about."""
        return self.table.id if self.table else self.attribute.id


@dataclass(frozen=True, slots=True)
class TextRow:
    """Texts of one kind of the compared technologies, such as strengths.

    Args:
        field: A key of `TEXTS`; in `Comparison.heads`, ``tagline`` or ``category``.
        texts: A tuple for each technology, in order; empty if the catalog has no such text.
        verdict: SAME if all texts are equal, which is rare; otherwise OWN.
        markdown: Whether the texts are Markdown.
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
        """Whether it identifies the technologies."""
        return self.field in _HEADS

    @property
    def is_answer(self) -> bool:
        """Whether it answers which technology to choose."""
        return self.field in _ANSWERS


@dataclass(frozen=True)
class Comparison:
    """The rows of a comparison, in catalog order. `answers`, `groups` and `told` return them in reading order.

    Args:
        technologies: The compared technologies.
        rows: A row for each attribute that any of them has.
        texts: A row for each kind of text that any of them has, in the order of `TEXTS`.
        heads: Their taglines, if any, and categories: they belong to the header, and are not counted as rows.
    """

    technologies: tuple[Technology, ...]
    rows: tuple[ComparedRow, ...]
    texts: tuple[TextRow, ...] = ()
    heads: tuple[TextRow, ...] = ()

    @cached_property
    def counts(self) -> dict[Verdict, int]:
        """The number of rows of each verdict, attributes and texts."""
        every: list[ComparedRow | TextRow] = [*self.rows, *self.texts]
        return {verdict: sum(row.verdict is verdict for row in every) for verdict in Verdict}

    @property
    def answers(self) -> tuple[TextRow, ...]:
        """The texts that answer which technology to choose."""
        return tuple(row for row in self.texts if row.is_answer)

    @property
    def told(self) -> tuple[TextRow, ...]:
        """The other texts."""
        return tuple(row for row in self.texts if not row.is_answer)

    def groups(self) -> list[tuple[str, list[ComparedRow]]]:
        """The rows by heading, the most telling first.

        Groups with attributes specific to these categories come first; groups that mostly identify technologies, such as names,
        dates and links, come last. Within a group, rows that differ come first, those with a better value before others; equal
        rows come last. Otherwise the order of the catalog is kept. Tables with rows in common come last, each as a group with a
        row for each first cell.
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
    """Return how little a row tells, from 0."""
    if row.verdict is not Verdict.DIFFERENT:
        return {Verdict.OWN: 3, Verdict.MISSING: 4}.get(row.verdict, 5)
    if row.better:
        return 0
    return 2 if row.attribute.type in _FREE else 1


def _is_general(rows: Sequence[ComparedRow]) -> int:
    """Return how unspecific a group is to the categories of the technologies, from 0."""
    free = (row.attribute.type in _FREE or not row.attribute.comparable for row in rows)
    if sum(free) * 2 > len(rows):
        return 2
    return 0 if any(row.attribute.categories for row in rows) else 1


def compare(catalog: Catalog, technologies: Sequence[Technology]) -> Comparison:
    """Compare technologies.

    Args:
        catalog: The catalog; its attributes give the rows and their order.
        technologies: The technologies; at least one.

    Returns:
        The comparison. An attribute or text that none of them has gives no row.
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
    """Return the verdict of tables; columns of links, which only identify rows, are ignored."""
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
            # Survey questions change over the years: figures of different years can't be ordered.
            return ()
    keys = [sort_key(attribute, value) for value in values]
    best = max(keys) if attribute.better == "higher" else min(keys)
    return tuple(at for at, key in enumerate(keys) if key == best)
