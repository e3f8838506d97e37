"""Parsed catalogs, kept on disk so that the next start need not parse again.

A cache is only ever a cache: it is found by the content of the files it stands for, carries checksums, holds plain typed
values, and is rebuilt whenever anything about it is odd. Only its owner may read it, since the catalog may be private.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from stat import S_ISREG
from time import time_ns
from typing import Final, Literal, TypeAlias
from zlib import crc32

import msgspec
from msgspec import Struct

from techtui.catalog.builtin import builtin_path
from techtui.catalog.files import Paths, as_paths, files_at
from techtui.catalog.model import Catalog
from techtui.catalog.piped import any_piped
from techtui.catalog.store.blocks import DamagedError
from techtui.catalog.store.file import WRITTEN_BY, load, write
from techtui.catalog.store.packed import packed, packed_catalog
from techtui.files import atomic_write, keep_private, private_folder
from techtui.own_folders import own_folder

StageName: TypeAlias = Literal["parsing", "checking", "saving"]

_KEPT: Final = 8
"""How many parsed catalogs stay on disk."""
_RACE: Final = 2_000_000_000
"""A file changed this shortly (ns) before it was looked at may have changed again without looking different."""


def cache_folder() -> Path:
    """Where parsed catalogs are kept; ``TECHTUI_CACHE`` moves it."""
    if named := os.environ.get("TECHTUI_CACHE"):
        return Path(named)
    return own_folder("cache")


def load_catalog(paths: Paths = ()) -> Catalog:
    """Read a catalog, from the cache where it can.

    Args:
        paths: A file or folder, or several, lowest layer first; none means the shipped catalog.

    Returns:
        What `techtui.catalog.format.loader.read_catalog` returns.

    Raises:
        CatalogError: If it can't be read, or has errors.
    """
    paths = as_paths(paths)
    return cached_catalog(paths) or read_into_cache(paths)


def cached_catalog(paths: Sequence[Path] = ()) -> Catalog | None:
    """The catalog as it lies in the cache, or was packed with the program; None if it is in neither."""
    again = partial(_read, paths)
    if not paths and (shipped := packed_catalog(again)) is not None:
        return shipped
    key = _key(paths)
    if not key:
        return None
    with suppress(OSError):
        # An earlier version made it for everybody.
        private_folder(cache_folder())
    file = _file(key)
    keep_private(file)
    try:
        return load(file, again)
    except (OSError, DamagedError):
        return None


def read_into_cache(
    paths: Sequence[Path] = (), began: Callable[[StageName], object] = lambda _: None
) -> Catalog:
    """Read a catalog from its files, and put it into the cache.

    Args:
        paths: Files or folders, lowest layer first.
        began: Called when parsing, checking and saving begin.

    Raises:
        CatalogError: If it can't be read, or has errors.
    """
    # Taken before reading: who saves a file meanwhile must not be given the old one next time.
    key = _key(paths)
    catalog = _read(paths, began)
    if key:
        began("saving")
        _save(_file(key), catalog)
    return catalog


def stored(paths: Sequence[Path] = ()) -> Path | None:
    """The file that holds the parsed catalog, or None if there can be none."""
    if not paths and (shipped := packed()) is not None:
        return shipped
    key = _key(paths)
    return _file(key) if key else None


def size_of(paths: Sequence[Path] = ()) -> int:
    """How many bytes there are to read, as far as can be seen."""
    total = 0
    # Whether the shipped catalog is read, too, only the files say.
    for path in paths or (builtin_path(),):
        with suppress(OSError, ValueError):
            total += sum(file.stat().st_size for file in files_at(path))
    return total


def _read(paths: Sequence[Path], began: Callable[[StageName], object] = lambda _: None) -> Catalog:
    # Imported only where there is something to read: a good start does without.
    from techtui.catalog.format.loader import read_catalog

    return read_catalog(paths, began)


def _file(key: str) -> Path:
    return cache_folder() / f"{key}.catalog"


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    # The shipped catalog counts always: any other may be laid upon it.
    yield builtin_path()
    for path in paths:
        files = files_at(path)
        if not files:
            raise FileNotFoundError(path)
        yield from files


def _save(file: Path, catalog: Catalog) -> None:
    # A full or read-only disk only means that the next start parses again.
    with suppress(OSError):
        private_folder(file.parent)
        atomic_write(file, partial(write, catalog=catalog), private=True)
        _forget_oldest(file.parent, "*.catalog")
        _forget_oldest(file.parent, "*.digest")


def _forget_oldest(folder: Path, pattern: str) -> None:
    newest_first = sorted(folder.glob(pattern), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in newest_first[_KEPT:]:
        old.unlink()


# What files hold, in a few bytes --------------------------------------------------------------------


class _Seen(Struct, frozen=True, array_like=True):
    """What files looked like when their content was last added up."""

    version: str
    files: list[tuple[bytes, int, int, int, int]]
    """Of each its path, size, times of change in ns, and number in its file system."""
    at: int
    """When, in ns."""
    key: str


def _key(paths: Sequence[Path]) -> str:
    """The key of what the files hold; empty if there is nothing to find in a cache.

    Adding up a large file takes longer than the first frame, so the sum is kept and holds as long as the files
    look untouched, as in git's index: of the same size and number, and not changed at the time of the last look
    or later.
    """
    if any_piped(paths):
        return ""
    files: list[tuple[bytes, int, int, int, int]] = []
    try:
        for file in _files(paths):
            about = file.stat()
            if not S_ISREG(about.st_mode):
                return ""
            files.append(
                (
                    os.fsencode(file.absolute()),
                    about.st_size,
                    about.st_mtime_ns,
                    about.st_ctime_ns,
                    about.st_ino,
                )
            )
    except (OSError, ValueError):
        # What is wrong with a file is for the reader to tell.
        return ""
    named = crc32(b"\0".join(file[0] for file in files))
    memory = cache_folder() / f"{named:08x}.digest"
    with suppress(OSError, msgspec.DecodeError):
        keep_private(memory)
        seen = msgspec.msgpack.decode(memory.read_bytes(), type=_Seen)
        latest = max(max(file[2], file[3]) for file in files)
        if (seen.version, seen.files) == (WRITTEN_BY, files) and latest + _RACE < seen.at:
            return seen.key
    seen = _Seen(WRITTEN_BY, files, time_ns(), _sum([file[0] for file in files]))
    if seen.key:
        with suppress(OSError):
            private_folder(memory.parent)
            atomic_write(memory, msgspec.msgpack.encode(seen), private=True)
    return seen.key


def _sum(files: Sequence[bytes]) -> str:
    from hashlib import blake2b

    digest = blake2b(WRITTEN_BY.encode(), digest_size=16)
    try:
        for at, name in enumerate(files):
            # Where the shipped catalog lies does not matter, the names of others matter where they lead.
            digest.update(b"\0%b\0" % (name if at else b""))
            with open(name, "rb") as file:
                while part := file.read(1 << 20):
                    digest.update(part)
                digest.update(file.tell().to_bytes(8, "little"))
    except OSError:
        return ""
    return digest.hexdigest()
