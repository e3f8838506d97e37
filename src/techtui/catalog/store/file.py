"""A parsed catalog as a file that is decoded on demand.

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
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, TypeVar
from zlib import crc32

import msgspec
from msgspec import Struct

from techtui import __version__
from techtui.catalog.model import (
    Attribute,
    AttributeType,
    Catalog,
    Category,
    Concept,
    Conventions,
    Question,
    Source,
    TableRow,
    Technology,
    Template,
    Value,
)
from techtui.catalog.search_data import Names, Texts
from techtui.catalog.store.blocks import Block, DamagedError, Data, Pieces, checked, decoded, piece
from techtui.catalog.store.lazy import Lazy, Many

if TYPE_CHECKING:
    from techtui.catalog.problems import Problem

WRITTEN_BY: Final = f"{__version__} digests, having"
"""The version and variant that wrote a file; files of others are ignored."""
_MAGIC: Final = b"techtui\x0f" + sys.byteorder[:1].encode()
_LENGTH: Final = 8
_SUM: Final = 4
_MOST_READ: Final = 256 * 1024
"""Of a larger file, in bytes, only the slices that are needed are read: with 2,400 technologies in 6 MB it saves 4 ms and 6 MB, and
costs the first search 1 ms. It is not memory-mapped: truncating a mapped file would crash the process."""
_MOST_COLUMNS: Final = 8
"""The number of decoded columns to keep."""

T = TypeVar("T")


class _Head(Struct, frozen=True, array_like=True):
    id: str
    title: str
    summary: str
    as_of: date | None
    headline: tuple[str, ...]
    layers: tuple[str, ...]
    categories: dict[str, Category]
    concepts: dict[str, Concept]
    attributes: dict[str, Attribute]
    placed: dict[str, list[str]]
    also_in: dict[str, tuple[str, ...]]
    name_cells: dict[str, int]
    sources: Many
    technologies: Many
    names: _Names
    texts: _Texts
    columns: dict[str, Block]
    """Attribute id -> its values, technology by technology."""
    having: dict[str, Block]
    """Attribute id -> which technologies have a value; see `Catalog.having`."""
    tables: dict[str, Block]
    """The id of a table, or of a choice over time -> its rows, technology by technology."""
    problem_count: int
    problems: Block
    decisions: dict[str, Template]
    conventions: Conventions
    how_to_choose: tuple[Question, ...]
    prints: Block


class _Texts(Struct, frozen=True, array_like=True):
    """The position of joined texts, and of each text in them."""

    joined: Block
    starts: Block


class _Names(Struct, frozen=True, array_like=True):
    folded: _Texts
    owners: Block
    kinds: Block


# Writing ------------------------------------------------------------------------------------------


def write(file: BinaryIO, catalog: Catalog) -> None:
    """Write a catalog.

    Args:
        file: An empty, seekable file.
        catalog: The catalog.

    Raises:
        OSError: If it can't be written.
    """
    encode = msgspec.msgpack.encode
    # The head holds the positions of the blocks, so it is written after them; its own position is at the beginning.
    file.write(_MAGIC + bytes(_LENGTH + _LENGTH + _SUM))
    place = file.tell()

    def block(data: bytes) -> Block:
        nonlocal place
        file.write(data)
        written = Block(place, len(data), crc32(data))
        place += len(data)
        return written

    def many(values: Mapping[str, object]) -> Many:
        starts, lengths, checksums = array("Q"), array("I"), array("I")
        for value in values.values():
            one = block(encode(value))
            starts.append(one.start)
            lengths.append(one.length)
            checksums.append(one.checksum)
        return Many(list(values), starts.tobytes(), lengths.tobytes(), checksums.tobytes())

    def joined(texts: Texts) -> _Texts:
        starts = array("Q", (one - texts.begin for one in texts.starts))
        return _Texts(block(texts.joined[texts.begin : texts.end]), block(starts.tobytes()))

    sources = many(catalog.sources)
    technologies = many(catalog.technologies)
    names, columns = catalog.names, _columns(catalog)
    head = _Head(
        id=catalog.id,
        title=catalog.title,
        summary=catalog.summary,
        as_of=catalog.as_of,
        headline=catalog.headline,
        layers=catalog.layers,
        categories=dict(catalog.categories),
        concepts=dict(catalog.concepts),
        attributes=dict(catalog.attributes),
        placed={key: list(ids) for key, ids in catalog.placed.items()},
        name_cells=dict(catalog.name_cells),
        also_in={key: tuple(ids) for key, ids in catalog.also_in.items()},
        sources=sources,
        technologies=technologies,
        names=_Names(joined(names.folded), block(names.owners.tobytes()), block(names.kinds)),
        texts=joined(catalog.texts),
        columns={key: block(encode(column)) for key, column in columns.items()},
        having={
            key: block(bytes(value is not None for value in column))
            for key, column in columns.items()
        },
        tables={
            key: block(encode(catalog.rows(key)))
            for key, one in catalog.attributes.items()
            if one.type is AttributeType.TABLE or key in catalog.moving
        },
        problem_count=catalog.problem_count,
        problems=block(encode(catalog.problems)),
        decisions=dict(catalog.decisions),
        conventions=catalog.conventions,
        how_to_choose=catalog.how_to_choose,
        prints=block(encode(catalog.prints)),
    )
    data = encode(head)
    start = place
    file.write(data)
    file.seek(len(_MAGIC))
    file.write(start.to_bytes(_LENGTH, "little") + len(data).to_bytes(_LENGTH, "little"))
    file.write(crc32(data).to_bytes(_SUM, "little"))


def _columns(catalog: Catalog) -> dict[str, list[Value | None]]:
    """Return `Catalog.column` for all attributes, in one pass: hardly any technology has facts for all of them."""
    columns: dict[str, list[Value | None]] = {
        key: [None] * len(catalog) for key in catalog.attributes
    }
    for at, technology in enumerate(catalog.technologies.values()):
        for attribute, fact in technology.facts.items():
            if attribute in columns:
                columns[attribute][at] = fact.value
    return columns


# Reading ------------------------------------------------------------------------------------------


def load(path: Path, read_again: Callable[[], Catalog], proven: bool = False) -> Catalog:
    """Open a stored catalog.

    Args:
        path: Its file.
        read_again: Reads the same catalog from its files, if a part of this file is damaged.
        proven: Whether to verify the texts for searching, too; damage there only makes a search miss something.

    Raises:
        OSError: If the file can't be opened.
        DamagedError: If it is not a stored catalog.
    """
    data: Data
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size <= _MOST_READ or not hasattr(os, "pread"):
            data = file.read()
        else:
            data = Pieces(os.dup(file.fileno()))
    begin = len(_MAGIC)
    if data[0:begin] != _MAGIC:
        raise DamagedError
    start = int.from_bytes(data[begin : begin + _LENGTH], "little")
    length = int.from_bytes(data[begin + _LENGTH : begin + 2 * _LENGTH], "little")
    checksum = int.from_bytes(data[begin + 2 * _LENGTH : begin + 2 * _LENGTH + _SUM], "little")
    whole = _Whole(read_again)
    head = decoded(data, Block(start, length, checksum), msgspec.msgpack.Decoder(_Head))
    return _Stored(data, head, whole, proven)


class _Whole:
    """The catalog, read again from its files at most once."""

    def __init__(self, read_again: Callable[[], Catalog]) -> None:
        self._read_again = read_again

    @cached_property
    def catalog(self) -> Catalog:
        return self._read_again()


class _Stored(Catalog):
    """A catalog whose parts are decoded on demand."""

    def __init__(self, data: Data, head: _Head, whole: _Whole, proven: bool) -> None:
        super().__init__(
            id=head.id,
            title=head.title,
            summary=head.summary,
            as_of=head.as_of,
            headline=head.headline,
            layers=head.layers,
            sources=Lazy(data, head.sources, Source, lambda: whole.catalog.sources),
            categories=head.categories,
            concepts=head.concepts,
            attributes=head.attributes,
            technologies=Lazy(
                data, head.technologies, Technology, lambda: whole.catalog.technologies
            ),
            problem_count=head.problem_count,
            decisions=head.decisions,
            conventions=head.conventions,
            how_to_choose=head.how_to_choose,
        )
        self._data = data
        self._head = head
        self._whole = whole
        self._proven = proven
        self._columns: dict[str, Sequence[Value | None]] = {}

    @cached_property
    def placed(self) -> Mapping[str, Sequence[str]]:
        return self._head.placed

    @cached_property
    def name_cells(self) -> Mapping[str, int]:
        return self._head.name_cells

    @cached_property
    def also_in(self) -> Mapping[str, Sequence[str]]:
        return self._head.also_in

    @cached_property
    def positions(self) -> Mapping[str, int]:
        assert isinstance(self.technologies, Lazy)
        return self.technologies.positions

    @cached_property
    def ids(self) -> Sequence[str]:
        return self._head.technologies.ids

    @cached_property
    def names(self) -> Names:
        stored = self._head.names
        try:
            owners = array("I", checked(self._data, stored.owners))
            return Names(self._joined(stored.folded), owners, checked(self._data, stored.kinds))
        except DamagedError:
            return self._whole.catalog.names

    @cached_property
    def texts(self) -> Texts:
        try:
            return self._joined(self._head.texts)
        except DamagedError:
            return self._whole.catalog.texts

    def column(self, attribute: str) -> Sequence[Value | None]:
        known = self._columns.get(attribute)
        if known is None:
            self.insist_on_attribute(attribute)
            try:
                known = decoded(self._data, self._head.columns[attribute], _COLUMN)
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
            return checked(self._data, self._head.having[attribute])
        except DamagedError:
            return self._whole.catalog.having(attribute)

    @cached_property
    def moving(self) -> Sequence[str]:
        kinds = self.attributes
        return tuple(key for key in self._head.tables if kinds[key].type is AttributeType.CHOICE)

    def rows(self, table: str) -> Sequence[tuple[TableRow, ...]]:
        block = self._head.tables.get(table)
        if block is None:
            return super().rows(table)
        try:
            return decoded(self._data, block, _ROWS)
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
                self._data, self._head.problems, msgspec.msgpack.Decoder(tuple[Problem, ...])
            )
        except DamagedError:
            return self._whole.catalog.problems

    @property
    def prints(self) -> Sequence[Mapping[str, bytes]]:
        try:
            return decoded(self._data, self._head.prints, _PRINTS)
        except DamagedError:
            return ()

    def _joined(self, stored: _Texts) -> Texts:
        # The checksum of the texts would take longer than a search, and damage only makes a search miss something.
        starts = array("Q", checked(self._data, stored.starts))
        block = stored.joined
        if self._proven:
            checked(self._data, block)
        if isinstance(self._data, bytes):
            # They are in memory already.
            moved = array("Q", (block.start + one for one in starts))
            return Texts(self._data, moved, block.start + block.length)
        return Texts(piece(self._data, block.start, block.length), starts, block.length)


_ROWS: Final = msgspec.msgpack.Decoder(list[tuple[TableRow, ...]])
_PRINTS: Final = msgspec.msgpack.Decoder(list[dict[str, bytes]])
_COLUMN: Final = msgspec.msgpack.Decoder(list[Value | None])
