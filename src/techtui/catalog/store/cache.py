"""Parsed catalogs cached on disk, so that the next launch need not parse them.

An entry is found by the content of the files it stands for, has checksums, contains plain typed values, and is rebuilt whenever
anything about it is wrong. Only its owner may read it, because the catalog may be private.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from stat import S_ISREG
from time import time, time_ns
from typing import Final, Literal, TypeAlias
from zlib import crc32

import msgspec
from msgspec import Struct

from techtui.catalog.builtin import builtin_path
from techtui.catalog.files import Paths, as_paths, files_at
from techtui.catalog.model import Catalog
from techtui.catalog.piped import any_piped
from techtui.catalog.store.blocks import DamagedError
from techtui.catalog.store.file import WRITTEN_BY, load
from techtui.catalog.store.packed import packed, packed_catalog
from techtui.files import atomic_write, keep_private, private_folder
from techtui.own_folders import own_folder

StageName: TypeAlias = Literal["parsing", "checking", "saving"]

_KEPT: Final = 8
"""The number of parsed catalogs to keep."""
_RACE: Final = 2_000_000_000
"""A file changed less than this (ns) before it was looked at may have changed again without a visible difference."""


def cache_folder() -> Path:
    """Return the folder of cached catalogs; ``TECHTUI_CACHE`` changes it."""
    if named := os.environ.get("TECHTUI_CACHE"):
        return Path(named)
    return own_folder("cache")


def load_catalog(paths: Paths = ()) -> Catalog:
    """Read a catalog, from the cache if possible.

    Args:
        paths: A file or folder, or several, lowest layer first; empty for the shipped catalog.

    Returns:
        The same as `techtui.catalog.format.loader.read_catalog`.

    Raises:
        CatalogError: If it can't be read, or has errors.
    """
    paths = as_paths(paths)
    return cached_catalog(paths) or read_into_cache(paths)


def cached_catalog(paths: Sequence[Path] = ()) -> Catalog | None:
    """Return the catalog from the cache, or the parsed form in the package; None if there is neither."""
    if not paths and (shipped := packed_catalog(partial(_read, paths))) is not None:
        return shipped
    return cached_as(_key(paths), paths)


def cached_as(key: str, paths: Sequence[Path] = ()) -> Catalog | None:
    """Return the catalog that is in the cache with a key; None if there is none.

    Args:
        key: As from `read_with_key`.
        paths: Files or folders, lowest layer first; they are read if the cached form is damaged.
    """
    if not key:
        return None
    with suppress(OSError):
        # An earlier version created it readable for everyone.
        private_folder(cache_folder())
    file = _file(key)
    keep_private(file)
    try:
        return load(file, partial(_read, paths))
    except (OSError, DamagedError):
        return None


def read_into_cache(paths: Sequence[Path] = ()) -> Catalog:
    """Read a catalog from its files, and put it into the cache.

    Args:
        paths: Files or folders, lowest layer first.

    Raises:
        CatalogError: If it can't be read, or has errors.
    """
    return read_with_key(paths)[0]


def read_with_key(
    paths: Sequence[Path] = (), began: Callable[[StageName], object] = lambda _: None
) -> tuple[Catalog, str]:
    """Read a catalog from its files, and put it into the cache.

    Args:
        paths: Files or folders, lowest layer first.
        began: Called when parsing, checking and saving begin.

    Returns:
        The catalog, and its key in the cache, if it can be written; the key is empty if the catalog can't be cached.

    Raises:
        CatalogError: If it can't be read, or has errors.
    """
    # The state before reading: a file saved meanwhile must not be taken for what was read.
    seen = _look(paths)
    if seen is None:
        return _read(paths, began), ""
    renewed = _renewed(seen, paths, began)
    if renewed is not None:
        return renewed
    catalog = _read(paths, began)
    began("saving")
    key = _key_after(seen, paths)
    # A full or read-only disk only means that the next launch parses again.
    with suppress(OSError):
        _save(_file(key), catalog)
    return catalog, key


def stored(paths: Sequence[Path] = ()) -> Path | None:
    """Return the file of the parsed catalog; None if there is none."""
    if not paths and (shipped := packed()) is not None:
        return shipped
    key = _key(paths)
    return _file(key) if key else None


def size_of(paths: Sequence[Path] = ()) -> int:
    """Return the number of bytes to read, as far as it is known without reading."""
    total = 0
    # Whether the shipped catalog is read, too, depends on the content of the files.
    for path in paths or (builtin_path(),):
        with suppress(OSError, ValueError):
            total += sum(file.stat().st_size for file in files_at(path))
    return total


def _read(paths: Sequence[Path], began: Callable[[StageName], object] = lambda _: None) -> Catalog:
    # Imported only if something must be read: a usual launch does not need it.
    from techtui.catalog.format.loader import read_catalog

    return read_catalog(paths, began)


def _renewed(
    seen: _Seen, paths: Sequence[Path], began: Callable[[StageName], object]
) -> tuple[Catalog, str] | None:
    """Return the current catalog and its key, if an earlier state is cached, little has changed since, and it can be cached, too."""

    def give_up() -> Catalog:
        raise DamagedError

    if not seen.before:
        return None
    # Imported only if something must be read.
    from techtui.catalog.format.renewing import renewed

    try:
        catalog = renewed(load(_file(seen.before), give_up, proven=True), paths, began)
        if catalog is None:
            return None
        began("saving")
        key = _key_after(seen, paths)
        file = _file(key)
        _save(file, catalog)
        # From its own file: what is unchanged is only in that of its earlier state so far, which will not be kept.
        return load(file, partial(_read, paths)), key
    except (OSError, DamagedError):
        return None


def _key_after(seen: _Seen, paths: Sequence[Path]) -> str:
    """Return the key for what was read after a look; no content has it if the files have changed since."""
    return seen.key if _states(paths) == seen.files else f"{seen.key}-changed"


def _file(key: str) -> Path:
    return cache_folder() / f"{key}.catalog"


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    # The shipped catalog always counts: any other may extend it.
    yield builtin_path()
    for path in paths:
        files = files_at(path)
        if not files:
            raise FileNotFoundError(path)
        yield from files


def _save(file: Path, catalog: Catalog) -> None:
    # Imported only if something was read.
    from techtui.catalog.store.writing import write

    private_folder(file.parent)
    atomic_write(file, partial(write, catalog=catalog), private=True)
    # Another process may be doing the same.
    with suppress(OSError):
        _forget_oldest(file.parent, "*.catalog")
        _forget_oldest(file.parent, "*.digest")


def _forget_oldest(folder: Path, pattern: str) -> None:
    # If the clock was set back, there are files of the future: those go as the old ones do, and not what was written just now.
    now = time()
    newest_first = sorted(folder.glob(pattern), key=lambda one: abs(now - one.stat().st_mtime))
    for old in newest_first[_KEPT:]:
        old.unlink()


# Digests of files -----------------------------------------------------------------------------


class _Seen(Struct, frozen=True, array_like=True):
    """The state of files when their digest was last computed."""

    version: str
    files: list[tuple[bytes, int, int, int, int]]
    """Path, size, times of change in ns, and inode number of each."""
    at: int
    """The time of the look, in ns."""
    key: str
    before: str = ""
    """The key of the last different content that was cached; empty if there is none."""


def _key(paths: Sequence[Path]) -> str:
    """Return the key of the files' content; empty if it can't be cached."""
    seen = _look(paths)
    return "" if seen is None else seen.key


def _look(paths: Sequence[Path]) -> _Seen | None:
    """Return the state and digest of the files; None if they can't be cached.

    The digest of a large file takes longer than the first frame. It is stored, and stays valid as long as the files look
    unchanged, as in git's index: the same size and inode, and not changed at the time of the last look or later.
    """
    if any_piped(paths):
        return None
    files = _states(paths)
    if files is None:
        return None
    named = crc32(b"\0".join(file[0] for file in files))
    memory = cache_folder() / f"{named:08x}.digest"
    known = _remembered(memory)
    if known is not None:
        latest = max(max(file[2], file[3]) for file in files)
        if known.files == files and latest + _RACE < known.at:
            return known
    key = _sum([file[0] for file in files])
    if not key:
        return None
    before = ""
    if known is not None:
        is_other = known.key != key and _file(known.key).exists()
        before = known.key if is_other else known.before
    seen = _Seen(WRITTEN_BY, files, time_ns(), key, before)
    with suppress(OSError):
        private_folder(memory.parent)
        atomic_write(memory, msgspec.msgpack.encode(seen), private=True)
    return seen


def _states(paths: Sequence[Path]) -> list[tuple[bytes, int, int, int, int]] | None:
    """Return `_Seen.files`; None if one of them is no ordinary file."""
    files: list[tuple[bytes, int, int, int, int]] = []
    try:
        for file in _files(paths):
            about = file.stat()
            if not S_ISREG(about.st_mode):
                return None
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
        # The reader reports what is wrong with a file.
        return None
    return files


def _remembered(memory: Path) -> _Seen | None:
    with suppress(OSError, msgspec.DecodeError):
        keep_private(memory)
        seen = msgspec.msgpack.decode(memory.read_bytes(), type=_Seen)
        return seen if seen.version == WRITTEN_BY else None
    return None


def _sum(files: Sequence[bytes]) -> str:
    from hashlib import blake2b

    digest = blake2b(WRITTEN_BY.encode(), digest_size=16)
    try:
        for at, name in enumerate(files):
            # The path of the shipped catalog does not matter; the paths of others do, where they extend files.
            digest.update(b"\0%b\0" % (name if at else b""))
            with open(name, "rb") as file:
                # Small enough for memory that is used again and again: 2 ms less than with a megabyte.
                while part := file.read(1 << 16):
                    digest.update(part)
                digest.update(file.tell().to_bytes(8, "little"))
    except OSError:
        return ""
    return digest.hexdigest()
