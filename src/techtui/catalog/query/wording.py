"""How a query writes what the program offers: the keys of attributes, and values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from techtui.catalog.query.language import QueryError
from techtui.catalog.query.resolver import CATEGORY, NAME, find_subject, plain
from techtui.catalog.query_values import as_value

if TYPE_CHECKING:
    from techtui.catalog.model import Attribute, Catalog

_KEY: Final = re.compile(r'[^\s":<>=-][^\s":<>=]*')


def written_key(catalog: Catalog, attribute: Attribute) -> str:
    """Return the key by which a query asks for an attribute or a column; empty if its id can't be written in one.

    Args:
        catalog: The catalog of the attribute.
        attribute: An attribute, or a column of a table.
    """
    if plain(attribute.id) in (CATEGORY, NAME):
        return ""
    if _KEY.fullmatch(attribute.id):
        return attribute.id
    key = re.sub(r"\s", "_", attribute.id)
    if not _KEY.fullmatch(key):
        return ""
    try:
        found = find_subject(catalog, key, 0, with_columns=True)
    except QueryError:
        return ""
    # Another one may have this as its id.
    return key if found is attribute else ""


def written_value(value: str) -> str:
    """Return a value as it stands behind the colon of a term, in quotes if it needs them; empty if it can't be written."""
    return as_value(value) if value.strip() and '"' not in value else ""
