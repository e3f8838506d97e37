"""Reads the rows of a CSV file with a header, with any delimiter, and despite errors."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain
from typing import Final, NamedTuple, TextIO

from techtui.importing.result import ImportRefusedError, Losses

_DELIMITERS: Final = (",", ";", "\t", "|")
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_HARMLESS: Final = re.compile(r"\A'(?=[=+\-@＝＋－＠])")
_BEFORE_HEADER: Final = 16 * 1024
"""Characters in which a header begins."""
_MOST_BEFORE_HEADER: Final = 20
"""Lines in which a header begins."""
_MOST_COLUMNS: Final = 1_000
_MOST_CELLS: Final = 5_000_000
_LONGEST_CELL: Final = 1 << 20
_LONGEST_LINE: Final = 4 << 20


class CsvRow(NamedTuple):
    """A row: the line it ends on, and its cells by column."""

    line: int
    cells: dict[str, str]


def header_of(text: str) -> list[str]:
    """Return the names of the columns; empty if there is no header of at least two columns."""
    header = _first_line(_from_header(text).lstrip("\r\n "))
    try:
        names = next(csv.reader([header], delimiter=delimiter_of(header)), [])
    except csv.Error:
        return []
    return [one.strip() for one in names] if len(names) > 1 else []


def _from_header(text: str, losses: Losses | None = None) -> str:
    """Blank out the lines before the header, so that those after it keep their numbers.

    What is exported from spreadsheets and databases may begin with comments, a title, or Excel's way to name the delimiter.

    Args:
        text: The beginning or the whole of a file.
        losses: Counts titles.
    """
    text = text.lstrip("\ufeff")
    begin = text[:_BEFORE_HEADER]
    lines = _LINE.findall(begin)[:_MOST_BEFORE_HEADER]
    passed = 0
    while passed < len(lines) and _is_remark(lines[passed]):
        passed += 1
    titles = _titles(lines[passed:])
    if titles and losses is not None:
        losses.add("lines before the header, left out", f"line {passed + 1}", titles)
    passed += titles
    ends = [line[len(line.rstrip("\r\n")) :] for line in lines[:passed]]
    return "".join(ends) + text[sum(map(len, lines[:passed])) :]


def _is_remark(line: str) -> bool:
    """Return whether a line is blank, a comment, or names the delimiter."""
    return not line.strip() or line[0] == "#" or line[:4].casefold() == "sep="


def _titles(lines: Sequence[str]) -> int:
    """Return how many lines of one cell stand above a table: above two lines of the same number of cells."""
    filled = [[one for one in _cells_of(line) if one.strip()] for line in lines]
    wide = next((at for at, cells in enumerate(filled) if len(cells) > 1), 0)
    below = next((line for line in lines[wide + 1 :] if line.strip()), "")
    delimiter = delimiter_of(lines[wide]) if wide else ""
    is_table = wide and len(_cells_of(lines[wide])) == len(_cells_of(below, delimiter))
    return wide if is_table else 0


def _cells_of(line: str, delimiter: str = "") -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter or delimiter_of(line)), [])
    except csv.Error:
        return []


def _first_line(text: str) -> str:
    """Return the first line, which ends as on any system."""
    return text[: 64 * 1024].partition("\n")[0].partition("\r")[0]


def delimiter_of(header: str) -> str:
    """Return the delimiter of a header: the most frequent one."""
    outside = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def rows(text: str, losses: Losses) -> tuple[list[str], Iterator[CsvRow]]:
    """Return the columns of a table, and its rows one by one.

    Args:
        text: The content of the file.
        losses: Counts cells beyond the header, and titles before it.

    Raises:
        ImportRefusedError: If it has no header, too many columns, or a cell larger than 1 MB.
    """
    text = _from_header(text, losses)
    read: list[str] = []
    reader = _reader(text, _noted(_lines(text), read))
    columns = _header(reader)
    return columns, _rows(reader, columns, losses, read)


def streamed_cells(file: TextIO) -> tuple[list[str], Iterator[list[str]]]:
    """Return the columns of a table of any length, and the cells of its rows, read lazily.

    Args:
        file: The file, opened with unchanged line ends.

    Raises:
        ImportRefusedError: If it has no header, too many columns, or a line or cell that is too long.
    """
    # Whole lines, and more of the first one than `_bounded` lets through.
    begin = _from_header(file.read(_BEFORE_HEADER) + file.readline(_LONGEST_LINE + 1))
    rest = _bounded(iter(lambda: file.readline(_LONGEST_LINE + 1), ""))
    reader = _reader(begin, chain(_lines(begin), rest))
    return _header(reader), _cells(reader)


def _reader(begin: str, lines: Iterable[str]) -> Iterator[list[str]]:
    """Return a reader of lines that begin like this; blank ones may come before the header."""
    delimiter = delimiter_of(_first_line(begin.lstrip()))
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True)


def _cells(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    while (cells := _next(reader)) is not None:
        yield cells


def _header(reader: Iterator[list[str]]) -> list[str]:
    cells = _next(reader)
    while cells is not None and not any(one.strip() for one in cells):
        cells = _next(reader)
    if cells is None:
        raise ImportRefusedError("the file holds nothing")
    if len(cells) > _MOST_COLUMNS:
        raise ImportRefusedError(f"the table has more than {_MOST_COLUMNS:,} columns")
    return _unique(cells)


def _lines(text: str) -> Iterator[str]:
    # Unlike `splitlines`, this does not split at characters that may be part of a cell, such as form feeds.
    return _bounded(StringIO(text, newline=""))


def _bounded(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if len(line) > _LONGEST_LINE:
            raise ImportRefusedError("a line is longer than 4 MB; is it CSV?")
        yield line


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        return next(reader, None)
    except csv.Error as error:
        # An unclosed quote makes one cell of everything after it.
        why = (
            "a cell is larger than 1 MB; is a quote not closed?" if "limit" in str(error) else error
        )
        line = getattr(reader, "line_num", 0)
        raise ImportRefusedError(f"line {line} can't be read as CSV: {why}") from None
    finally:
        csv.field_size_limit(before)


def _noted(lines: Iterable[str], read: list[str]) -> Iterator[str]:
    """Yield the lines, and add each to a list."""
    for line in lines:
        read.append(line)
        yield line


def _rows(
    reader: Iterator[list[str]], columns: list[str], losses: Losses, read: list[str]
) -> Iterator[CsvRow]:
    """Yield the rows; the lines that are read for each stand in ``read``."""
    count = 0
    while True:
        read.clear()
        if (cells := _next(reader)) is None:
            return
        if len(read) > 1 and _is_open(read, reader.dialect.delimiter):  # type: ignore[attr-defined]
            begun = reader.line_num - len(read) + 1  # type: ignore[attr-defined]
            losses.add("quotes without an end, all after them taken as one cell", f"line {begun}")
        count += len(cells)
        if count > _MOST_CELLS:
            raise ImportRefusedError(f"the table has more than {_MOST_CELLS:,} cells")
        if not any(one.strip() for one in cells):
            continue
        line: int = reader.line_num  # type: ignore[attr-defined]
        beyond = sum(1 for one in cells[len(columns) :] if one.strip())
        if beyond:
            losses.add("cells beyond the header, left out", f"line {line}", beyond)
        yield CsvRow(line, dict(zip(columns, map(_told, cells), strict=False)))


def _told(cell: str) -> str:
    """Return the text of a cell, without the sign before it that keeps spreadsheets from evaluating it."""
    return _HARMLESS.sub("", cell.strip())


def _is_open(lines: list[str], delimiter: str) -> bool:
    """Return whether the file ended within quotes: only then does the strict reader miss an end."""
    if sum(one.count('"') for one in lines) % 2 == 0:
        return False
    try:
        list(csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _unique(names: list[str]) -> list[str]:
    made: list[str] = []
    for at, name in enumerate(names, 1):
        base = wanted = _told(name) or f"Column {at}"
        number = 2
        while wanted in made:
            wanted, number = f"{base} {number}", number + 1
        made.append(wanted)
    return made
