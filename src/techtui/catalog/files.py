"""The files of a catalog and their state: one rule for reading, caching and watching."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Final, TypeAlias

Paths: TypeAlias = "str | os.PathLike[str] | Iterable[str | os.PathLike[str]]"
"""A file or folder, or several, lowest layer first."""

Look: TypeAlias = tuple[tuple[str | int, ...], ...]
"""The state of files; equal states mean that nothing has changed."""


def as_paths(named: Paths) -> tuple[Path, ...]:
    """Convert the argument of a caller, one path or several, each text or a path."""
    if isinstance(named, (str, os.PathLike)):
        return (Path(named),)
    return tuple(Path(one) for one in named)


def is_catalog_file(name: str) -> bool:
    """Return whether a file in a folder is part of the catalog.

    Editors create files such as ``.#radar.toml`` beside the one being edited.
    """
    return name.endswith(".toml") and not name.startswith(".")


def files_at(path: Path) -> list[Path]:
    """Return the catalog files at a path, lowest layer first.

    Args:
        path: A folder or a file.

    Returns:
        The file, or all catalog files of a folder and its subfolders, each after the files that it extends; for a folder without
        any, those that could be imported, see `techtui.catalog.foreign`.

    Raises:
        OSError: If the path does not exist or can't be looked at.
        ValueError: If no file can have this name.
    """
    if not S_ISDIR(path.stat().st_mode):
        return [*(one for one in _bases(path) if one != path), path]
    found = dict.fromkeys(one for file in _files_in(path) for one in (*_bases(file), file))
    if not found:
        from techtui.catalog.foreign import files_below

        return files_below(path)
    return list(found)


def _files_in(folder: Path) -> Iterator[Path]:
    for name in sorted(os.listdir(folder)):
        path = folder / name
        if is_catalog_file(name):
            yield path
        elif not name.startswith(".") and path.is_dir() and not path.is_symlink():
            yield from _files_in(path)


# Files that are extended ---------------------------------------------------------------------

BUILTIN_NAME: Final = "builtin"
"""The name of the shipped catalog among layers."""
_TOP: Final = 64 * 1024
"""The bytes of a file that are searched for what it extends: this happens several times a second."""
_MOST_BASES: Final = 20
_EXTENDS: Final = re.compile(
    rb"""^[ \t]*(?:catalog\.)?extends[ \t]*=[ \t]*(?:"([^"\\\r\n]+)"|'([^'\r\n]+)')""", re.MULTILINE
)


def is_base(name: str) -> bool:
    """Return whether a file extends another file by a relative path."""
    return name.endswith(".toml") and not name.startswith(("/", "\\", "~")) and ":" not in name


def beside(file: Path, name: str) -> Path:
    """Return the file at a relative path from another file."""
    return Path(os.path.normpath(file.parent / name))


def _bases(file: Path) -> list[Path]:
    """Return the files that a file extends, lowest first, without itself, even if they form a cycle."""
    found: list[Path] = []
    while len(found) < _MOST_BASES:
        try:
            about = file.stat()
        except (OSError, ValueError):
            break
        name = _extended(file, about.st_mtime_ns, about.st_size) if S_ISREG(about.st_mode) else ""
        base = beside(file, name)
        if not name or base in found or base == file:
            break
        found.append(base)
        file = base
    return found[::-1]


@lru_cache(256)
def _extended(file: Path, changed: int, size: int) -> str:
    try:
        with file.open("rb") as opened:
            match = _EXTENDS.search(opened.read(_TOP))
    except OSError:
        return ""
    name = (match[1] or match[2]).decode(errors="replace") if match is not None else ""
    return name if is_base(name) else ""


def look_at(paths: Sequence[Path]) -> Look:
    """Return the current state of the files at some paths: links are followed each time."""
    return tuple(_looks(paths))


def _looks(paths: Sequence[Path]) -> Iterator[tuple[str | int, ...]]:
    for path in paths:
        try:
            files = files_at(path)
        except (OSError, ValueError) as error:
            yield str(path), str(error)
            continue
        for file in files:
            try:
                about = file.stat()
            except OSError as error:
                yield str(file), str(error)
            else:
                yield (
                    str(file),
                    about.st_dev,
                    about.st_ino,
                    about.st_size,
                    about.st_mtime_ns,
                    about.st_ctime_ns,
                )
