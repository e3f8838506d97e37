"""Parts of a file that are read and verified when they are needed."""

from __future__ import annotations

import os
from typing import TypeAlias, TypeVar
from zlib import crc32

import msgspec
from msgspec import Struct

T = TypeVar("T")


class DamagedError(Exception):
    """A file is not a stored catalog, or was changed after it was written."""


class Block(Struct, frozen=True, array_like=True):
    start: int
    length: int
    checksum: int


class Pieces:
    """An open file whose slices are read when they are needed.

    Args:
        handle: The file; it is closed with the last reference to this object.
    """

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._size = os.fstat(handle).st_size

    def __getitem__(self, part: slice) -> bytes:
        if part.stop > self._size:
            raise DamagedError  # before a wrong number requests more memory than there is
        try:
            return os.pread(self._handle, part.stop - part.start, part.start)
        except OSError as error:
            raise DamagedError from error

    def __del__(self) -> None:
        os.close(self._handle)


Data: TypeAlias = bytes | Pieces


def piece(data: Data, start: int, length: int) -> bytes:
    piece = data[start : start + length]
    if len(piece) != length:
        raise DamagedError
    return piece


def checked(data: Data, block: Block) -> bytes:
    part = data[block.start : block.start + block.length]
    if len(part) != block.length or crc32(part) != block.checksum:
        raise DamagedError
    return part


def decoded(data: Data, block: Block, decoder: msgspec.msgpack.Decoder[T]) -> T:
    try:
        return decoder.decode(checked(data, block))
    except msgspec.DecodeError as error:
        raise DamagedError from error
