"""The URLs of a website's pages: folder names that work in every file system and every URL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from techtui.catalog.refs import Ref, several_of

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Source

PAGE: Final = "index.html"
"""The file of a page in its folder. Links include it, because a browser that reads from the disk lists folders."""

FOLDERS: Final = {
    "technology": "technologies",
    "category": "categories",
    "concept": "concepts",
    "attribute": "attributes",
}
"""Kind of a link -> the folder of its pages."""

_LONGEST: Final = 100
_UNSAFE: Final = re.compile(rb"[^a-z0-9_.-]|^[._-]|\.$")
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
"""Device names in Windows, with any suffix."""


def segment(id: str) -> str:
    """Return a folder name for an id; different for different ids, also on case-insensitive file systems.

    Args:
        id: Any text.

    Returns:
        Small letters, digits, ``-``, ``_`` and ``.`` unchanged, everything else as ``~`` and two hexadecimal digits for each byte
        (UTF-8). If that would be too long, the beginning and a digest.
    """
    raw = id.encode(errors="surrogatepass")
    name = _UNSAFE.sub(lambda found: b"~%02x" % found[0][0], raw).decode()
    if not name or _DEVICES.match(name):
        name = f"~{raw[:1].hex()}{name[1:]}"
    if len(name) > _LONGEST:
        name = f"{name[:64]}~~{sha256(raw).hexdigest()[:24]}"
    return name


def comparison_query(ids: Iterable[str]) -> str:
    """Return the query string of a comparison."""
    return "?t=" + ",".join(map(segment, ids))


class SiteLinks:
    """The links of a page, relative to it.

    Args:
        catalog: The catalog; what it does not contain has no page.
        root: The path from the page's folder to the website's, such as ``../../``.
    """

    def __init__(self, catalog: Catalog, root: str) -> None:
        self._known = {
            "technology": catalog.technologies,
            "category": catalog.categories,
            "concept": catalog.concepts,
            "attribute": catalog.attributes,
        }
        self._catalog = catalog
        self.root = root

    def page(self, ref: Ref) -> str:
        """Return the URL of the page about something; empty if there is none."""
        if ref.kind == "compare":
            return f"{self.root}compare/{PAGE}{comparison_query(several_of(ref))}"
        if ref.kind == "catalog":
            return f"{self.root}{PAGE}"
        if ref.kind == "query":
            # Imported here because few pages have such links.
            from techtui.publish.filter_links import filters_of

            asked = filters_of(self._catalog, ref.id)
            return f"{self.root}technologies/{PAGE}{asked}" if asked else ""
        if ref.id in self._known.get(ref.kind, ()):
            return f"{self.root}{FOLDERS[ref.kind]}/{segment(ref.id)}/{PAGE}"
        return ""

    def source(self, source: Source) -> str:
        """Return the URL of a source in the list of all sources."""
        return f"{self.root}sources/{PAGE}#{segment(source.id)}"
