"""An import as a layer: only facts, for the entries of an existing catalog."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from techtui.importing.result import Document, Imported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from techtui.catalog.model import Catalog, Technology

BUILTIN: Final = "builtin"
"""The name of the shipped catalog."""
_PURL: Final = "pkg:"


def laid_on(imported: Imported, base: Catalog, *, builtin: bool) -> Imported:
    """Return the facts of an import for the entries of a catalog, matched by package URL, id, name or alias.

    Entries that the catalog does not have are counted. Attributes whose id exists there already are renamed.

    Args:
        imported: The import.
        base: The catalog below.
        builtin: Whether that is the shipped catalog, which the layer then extends.
    """
    document = imported.document
    finder = _Finder(base)
    renamed = {
        key: f"{imported.kind}-{key}" if key in base.attributes else key
        for key in document["attributes"]
    }
    technologies: dict[str, Document] = {}
    for key, entry in document["technologies"].items():
        facts = {renamed[one]: held for one, held in entry.get("facts", {}).items()}
        identity = finder.find(key, entry)
        if not identity:
            imported.losses.add("entries that the catalog below lacks, left out", entry["name"])
        elif identity in technologies:
            imported.losses.add("entries for one that has facts already, left out", entry["name"])
        elif facts:
            technologies[identity] = {"facts": facts}
    extends = {"extends": BUILTIN} if builtin else {}
    used = {attribute for one in technologies.values() for attribute in one["facts"]}
    layer = {
        "format": document["format"],
        "catalog": {**extends, "source": document["catalog"]["source"]},
        "sources": document["sources"],
        "attributes": {
            renamed[key]: held
            for key, held in document["attributes"].items()
            if renamed[key] in used
        },
        "technologies": technologies,
    }
    return replace(imported, document=layer)


class _Finder:
    """Matches imported entries with those of a catalog."""

    def __init__(self, base: Catalog) -> None:
        self._base = base
        self._by_purl = {
            purl: one.id for one in base.technologies.values() for purl in _purls_of(one)
        }

    def find(self, key: str, entry: dict[str, Any]) -> str:
        """Return the id of the matching entry; empty if there is none."""
        purls = (one for held in entry.get("facts", {}).values() for one in _purls(held))
        for purl in purls:
            if purl in self._by_purl:
                return self._by_purl[purl]
        for word in (key, entry["name"], *entry.get("aliases", ())):
            found = self._base.find(word)
            if found is not None:
                return found.id
        return ""


def _purls_of(technology: Technology) -> Iterator[str]:
    for fact in technology.facts.values():
        yield from _purls(fact.value)


def _purls(held: Any) -> Iterator[str]:
    for one in held if isinstance(held, list | tuple) else (held,):
        if isinstance(one, str) and one.startswith(_PURL):
            yield one
