"""Values that are decoded on demand."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Final, Generic, TypeVar

import msgspec
from msgspec import Struct

from techtui.catalog.store.blocks import Block, DamagedError, Data, decoded

_MOST_DECODED: Final = 4096
"""The number of decoded values to keep: walking through a large catalog must not fill memory."""

T = TypeVar("T")


class Many(Struct, frozen=True, array_like=True):
    """The positions of the blocks of many values, each field an array with a number for each value.

    The blocks stand one after the other in the file.
    """

    ids: list[str]
    starts: bytes
    lengths: bytes
    checksums: bytes


class Lazy(Mapping[str, T], Generic[T]):
    """Values by id, decoded on demand."""

    def __init__(
        self, data: Data, many: Many, kind: type[T], again: Callable[[], Mapping[str, T]]
    ) -> None:
        self._data = data
        self._ids = many.ids
        self._starts = array("Q", many.starts)
        self._lengths = array("I", many.lengths)
        self._checksums = array("I", many.checksums)
        self._decoder = msgspec.msgpack.Decoder(kind)
        self._again = again
        self._decoded: dict[str, T] = {}

    @cached_property
    def positions(self) -> dict[str, int]:
        """Id -> the position of its value."""
        return {key: at for at, key in enumerate(self._ids)}

    def __getitem__(self, key: str) -> T:
        found = self._decoded.get(key)
        if found is not None:
            return found
        try:
            value = decoded(self._data, self.block(key), self._decoder)
        except DamagedError:
            value = self._again()[key]
        if len(self._decoded) >= _MOST_DECODED:
            self._decoded.clear()
        self._decoded[key] = value
        return value

    def block(self, key: str) -> Block:
        """Return where a value is stored.

        Raises:
            KeyError: If there is none with this id.
        """
        at = self.positions[key]
        return Block(self._starts[at], self._lengths[at], self._checksums[at])

    def __contains__(self, key: object) -> bool:
        return key in self.positions

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
