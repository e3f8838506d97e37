"""Checks the columns of attributes of type table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.format.collector import KEPT, Collector
from techtui.catalog.format.declarations import is_column_key
from techtui.catalog.messages import expected, kind_of, quoted, suggest
from techtui.catalog.model import AttributeType

if TYPE_CHECKING:
    from collections.abc import Callable

    from techtui.catalog.format.fields import Field
    from techtui.catalog.problems import Path

_TEXT: Final = AttributeType.TEXT.value
"""The type of a column whose type can't be understood."""


def check_columns(
    path: Path,
    value: Any,
    fields: dict[str, Field],
    found: Collector,
    check_entry: Callable[[Path, dict[str, Any], dict[str, Field]], None],
) -> None:
    """Check a mapping of table columns to types or declarations.

    Args:
        path: Its place.
        value: Its value.
        fields: The fields of a declaration.
        found: Collects findings.
        check_entry: Checks a declaration.
    """
    if not isinstance(value, dict):
        message = expected("a table of columns", value)
        found.add(path, "wrong-type", (message, 'write { name = "text", until = "date" }'))
        return
    types = fields["type"].words
    for key, column in value.items():
        at = (*path, key)
        if not is_column_key(key):
            words = f"“{quoted(key)}” can't be a column", "use letters, digits, - and _"
            found.add(at, "bad-id", words)
        elif isinstance(column, dict):
            check_entry(at, column, fields)
            if "type" not in column:
                words = "“type” is missing", f"write type = …  ({fields['type'].help})"
                found.add(at, "missing-key", words, KEPT)
                found.repair((*at, "type"), _TEXT)
        elif column not in types:
            is_text = isinstance(column, str)
            said = f"“{quoted(column)}”" if is_text else kind_of(column)
            words = f"{said} is no type of a column", suggest(column if is_text else "", types)
            found.add(at, "unknown-choice", words, _TEXT)
