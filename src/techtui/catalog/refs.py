"""What a link leads to, or where one is: one value for both."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal[
    "technology",
    "category",
    "concept",
    "attribute",
    "catalog",
    "compare",
    "query",
    "trend",
    "url",
    "source",
    "cited",
    "",
]
"""What an id belongs to.

``catalog`` is the whole of it, see `CATALOG`. ``compare`` is a comparison: the ids of its technologies, joined by blanks.
``query`` is what a line of the query language leaves. ``trend`` is the course of a figure over the years: a technology and an
attribute, joined by a blank. ``url`` is an address on the web. ``source`` leads from the mark of a source to its line at
the end of the same page, ``cited`` from there back to the mark. Empty is the kind of `NOWHERE`.
"""


class Ref(NamedTuple):
    """Something that can be shown or opened."""

    kind: Kind
    id: str
    """An id of the catalog, several for a comparison or a trend, a query, an address, or the number or sign of a source."""


CATALOG: Final = Ref("catalog", "")
"""The catalog as a whole: what it covers, and where to begin."""

NOWHERE: Final = Ref("", "")
"""Where one is before there is a catalog."""
