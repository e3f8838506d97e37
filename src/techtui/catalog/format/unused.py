"""Finds unused parts: sources that are never cited, categories and attributes without content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from techtui.catalog.format.declarations import categories_above, sources_named
from techtui.catalog.format.fields import TABLES
from techtui.catalog.messages import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from techtui.catalog.format.validation import Checker
    from techtui.catalog.problems import Path


class Unused(NamedTuple):
    """A part that nothing uses.

    Attributes:
        path: Its place.
        code: The kind of the warning.
        message: What is wrong.
        hint: What to do.
    """

    path: Path
    code: str
    message: str
    hint: str


def unused_parts(checker: Checker, technologies: Mapping[str, dict[str, Any]]) -> Iterator[Unused]:
    """Yield the unused parts of a catalog; only sources while it has no technologies.

    Args:
        checker: The checker, after it looked for errors.
        technologies: Those that are tables.
    """
    yield from _sources(checker)
    if technologies:
        yield from _categories(checker, technologies)
        yield from _attributes(checker, technologies)


def _sources(checker: Checker) -> Iterator[Unused]:
    used = {value for table in TABLES for value in sources_named(checker.merged.get(table, {}))}
    for key in checker.entries("sources"):
        if key not in used:
            message = f"nothing names the source {quoted(key)}"
            yield Unused(("sources", key), "unused-source", message, "name it, or take it out")


def _categories(checker: Checker, technologies: Mapping[str, dict[str, Any]]) -> Iterator[Unused]:
    categories = checker.entries("categories")
    filled: set[str] = set()
    for entry in technologies.values():
        filled |= categories_above(entry.get("category"), categories)
    for key in categories:
        if key not in filled:
            hint = "add one, or take the category out"
            yield Unused(("categories", key), "empty-category", "no technology belongs here", hint)


def _attributes(checker: Checker, technologies: Mapping[str, dict[str, Any]]) -> Iterator[Unused]:
    with_facts: set[str] = set()
    for entry in technologies.values():
        with_facts.update(entry.get("facts", ()))
    for key in checker.attributes:
        if key not in with_facts:
            message, hint = "no technology has a fact of it", "add one, or take the attribute out"
            yield Unused(("attributes", key), "unused-attribute", message, hint)
