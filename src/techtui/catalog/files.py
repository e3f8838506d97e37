"""Which files a catalog consists of, and what they look like: one rule for whoever reads, caches or follows them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from stat import S_ISDIR
from typing import TypeAlias

Paths: TypeAlias = "str | os.PathLike[str] | Iterable[str | os.PathLike[str]]"
"""One file or folder, or several, lowest layer first."""

Look: TypeAlias = tuple[tuple[str | int, ...], ...]
"""What files look like; equal looks mean that nothing was changed."""


def as_paths(named: Paths) -> tuple[Path, ...]:
    """Paths from what a caller names: one, or several, each text or a path."""
    if isinstance(named, (str, os.PathLike)):
        return (Path(named),)
    return tuple(Path(one) for one in named)


def is_catalog_file(name: str) -> bool:
    """Whether a file of a folder is part of the catalog.

    Editors keep files of their own, such as ``.#radar.toml``, beside the one that is being written.
    """
    return name.endswith(".toml") and not name.startswith(".")


def files_at(path: Path) -> list[Path]:
    """The files of a catalog that are found at a path now, lowest layer first.

    Args:
        path: A folder, or what is taken for a file.

    Returns:
        The path itself unless it is a folder; of a folder with none, nothing.

    Raises:
        OSError: If the path does not exist or can't be looked at.
        ValueError: If no file can be called so.
    """
    if not S_ISDIR(path.stat().st_mode):
        return [path]
    return [path / name for name in sorted(os.listdir(path)) if is_catalog_file(name)]


def look_at(paths: Sequence[Path]) -> Look:
    """What the files found at some paths look like now: links are followed anew each time."""
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
