"""Files written whole or not at all, files for the owner only, and errors of the system in plain words.

Whatever the program writes goes through `atomic_write` or `replacing`. They give the same guarantees everywhere: afterwards the
file holds all of the new content or what it held before, and nothing is left beside it.
"""

from __future__ import annotations

import atexit
import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
_OTHERS: Final = 0o077
"""What a group or everybody may do."""
_OWN_NAME: Final = "techtui"
"""The name of a folder that belongs to the program. Folders that a person named may serve other purposes too."""
_MOST_BYTES: Final = 16 * 1024**2
_unfinished: Final[set[Path]] = set()
"""What is being written in this moment."""


def atomic_write(
    path: Path,
    content: bytes | Callable[[BinaryIO], object],
    *,
    private: bool = False,
    durable: bool = False,
    overwrite: bool = True,
) -> None:
    """Write a file: afterwards it holds all of the content, or what it held before.

    Args:
        path: The file. If it is a link, the file it leads to is written and the link stays.
        content: The bytes, or a function that writes them to an empty, seekable file.
        private: Whether only the owner may read it. Otherwise a file that is replaced keeps its mode.
        durable: Whether it is on the disk when this returns, so that it survives a power cut.
        overwrite: Whether a file that is there may be replaced.

    Raises:
        FileExistsError: If there is such a file and it may not be replaced.
        OSError: If it can't be written.
    """
    with (
        replacing(path, private=private, durable=durable, overwrite=overwrite) as unfinished,
        unfinished.open("r+b") as file,
    ):
        if isinstance(content, bytes):
            file.write(content)
        else:
            content(file)


@contextmanager
def replacing(
    path: Path, *, private: bool = False, durable: bool = False, overwrite: bool = True
) -> Iterator[Path]:
    """Give an empty file beside ``path`` to be filled; it becomes ``path`` at the end of the ``with`` block.

    After an exception it is removed, and ``path`` is as it was.

    Args:
        path: As for `atomic_write`; so are the others.
        private: Whether only the owner may read it, from the first byte on.
        durable: Whether it is on the disk at the end of the block.
        overwrite: Whether a file that is there may be replaced.

    Yields:
        The empty file, closed.

    Raises:
        FileExistsError: If there is such a file and it may not be replaced.
        OSError: If it can't be written.
    """
    if not overwrite and os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    target = Path(os.path.realpath(path))
    mode = PRIVATE_FILE if private else _mode_of(target)
    # A short name, because that of the target may be as long as the file system allows.
    unfinished = target.with_name(f".techtui-{os.urandom(6).hex()}.tmp")
    _remove_at_the_end()
    _unfinished.add(unfinished)
    try:
        # Where nothing says the mode, the umask does.
        asked = 0o666 if mode is None else PRIVATE_FILE
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, asked))
        yield unfinished
        if durable:
            _flush(unfinished)
        if mode is not None:
            with suppress(OSError):
                unfinished.chmod(mode)
        if overwrite:
            os.replace(unfinished, target)
        else:
            _publish(unfinished, target)
    finally:
        with suppress(OSError):
            unfinished.unlink()
        _unfinished.discard(unfinished)
    if durable:
        _flush(target.parent)


@cache
def _remove_at_the_end() -> None:
    # What is registered late comes early, before the process ends at once.
    atexit.register(remove_unfinished)


def remove_unfinished() -> None:
    """Remove what a thread is writing that the end of the program does not wait for, such as a parsed catalog."""
    for path in list(_unfinished):
        with suppress(OSError):
            path.unlink()


def _mode_of(target: Path) -> int | None:
    try:
        mode = target.stat().st_mode
    except OSError:
        return None
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        # Replacing a pipe or a device by a file would break it for everybody else. (Replacing a folder fails by itself.)
        raise OSError(errno.ENOTSUP, "It is a pipe or a device", str(target))
    return stat.S_IMODE(mode) & 0o777


def _flush(path: Path) -> None:
    """Wait until a file, or what a folder says of its files, is on the disk."""
    folder = path.is_dir()
    try:
        handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    except OSError:
        if folder:
            return  # some systems open no folders
        raise
    try:
        os.fsync(handle)
    except OSError:
        if not folder:
            raise
    finally:
        os.close(handle)


def _publish(unfinished: Path, target: Path) -> None:
    """Give a file its name without replacing one that appeared meanwhile."""
    try:
        os.link(unfinished, target)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no links.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        os.replace(unfinished, target)


# For the owner only -------------------------------------------------------------------------------


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner may look into.

    One that is there already is tightened only if it belongs to the program: a folder named in a variable may be another user's
    home or ``/tmp``.

    Raises:
        OSError: If it can't be made.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    if _OWN_NAME in (folder.name, folder.parent.name):
        with suppress(OSError):
            mode = folder.stat().st_mode
            if mode & _OTHERS:
                folder.chmod(mode & PRIVATE_FOLDER)


def keep_private(file: Path) -> None:
    """Remove the permissions of all but the owner of a file. Never raises: it may belong to another user."""
    with suppress(OSError):
        mode = file.stat().st_mode
        if stat.S_ISREG(mode) and mode & _OTHERS:
            file.chmod(mode & PRIVATE_FOLDER)


def read_ordinary(path: Path) -> bytes:
    """Read a small file that is written by people or by the program; nothing is read of the null device.

    Args:
        path: The file; of a larger one than any person writes, the beginning.

    Raises:
        OSError: If it can't be read, or is no file: a pipe would hold up the start of the program until somebody writes to it.
    """
    with open(path, "rb", opener=_without_waiting) as file:
        mode = os.fstat(file.fileno()).st_mode
        if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
            raise OSError(errno.EINVAL, "It is not an ordinary file", str(path))
        return file.read(_MOST_BYTES)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


# In plain words -----------------------------------------------------------------------------------

_WORDS: Final = {
    errno.ENOSPC: "No space left on the disk",
    errno.EDQUOT: "No space left on the disk for you (quota)",
    errno.EFBIG: "The file would be larger than allowed",
    errno.EROFS: "The disk is read-only",
    errno.EPERM: "Permission denied",
    errno.ENOENT: "No such file or folder",
    errno.ENOTDIR: "A part of its path is not a folder",
    errno.EISDIR: "It is a folder",
    errno.EEXIST: "It already exists",
    errno.ENAMETOOLONG: "Its name is too long",
    errno.ELOOP: "Its links lead in a circle",
    errno.EIO: "The disk is failing",
    errno.EBUSY: "Another program is using it",
}


def in_words(error: Exception) -> str:
    """What an error of the system means, to stand behind a colon: without its number and without the path.

    Args:
        error: Usually an `OSError`; of any other, its own text.
    """
    if not isinstance(error, OSError):
        return str(error)
    known = _WORDS.get(error.errno or 0)
    return known or error.strerror or str(error) or type(error).__name__
