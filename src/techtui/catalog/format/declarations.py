"""Reads documents leniently: declared attributes, texts, and the sources they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast, get_args

from techtui.catalog.model import Attribute, AttributeType, Role
from techtui.catalog.sanitize import one_line, paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from techtui.catalog.problems import Path

_DEEPEST: Final = 10
_TYPES: Final = frozenset(AttributeType)
COLUMN_TYPES: Final = tuple(one.value for one in AttributeType if one.in_columns)
"""The types a column can have."""
LONGEST_ID: Final = 100


def attribute_from(attribute_id: str, entry: Any, table: str = "") -> Attribute | None:
    """Return the attribute declared by an entry of ``attributes``; None if it can't be understood.

    Args:
        attribute_id: Its id.
        entry: The TOML value.
        table: For a column: the id of its table.
    """
    if not isinstance(entry, dict):
        return None
    kind = entry.get("type")
    choices = _choices_of(entry.get("choices", {}))
    if not isinstance(kind, str) or kind not in _TYPES or choices is None:
        return None

    def text(key: str) -> str:
        value = entry.get(key, "")
        return one_line(value) if isinstance(value, str) else ""

    better = entry.get("better", "")
    helps = entry.get("help", "")
    return Attribute(
        id=attribute_id,
        table=table,
        columns=tuple(
            _columns_of(attribute_id, entry.get("columns") if kind == AttributeType.TABLE else None)
        ),
        name=text("name"),
        type=AttributeType(kind),
        group=text("group"),
        categories=texts_of(entry.get("categories")),
        unit=text("unit"),
        better=better if better in ("higher", "lower") else "",
        choices=choices,
        choice_help=_said_of_choices(entry.get("choices"), "help"),
        choice_roles={
            choice: cast("Role", role)
            for choice, role in _said_of_choices(entry.get("choices"), "role").items()
            if role in get_args(Role)
        },
        help=paragraphs(helps) if isinstance(helps, str) else "",
        concept=text("concept"),
        website=entry.get("website") is True,
        hidden=entry.get("hidden") is True,
        comparable=entry.get("comparable", kind != AttributeType.LINK) is not False,
        audit=text("audit"),
        discouraged=tuple(one for one in texts_of(entry.get("discouraged")) if one in choices),
    )


def _columns_of(table: str, raw: Any) -> Iterator[Attribute]:
    for key, told in raw.items() if isinstance(raw, dict) else ():
        entry = told if isinstance(told, dict) else {"type": told}
        kind = entry.get("type")
        if not isinstance(kind, str) or kind not in COLUMN_TYPES:
            kind = AttributeType.TEXT.value
        name = key.replace("_", " ")
        entry = {"name": name[:1].upper() + name[1:], **entry, "type": kind}
        column = attribute_from(f"{table}.{key}", entry, table)
        if column is not None and is_column_key(key):
            yield column


def is_column_key(key: str) -> bool:
    """Return whether a key can be the id of a column: it is typed in queries, after the id of its table and a dot."""
    usable = 0 < len(key) <= LONGEST_ID and one_line(key) == key
    return usable and {".", "/", "\\", " "}.isdisjoint(key)


def _choices_of(raw: Any) -> dict[str, str] | None:
    if isinstance(raw, dict):
        labels = {
            key: label.get("label", key) if isinstance(label, dict) else label
            for key, label in raw.items()
        }
    elif _are_texts(raw):
        labels = dict(zip(raw, raw, strict=True))
    else:
        return None
    if not _are_texts(list(labels.values())):
        return None
    return {one_line(choice): one_line(str(label)) for choice, label in labels.items()}


def _said_of_choices(raw: Any, key: str) -> dict[str, str]:
    """Return what the tables of choices have under a key: choice -> text."""
    found = {}
    for choice, table in raw.items() if isinstance(raw, dict) else ():
        said = table.get(key) if isinstance(table, dict) else None
        if isinstance(said, str) and said.strip():
            found[one_line(choice)] = one_line(said)
    return found


def _are_texts(raw: Any) -> bool:
    return isinstance(raw, list) and all(isinstance(item, str) for item in raw)


def texts_of(raw: Any) -> tuple[str, ...]:
    """Return one text or several as a tuple; other values are left out."""
    if isinstance(raw, str):
        return (raw,)
    return tuple(one for one in raw if isinstance(one, str)) if isinstance(raw, list) else ()


def sources_named(content: Any) -> Iterator[str]:
    """Yield the sources named anywhere in a document, or in a part of one."""
    waiting: list[tuple[Any, int]] = [(content, 0)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, dict):
            for key in ("source", "sources"):
                if key in value:
                    yield from texts_of(value[key])
            inner: Any = value.values()
        else:
            inner = value
        if depth < _DEEPEST:
            waiting.extend((one, depth + 1) for one in inner if isinstance(one, dict | list))


def texts_in(document: dict[str, Any], wanted: Callable[[str], bool]) -> Iterator[Path]:
    """Yield the paths of the texts in a document that are wanted."""
    # Only containers are queued, and only wanted texts get a path: nearly everything else is a text.
    waiting: list[tuple[Path, dict[str, Any] | list[Any]]] = [((), document)]
    while waiting:
        path, value = waiting.pop()
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(one, str):
                if wanted(one):
                    yield (*path, key)
            elif isinstance(one, dict | list) and len(path) + 1 < _DEEPEST:
                waiting.append(((*path, key), one))


def value_of(entry: Any, key: str) -> Any:
    """Return the value of a key in a raw entry; None if it has none, or is not a table."""
    return entry.get(key) if isinstance(entry, dict) else None


def categories_above(named: Any, categories: Mapping[str, Any]) -> set[str]:
    """Return the categories that an entry names, and all their parents.

    Args:
        named: The raw category of the entry.
        categories: The declared categories.
    """
    above: set[str] = set()
    for one in texts_of(named):
        category: Any = one
        while isinstance(category, str) and category in categories and category not in above:
            above.add(category)
            category = value_of(categories[category], "parent")
    return above


def has_at(document: dict[str, Any], path: Path) -> bool:
    """Return whether a document has a value at a path."""
    place: Any = document
    for key in path:
        place = place.get(key) if isinstance(place, dict) else None
    return place is not None
