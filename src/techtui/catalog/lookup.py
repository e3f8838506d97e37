"""Resolves names typed by the user: a technology or a concept, or an error that suggests the nearest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from techtui.catalog.folding import fold
from techtui.catalog.sanitize import one_line

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Concept, Technology

_MOST_NAMED: Final = 3
_MOST_LOOKED_AT: Final = 10_000
_LONGEST: Final = 60


class UnknownNameError(LookupError):
    """A name that nothing has, or that is ambiguous.

    Args:
        problem: What is wrong, without a hint.
        near: The names that may be meant, the most likely first.
        otherwise: What to do if none of them is meant.
    """

    def __init__(self, problem: str, near: Iterable[str] = (), otherwise: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.near = tuple(near)
        self.otherwise = otherwise

    def __str__(self) -> str:
        if self.near:
            from techtui.catalog.messages import listed

            return f"{self.problem}; did you mean {listed(self.near)}?"
        return f"{self.problem}; {self.otherwise}" if self.otherwise else self.problem


def find_technology(catalog: Catalog, name: str) -> Technology:
    """Return the technology of a name, id or alias, or of a unique beginning of one.

    Args:
        catalog: The catalog.
        name: What the user typed.

    Raises:
        UnknownNameError: If there is no technology, or more than one; it lists those that may be meant.
    """
    technology = catalog.find(name)
    if technology is not None:
        return technology
    begun = beginning_so(catalog, name)
    if len(begun) == 1:
        return catalog.technologies[begun[0]]
    if begun:
        raise ambiguous(name, names_or_ids((one, catalog.technologies[one].name) for one in begun))
    raise _unknown(catalog, name)


def beginning_so(catalog: Catalog, name: str) -> list[str]:
    """Return the ids of the technologies with a name, id or alias that begins so."""
    begun = fold(name)
    if not begun:
        return []
    names, owners, _ = catalog.names
    found = {
        owners[at]: None for at in names.find(begun, _MOST_LOOKED_AT) if names[at].startswith(begun)
    }
    return [catalog.ids[owner] for owner in found]


def _unknown(catalog: Catalog, name: str) -> UnknownNameError:
    from techtui.catalog.search import Index

    if not len(catalog):
        return UnknownNameError(f"the catalog has no {catalog.conventions.noun[0]}")
    near = [one.name for one in Index(catalog).nearest(name[:200])]
    problem = f"there is no {catalog.conventions.noun[0]} “{shown(name)}”"
    return UnknownNameError(problem, near, "techtui list lists all")


def find_concept(catalog: Catalog, name: str) -> Concept:
    """Return the concept of an id or title, or of a unique beginning of one.

    Raises:
        UnknownNameError: If there is no concept, or more than one; it lists those that may be meant.
    """
    if name in catalog.concepts:
        return catalog.concepts[name]
    wanted = fold(name)
    concepts = catalog.concepts.values()
    for one in concepts:
        if wanted in (fold(one.id), fold(one.title)):
            return one
    begun = [
        one
        for one in concepts
        if wanted and (fold(one.id).startswith(wanted) or fold(one.title).startswith(wanted))
    ]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise ambiguous(name, names_or_ids((one.id, one.title) for one in begun))
    from techtui.catalog.nearness import nearest

    near = nearest(name, {one.title: (one.id, one.title) for one in concepts})
    problem = f"there is no concept “{shown(name)}”"
    raise UnknownNameError(problem, near, "techtui concept lists all")


def names_or_ids(named: Iterable[tuple[str, str]]) -> list[str]:
    """Return names to choose from; for a name that several have, their ids.

    Args:
        named: Ids with their names.
    """
    pairs = list(named)
    counts = Counter(fold(name) for _, name in pairs)
    return [key if counts[fold(name)] > 1 else name for key, name in pairs]


def ambiguous(name: str, found: Sequence[str]) -> UnknownNameError:
    """Return the error about an ambiguous name.

    Args:
        name: The name as typed.
        found: The names of what it may mean.
    """
    from techtui.catalog.messages import counted, listed

    names = list(found[:_MOST_NAMED])
    if len(found) > _MOST_NAMED:
        names.append(counted(len(found) - _MOST_NAMED, "other"))
    return UnknownNameError(f"“{shown(name)}” could be {listed(names)}")


def shown(name: str) -> str:
    """Return a name for a message: in one line, and cut if it is long."""
    return one_line(name)[:_LONGEST]
