"""Parses a TOML document entry by entry.

The reader keeps books on all of a document until its end, and an entry whose text is what it was need not be parsed again.
Entries are also what a quicker reader can take over; see `techtui.catalog.format.quick`.
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
"""Name, digest and text of a part -> the entry that stands for it; None if it is to be parsed."""

_NESTED: Final = frozenset({dict, list})
_SHARED_FROM: Final = 8 * 1024 * 1024
"""From this size on (characters) keys are shared: with 100,000 technologies it halves what the document takes. With 2,400 it would
only take time, 45 of 700 ms."""
_ID: Final = r"(?:[A-Za-z0-9_-]+|\"[^\"\\\r\n]*\"|'[^'\r\n]*')"
_ENTRY: Final = re.compile(rf"\n\[({_ID})\.({_ID})\][ \t]*(?:#[^\r\n]*)?\r?$", re.MULTILINE)
"""The header of an entry, ``[table.id]``, and the line break before it: where the text may be cut. That it begins with a
character that always stands there makes it four times as fast as one that begins with ``^``."""
_OTHER: Final = re.compile(rf"\n[ \t]*\[(?!\[?{_ID}\.{_ID}[\].])")
"""What begins a line like a header but stands two levels or deeper in no way that `_ENTRY` would know."""


class Parsed(NamedTuple):
    """A document.

    Args:
        document: What it holds.
        prints: The name of each part of it, ``table.id``, -> a digest of its text. Empty if it could not be read in parts.
    """

    document: dict[str, Any]
    prints: Mapping[str, bytes]


def _nothing(_name: str, _digest: bytes, _text: str) -> None:
    return None


def parse(text: str, taken: Taken = _nothing) -> Parsed:
    """Parse a document as ``tomli.loads`` does; with less memory if it can be read in parts.

    Args:
        text: The document.
        taken: Gives the entries that need not be parsed.

    Raises:
        tomli.TOMLDecodeError: If it is not TOML.
        RecursionError: If its values are nested too deeply.
    """
    return in_parts(text, taken) or Parsed(tomli.loads(text), {})


def in_parts(text: str, taken: Taken = _nothing) -> Parsed | None:
    """Parse a document entry by entry.

    A part that can be parsed ends outside of any text of several lines, so the next one begins as a document does; a cut
    inside of such a text leaves it without an end, which is an error. What could mean something else when it is read in
    parts, such as a table that is opened in two of them, is left to a reader of the whole.

    Args:
        text: The document.
        taken: Gives the entries that need not be parsed; the text of each was parsed before.

    Returns:
        What ``tomli.loads(text)`` returns; None if that can only be said by reading the whole.
    """
    try:
        return _in_parts(text, taken)
    except (ValueError, RecursionError):
        return None


def _in_parts(text: str, taken: Taken) -> Parsed | None:
    # Imported here because most starts read nothing.
    from hashlib import blake2b

    headers = list(_ENTRY.finditer(text))
    cuts = [*(header.start() + 1 for header in headers), len(text)]
    head = text[: cuts[0]]
    if headers and (_OTHER.search(text, headers[0].start()) or not _only_headers_make_tables(head)):
        return None
    keys: dict[str, str] = {}
    shares = len(text) >= _SHARED_FROM
    document = tomli.loads(head)
    # Of a document of which most is known, less would be gained than importing another reader takes.
    loads = quick_reader(len(text)) if taken is _nothing else tomli.loads
    prints = {HEAD: blake2b(head.encode(), digest_size=8).digest()}
    for header, (begin, end) in zip(headers, pairwise(cuts), strict=True):
        part = text[begin:end]
        table, key = (_unquoted(one) for one in header.groups())
        name = f"{table}.{key}"
        prints[name] = digest = blake2b(part.encode(), digest_size=8).digest()
        entry = taken(name, digest, part)
        if entry is None:
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
    """The text with nothing but line breaks in most of its parts: what is left stands in the same lines.

    Args:
        text: A document that can be read in parts.
        names: The parts that stay, besides the head and the first of each table.
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
    """The same table, each key of it kept once: every entry has the same few, and the reader makes each again."""
    known = keys.setdefault
    # Most values are no tables: not asking another function about those saves half of the time.
    return {
        known(key, key): _share_in(value, keys) if type(value) in _NESTED else value
        for key, value in table.items()
    }


def _share_in(value: Any, keys: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return _share_keys(value, keys)
    return [_share_in(item, keys) if type(item) in _NESTED else item for item in value]


def _only_headers_make_tables(piece: str) -> bool:
    """Whether what stands before the first header of the document makes no tables: others could not be added to them."""
    header = re.search(r"^[ \t]*\[", piece, re.MULTILINE)
    root = tomli.loads(piece[: header.start()] if header is not None else piece)
    return not any(isinstance(value, dict | list) for value in root.values())
