"""Completes the word under the cursor of a query."""

from __future__ import annotations

import re
from typing import Final

from techtui.catalog.model import Catalog
from techtui.catalog.query.language import QueryError
from techtui.catalog.query.resolver import CATEGORY, NAME, find_subject, known_values, plain
from techtui.catalog.query.scanner import TERM, UNKNOWN, last_comma, words_in
from techtui.catalog.query_values import as_value

_BLANKS: Final = r"\s+"
_SIGN: Final = re.compile(r'^-|[":<>=]')


def word_at(text: str, cursor: int) -> int:
    """Return the start of the word that `complete` would replace up to the cursor."""
    for start, end in words_in(text[:cursor]):
        if end == len(text[:cursor]):
            return start
    return len(text[:cursor])


def complete(text: str, cursor: int, catalog: Catalog) -> list[str]:
    """Return completions of the word at the cursor.

    Args:
        text: A query, perhaps incomplete.
        cursor: The number of characters before the cursor.
        catalog: The catalog of its categories and attributes.

    Returns:
        Whole words, to replace the text between `word_at` and the cursor, in catalog order.
    """
    cursor = max(0, min(cursor, len(text)))
    word = text[word_at(text, cursor) : cursor]
    found = TERM.match(word)
    if found is None:
        dash = "-" if word.startswith("-") else ""
        begun = plain(word[len(dash) :])
        names = {CATEGORY: CATEGORY, NAME: NAME}
        names |= {one.id: one.name for one in catalog.attributes.values()}
        if "." in word:
            names |= {one.id: one.name for one in catalog.columns.values()}
        # An id with signs of the language can't be asked for; its blanks can be written as underscores.
        return [
            f"{dash}{re.sub(_BLANKS, '_', key)}:"
            for key, name in names.items()
            if not _SIGN.search(key)
            and (plain(key).startswith(begun) or plain(name).startswith(begun))
        ]
    if found["sign"] not in (":", "=") or not found["key"]:
        return []
    try:
        subject = find_subject(catalog, found["key"], 0, with_columns=True)
    except QueryError:
        return []
    values = word[found.end() :]
    comma = found.end() + last_comma(values) + 1
    begun = plain(word[comma:].replace('"', ""))
    offered = [
        word[:comma] + as_value(value)
        for value in known_values(catalog, subject)
        if plain(value).startswith(begun)
    ]
    if not isinstance(subject, str) and UNKNOWN.startswith(begun):
        offered.append(word[:comma] + UNKNOWN)
    return offered
