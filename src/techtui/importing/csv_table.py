"""``csv``: any table with a header. Columns are recognised by what they are called, types by what they hold."""

from __future__ import annotations

from typing import Any, Final

from techtui.importing.csv_rows import Row, header_of, rows
from techtui.importing.draft import MOST_ENTRIES, Draft, Entry
from techtui.importing.inference import TYPED, guess
from techtui.importing.options import NONE, Options
from techtui.importing.result import Imported, ImportRefusedError
from techtui.importing.source import Source
from techtui.importing.texts import slug

_NAMES: Final = (
    *("name", "title", "technology", "tool", "product", "project", "library", "service"),
    *("component", "system", "application", "package", "item"),
)
_CATEGORIES: Final = (
    *("category", "quadrant", "group", "domain", "area", "section", "segment", "topic", "type"),
    "kind",
)
_TEXTS: Final = {
    "description": "summary",
    "summary": "summary",
    "tagline": "tagline",
    "short description": "tagline",
    "slogan": "tagline",
}
_LISTS: Final = {"strengths": "strengths", "pros": "strengths", "weaknesses": "weaknesses", "cons": "weaknesses", "aliases": "aliases"}  # fmt: skip
_WEBSITES: Final = ("website", "homepage", "home page", "url", "link")
_IDS: Final = ("id", "key", "slug")


def recognises(source: Source) -> bool:
    """Whether a file begins with a line of at least two columns."""
    return not source.is_folder and len(header_of(source.head)) > 1


def read(source: Source, options: Options = NONE) -> Imported:
    """Import a table.

    Raises:
        ImportRefusedError: If it can't be read as CSV, or a column is named that is not there.
    """
    draft = Draft(source, "csv", options.title)
    columns, found = rows(source.text, draft.losses)
    lines: list[Row] = []
    for row in found:
        if len(lines) < MOST_ENTRIES:
            lines.append(row)
        else:
            draft.losses.add(f"rows after the first {MOST_ENTRIES:,}, left out")
    roles = _Roles(columns, options)
    for column in columns:
        if column in roles.facts:
            _declare(draft, column, lines, options, roles)
    for row in lines:
        _add(draft, row, roles)
    return draft.finish()


class _Roles:
    """Which column means what."""

    def __init__(self, columns: list[str], options: Options) -> None:
        self.name = _chosen(columns, options.name) or _called(columns, _NAMES) or columns[0]
        self.category = _chosen(columns, options.category) or _called(columns, _CATEGORIES)
        self.id = _chosen(columns, options.id) or _called(columns, _IDS)
        if self.id == self.name:
            self.id = ""
        typed = {_chosen(columns, one): kind for one, kind in options.types.items()}
        special = {self.name, self.category, self.id}
        rest = [one for one in columns if one not in special]
        self.texts = {
            c: _TEXTS[c.casefold()] for c in rest if c.casefold() in _TEXTS and c not in typed
        }
        self.lists = {
            c: _LISTS[c.casefold()] for c in rest if c.casefold() in _LISTS and c not in typed
        }
        self.website = _called([one for one in rest if one not in typed], _WEBSITES)
        told = {*self.texts, *self.lists}
        self.facts: dict[str, tuple[str, str]] = {
            one: (slug(one), typed.get(one, "")) for one in rest if one not in told
        }


def _chosen(columns: list[str], named: str) -> str:
    if not named:
        return ""
    for one in columns:
        if one.casefold() == named.casefold():
            return one
    raise ImportRefusedError(f"there is no column “{named}”; the columns are {', '.join(columns)}")


def _called(columns: list[str], names: tuple[str, ...]) -> str:
    by_name = {one.casefold(): one for one in reversed(columns)}
    return next((by_name[one] for one in names if one in by_name), "")


def _declare(draft: Draft, column: str, lines: list[Row], options: Options, roles: _Roles) -> None:
    key, kind = roles.facts[column]
    if not kind:
        kind = guess([text for row in lines if (text := row.cells.get(column))], column)
    is_site = column == roles.website and kind == "link"
    more: dict[str, Any] = {"website": True} if is_site else {}
    taken = {one for one, known in roles.facts.values() if known}
    while key in taken and not roles.facts[column][1]:
        key += "-2"
    roles.facts[column] = (draft.attribute(key, column, kind, **more), kind)


def _add(draft: Draft, row: Row, roles: _Roles) -> None:
    cells, place = row.cells, f"line {row.line}"
    category = draft.category(cells.get(roles.category, ""))
    entry = draft.entry(cells.get(roles.name, ""), category, place, cells.get(roles.id, ""))
    if entry is None:
        return
    for column, field in roles.texts.items():
        draft.text(entry, field, cells.get(column, ""))
    for column, field in roles.lists.items():
        if found := TYPED["list"](cells.get(column, "")):
            entry.fields[field] = found
    for column, (attribute, kind) in roles.facts.items():
        if text := cells.get(column):
            _fact(draft, entry, attribute, kind, text)


def _fact(draft: Draft, entry: Entry, attribute: str, kind: str, text: str) -> None:
    if kind == "choice":
        draft.choose(entry, attribute, text)
    elif kind == "link":
        draft.link(entry, attribute, text)
    elif (value := TYPED[kind](text)) is not None:
        draft.fact(entry, attribute, value)
    else:
        draft.losses.add(f"cells that hold no {kind}, left out", f"{entry.name}: {text[:40]}")
