"""The conditions of query terms."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any, Final, Protocol

from msgspec import Struct

from techtui.catalog.folding import fold
from techtui.catalog.model import Attribute, AttributeType, Catalog, Value
from techtui.catalog.sort_keys import latest, sort_key

SIGNS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}
"""Sign -> the comparison of two values."""


class Condition(Protocol):
    """Something that is true or false of a technology."""

    def among(self, catalog: Catalog) -> set[int]:
        """Return the positions in `Catalog.ids` of the technologies for which it is true."""
        ...


class Words(Struct, frozen=True):
    """A text occurs in the texts or a name of the technology."""

    text: str

    def among(self, catalog: Catalog) -> set[int]:
        """Return where the text occurs, ignoring case."""
        return {*catalog.texts.find(self.text), *_named(catalog, self.text)}


class Named(Struct, frozen=True):
    """A name, alias or id contains one of some texts."""

    texts: tuple[str, ...]

    def among(self, catalog: Catalog) -> set[int]:
        """Return where one of the texts occurs."""
        return {at for text in self.texts for at in _named(catalog, text)}


class Within(Struct, frozen=True):
    """The technology is in one of some categories."""

    categories: frozenset[str]

    def among(self, catalog: Catalog) -> set[int]:
        """Return the technologies in the categories."""
        positions = catalog.positions
        return {
            positions[one]
            for category in self.categories
            for one in catalog.placed.get(category, ())
        }


class OfFact(Struct, frozen=True):
    """A condition on the value of an attribute."""

    attribute: Attribute

    def accepts(self, value: Value) -> bool:
        """Return whether it is true for this value."""
        raise NotImplementedError

    def among(self, catalog: Catalog) -> set[int]:
        """Return where the value is accepted; technologies without one are not."""
        if self.attribute.table:
            return self._in_rows(catalog)
        return {
            at
            for at, value in enumerate(catalog.column(self.attribute.id))
            if value is not None and self.accepts(value)
        }

    def _in_rows(self, catalog: Catalog) -> set[int]:
        """Return where a cell of the column is accepted."""
        column = catalog.columns_of(self.attribute.table).index(self.attribute)
        return {
            at
            for at, rows in enumerate(catalog.rows(self.attribute.table))
            if any((cell := row[column]) is not None and self.accepts(cell) for row in rows)
        }


class Known(OfFact, frozen=True):
    """There is a value."""

    def accepts(self, value: Value) -> bool:
        """Return True: there is a value."""
        return True


class Lacks(OfFact, frozen=True):
    """There is no value, for any reason."""

    def accepts(self, value: Value) -> bool:
        """Return False: there is a value."""
        return False

    def among(self, catalog: Catalog) -> set[int]:
        """Return where there is no value; for a column, where no row has one."""
        return set(range(len(catalog))) - Known(self.attribute).among(catalog)


class OneOf(OfFact, frozen=True):
    """The value, or an item of the list, is one of some choices."""

    choices: frozenset[str]

    def accepts(self, value: Value) -> bool:
        """Return whether it is."""
        if isinstance(value, tuple):
            return not self.choices.isdisjoint(value)
        return isinstance(value, str) and value in self.choices


class YesNo(OfFact, frozen=True):
    """The answer is one of some."""

    answers: frozenset[bool]

    def accepts(self, value: Value) -> bool:
        """Return whether it is."""
        return isinstance(value, bool) and value in self.answers


class Says(OfFact, frozen=True):
    """A text, or an item of a list, matches one of some texts."""

    texts: tuple[str, ...]
    how: Callable[[str, str], bool]
    """Takes the folded value and the text."""

    def accepts(self, value: Value) -> bool:
        """Return whether it does."""
        if isinstance(value, str):
            values = [fold(value)]
        elif isinstance(value, tuple):
            values = [fold(item) for item in value]
        else:
            return False
        return any(self.how(value, text) for value in values for text in self.texts)


class Compares(OfFact, frozen=True):
    """The value compares to one of some others."""

    sign: str
    to: tuple[float | str, ...]

    def accepts(self, value: Value) -> bool:
        """Return whether it does."""
        holds = SIGNS[self.sign]
        if isinstance(value, dict):
            value = latest(value)[1]
        for other in self.to:
            if self.attribute.type is AttributeType.VERSION:
                if holds(sort_key(self.attribute, value), sort_key(self.attribute, other)):
                    return True
            elif isinstance(other, str):
                # A month or a year stands for all of its days.
                if holds(str(value)[: len(other)], other):
                    return True
            elif isinstance(value, int | float) and holds(value, other):
                return True
        return False


class InRange(OfFact, frozen=True):
    """The value is between the ends of a range."""

    ends: tuple[OfFact, ...]

    def accepts(self, value: Value) -> bool:
        """Return whether it is."""
        return all(end.accepts(value) for end in self.ends)


class AnyOf(Struct, frozen=True):
    """One of some conditions holds."""

    conditions: tuple[Condition, ...]

    def among(self, catalog: Catalog) -> set[int]:
        """Return where any of them holds."""
        return set().union(*(one.among(catalog) for one in self.conditions))


def _named(catalog: Catalog, text: str) -> Iterator[int]:
    names = catalog.names
    return (names.owners[at] for at in names.folded.find(text))
