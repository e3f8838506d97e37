"""What a query is once it is understood: terms, each of which a technology meets or does not."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from techtui.catalog.model import Catalog
from techtui.catalog.query.conditions import Condition, Words


class QueryError(ValueError):
    """A query that can't be understood.

    Args:
        message: What is wrong.
        start: Where the wrong part begins, in characters from the beginning of the query.
        end: Where it ends; the first character that is fine again.
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
    """One part of a query.

    Args:
        text: As it was typed.
        start: Where it begins in the query.
        end: Where it ends.
        negated: Whether it says what must not be.
        test: What must be, or must not.
    """

    text: str
    start: int
    end: int
    negated: bool
    test: Condition


class Query(Struct, frozen=True):
    """A query that was understood.

    Args:
        source: As it was typed.
        terms: Its parts, in order. All must be true; of none, everything is.
    """

    source: str
    terms: tuple[Term, ...]

    def select(self, catalog: Catalog, ids: Iterable[str] | None = None) -> list[str]:
        """The technologies that are meant.

        Args:
            catalog: Which the query was parsed for.
            ids: Which of its technologies to look at; by default all.

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
        """The words that must be found in a text: what a ranking search is to be asked."""
        return " ".join(
            term.test.text
            for term in self.terms
            if isinstance(term.test, Words) and not term.negated
        )

    @property
    def filters(self) -> Query:
        """The query without those words: what is left to ask of the results of a ranking search."""
        return Query(
            self.source,
            tuple(one for one in self.terms if one.negated or not isinstance(one.test, Words)),
        )

    def without(self, term: Term) -> str:
        """The text of the query with one of its terms taken off."""
        return " ".join(one.text for one in self.terms if one is not term)
