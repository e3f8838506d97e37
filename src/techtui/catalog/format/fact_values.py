"""Converts the content of facts: a value, the rows of a table, a choice over time.

A wrong cell is dropped; a row without its first cell is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from techtui.catalog.format import over_time
from techtui.catalog.format.values import Remark, convert
from techtui.catalog.messages import expected, quoted, suggest
from techtui.catalog.model import AttributeType
from techtui.catalog.sanitize import one_line

if TYPE_CHECKING:
    from techtui.catalog.format.values import Tell
    from techtui.catalog.model import Attribute, Cell, TableRow, Value

_MOST_REMARKS: Final = 20
"""A table may be a megabyte, with the same mistake in every row."""


class Held(NamedTuple):
    """The content of a fact.

    Args:
        value: Its value; for a table, the texts of its first column.
        rows: For a table: its rows.
        history: For a choice over time: moment -> choice; the last one is the value.
    """

    value: Value
    rows: tuple[TableRow, ...] = ()
    history: dict[int, str] | None = None


def held(raw: Any, attribute: Attribute, tell: Tell) -> Held | None:
    """Convert the TOML value of a fact.

    Args:
        raw: The TOML value.
        attribute: The attribute.
        tell: Called with everything that the attribute does not allow.

    Returns:
        The content; None if nothing of it is valid.
    """
    if attribute.type is AttributeType.TABLE:
        return _Rows(attribute, tell).held(raw)
    if attribute.type is AttributeType.SERIES:
        figures = over_time.series(raw, attribute, tell)
        return None if figures is None else Held(figures)
    if attribute.type is AttributeType.CHOICE and isinstance(raw, dict):
        history = over_time.choices(raw, attribute, tell)
        return None if history is None else Held(history[max(history)], history=history)
    value = convert(raw, attribute, tell)
    return None if value is None else Held(value)


class _Rows:
    """Converts the rows of a table."""

    def __init__(self, attribute: Attribute, tell: Tell) -> None:
        self._columns = {column.key: column for column in attribute.columns}
        self._told = 0
        self._tell_of_fact = tell

    def held(self, raw: Any) -> Held | None:
        if not self._columns:
            return None  # reported with the attribute
        names = ", ".join(f"{quoted(key)} = …" for key in list(self._columns)[:3])
        hint = f"write [{{ {names} }}]"
        if not isinstance(raw, list):
            self._tell(Remark("wrong-type", expected("a list of rows", raw), hint))
            return None
        if not raw:
            self._tell(Remark("empty-list", "the table has no rows", "leave the fact out"))
        rows: list[TableRow] = []
        for at, row in enumerate(raw):
            if not isinstance(row, dict):
                words = expected("a row", row), hint
                self._tell(Remark("wrong-type", *words, at=(at,)))
            elif (cells := self._row(at, row)) is not None:
                rows.append(cells)
        if not rows:
            return None
        first = next(iter(self._columns.values()))
        keys = dict.fromkeys(_key_text(first, cells[0]) for cells in rows)
        return Held(tuple(keys), tuple(rows))

    def _row(self, at: int, row: dict[str, Any]) -> TableRow | None:
        for key in row:
            if key not in self._columns:
                words = f"“{quoted(key)}” is no column of the table", suggest(key, self._columns)
                self._tell(Remark("unknown-key", *words, at=(at, key)))
        cells = tuple(
            self._cell(at, key, row[key]) if key in row else None for key in self._columns
        )
        if cells[0] is not None:
            return cells
        key = next(iter(self._columns))
        if key not in row:
            words = f"the row has no “{quoted(key)}”", "the first column tells rows apart"
            self._tell(Remark("missing-key", *words, at=(at,)))
        return None

    def _cell(self, at: int, key: str, raw: Any) -> Cell | None:
        def tell(remark: Remark) -> None:
            self._tell(remark._replace(at=(at, key, *remark.place)))

        value = convert(raw, self._columns[key], tell)
        if isinstance(value, dict):  # no column is a series
            return None
        return one_line(value) if isinstance(value, str) else value

    def _tell(self, remark: Remark) -> None:
        self._told += 1
        if self._told <= _MOST_REMARKS:
            self._tell_of_fact(remark)


def _key_text(column: Attribute, cell: Cell | None) -> str:
    match cell:
        case bool():
            return "yes" if cell else "no"
        case tuple():
            return ", ".join(cell)
        case str():
            return column.choices.get(cell, cell)
        case _:
            return str(cell)
