"""What a link leads to, or where one is: one value for both."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["technology", "category", "concept", "attribute", "compare", "url", ""]
"""What an id belongs to.

``compare`` is a comparison: the ids of its technologies, joined by blanks. ``url`` is an address on the web. Empty is
the kind of `NOWHERE`.
"""


class Ref(NamedTuple):
    """Something that can be shown or opened."""

    kind: Kind
    id: str
    """An id of the catalog, several for a comparison, or an address."""


NOWHERE: Final = Ref("", "")
"""Where one is before there is a catalog."""
