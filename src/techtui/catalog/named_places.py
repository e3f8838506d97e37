"""Finds the place of a catalog that a name means: a technology, a category or a concept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from techtui.catalog.folding import fold
from techtui.catalog.lookup import (
    UnknownNameError,
    ambiguous,
    beginning_so,
    find_technology,
    names_or_ids,
    shown,
)
from techtui.catalog.refs import Ref

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog

_MOST_NEAR: Final = 3


class _Named(NamedTuple):
    """A category or a concept."""

    ref: Ref
    name: str
    names: tuple[str, ...]
    """Its id, its name, and what it is called where others have its name; folded."""


def places_named(catalog: Catalog, names: Sequence[str]) -> list[Ref]:
    """Return where to open a catalog: one place of any kind, or several technologies to compare, each once.

    Args:
        catalog: The catalog.
        names: The names as typed.

    Raises:
        UnknownNameError: If nothing has one of the names, or one of several is not that of a technology.
    """
    if len(names) == 1:
        return [find_place(catalog, names[0])]
    ids = dict.fromkeys(find_technology(catalog, name).id for name in names)
    return [Ref("technology", one) for one in ids]


def find_place(catalog: Catalog, name: str) -> Ref:
    """Return the technology, category or concept of a name.

    Exact ids come before exact names, these before aliases, these before beginnings of names, and these before words within names; technologies come
    before the others.

    Args:
        catalog: The catalog.
        name: A name, an id, an alias of a technology, or the unambiguous beginning of one, as typed.

    Raises:
        UnknownNameError: If there is none or several; the error names similar ones.
    """
    technology = catalog.find(name)
    if technology is not None and is_technology(catalog, name):
        return Ref("technology", technology.id)
    # Not imported for technologies, the usual case.
    from techtui.catalog.query.resolver import plain

    wanted, others = plain(name), list(_others(catalog))
    if by_id := next((one.ref for one in others if one.ref.id == name), None):
        return by_id
    if exact := _those(others, lambda one: one == wanted):
        # A name that others share is told with its path, and one of another case as it is spelt.
        told = [one for one in exact if one.name == name]
        told = told or [one for one in exact if plain(one.name) == wanted]
        return _only(name, told if len(told) == 1 else exact)
    if technology is not None:
        return Ref("technology", technology.id)
    if begun := beginning_so(catalog, name):
        technologies = (catalog.technologies[one] for one in begun)
        return _only(
            name, [_Named(Ref("technology", one.id), one.name, ()) for one in technologies]
        )
    if wanted:
        tests = (lambda one: one.startswith(wanted), lambda one: f"_{wanted}" in one)
        for test in tests:
            if found := _those(others, test):
                return _only(name, found)
    raise UnknownNameError(
        f"there is no {catalog.conventions.noun[0]}, category or concept “{shown(name)}”",
        _near(catalog, name, others),
        "techtui list and techtui categories list all",
    )


def is_technology(catalog: Catalog, name: str) -> bool:
    """Return whether a technology has this id or name: it comes before all else that has it."""
    technology = catalog.find(name)
    return technology is not None and fold(name) in (fold(technology.id), fold(technology.name))


def _others(catalog: Catalog) -> Iterator[_Named]:
    from techtui.catalog.query.resolver import plain

    for category in catalog.categories.values():
        told = catalog.category_names[category.id]
        names = plain(category.id), plain(category.name), plain(told)
        yield _Named(Ref("category", category.id), told, names)
    for concept in catalog.concepts.values():
        yield _Named(
            Ref("concept", concept.id), concept.title, (plain(concept.id), plain(concept.title))
        )


def _those(others: list[_Named], test: Callable[[str], bool]) -> list[_Named]:
    return [one for one in others if any(map(test, one.names))]


def _only(name: str, found: list[_Named]) -> Ref:
    if len(found) == 1:
        return found[0].ref
    raise ambiguous(name, names_or_ids((one.ref.id, one.name) for one in found))


def _near(catalog: Catalog, name: str, others: list[_Named]) -> list[str]:
    """Return the similar names, the likeliest first."""
    from techtui.catalog.nearness import nearest
    from techtui.catalog.search import Index

    technologies = Index(catalog).nearest(name)
    named = {one.name: (one.id, one.name, *one.aliases) for one in technologies}
    return nearest(name, named | {one.name: one.names for one in others}, _MOST_NEAR)
