"""Catalogs of technologies: read, search, query, compare, rank, without a screen.

::

    from techtui.catalog import compare, find_technology, read_catalog, select

    catalog = read_catalog()
    fast = select(catalog, "license:permissive category:queues", sort="popularity", reverse=True)
    both = [find_technology(catalog, name) for name in ("kafka", "rabbitmq")]
    print(compare(catalog, both).counts)

The names in `__all__` are the stable API. Each is imported when it is first used. docs/library.md shows examples.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from techtui.catalog.changes import Change, changes_of
    from techtui.catalog.comparison import Comparison, Verdict, compare
    from techtui.catalog.decide import Decision, Ranking, Want, rank, turning
    from techtui.catalog.decide.wants import parse_want
    from techtui.catalog.differences import Differences, differences_between
    from techtui.catalog.entries import (
        GENERAL_KNOWLEDGE,
        Attribute,
        AttributeType,
        Category,
        Concept,
        Fact,
        Point,
        Relation,
        Resource,
        Source,
        Technology,
    )
    from techtui.catalog.format.decision_file import read_decision
    from techtui.catalog.format.loader import read_catalog
    from techtui.catalog.lookup import UnknownNameError, find_concept, find_technology
    from techtui.catalog.model import Catalog
    from techtui.catalog.problems import CatalogError, Problem
    from techtui.catalog.query import QueryError, find_attribute, find_category, select
    from techtui.catalog.search import Hit, Index

_HOMES: Final = {
    "changes": ("Change", "changes_of"),
    "comparison": ("Comparison", "Verdict", "compare"),
    "decide": ("Decision", "Ranking", "Want", "rank", "turning"),
    "decide.wants": ("parse_want",),
    "differences": ("Differences", "differences_between"),
    "entries": (
        *("GENERAL_KNOWLEDGE", "Attribute", "AttributeType", "Category", "Concept", "Fact"),
        *("Point", "Relation", "Resource", "Source", "Technology"),
    ),
    "format.decision_file": ("read_decision",),
    "format.loader": ("read_catalog",),
    "lookup": ("UnknownNameError", "find_concept", "find_technology"),
    "model": ("Catalog",),
    "problems": ("CatalogError", "Problem"),
    "query": ("QueryError", "find_attribute", "find_category", "select"),
    "search": ("Hit", "Index"),
}
"""Module -> its public names."""

__all__ = [
    "GENERAL_KNOWLEDGE",
    "Attribute",
    "AttributeType",
    "Catalog",
    "CatalogError",
    "Category",
    "Change",
    "Comparison",
    "Concept",
    "Decision",
    "Differences",
    "Fact",
    "Hit",
    "Index",
    "Point",
    "Problem",
    "QueryError",
    "Ranking",
    "Relation",
    "Resource",
    "Source",
    "Technology",
    "UnknownNameError",
    "Verdict",
    "Want",
    "changes_of",
    "compare",
    "differences_between",
    "find_attribute",
    "find_category",
    "find_concept",
    "find_technology",
    "parse_want",
    "rank",
    "read_catalog",
    "read_decision",
    "select",
    "turning",
]


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
