"""Reads a catalog again after its files have changed, reusing what has not.

Unchanged parts are not parsed, checked or built again. Reading 2,400 entries of which one has changed takes between a fifth and a
half of the time. Anything that could affect an unchanged entry causes a full read: a change of the catalog's head or of an
attribute, the removal of something that others may refer to, an error that appears or disappears outside the changed entry. The
result is the same as that of a full read.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from msgspec.structs import replace

from techtui.catalog.format.chunks import HEAD
from techtui.catalog.format.kept import KEEPING, KeptEntry
from techtui.catalog.format.loader import built, load_layers
from techtui.catalog.model import Outline, Source, Technology
from techtui.catalog.problems import CatalogError
from techtui.catalog.renewed import RenewedCatalog
from techtui.catalog.sanitize import one_line
from techtui.catalog.search_data import spliced, texts_of
from techtui.startup import collector_paused

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from techtui.catalog.files import Paths
    from techtui.catalog.format.collector import Collector
    from techtui.catalog.format.loader import Layer
    from techtui.catalog.model import Catalog
    from techtui.catalog.search_data import Texts

_REFERRED_TO = ("sources", "categories", "concepts", "technologies")


def renewed(
    before: Catalog,
    paths: Paths,
    began: Callable[[Literal["parsing", "checking"]], object] = lambda _: None,
) -> Catalog | None:
    """Read a catalog again.

    Args:
        before: The result of an earlier read of the same files.
        paths: As in `techtui.catalog.format.loader.read_catalog`.
        began: Called when parsing begins, and when checking does.

    Returns:
        The catalog; None if a full read is needed.
    """
    if not before.prints:
        return None
    known = dict(zip(before.layers, before.prints, strict=True))
    with collector_paused():
        began("parsing")
        outlines = dict(before.outlines)
        layers = load_layers(
            paths, lambda name: partial(_taken, before.sources, outlines, known.get(name, {}))
        )
        names = tuple(one_line(layer.name) for layer in layers)
        if names != before.layers or len(known) != len(names):
            return None
        if not all(layer.prints for layer in layers) or any(layer.broken for layer in layers):
            return None
        changed = _changed(layers, before.prints)
        if any(name == HEAD or name.startswith("attributes.") for name in changed):
            return None
        began("checking")
        kept = _keep(layers, changed)
        try:
            now, found = built(layers)
        except CatalogError:
            return None
        if _is_felt(found, kept, before) or not _has_all_of(now, before):
            return None
        fresh = {
            key: one for key, one in now.technologies.items() if f"technologies.{key}" not in kept
        }
        related = _newly_related(now, before, outlines, fresh)
        catalog = RenewedCatalog(now, before, {**fresh, **related})
        if (catalog.categories, catalog.concepts) == (before.categories, before.concepts):
            catalog.texts = _texts(catalog, before, fresh)
        return catalog


def _taken(
    sources: Mapping[str, Source],
    outlines: Mapping[str, Outline | Technology],
    known: Mapping[str, bytes],
    name: str,
    digest: bytes,
    text: str,
) -> KeptEntry | None:
    if known.get(name) != digest:
        return None
    table, _, key = name.partition(".")
    made: Source | Outline | Technology | None = None
    if table == "technologies":
        made = outlines.get(key)
        if made is not None and made.incoming:
            # Its relations from others are computed again.
            made = replace(made, incoming=())
    elif table == "sources":
        made = sources.get(key)
    return None if made is None else KeptEntry(made, text)


def _changed(layers: Sequence[Layer], before: Sequence[Mapping[str, bytes]]) -> set[str]:
    """Return the names of the parts that differ in any layer."""
    changed: set[str] = set()
    for layer, known in zip(layers, before, strict=True):
        changed.update(name for name, _ in layer.prints.items() ^ known.items())
        for table in KEEPING:
            # Part of an entry may be in the head of a file, or the entry may have been used differently from how it is written.
            changed.update(
                f"{table}.{key}"
                for key, entry in _entries(layer, table).items()
                if not isinstance(entry, KeptEntry)
            )
    return changed


def _keep(layers: Sequence[Layer], changed: Collection[str]) -> set[str]:
    """Choose the entries to keep, leave each only in its lowest layer, and return their names."""
    kept: set[str] = set()
    for layer in layers:
        for table in KEEPING:
            entries = _entries(layer, table)
            for key, entry in list(entries.items()):
                name = f"{table}.{key}"
                if not isinstance(entry, KeptEntry):
                    continue
                if name in changed:
                    entries[key] = entry.parsed()
                elif name in kept:
                    del entries[key]
                else:
                    kept.add(name)
    return kept


def _entries(layer: Layer, table: str) -> dict[str, Any]:
    found = layer.document.get(table)
    return found if isinstance(found, dict) else {}


def _is_felt(found: Collector, kept: Collection[str], before: Catalog) -> bool:
    """Return whether a check has findings in kept entries, or removes something, even temporarily, that others may refer to."""
    if any(".".join(map(str, path)) in kept for path in found.touched):
        return True
    return any(
        len(path) < 2 or (path[0] in _REFERRED_TO and path[1] in getattr(before, str(path[0])))
        for path in found.lost
    )


def _has_all_of(catalog: Catalog, before: Catalog) -> bool:
    return all(
        getattr(catalog, table).keys() >= getattr(before, table).keys() for table in _REFERRED_TO
    )


def _newly_related(
    now: Catalog,
    before: Catalog,
    outlines: Mapping[str, Outline | Technology],
    fresh: Collection[str],
) -> dict[str, Technology]:
    """Return the unchanged technologies to which others have other relations than before."""
    return {
        key: replace(before.technologies[key], incoming=one.incoming)
        for key, one in now.technologies.items()
        if key not in fresh and one.incoming != outlines[key].incoming
    }


def _texts(catalog: Catalog, before: Catalog, fresh: Mapping[str, Technology]) -> Texts:
    """Return `Catalog.texts`: folding the texts of all technologies would take as long as everything else here."""
    places = {key: [one.name for one in catalog.path(key)] for key in catalog.categories}
    own = texts_of(fresh.values(), catalog.attributes, catalog.concepts.values(), places)
    positions = {key: at for at, key in enumerate(fresh)}
    return spliced(
        (own, positions[one]) if one in positions else (before.texts, before.positions[one])
        for one in catalog.ids
    )
