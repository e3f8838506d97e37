"""References: what a link leads to, or the current place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from techtui.catalog.model import Catalog

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
"""What an id refers to.

``catalog`` is the whole catalog, see `CATALOG`. ``compare`` is a comparison: ids of technologies, see `of_several`. ``query``
is a search: a line of the query language. ``trend`` is the chart of figures over the years: a technology and an attribute, see
`of_several`. ``url`` is a web address. ``source`` leads from the mark of a source to its line at the end of the page,
``cited`` back to the mark. The kind of `NOWHERE` is empty.
"""


class Ref(NamedTuple):
    """Something that can be shown or opened."""

    kind: Kind
    id: str
    """An id of the catalog, several ids for a comparison or a trend, a query, an address, or the number or sign of a source."""


_BETWEEN: Final = "/"
"""No id holds it."""


def of_several(kind: Literal["compare", "trend"], ids: Iterable[str]) -> Ref:
    """Return a reference to several things at once."""
    return Ref(kind, _BETWEEN.join(ids))


def several_of(ref: Ref) -> tuple[str, ...]:
    """Return the ids that a reference of `of_several` is about."""
    return tuple(ref.id.split(_BETWEEN))


CATALOG: Final = Ref("catalog", "")
"""The page of the catalog as a whole."""

NOWHERE: Final = Ref("", "")
"""The place before there is a catalog."""

LEAST_COMPARED: Final = 2
"""The fewest technologies in a comparison."""

MOST_COMPARED: Final = 4
"""The most technologies in a comparison; more columns are not readable."""


def is_in(catalog: Catalog, place: Ref) -> bool:
    """Whether a catalog has a place."""
    match place.kind:
        case "technology":
            return place.id in catalog.technologies
        case "category":
            return place.id in catalog.categories
        case "concept":
            return place.id in catalog.concepts
        case _:
            return place == CATALOG
