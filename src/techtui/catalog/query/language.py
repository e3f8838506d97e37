"""A parsed query: terms that a technology matches or does not."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from techtui.catalog.model import Catalog
from techtui.catalog.query.conditions import Condition, Words


class QueryError(ValueError):
    """A query that can't be understood.

    Args:
        message: What is wrong.
        start: The start of the wrong part, in characters from the beginning of the query.
        end: The first character after the wrong part.
        hint: What to write instead; may be empty.
    """

    def __init__(self, message: str, start: int, end: int, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


class Term(Struct, frozen=True):
    """A term of a query.

    Args:
        text: As it was typed.
        start: Its start in the query.
        end: Its end.
        negated: Whether it is negated with ``-``.
        test: Its condition, before negation.
    """

    text: str
    start: int
    end: int
    negated: bool
    test: Condition


class Query(Struct, frozen=True):
    """A parsed query.

    Args:
        source: As it was typed.
        terms: Its terms, in order. All must match; a query without terms matches everything.
    """

    source: str
    terms: tuple[Term, ...]

    def select(self, catalog: Catalog, ids: Iterable[str] | None = None) -> list[str]:
        """Return the technologies that match.

        Args:
            catalog: The catalog the query was parsed for.
            ids: The ids of the technologies to test; by default all.

        Returns:
            Their ids, in the order of ``ids``.
        """
        left = list(catalog.ids if ids is None else ids)
        for term in self.terms:
            if not left:
                break
            true, wanted = term.test.among(catalog), not term.negated
            left = [one for one in left if (catalog.positions[one] in true) is wanted]
        return left

    @property
    def words(self) -> str:
        """The words to find in texts, for a ranked search."""
        return " ".join(
            term.test.text
            for term in self.terms
            if isinstance(term.test, Words) and not term.negated
        )

    @property
    def filters(self) -> Query:
        """The query without those words, to filter the results of a ranked search."""
        return Query(
            self.source,
            tuple(one for one in self.terms if one.negated or not isinstance(one.test, Words)),
        )
