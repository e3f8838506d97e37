"""Writes a website into its folder, completely or not at all, and never over anything else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

RECORD: Final = ".techtui-site"
"""The file that lists the published files."""
_MOST_NAMED: Final = 3


class NotOursError(Exception):
    """The folder contains something that was not published by techtui; the message says what."""


def publish(folder: Path, files: Iterable[tuple[str, bytes]]) -> tuple[int, int]:
    """Write a website into a folder; a website published there before is replaced.

    Args:
        folder: The folder; it need not exist. If it is a link, its target is used.
        files: The path of each file in the folder, with ``/``, and its content.

    Returns:
        The number of files, and of their bytes.

    Raises:
        NotOursError: If the folder contains a file that was not published, or is not a folder.
        OSError: If it can't be written.
    """
    target = Path(os.path.realpath(folder))
    insist_on_ours(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".techtui-{os.urandom(6).hex()}.tmp")
    fresh.mkdir()
    try:
        count, size = _fill(fresh, files)
        # Checked again: writing took a while.
        insist_on_ours(target)
        _swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return count, size


def insist_on_ours(target: Path) -> None:
    """Check that replacing a folder loses nothing.

    Raises:
        NotOursError: If it contains a file that was not published.
        OSError: If it can't be read.
    """
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise NotOursError(f"{target} is a file; name a folder")
    published: set[str] = set()
    with suppress(FileNotFoundError):
        record = (target / RECORD).read_text(encoding="utf-8", errors="replace")
        published = {RECORD, *record.splitlines()}
    others = [one for one in sorted(_held(target)) if one not in published]
    if others:
        named = ", ".join(others[:_MOST_NAMED])
        more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
        raise NotOursError(
            f"{target} holds what techtui did not publish: {named}{more}; name another folder, or move it away"
        )


def _held(target: Path) -> Iterable[str]:
    """Yield what is in a folder: files, links, and empty folders."""

    def refuse(error: OSError) -> None:
        raise error

    for place, folders, names in os.walk(target, onerror=refuse):
        here = Path(place).relative_to(target)
        links = [one for one in folders if (Path(place) / one).is_symlink()]
        for name in (*names, *links):
            yield (here / name).as_posix()
        if not folders and not names and here.parts:
            yield f"{here.as_posix()}/"


def _fill(fresh: Path, files: Iterable[tuple[str, bytes]]) -> tuple[int, int]:
    written: list[str] = []
    size = 0
    for path, content in files:
        file = fresh / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        written.append(path)
        size += len(content)
    record = "".join(f"{one}\n" for one in sorted(written)).encode()
    (fresh / RECORD).write_bytes(record)
    return len(written), size + len(record)


def _swap(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.rename(target)
        return
    fresh.chmod(target.stat().st_mode & 0o7777)
    old = target.with_name(f".techtui-{os.urandom(6).hex()}.tmp")
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
