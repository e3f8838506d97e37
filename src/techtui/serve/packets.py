"""The protocol between a visitor's process and the server: packets with a kind, a length and a payload.

The process first writes a line; then each side writes a byte for the kind, four for the length (big-endian) and the payload. This
is the protocol of Textual's web driver; the payload of ``FILE`` is ours.
"""

from __future__ import annotations

import json
from asyncio import IncompleteReadError, StreamReader
from collections.abc import AsyncIterator, Mapping
from typing import Final

DATA: Final = b"D"
"""Terminal output, or input."""
META: Final = b"M"
"""A JSON object with a ``type``."""
FILE: Final = b"P"
"""Part of a file; see `techtui.tui.visit.web_driver.part_of_file`."""

_PRELUDE: Final = b"__GANGLION__\n"
_MOST_BEFORE: Final = 10
_PIECE: Final = 32 * 1024
_LARGEST: Final = 512 * 1024
"""The largest packet that must be read whole."""


class ProtocolError(Exception):
    """The data is not a packet."""


def packet(kind: bytes, payload: bytes) -> bytes:
    """Return a packet for the process."""
    return kind + len(payload).to_bytes(4, "big") + payload


def meta(about: Mapping[str, object]) -> bytes:
    """Return a packet with a message for the process."""
    return packet(META, json.dumps(about).encode())


async def packets(stream: StreamReader) -> AsyncIterator[tuple[bytes, bytes]]:
    """Read packets until the end.

    Yields:
        Kind and payload. Terminal output is yielded in pieces: a frame of any size needs little memory here.

    Raises:
        ProtocolError: If the data is not a packet.
    """
    try:
        for _ in range(_MOST_BEFORE):
            if await stream.readline() in (_PRELUDE, b""):
                break
        while head := await stream.read(1):
            left = int.from_bytes(await stream.readexactly(4), "big")
            if head == DATA:
                while left:
                    piece = await stream.read(min(left, _PIECE))
                    if not piece:
                        return
                    left -= len(piece)
                    yield DATA, piece
            elif head in (META, FILE) and left <= _LARGEST:
                yield head, await stream.readexactly(left)
            else:
                raise ProtocolError(f"a packet {head!r} of {left} bytes")
    except IncompleteReadError:
        return
    except ValueError as error:
        raise ProtocolError(str(error)) from None
