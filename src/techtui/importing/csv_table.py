"""``csv``: any table with a header. Columns are recognised by their names, types by their values."""

from __future__ import annotations

from typing import Any, Final

from techtui.importing.csv_rows import CsvRow, header_of, rows
from techtui.importing.draft import MOST_ENTRIES, Draft, DraftEntry
from techtui.importing.inference import TYPED, guess
from techtui.importing.options import NONE, ImportOptions
from techtui.importing.result import Imported, ImportRefusedError
from techtui.importing.source import ImportedFiles
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
_NOTHING: Final = frozenset(("n/a", "#n/a", "null", "nan", "-", "–", "—", "?"))
"""Cells that say that there is no value. Not “none” and “na”, which can be values."""


def recognises(source: ImportedFiles) -> bool:
    """Return whether a file begins with a line of at least two columns."""
    return not source.is_folder and len(header_of(source.head)) > 1


def read(source: ImportedFiles, options: ImportOptions = NONE) -> Imported:
    """Import a table.

    Raises:
        ImportRefusedError: If it can't be read as CSV, or an option names a missing column.
    """
    draft = Draft(source, "csv", options.title)
    columns, found = rows(source.text, draft.losses)
    lines: list[CsvRow] = []
    for row in found:
        if len(lines) < MOST_ENTRIES:
            lines.append(row)
        else:
            draft.losses.add(f"rows after the first {MOST_ENTRIES:,}, left out")
    roles = _Roles(columns, lines, options)
    draft.guesses += roles.guesses
    for column in columns:
        if column in roles.facts:
            _declare(draft, column, lines, options, roles)
    for row in lines:
        _add(draft, row, roles)
    return draft.finish()


class _Roles:
    """The meaning of the columns."""

    def __init__(self, columns: list[str], lines: list[CsvRow], options: ImportOptions) -> None:
        self.guesses: list[str] = []
        self.name = _chosen(columns, options.name) or _called(columns, _NAMES)
        self.category = _chosen(columns, options.category) or _called(columns, _CATEGORIES)
        rest = [one for one in columns if one not in options.types]
        if not self.name:
            self.name = _telling(rest, lines) or columns[0]
            self.guesses.append(f"names are from the column “{self.name}”; --name says another")
        if not self.category and (guessed := _dividing(rest, lines, self.name)):
            self.category = guessed
            self.guesses.append(
                f"categories are from the column “{guessed}”; --category says another"
            )
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


def _telling(columns: list[str], lines: list[CsvRow]) -> str:
    """Return the first column whose cells are all filled and different, preferably one named like a name."""
    for column in sorted(columns, key=_unlike_a_name):
        cells = [_told(row, column) for row in lines]
        different = all(cells) and len(set(cells)) == len(cells)
        if different and guess(cells, column) in ("text", "version"):
            return column
    return ""


def _unlike_a_name(column: str) -> int:
    """Return 0 for “Display name”, 1 for “name_fr”, and 2 for others."""
    folded = column.casefold()
    return 0 if folded.endswith("name") else 1 if "name" in folded else 2


def _told(row: CsvRow, column: str) -> str:
    """Return the text of a cell; empty where it says that there is none."""
    text = row.cells.get(column, "")
    return "" if text.casefold() in _NOTHING else text


def _dividing(columns: list[str], lines: list[CsvRow], name: str) -> str:
    """Return the first column with few different, often repeated words."""
    for column in columns:
        cells = [text for row in lines if (text := _told(row, column))]
        mostly_filled = len(cells) * 10 >= len(lines) * 9 and len(set(cells)) > 1
        are_words = all(any(map(str.isalpha, one)) for one in set(cells))
        if column != name and mostly_filled and are_words and guess(cells, column) == "choice":
            return column
    return ""


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


def _declare(
    draft: Draft, column: str, lines: list[CsvRow], options: ImportOptions, roles: _Roles
) -> None:
    key, kind = roles.facts[column]
    if not kind:
        kind = guess([text for row in lines if (text := _told(row, column))], column)
    is_site = column == roles.website and kind == "link"
    more: dict[str, Any] = {"website": True} if is_site else {}
    taken = {one for one, known in roles.facts.values() if known}
    while key in taken and not roles.facts[column][1]:
        key += "-2"
    roles.facts[column] = (draft.attribute(key, column.replace("_", " "), kind, **more), kind)


def _add(draft: Draft, row: CsvRow, roles: _Roles) -> None:
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
        if text := _told(row, column):
            _fact(draft, entry, attribute, kind, text)
        elif cells.get(column):
            draft.losses.add("cells that say there is no value (N/A, -), left out", place)


def _fact(draft: Draft, entry: DraftEntry, attribute: str, kind: str, text: str) -> None:
    if kind == "choice":
        draft.choose(entry, attribute, text)
    elif kind == "link":
        draft.link(entry, attribute, text)
    elif (value := TYPED[kind](text)) is not None:
        draft.fact(entry, attribute, value)
    else:
        draft.losses.add(f"cells that hold no {kind}, left out", f"{entry.name}: {text[:40]}")
