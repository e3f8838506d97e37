"""Reads a catalog again of which an earlier state is known.

What stands in the files as it did is neither parsed, checked nor made again. To read 2,400 entries again, one of them changed, takes
between a fifth and a half of the time of reading all. Whatever could make a difference to an entry that was not changed leads to reading it all: that the catalog describes itself or an
attribute in another way, that something is gone to which others may refer, that an error comes or goes beyond the entry that was
changed. What comes out is what reading all would give.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from msgspec.structs import replace

from techtui.catalog.format.chunks import HEAD
from techtui.catalog.format.kept import KEEPING, KeptEntry
from techtui.catalog.format.loader import built, load_layers
from techtui.catalog.model import Source, Technology
from techtui.catalog.problems import CatalogError
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
        before: What was read from the same files earlier.
        paths: As of `techtui.catalog.format.loader.read_catalog`.
        began: Called when parsing begins, and when checking does.

    Returns:
        The catalog; None if it has to be read as if nothing was known of it.
    """
    if not before.prints:
        return None
    known = dict(zip(before.layers, before.prints, strict=True))
    with collector_paused():
        began("parsing")
        layers = load_layers(paths, lambda name: partial(_taken, before, known.get(name, {})))
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
            catalog, found = built(layers)
        except CatalogError:
            return None
        if _is_felt(found, kept, before) or not _has_all_of(catalog, before):
            return None
        if (catalog.categories, catalog.concepts) == (before.categories, before.concepts):
            catalog.texts = _texts(catalog, before, kept)
        return catalog


def _taken(
    before: Catalog, known: Mapping[str, bytes], name: str, digest: bytes, text: str
) -> KeptEntry | None:
    if known.get(name) != digest:
        return None
    table, _, key = name.partition(".")
    made: Source | Technology | None = None
    if table == "technologies":
        made = before.technologies.get(key)
        if made is not None and made.incoming:
            # What others say of it is put together anew.
            made = replace(made, incoming=())
    elif table == "sources":
        made = before.sources.get(key)
    return None if made is None else KeptEntry(made, text)


def _changed(layers: Sequence[Layer], before: Sequence[Mapping[str, bytes]]) -> set[str]:
    """The names of the parts that are not in all layers what they were."""
    changed: set[str] = set()
    for layer, known in zip(layers, before, strict=True):
        changed.update(name for name, _ in layer.prints.items() ^ known.items())
        for table in KEEPING:
            # A part of an entry may stand in the head of a file, or have been used in another way than it is written.
            changed.update(
                f"{table}.{key}"
                for key, entry in _entries(layer, table).items()
                if not isinstance(entry, KeptEntry)
            )
    return changed


def _keep(layers: Sequence[Layer], changed: Collection[str]) -> set[str]:
    """Settle which entries are kept, and put each into the lowest of its layers only; return their names."""
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
    """Whether a check has something to say of what is kept, or loses, if only for a while, what others may refer to."""
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


def _texts(catalog: Catalog, before: Catalog, kept: Collection[str]) -> Texts:
    """`Catalog.texts`: folding those of all technologies takes as long as all else that is done here."""
    others = [one for one in catalog.technologies.values() if f"technologies.{one.id}" not in kept]
    places = {key: [one.name for one in catalog.path(key)] for key in catalog.categories}
    own = texts_of(others, catalog.attributes, catalog.concepts.values(), places)
    positions = {one.id: at for at, one in enumerate(others)}
    return spliced(
        (own, positions[one]) if one in positions else (before.texts, before.positions[one])
        for one in catalog.ids
    )
