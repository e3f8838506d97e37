"""The pages of a catalog as resources: ``techtui://technology/ID``, ``techtui://category/ID``, ``techtui://concept/ID``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from techtui.catalog.refs import Ref
from techtui.pages.place import page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from techtui.catalog.model import Catalog
    from techtui.pages.document import Document

SCHEME: Final = "techtui"
KINDS: Final = ("technology", "category", "concept")


class Listed(NamedTuple):
    """A resource in a listing.

    Args:
        uri: Its URI.
        name: Its id.
        title: Its title.
        about: A description in a line; may be empty.
    """

    uri: str
    name: str
    title: str
    about: str


def listed(catalog: Catalog) -> Sequence[Listed]:
    """Return all resources, in catalog order."""
    return [
        *(
            Listed(uri("technology", one.id), one.id, one.name, one.tagline)
            for one in catalog.technologies.values()
        ),
        *(
            Listed(uri("category", one.id), one.id, one.name, one.summary)
            for one in catalog.categories.values()
        ),
        *(
            Listed(uri("concept", one.id), one.id, one.title, "")
            for one in catalog.concepts.values()
        ),
    ]


def uri(kind: str, one: str) -> str:
    """Return the URI of a page."""
    return f"{SCHEME}://{kind}/{quote(one, safe='')}"


def read(catalog: Catalog, address: str) -> Document:
    """Return the page at a URI.

    Raises:
        LookupError: If there is none.
    """
    parts = urlsplit(address)
    kind, one = parts.netloc, unquote(parts.path.removeprefix("/"))
    known = (
        (Ref("technology", one), catalog.technologies),
        (Ref("category", one), catalog.categories),
        (Ref("concept", one), catalog.concepts),
    )
    for place, entries in known:
        if parts.scheme == SCHEME and kind == place.kind and one in entries:
            return page_of(catalog, place)
    raise LookupError("there is no such resource; resources/list names all")
