"""The category tree, with the technologies in it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from techtui.catalog.entries import Category, Outline, Technology


class Placement:
    """The categories of a catalog and their technologies. All mappings are by id, in file order."""

    categories: Mapping[str, Category]
    """The branches of the tree."""
    technologies: Mapping[str, Technology]
    """The entries."""

    @property
    def outlines(self) -> Mapping[str, Outline | Technology]:
        """The entries, as far as names, categories and relations go."""
        return self.technologies

    @cached_property
    def _children(self) -> dict[str, list[Category]]:
        children: dict[str, list[Category]] = {}
        for category in self.categories.values():
            children.setdefault(category.parent, []).append(category)
        return children

    @cached_property
    def placed(self) -> Mapping[str, Sequence[str]]:
        """Category id -> the ids of the technologies directly in it."""
        placed: dict[str, list[str]] = {}
        for technology in self.outlines.values():
            for category in technology.categories:
                placed.setdefault(category, []).append(technology.id)
        return placed

    @cached_property
    def also_in(self) -> Mapping[str, Sequence[str]]:
        """Technology id -> the ids of its further categories, for those that have any."""
        return {one.id: one.also_in for one in self.outlines.values() if one.also_in}

    @cached_property
    def home(self) -> Mapping[str, str]:
        """Technology id -> the id of its category; if there are several, the main one."""
        also = self.also_in
        return {
            one: category
            for category, ids in self.placed.items()
            for one in ids
            if category not in also.get(one, ())
        }

    def categories_of(self, technology: str) -> tuple[str, ...]:
        """Return the ids of all categories of a technology, the main one first."""
        return (self.home[technology], *self.also_in.get(technology, ()))

    @cached_property
    def _counts(self) -> dict[str, int]:
        return {}

    def children(self, category: str = "") -> tuple[Category, ...]:
        """Return the categories directly below ``category``, or the top ones."""
        return tuple(self._children.get(category, ()))

    def members(self, category: str) -> tuple[Technology, ...]:
        """Return the technologies directly in ``category``."""
        return tuple(self.technologies[one] for one in self.placed.get(category, ()))

    def count(self, category: str) -> int:
        """Return the number of technologies in ``category`` and below it, each counted once."""
        if category not in self._counts:
            if self.also_in:
                self._counts[category] = len(set(self._ids_in(category)))
            else:
                below = sum(self.count(child.id) for child in self.children(category))
                self._counts[category] = len(self.placed.get(category, ())) + below
        return self._counts[category]

    def ids_in(self, category: str) -> Iterator[str]:
        """Yield the ids of all technologies in ``category`` and below it, each once, in tree order; all if it is empty."""
        ids = self._ids_in(category)
        return iter(dict.fromkeys(ids)) if self.also_in else ids

    def _ids_in(self, category: str) -> Iterator[str]:
        yield from self.placed.get(category, ())
        for child in self.children(category):
            yield from self._ids_in(child.id)

    def walk(self, category: str) -> Iterator[Technology]:
        """Yield the technologies in ``category`` and below it, each once, in tree order; all if it is empty."""
        return (self.technologies[one] for one in self.ids_in(category))

    def path(self, category: str) -> tuple[Category, ...]:
        """Return the categories from the top down to ``category``."""
        path: list[Category] = []
        while category:
            found = self.categories[category]
            path.append(found)
            category = found.parent
        return tuple(reversed(path))
