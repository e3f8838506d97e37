"""Catalogs from a pipe: ``-``, ``/dev/stdin``, and what a shell makes of ``<(command)``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_DESCRIPTOR: Final = r"/(?:dev|proc/self)/fd/(\d{1,4})"
_PART: Final = 1 << 20
MOST_BYTES: Final = 512 * 1024 * 1024
"""Anything larger is not a catalog, and could exhaust memory."""

_read: dict[int, bytes] = {}
"""A pipe can be read only once, but a catalog may be read again: descriptor -> content."""


def descriptor(path: Path) -> int | None:
    """Return the number of the pipe that a path stands for; None for a file."""
    name = str(path)
    if name in ("-", "/dev/stdin"):
        return 0
    match = re.fullmatch(_DESCRIPTOR, name) if name.startswith(("/dev/fd/", "/proc/")) else None
    return int(match[1]) if match else None


def any_piped(paths: Iterable[Path]) -> bool:
    """Return whether any path stands for a pipe."""
    return any(descriptor(path) is not None for path in paths)


def bytes_from(number: int) -> bytes:
    """Return the content of a pipe, up to its end; the same at each call.

    Args:
        number: Its descriptor.

    Returns:
        At most `MOST_BYTES` and one more byte, which means that there is more.

    Raises:
        OSError: If it can't be read.
        ValueError: If it is a terminal, where nothing prompts for input.
    """
    if number not in _read:
        if os.isatty(number):
            raise ValueError("nothing is piped in")
        parts: list[bytes] = []
        left = MOST_BYTES + 1
        while left > 0 and (part := os.read(number, min(left, _PART))):
            parts.append(part)
            left -= len(part)
        _read[number] = b"".join(parts)
    return _read[number]
