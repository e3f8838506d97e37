"""Words for findings in fields: what is wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from techtui.catalog.messages import SINGULAR, closest, expected, quoted, shown
from techtui.catalog.model import GENERAL_KNOWLEDGE, Attribute

if TYPE_CHECKING:
    from techtui.catalog.format.collector import Words
    from techtui.catalog.format.fields import Field


def unknown_reference_words(value: str, table: str, known: Mapping[str, Any]) -> Words:
    """Return the words for a reference to a missing entry.

    Args:
        value: The id.
        table: The table that should declare it.
        known: The entries declared there.
    """
    meant = closest(value, [*known, GENERAL_KNOWLEDGE] if table == "sources" else known)
    by_name = next(
        (
            key
            for key, entry in known.items()
            if isinstance(entry, dict) and entry.get("name") == value
        ),
        "",
    )
    if meant or by_name:
        hint = f"did you mean “{quoted(by_name or meant)}”?"
    else:
        hint = f"declare [{table}.{quoted(value)}]"
        if 0 < len(known) <= 8:
            hint += ", or name one of " + ", ".join(map(quoted, known))
    return f"there is no {SINGULAR[table]} “{quoted(value)}”", hint


def unknown_attribute_words(attribute: str, known: Mapping[str, Attribute | None]) -> Words:
    """Return the words for a fact with an undeclared attribute.

    Args:
        attribute: The id.
        known: The declared attributes; None for one that can't be understood.
    """
    by_name = {one.name.casefold(): key for key, one in known.items() if one is not None}
    meant = by_name.get(attribute.casefold()) or closest(attribute, known)
    hint = (
        f"did you mean “{quoted(meant)}”?"
        if meant
        else f"declare [attributes.{quoted(attribute)}] with a name and a type"
    )
    return f"there is no attribute “{quoted(attribute)}”", hint


def out_of_bounds_words(value: Any, field: Field) -> Words | None:
    """Return the words for too few or too many ids; None if the number is fine or unlimited.

    Args:
        value: An id, or a list of them.
        field: The field.
    """
    least, most = field.between
    if not most or not isinstance(value, str | list):
        return None
    found = 1 if isinstance(value, str) else len(value)
    if least <= found <= most:
        return None
    return f"expected {least} to {most} ids, found {found}", field.help


def text_words(value: Any, field: Field, instead: Any) -> Words:
    """Return the words for a value that should be text.

    Args:
        value: The value.
        field: The field.
        instead: The value used instead.
    """
    if isinstance(value, list) and field.refers and isinstance(instead, str):
        return (
            f"only one {SINGULAR[field.refers]} has a place here; {quoted(instead)} is used",
            f'write "{quoted(instead)}"',
        )
    message = expected("text", value)
    if isinstance(value, list) and field.kind in ("text", "word", "link", "ref"):
        return message, 'write one text in "quotes", without [ ]'
    if isinstance(value, int | float | date):
        return message, f'write it in quotes: "{shown(value)}"'
    return message, 'write it in "quotes"'
