"""Resolves the names in a query: attributes, categories and values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from techtui.catalog.folding import fold
from techtui.catalog.model import Attribute, AttributeType, Catalog
from techtui.catalog.movement import MOVED, SINCE
from techtui.catalog.query.language import QueryError
from techtui.catalog.query.scanner import ValuePiece

CATEGORY: Final = "category"
"""The name that queries use for the category, as if it were an attribute."""
NAME: Final = "name"
"""The name that queries use for the names of technologies."""


def find_category(catalog: Catalog, name: str) -> str:
    """Return the id of the category with this id or name (with its path where several share it), or a unique beginning of one.

    Raises:
        QueryError: If there is no such category, or more than one; its hint suggests the nearest.
    """
    names = {key: category.name for key, category in catalog.categories.items()}
    found = _meant(name, names)
    if len(found) == 1:
        return found[0]
    # Pages and messages call it so where several have its name.
    for spelt in (str, plain):
        told = [key for key, one in catalog.category_names.items() if spelt(one) == spelt(name)]
        if len(told) == 1:
            return told[0]
    if found:
        raise QueryError(f"“{name[:40]}” could be several categories", 0, len(name), _or(found))
    hint = _suggest(name, [*names, *catalog.category_names.values()], names)
    raise QueryError(f"there is no category “{name[:40]}”", 0, len(name), hint)


def find_attribute(catalog: Catalog, name: str) -> Attribute:
    """Return the attribute with this id or name, or a unique beginning of one.

    Raises:
        QueryError: If there is no such attribute, or more than one; its hint suggests the nearest.
    """
    found = find_subject(catalog, name, 0, with_own=False)
    assert isinstance(found, Attribute)
    return found


def find_subject(
    catalog: Catalog, key: str, begin: int, with_own: bool = True, with_columns: bool = False
) -> Attribute | str:
    """Return what a key of a query refers to: an attribute, or `CATEGORY` or `NAME`.

    Args:
        catalog: The catalog.
        key: The key as typed: an id, a name, or the beginning of one.
        begin: Its position in the query, for errors.
        with_own: Whether `CATEGORY` and `NAME` are allowed.
        with_columns: Whether columns of tables are allowed, such as ``releases.eol``; ``moved`` and ``since`` are those of the
            only choice over time.

    Raises:
        QueryError: If it matches nothing, or more than one; its hint suggests the nearest.
    """
    word = plain(key)
    own = (CATEGORY, NAME) if with_own else ()
    if word in own:
        return word
    # Another one may have the same id but for its case, or for a dash.
    if key in catalog.attributes:
        return catalog.attributes[key]
    names = {one.id: (plain(one.id), plain(one.name)) for one in catalog.attributes.values()}
    for at in (0, 1):
        for attribute, both in names.items():
            if both[at] == word:
                return catalog.attributes[attribute]
    if with_columns and word in (MOVED, SINCE) and len(catalog.moving) == 1:
        key = f"{catalog.moving[0]}.{word}"
    if with_columns and "." in key and (column := _find_column(catalog, key, begin)):
        return column
    begins = [one for one, both in names.items() if word and any(n.startswith(word) for n in both)]
    begins += [one for one in own if word and one.startswith(word)]
    if len(begins) == 1:
        return catalog.attributes.get(begins[0], begins[0])
    end = begin + len(key)
    keys = _keys(catalog, own)
    if begins:
        meant = [keys[one] for one in begins if one in keys]
        raise QueryError(f"“{key[:40]}” could be several attributes", begin, end, _or(meant))
    names_of = {one.name: key for key, one in catalog.attributes.items()}
    near = _closest(key, [*own, *catalog.attributes, *names_of])
    # A name may have blanks, which a query can't hold.
    near = keys.get(near) or keys.get(names_of.get(near, ""), "")
    hint = f"did you mean “{near}”?" if near else _suggest("", (), keys.values())
    raise QueryError(f"there is no attribute “{key[:40]}”", begin, end, hint)


def _keys(catalog: Catalog, own: Sequence[str]) -> dict[str, str]:
    """Return what can be asked for, by its id: the key that a query writes."""
    # Imported here because it is built upon this module.
    from techtui.catalog.query.wording import written_key

    keys = {key: written_key(catalog, one) for key, one in catalog.attributes.items()}
    return {key: written for key, written in keys.items() if written} | {one: one for one in own}


def _find_column(catalog: Catalog, key: str, begin: int) -> Attribute | None:
    """Return the column with a name such as ``releases.eol``; None if no table has the name before the dot."""
    table_key, _, column_key = key.rpartition(".")
    if not table_key:
        return None
    if key in catalog.columns:
        return catalog.columns[key]
    try:
        table = find_subject(catalog, table_key, begin, with_own=False)
    except QueryError:
        return None
    columns = () if isinstance(table, str) else catalog.columns_of(table.id)
    if isinstance(table, str) or not columns:
        return None
    names = {one.id: (plain(one.key), plain(one.name)) for one in columns}
    word = plain(column_key)
    found = (
        [one for one, (own, _) in names.items() if own == word]
        or [one for one, (_, name) in names.items() if name == word]
        or [one for one, both in names.items() if any(each.startswith(word) for each in both)]
    )
    if len(found) == 1:
        return catalog.columns.get(found[0])
    end = begin + len(key)
    if found:
        raise QueryError(f"“{key[:40]}” could be several columns", begin, end, _or(found))
    meant = _closest(column_key, [one.key for one in columns])
    listed = [one.id for one in columns]
    raise QueryError(
        f"{table.id[:40]} has no column “{column_key[:40]}”",
        begin,
        end,
        f"did you mean “{table.id}.{meant}”?" if meant else _suggest("", (), listed),
    )


def _or(names: Sequence[str]) -> str:
    shown = list(names[:6])
    if not shown:
        return ""
    return "write " + (", ".join(shown[:-1]) + " or " + shown[-1] if len(shown) > 1 else shown[0])


def _closest(word: str, known: Iterable[str]) -> str:
    """Return the name that a misspelt word probably means: one similar to it, else one with a similar word."""
    from techtui.catalog.messages import closest
    from techtui.catalog.nearness import nearest

    names = list(known)
    return closest(word, names) or next(iter(nearest(word, {one: (one,) for one in names}, 1)), "")


def _suggest(word: str, known: Iterable[str], listed: Iterable[str]) -> str:
    from techtui.catalog.messages import suggest

    meant = _closest(word, known)
    return f"did you mean “{meant}”?" if meant else suggest("", listed)


def _suggest_value(word: str, labels: Mapping[str, str]) -> str:
    """Return a question such as “did you mean …?” for a misspelt value, as a query writes it, or else the known values."""
    # Imported here because it is built upon this module.
    from techtui.catalog.query.wording import written_value

    written = {key: written_value(key) for key in labels}
    ids = {label: key for key, label in labels.items()}
    near = _closest(word, [*labels, *ids])
    meant = written.get(near) or written_value(near) or written.get(ids.get(near, ""), "")
    if meant:
        return f"did you mean {meant}?" if meant.startswith('"') else f"did you mean “{meant}”?"
    return _suggest("", (), filter(None, written.values()))


def choices_meant(attribute: Attribute, piece: ValuePiece) -> list[str]:
    """Return the choices of an attribute that a typed value matches.

    Raises:
        QueryError: If it matches none.
    """
    found = _meant(piece.text, attribute.choices)
    if not found:
        raise QueryError(
            f"{attribute.id} is never “{piece.text[:40]}”",
            piece.start,
            piece.end,
            _suggest_value(piece.text, attribute.choices),
        )
    return found


def categories_meant(catalog: Catalog, pieces: Iterable[ValuePiece]) -> Iterator[str]:
    """Yield the ids of the categories that typed values match, and of their descendants.

    Raises:
        QueryError: If a value matches none.
    """
    names = {key: category.name for key, category in catalog.categories.items()}
    for piece in pieces:
        found = _meant(piece.text, names)
        if not found:
            hint = _suggest_value(piece.text, names)
            raise QueryError(
                f"there is no category “{piece.text[:40]}”", piece.start, piece.end, hint
            )
        waiting = list(found)
        while waiting:
            category = waiting.pop()
            yield category
            waiting.extend(child.id for child in catalog.children(category))


def _meant(word: str, labels: dict[str, str]) -> list[str]:
    """Return the ids that a word matches: an exact one, else those that begin so, else those with a word that does."""
    if word in labels:
        # Another one may have this as its name, or as its id but for its case.
        return [word]
    word = plain(word)
    both = {key: (plain(key), plain(label)) for key, label in labels.items()}
    for test in (
        lambda name: name == word,
        lambda name: name.startswith(word),
        lambda name: f"_{word}" in name,
    ):
        found = [key for key, names in both.items() if any(map(test, names))]
        if found:
            return found
    return []


@lru_cache(maxsize=2048)
def plain(name: str) -> str:
    """Return a name for comparing: in lower case, with ``_`` for blanks and dashes, and without quotes, which no query can hold."""
    return re.sub(r"[\s_-]+", "_", fold(name.replace('"', "")))


_MOST_VALUES: Final = 200


def known_values(catalog: Catalog, subject: Attribute | str) -> list[str]:
    """Return the values that may follow the colon, as far as they are known."""
    if isinstance(subject, str):
        if subject == CATEGORY:
            return list(catalog.categories)
        return [
            one.id
            for _, one in zip(range(_MOST_VALUES), catalog.technologies.values(), strict=False)
        ]
    if subject.type is AttributeType.YES_NO:
        return ["yes", "no"]
    if subject.choices:
        return list(subject.choices)
    if subject.table or subject.type not in (AttributeType.LIST, AttributeType.TABLE):
        return []
    items: dict[str, None] = {}
    for technology in catalog.technologies.values():
        fact = technology.facts.get(subject.id)
        if fact is not None and isinstance(fact.value, tuple):
            items |= dict.fromkeys(item for item in fact.value if '"' not in item)
            if len(items) >= _MOST_VALUES:
                break
    return list(items)[:_MOST_VALUES]
