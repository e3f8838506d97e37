"""Parses a large TOML document part by part: the reader keeps books on all of a document until its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import tomli

PART: Final = 512 * 1024
"""About how many characters a part has."""

_ID: Final = r"(?:[A-Za-z0-9_-]+|\"[^\"\\\r\n]*\"|'[^'\r\n]*')"
_ENTRY: Final = re.compile(rf"^\[({_ID})\.({_ID})\][ \t]*(?:#[^\r\n]*)?\r?$", re.MULTILINE)
"""The header of an entry, ``[table.id]``, at the beginning of a line: where the text may be cut."""
_OTHER: Final = re.compile(rf"^[ \t]*\[(?!\[?{_ID}\.{_ID}[\].])", re.MULTILINE)
"""What begins a line like a header but stands two levels or deeper in no way that `_ENTRY` would know."""


def loads(text: str) -> dict[str, Any]:
    """Parse a document as ``tomli.loads`` does, with half the memory if it is large.

    Raises:
        tomli.TOMLDecodeError: If it is not TOML.
        RecursionError: If its values are nested too deeply.
    """
    document = in_parts(text) if len(text) > 2 * PART else None
    return tomli.loads(text) if document is None else document


def in_parts(text: str, part: int = PART) -> dict[str, Any] | None:
    """Parse a document in parts.

    A part that can be parsed ends outside of any text of several lines, so the next one begins as a document does; a cut
    inside of such a text leaves it without an end, which is an error. What could mean something else when it is read in
    parts, such as a table that is opened in two of them, is left to a reader of the whole.

    Args:
        text: The document.
        part: About how many characters a part is to have.

    Returns:
        What ``tomli.loads(text)`` returns; None if that can only be said by reading the whole.
    """
    merged: dict[str, Any] = {}
    keys: dict[str, str] = {}
    for at, piece in enumerate(_cut(text, part)):
        if at and _OTHER.search(piece):
            return None
        try:
            document = _share_keys(tomli.loads(piece), keys)
        except (ValueError, RecursionError):
            return None
        if not at:
            if not _only_headers_make_tables(piece):
                return None
            merged = document
            continue
        for table, entries in document.items():
            known = merged.setdefault(table, {})
            if not isinstance(known, dict) or not isinstance(entries, dict):
                return None
            if not known.keys().isdisjoint(entries):
                return None
            known.update(entries)
    return merged


def _cut(text: str, part: int) -> Iterator[str]:
    begin = 0
    while begin < len(text):
        header = _ENTRY.search(text, begin + max(1, part))
        end = header.start() if header is not None else len(text)
        yield text[begin:end]
        begin = end


def _share_keys(table: dict[str, Any], keys: dict[str, str]) -> dict[str, Any]:
    """The same table, each key of it kept once: every entry has the same few, and the reader makes each again."""
    return {keys.setdefault(key, key): _share_in(value, keys) for key, value in table.items()}


def _share_in(value: Any, keys: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return _share_keys(value, keys)
    return [_share_in(item, keys) for item in value] if isinstance(value, list) else value


def _only_headers_make_tables(piece: str) -> bool:
    """Whether what stands before the first header of the document makes no tables: others could not be added to them."""
    header = re.search(r"^[ \t]*\[", piece, re.MULTILINE)
    try:
        root = tomli.loads(piece[: header.start()] if header is not None else piece)
    except (ValueError, RecursionError):
        return False
    return not any(isinstance(value, dict | list) for value in root.values())
