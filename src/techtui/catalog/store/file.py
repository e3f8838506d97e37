"""A parsed catalog as a file that is decoded on demand; `techtui.catalog.store.writing` writes it.

The file begins with a head: the catalog's own fields, categories, concepts and attributes, and the ids and positions of
everything else. Blocks with checksums follow: one for each technology and source, those with names and texts for searching, and
two for each attribute: its values, and which technologies have one. A damaged block is noticed when it is needed; the catalog is
then read again from its files.
"""

from __future__ import annotations

import os
import sys
from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec
from msgspec import Struct

from techtui import __version__
from techtui.catalog.model import (
    AttributeType,
    Catalog,
    Outline,
    OwnFields,
    Source,
    TableRow,
    Technology,
    Value,
)
from techtui.catalog.search_data import Names, Texts
from techtui.catalog.store.blocks import Block, DamagedError, Data, Pieces, checked, decoded, piece
from techtui.catalog.store.lazy import Lazy, Many

if TYPE_CHECKING:
    from techtui.catalog.problems import Problem

WRITTEN_BY: Final = f"{__version__} digests, own fields"
"""The version and variant that wrote a file; files of others are ignored."""
MAGIC: Final = b"techtui\x0f" + sys.byteorder[:1].encode()
LENGTH: Final = 8
SUM: Final = 4
_MOST_READ: Final = 256 * 1024
"""Of a larger file, in bytes, only the slices that are needed are read: with 2,400 technologies in 6 MB it saves 4 ms and 6 MB, and
costs the first search 1 ms. It is not memory-mapped: truncating a mapped file would crash the process."""
_MOST_COLUMNS: Final = 8
"""The number of decoded columns to keep."""

T = TypeVar("T")


class Head(Struct, frozen=True, array_like=True):
    own: OwnFields
    placed: dict[str, list[str]]
    also_in: dict[str, tuple[str, ...]]
    name_cells: dict[str, int]
    sources: Many
    technologies: Many
    names: FoldedNames
    texts: JoinedTexts
    columns: dict[str, Block]
    """Attribute id -> its values, technology by technology."""
    having: dict[str, Block]
    """Attribute id -> which technologies have a value; see `Catalog.having`."""
    tables: dict[str, Block]
    """The id of a table, or of a choice over time -> its rows, technology by technology."""
    problems: Block
    prints: Block


class JoinedTexts(Struct, frozen=True, array_like=True):
    """The position of joined texts, and of each text in them."""

    joined: Block
    starts: Block


class FoldedNames(Struct, frozen=True, array_like=True):
    folded: JoinedTexts
    owners: Block
    kinds: Block


def load(path: Path, read_again: Callable[[], Catalog], proven: bool = False) -> Catalog:
    """Open a stored catalog.

    Args:
        path: Its file.
        read_again: Reads the same catalog from its files, if a part of this file is damaged.
        proven: Whether to read all of it, and to verify the texts for searching, too, before they are copied into another file;
            damage there only makes a search miss something.

    Raises:
        OSError: If the file can't be opened.
        DamagedError: If it is not a stored catalog.
    """
    data: Data
    with path.open("rb") as file:
        small = os.fstat(file.fileno()).st_size <= _MOST_READ
        if small or proven or not hasattr(os, "pread"):
            data = file.read()
        else:
            data = Pieces(os.dup(file.fileno()))
    begin = len(MAGIC)
    if data[0:begin] != MAGIC:
        raise DamagedError
    start = int.from_bytes(data[begin : begin + LENGTH], "little")
    length = int.from_bytes(data[begin + LENGTH : begin + 2 * LENGTH], "little")
    checksum = int.from_bytes(data[begin + 2 * LENGTH : begin + 2 * LENGTH + SUM], "little")
    whole = _Whole(read_again)
    head = decoded(data, Block(start, length, checksum), msgspec.msgpack.Decoder(Head))
    return StoredCatalog(data, head, whole, proven)


class _Whole:
    """The catalog, read again from its files at most once."""

    def __init__(self, read_again: Callable[[], Catalog]) -> None:
        self._read_again = read_again

    @cached_property
    def catalog(self) -> Catalog:
        return self._read_again()


class StoredCatalog(Catalog):
    """A catalog whose parts are decoded on demand."""

    def __init__(self, data: Data, head: Head, whole: _Whole, proven: bool) -> None:
        super().__init__(
            head.own,
            sources=Lazy(data, head.sources, Source, lambda: whole.catalog.sources),
            technologies=Lazy(
                data, head.technologies, Technology, lambda: whole.catalog.technologies
            ),
        )
        self.data = data
        """The file."""
        self.head = head
        """Where everything is in it."""
        self._whole = whole
        self._proven = proven
        self._columns: dict[str, Sequence[Value | None]] = {}

    @cached_property
    def outlines(self) -> Mapping[str, Outline | Technology]:
        whole = self._whole
        return Lazy(self.data, self.head.technologies, Outline, lambda: whole.catalog.outlines)

    @cached_property
    def placed(self) -> Mapping[str, Sequence[str]]:
        return self.head.placed

    @cached_property
    def name_cells(self) -> Mapping[str, int]:
        return self.head.name_cells

    @cached_property
    def also_in(self) -> Mapping[str, Sequence[str]]:
        return self.head.also_in

    @cached_property
    def positions(self) -> Mapping[str, int]:
        assert isinstance(self.technologies, Lazy)
        return self.technologies.positions

    @cached_property
    def ids(self) -> Sequence[str]:
        return self.head.technologies.ids

    @cached_property
    def names(self) -> Names:
        stored = self.head.names
        try:
            owners = array("I", checked(self.data, stored.owners))
            return Names(self._joined(stored.folded), owners, checked(self.data, stored.kinds))
        except DamagedError:
            return self._whole.catalog.names

    @cached_property
    def texts(self) -> Texts:
        try:
            return self._joined(self.head.texts)
        except DamagedError:
            return self._whole.catalog.texts

    def column(self, attribute: str) -> Sequence[Value | None]:
        known = self._columns.get(attribute)
        if known is None:
            self.insist_on_attribute(attribute)
            try:
                known = decoded(self.data, self.head.columns[attribute], _COLUMN)
            except DamagedError:
                known = self._whole.catalog.column(attribute)
            if len(self._columns) == _MOST_COLUMNS:
                del self._columns[next(iter(self._columns))]
            self._columns[attribute] = known
        return known

    def having(self, attribute: str) -> bytes:
        # Counting the values of 25 attributes of 10,000 technologies for a panel takes 2 ms instead of 60.
        self.insist_on_attribute(attribute)
        try:
            return checked(self.data, self.head.having[attribute])
        except DamagedError:
            return self._whole.catalog.having(attribute)

    @cached_property
    def moving(self) -> Sequence[str]:
        kinds = self.attributes
        return tuple(key for key in self.head.tables if kinds[key].type is AttributeType.CHOICE)

    def rows(self, table: str) -> Sequence[tuple[TableRow, ...]]:
        block = self.head.tables.get(table)
        if block is None:
            return super().rows(table)
        try:
            return decoded(self.data, block, _ROWS)
        except DamagedError:
            return self._whole.catalog.rows(table)

    @property
    def problems(self) -> Sequence[Problem]:
        # Imported here because hardly any catalog has problems.
        from techtui.catalog.problems import Problem

        if not self.problem_count:
            return ()
        try:
            return decoded(
                self.data, self.head.problems, msgspec.msgpack.Decoder(tuple[Problem, ...])
            )
        except DamagedError:
            return self._whole.catalog.problems

    @property
    def prints(self) -> Sequence[Mapping[str, bytes]]:
        try:
            return decoded(self.data, self.head.prints, _PRINTS)
        except DamagedError:
            return ()

    def _joined(self, stored: JoinedTexts) -> Texts:
        # The checksum of the texts would take longer than a search, and damage only makes a search miss something.
        starts = array("Q", checked(self.data, stored.starts))
        block = stored.joined
        if self._proven:
            checked(self.data, block)
        if isinstance(self.data, bytes):
            # They are in memory already.
            moved = array("Q", (block.start + one for one in starts))
            return Texts(self.data, moved, block.start + block.length)
        return Texts(piece(self.data, block.start, block.length), starts, block.length)


_ROWS: Final = msgspec.msgpack.Decoder(list[tuple[TableRow, ...]])
_PRINTS: Final = msgspec.msgpack.Decoder(list[dict[str, bytes]])
_COLUMN: Final = msgspec.msgpack.Decoder(list[Value | None])
