"""The rows of a comparison that are shown, and their headings."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TypeAlias

from techtui.catalog.comparison import ComparedRow, Comparison, TextRow, Verdict
from techtui.catalog.folding import fold
from techtui.catalog.model import Point
from techtui.pages.values import fact_text

AnyRow: TypeAlias = ComparedRow | TextRow
"""An attribute, or texts such as strengths."""

ANSWER_GROUP = "In short"
"""The heading of texts that answer which technology to choose."""
TEXT_GROUP = "In words"
"""The heading of all other texts."""


class ShownRows(StrEnum):
    """Which rows to show."""

    ALL = "all"
    DIFFERENCES = "differences only"
    KNOWN = "known for all"

    def takes(self, row: AnyRow) -> bool:
        """Return whether a row is shown."""
        match self:
            case ShownRows.ALL:
                return True
            case ShownRows.DIFFERENCES:
                return row.verdict is Verdict.DIFFERENT or (
                    isinstance(row, TextRow) and row.verdict is Verdict.OWN
                )
            case ShownRows.KNOWN:
                return row.verdict is not Verdict.MISSING


def row_key(row: AnyRow) -> tuple[str, str]:
    """Return a key that identifies a row in any comparison."""
    return ("attribute", row.attribute.id) if isinstance(row, ComparedRow) else ("text", row.field)


def group_of(row: AnyRow) -> str:
    """Return the heading of a row."""
    if isinstance(row, ComparedRow):
        return row.attribute.group
    if row.is_head:
        return ""
    return ANSWER_GROUP if row.is_answer else TEXT_GROUP


def all_rows(comparison: Comparison) -> list[AnyRow]:
    """Return all rows in display order: what each technology is, the answers, attributes by group, other texts."""
    attributes = (row for _, group in comparison.groups() for row in group)
    return [*comparison.heads, *comparison.answers, *attributes, *comparison.told]


def rows_shown(comparison: Comparison, show: ShownRows, query: str) -> list[AnyRow]:
    """Return the rows that match.

    Args:
        comparison: The comparison.
        show: Which verdicts to include.
        query: Words that a row must contain; empty matches every row.
    """
    words = fold(query).split()
    left = [row for row in all_rows(comparison) if show.takes(row) and _says(row, words)]
    # The rows that identify technologies are shown only above other rows.
    is_bare = all(isinstance(row, TextRow) and row.is_head for row in left)
    return [] if show is not ShownRows.ALL and is_bare else left


def _says(row: AnyRow, words: list[str]) -> bool:
    if not words:
        return True
    text = fold(" ".join(_words(row)))
    return all(word in text for word in words)


def _words(row: AnyRow) -> Iterator[str]:
    yield group_of(row)
    if isinstance(row, ComparedRow):
        yield row.attribute.name
        for fact in row.facts:
            yield fact_text(row.attribute, fact)
    else:
        yield row.name
        for texts in row.texts:
            for one in texts:
                yield one.text if isinstance(one, Point) else f"{one.title} {one.provider}"
