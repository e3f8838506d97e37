"""The query language: a line of text that selects technologies, the same in the app and on the command line."""

from techtui.catalog.query.completion import complete, word_at
from techtui.catalog.query.language import Query, QueryError, Term
from techtui.catalog.query.parser import parse
from techtui.catalog.query.resolver import find_attribute, find_category
from techtui.catalog.query.selecting import select
from techtui.catalog.query.sorting import sort_technologies

__all__ = [
    "Query",
    "QueryError",
    "Term",
    "complete",
    "find_attribute",
    "find_category",
    "parse",
    "select",
    "sort_technologies",
    "word_at",
]
