"""Restricts a visitor's process: it can write no file and start no program, whatever happens inside it.

The system enforces this: with limits that all Unix systems have, and on Linux with Landlock (kernel 5.13 and later), which needs
no privileges: https://docs.kernel.org/userspace-api/landlock.html. The numbers below are those of ``linux/landlock.h`` and the
system calls.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_BENEATH: Final = 1
_NO_NEW_PRIVILEGES: Final = 38
_EXECUTE, _WRITE_FILE = 1 << 0, 1 << 1
_CHANGES: Final = sum(1 << bit for bit in range(4, 13))
"""Removing and creating files, folders, links, sockets, pipes and devices."""
_TRUNCATE: Final = 1 << 14
_KNOWS_TRUNCATE: Final = 3
"""The version of Landlock since which truncating can be denied."""


def confine(writable: Iterable[Path] = ()) -> bool:
    """Permanently remove the rights that an explorer without a terminal does not need.

    Args:
        writable: Folders in which it may still write.

    Returns:
        Whether the system prevents writing and starting programs; a system may support neither.
    """
    import resource

    folders = [one for one in writable if one.is_dir()]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not folders:
        # Does not apply to pipes and sockets. Empty files can still be created.
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    return sys.platform == "linux" and _landlock(folders)


def _landlock(folders: Iterable[Path]) -> bool:
    system = ctypes.CDLL(None, use_errno=True)
    version = system.syscall(_CREATE, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    handled = _EXECUTE | _WRITE_FILE | _CHANGES | (_TRUNCATE if version >= _KNOWS_TRUNCATE else 0)
    rules = system.syscall(_CREATE, ctypes.byref(ctypes.c_uint64(handled)), ctypes.c_size_t(8), 0)
    if rules < 0:
        return False
    try:
        for folder in folders:
            _allow(system, rules, folder, handled & ~_EXECUTE)
        # A device that discards everything is harmless.
        _allow(system, rules, Path(os.devnull), _WRITE_FILE)
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return bool(system.syscall(_RESTRICT, rules, 0) == 0)
    finally:
        os.close(rules)


class _Rule(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def _allow(system: ctypes.CDLL, rules: int, path: Path, what: int) -> None:
    with suppress(OSError):
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            system.syscall(_ADD, rules, _BENEATH, ctypes.byref(_Rule(what, opened)), 0)
        finally:
            os.close(opened)
