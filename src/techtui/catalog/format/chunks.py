"""Parses a TOML document entry by entry.

The TOML reader keeps state for the whole document until its end, and an entry with unchanged text need not be parsed again.
Entries can also be parsed by a faster reader; see `techtui.catalog.format.quick`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeAlias

import tomli

from techtui.catalog.format.quick import quick_reader

HEAD: Final = ""
"""The name of the part before the first entry."""

Taken: TypeAlias = Callable[[str, bytes, str], "dict[str, Any] | None"]
"""Name, digest and text of a part -> the entry to use instead of parsing; None to parse it."""

_NESTED: Final = frozenset({dict, list})
_SHARED_FROM: Final = 8 * 1024 * 1024
"""The size in characters from which on equal keys share a string: it takes a third off the memory of a parsed document. With 2,400
entries, sharing them would take 45 of 600 ms."""
_ID: Final = r"(?:[A-Za-z0-9_-]+|\"[^\"\\\r\n]*\"|'[^'\r\n]*')"
_ENTRY: Final = re.compile(rf"\n\[({_ID})\.({_ID})\][ \t]*(?:#[^\r\n]*)?\r?$", re.MULTILINE)
"""The header of an entry, ``[table.id]``, and the line break before it: where the text may be cut. Beginning with a literal
character makes it four times as fast as beginning with ``^``."""
_OTHER: Final = re.compile(rf"\n[ \t]*\[(?!\[?{_ID}\.{_ID}[\].])")
"""The start of a line that looks like a header two or more levels deep, but is no header that `_ENTRY` recognises."""


class Parsed(NamedTuple):
    """A parsed document.

    Args:
        document: The content.
        prints: The name of each part, ``table.id``, -> a digest of its text. Empty if it could not be parsed in parts.
    """

    document: dict[str, Any]
    prints: Mapping[str, bytes]


def _nothing(_name: str, _digest: bytes, _text: str) -> None:
    return None


def parse(text: str, taken: Taken = _nothing) -> Parsed:
    """Parse a document like ``tomli.loads``, with less memory if it can be parsed in parts.

    Args:
        text: The document.
        taken: Returns entries that need not be parsed.

    Raises:
        tomli.TOMLDecodeError: If it is not TOML.
        RecursionError: If its values are nested too deeply.
    """
    return in_parts(text, taken) or Parsed(tomli.loads(text), {})


def in_parts(text: str, taken: Taken = _nothing) -> Parsed | None:
    """Parse a document entry by entry.

    A part that parses does not end inside a multi-line string, so the next part starts like a document; a part cut inside such a
    string is unterminated, which is an error. Constructs that could mean something else in parts, such as a table opened in two
    of them, are left to a parser of the whole.

    Args:
        text: The document.
        taken: Returns entries that need not be parsed; their texts were parsed before.

    Returns:
        The result of ``tomli.loads(text)``; None if the document must be parsed as a whole.
    """
    try:
        return _in_parts(text, taken)
    except (ValueError, RecursionError):
        return None


def _in_parts(text: str, taken: Taken) -> Parsed | None:
    # Imported here because most launches parse nothing.
    from hashlib import blake2b

    headers = list(_ENTRY.finditer(text))
    cuts = [*(header.start() + 1 for header in headers), len(text)]
    head = text[: cuts[0]]
    if headers and not _only_headers_make_tables(head):
        return None
    keys: dict[str, str] = {}
    shares = len(text) >= _SHARED_FROM
    document = tomli.loads(head)
    # If most entries are known, importing the faster reader takes longer than it saves.
    loads = quick_reader(len(text)) if taken is _nothing else tomli.loads
    prints = {HEAD: blake2b(head.encode(), digest_size=8).digest()}
    for header, (begin, end) in zip(headers, pairwise(cuts), strict=True):
        part = text[begin:end]
        table, key = (_unquoted(one) for one in header.groups())
        name = f"{table}.{key}"
        prints[name] = digest = blake2b(part.encode(), digest_size=8).digest()
        entry = taken(name, digest, part)
        if entry is None:
            if _OTHER.search(part):
                return None
            alone = loads(part)
            entries = alone[table]
            if len(alone) > 1 or len(entries) > 1:
                return None
            entry = _share_keys(entries[key], keys) if shares else entries[key]
        known = document.setdefault(table, {})
        if not isinstance(known, dict) or key in known or "." in table:
            return None
        known[keys.setdefault(key, key)] = entry
    return Parsed(document, prints)


def only(text: str, names: Collection[str]) -> str:
    """Blank out most parts of a text, keeping line numbers.

    Args:
        text: A document that can be parsed in parts.
        names: The parts to keep, besides the head and the first of each table.
    """
    headers = list(_ENTRY.finditer(text))
    cuts = [*(header.start() + 1 for header in headers), len(text)]
    kept = [text[: cuts[0]]]
    tables: set[str] = set()
    for header, (begin, end) in zip(headers, pairwise(cuts), strict=True):
        table, key = (_unquoted(one) for one in header.groups())
        if table in tables and f"{table}.{key}" not in names:
            kept.append("\n" * text.count("\n", begin, end))
        else:
            tables.add(table)
            kept.append(text[begin:end])
    return "".join(kept)


def _unquoted(key: str) -> str:
    return key[1:-1] if key[0] in "\"'" else key


def _share_keys(table: dict[str, Any], keys: dict[str, str]) -> dict[str, Any]:
    """Return a table with shared key strings: entries have the same few keys, and the reader creates each again."""
    known = keys.setdefault
    # Most values are no tables: checking that here halves the time.
    return {
        known(key, key): _share_in(value, keys) if type(value) in _NESTED else value
        for key, value in table.items()
    }


def _share_in(value: Any, keys: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return _share_keys(value, keys)
    return [_share_in(item, keys) if type(item) in _NESTED else item for item in value]


def _only_headers_make_tables(piece: str) -> bool:
    """Return whether the document's head contains no tables: entries could not be added to them."""
    header = re.search(r"^[ \t]*\[", piece, re.MULTILINE)
    root = tomli.loads(piece[: header.start()] if header is not None else piece)
    return not any(isinstance(value, dict | list) for value in root.values())
