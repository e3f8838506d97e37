"""A catalog that has most of its entries, and what is computed from them, from an earlier state of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

import msgspec

from techtui.catalog.model import (
    AttributeType,
    Catalog,
    Outline,
    TableRow,
    Technology,
    Value,
)
from techtui.catalog.movement import rows_of
from techtui.catalog.search_data import Names

T = TypeVar("T")


class RenewedCatalog(Catalog):
    """A catalog of which some entries are new, and all others are those of an earlier state.

    Args:
        built: The catalog; of the technologies that are unchanged, outlines are enough.
        before: The earlier state. It has the same attributes.
        changed: The technologies that are not in it, or differ from those in it.
    """

    def __init__(self, built: Catalog, before: Catalog, changed: Mapping[str, Technology]) -> None:
        self.before = before
        self.changed = changed
        self._outlines = {**built.technologies, **changed}
        super().__init__(
            built.own,
            sources=built.sources,
            technologies=_Entries(self._outlines, changed, before.technologies),
            problems=built.problems,
            prints=built.prints,
        )

    @property
    def outlines(self) -> Mapping[str, Outline | Technology]:
        return self._outlines

    @cached_property
    def has_the_same_ids(self) -> bool:
        """Whether it has the same technologies as before, in the same order."""
        return list(self.ids) == list(self.before.ids)

    @cached_property
    def _changed_attributes(self) -> frozenset[str]:
        """The attributes of which any technology has another fact than before."""
        # As bytes: 1 and 1.0 are equal, and not shown in the same way.
        encode = msgspec.msgpack.encode
        found: set[str] = set()
        for key, new in self.changed.items():
            old = self.before.technologies.get(key)
            facts = old.facts if old is not None else {}
            found.update(
                attribute
                for attribute in {**facts, **new.facts}
                if encode(facts.get(attribute)) != encode(new.facts.get(attribute))
            )
        return frozenset(found)

    def has_kept(self, attribute: str) -> bool:
        """Return whether all technologies have the facts of an attribute that they had before, at the same position."""
        return self.has_the_same_ids and attribute not in self._changed_attributes

    @cached_property
    def _has_the_same_names(self) -> bool:
        """Whether all technologies have the names and the categories that they had before."""
        old = self.before.outlines
        return self.has_the_same_ids and all(
            (one.name, one.aliases, one.categories)
            == (old[key].name, old[key].aliases, old[key].categories)
            for key, one in self.changed.items()
        )

    @cached_property
    def placed(self) -> Mapping[str, Sequence[str]]:
        return self.before.placed if self._has_the_same_names else super().placed

    @cached_property
    def also_in(self) -> Mapping[str, Sequence[str]]:
        return self.before.also_in if self._has_the_same_names else super().also_in

    @cached_property
    def name_cells(self) -> Mapping[str, int]:
        return self.before.name_cells if self._has_the_same_names else super().name_cells

    @cached_property
    def names(self) -> Names:
        return self.before.names if self._has_the_same_names else super().names

    def column(self, attribute: str) -> Sequence[Value | None]:
        self.insist_on_attribute(attribute)

        def own(technology: Technology) -> Value | None:
            fact = technology.facts.get(attribute)
            return None if fact is None else fact.value

        return self._spliced(self.before.column(attribute), own)

    def rows(self, table: str) -> Sequence[tuple[TableRow, ...]]:
        self.insist_on_attribute(table)
        attribute = self.attributes[table]

        def own(technology: Technology) -> tuple[TableRow, ...]:
            return rows_of(attribute, technology.facts.get(table))

        if attribute.type is AttributeType.TABLE or table in self.before.moving:
            return self._spliced(self.before.rows(table), own)
        # No others have rows.
        return self._spliced([()] * len(self.before), own)

    @cached_property
    def moving(self) -> Sequence[str]:
        found = {
            key for one in self.changed.values() for key, fact in one.facts.items() if fact.history
        }
        found |= {key for key in self.before.moving if self.has_kept(key) or any(self.rows(key))}
        return tuple(key for key in self.attributes if key in found)

    def _spliced(self, old: Sequence[T], own: Callable[[Technology], T]) -> list[T]:
        positions = self.before.positions
        return [
            own(self.changed[key]) if key in self.changed else old[positions[key]]
            for key in self.ids
        ]


class _Entries(Mapping[str, Technology]):
    """The changed technologies, and those that are as before.

    Args:
        ids: The ids of all of them, in order.
        changed: Those that are new or differ.
        before: All others.
    """

    def __init__(
        self,
        ids: Mapping[str, object],
        changed: Mapping[str, Technology],
        before: Mapping[str, Technology],
    ) -> None:
        self._ids = ids
        self._changed = changed
        self._before = before

    def __getitem__(self, key: str) -> Technology:
        if key not in self._ids:
            raise KeyError(key)
        return self._changed[key] if key in self._changed else self._before[key]

    def __contains__(self, key: object) -> bool:
        return key in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
