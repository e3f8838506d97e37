"""What a link leads to, or where one is: one value for both."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal[
    "technology", "category", "concept", "attribute", "compare", "url", "source", "cited", ""
]
"""What an id belongs to.

``compare`` is a comparison: the ids of its technologies, joined by blanks. ``url`` is an address on the web. ``source``
leads from the mark of a source to its line at the end of the same page, ``cited`` from there back to the mark. Empty is the kind of
`NOWHERE`.
"""


class Ref(NamedTuple):
    """Something that can be shown or opened."""

    kind: Kind
    id: str
    """An id of the catalog, several for a comparison, an address, or the number or sign of a source."""


NOWHERE: Final = Ref("", "")
"""Where one is before there is a catalog."""
