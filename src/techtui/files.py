"""Files written whole or not at all, private files, and plain words for system errors.

Everything the program writes goes through `atomic_write` or `replacing`. Afterwards the file holds either all of the new content
or what it held before, and no temporary file is left behind.
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
"""The permissions of group and others."""
_OWN_NAME: Final = "techtui"
"""The name of the program's own folder. Folders that the user chose may serve other purposes too."""
_MOST_BYTES: Final = 16 * 1024**2
_unfinished: Final[set[Path]] = set()
"""Temporary files that are being written right now."""


def atomic_write(
    path: Path,
    content: bytes | Callable[[BinaryIO], object],
    *,
    private: bool = False,
    durable: bool = False,
    overwrite: bool = True,
) -> None:
    """Write a file completely, or leave it as it was.

    Args:
        path: The file. If it is a symbolic link, its target is written and the link stays.
        content: The bytes, or a function that writes them to an empty, seekable file.
        private: Whether only the owner may read it. Otherwise a replaced file keeps its mode.
        durable: Whether to wait until it is on the disk, so that it survives a power cut.
        overwrite: Whether an existing file may be replaced.

    Raises:
        FileExistsError: If the file exists and may not be replaced.
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
    """Yield an empty file beside ``path``, which becomes ``path`` at the end of the ``with`` block.

    After an exception it is removed, and ``path`` is unchanged.

    Args:
        path: As for `atomic_write`.
        private: Whether only the owner may read it, from the first byte on.
        durable: Whether to wait at the end of the block until it is on the disk.
        overwrite: Whether an existing file may be replaced.

    Yields:
        The empty, closed file.

    Raises:
        FileExistsError: If the file exists and may not be replaced.
        OSError: If it can't be written.
    """
    if not overwrite and os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    target = Path(os.path.realpath(path))
    mode = PRIVATE_FILE if private else _mode_of(target)
    # A short name, because the target's name may be as long as the file system allows.
    unfinished = target.with_name(f".techtui-{os.urandom(6).hex()}.tmp")
    _remove_at_the_end()
    _unfinished.add(unfinished)
    try:
        # The umask decides the mode where nothing else does.
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
    # Handlers run in reverse order: this one runs before `QuickEnd` ends the process.
    atexit.register(remove_unfinished)


def remove_unfinished() -> None:
    """Remove the temporary files of threads that the end of the program does not wait for, such as one that caches a catalog."""
    for path in list(_unfinished):
        with suppress(OSError):
            path.unlink()


def _mode_of(target: Path) -> int | None:
    try:
        mode = target.stat().st_mode
    except OSError:
        return None
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        # Replacing a pipe or device with a file would break it for everything else. (Replacing a folder fails by itself.)
        raise OSError(errno.ENOTSUP, "It is a pipe or a device", str(target))
    return stat.S_IMODE(mode) & 0o777


def _flush(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk."""
    folder = path.is_dir()
    try:
        handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    except OSError:
        if folder:
            return  # some systems can't open folders
        raise
    try:
        os.fsync(handle)
    except OSError:
        if not folder:
            raise
    finally:
        os.close(handle)


def _publish(unfinished: Path, target: Path) -> None:
    """Rename a file to its target without replacing one that has appeared meanwhile."""
    try:
        os.link(unfinished, target)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no hard links.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        os.replace(unfinished, target)


# For the owner only -------------------------------------------------------------------------------


def private_folder(folder: Path) -> None:
    """Create a folder that only its owner can read.

    The mode of an existing folder is changed only if it is the program's own: a folder named in an environment variable may be
    another user's home or ``/tmp``.

    Raises:
        OSError: If it can't be created.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    if _OWN_NAME in (folder.name, folder.parent.name):
        with suppress(OSError):
            mode = folder.stat().st_mode
            if mode & _OTHERS:
                folder.chmod(mode & PRIVATE_FOLDER)


def keep_private(file: Path) -> None:
    """Remove everyone else's permissions on a file. Never raises: the file may belong to another user."""
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
    with open(path, "rb", opener=without_waiting) as file:
        mode = os.fstat(file.fileno()).st_mode
        if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
            raise OSError(errno.EINVAL, "It is not an ordinary file", str(path))
        return file.read(_MOST_BYTES)


def without_waiting(path: str, flags: int) -> int:
    """Open a file, for `open`: a pipe is not waited for."""
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
    """Describe a system error in words that can follow a colon, without its number or the path.

    Args:
        error: Usually an `OSError`; for any other error, its own message.
    """
    if not isinstance(error, OSError):
        return str(error)
    known = _WORDS.get(error.errno or 0)
    return known or error.strerror or str(error) or type(error).__name__
