"""Parsed catalogs, kept on disk so that the next start need not parse again.

A cache is only ever a cache: it is found by the content of the files it stands for, carries a digest of its own, holds
plain typed values, and is rebuilt whenever anything about it is odd.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from techtui import __version__
from techtui.catalog.model import Attribute, Catalog, Category, Concept, Source, Technology

_KEPT: Final = 8
"""How many parsed catalogs stay on disk."""
_DIGEST: Final = 16
"""Bytes of a digest."""


class _Stored(Struct, frozen=True, array_like=True):
    id: str
    title: str
    summary: str
    as_of: date | None
    headline: tuple[str, ...]
    layers: tuple[str, ...]
    sources: dict[str, Source]
    categories: dict[str, Category]
    concepts: dict[str, Concept]
    attributes: dict[str, Attribute]
    technologies: dict[str, Technology]


def cache_folder() -> Path:
    """Where parsed catalogs are kept; ``TECHTUI_CACHE`` moves it."""
    if named := os.environ.get("TECHTUI_CACHE"):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("techtui", appauthor=False)


def load_catalog(paths: Sequence[Path] = ()) -> Catalog:
    """Read a catalog, from the cache where it can.

    Args:
        paths: Files or folders, lowest layer first; none means the shipped catalog.

    Returns:
        What `techtui.catalog.reading.read_catalog` returns.

    Raises:
        CatalogError: If it can't be read, or has errors.
    """
    key = _key(paths)
    file = cache_folder() / f"{key}.catalog" if key else None
    if file is not None and (catalog := _load(file)) is not None:
        return catalog
    from techtui.catalog.reading import read_catalog

    catalog = read_catalog(paths)
    if file is not None:
        _save(file, catalog)
    return catalog


def _key(paths: Sequence[Path]) -> str:
    from techtui.catalog.builtin import builtin_path

    digest = blake2b(__version__.encode(), digest_size=_DIGEST)
    try:
        # The shipped catalog counts always: any other may be laid upon it.
        files = [builtin_path()]
        for path in paths:
            files.extend(sorted(path.glob("*.toml")) if path.is_dir() else [path])
        for at, file in enumerate(files):
            if not file.is_file():
                return ""
            data = file.read_bytes()
            digest.update(f"\0{'' if at == 0 else file}\0{len(data)}\0".encode())
            digest.update(data)
    except (OSError, ValueError):
        # What is wrong with a file is for the reader to tell.
        return ""
    return digest.hexdigest()


def _load(file: Path) -> Catalog | None:
    try:
        data = file.read_bytes()
    except OSError:
        return None
    if blake2b(data[_DIGEST:], digest_size=_DIGEST).digest() != data[:_DIGEST]:
        return None
    try:
        stored = msgspec.msgpack.decode(data[_DIGEST:], type=_Stored)
    except msgspec.DecodeError:
        return None
    return Catalog(**{name: getattr(stored, name) for name in _Stored.__struct_fields__})


def _save(file: Path, catalog: Catalog) -> None:
    values = {name: getattr(catalog, name) for name in _Stored.__struct_fields__}
    data = msgspec.msgpack.encode(_Stored(**values))
    beside = file.with_suffix(f".{os.getpid()}.tmp")
    # A full or read-only disk only means that the next start parses again.
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(blake2b(data, digest_size=_DIGEST).digest() + data)
        os.replace(beside, file)
        newest_first = sorted(
            file.parent.glob("*.catalog"), key=lambda one: one.stat().st_mtime, reverse=True
        )
        for old in newest_first[_KEPT:]:
            old.unlink()
