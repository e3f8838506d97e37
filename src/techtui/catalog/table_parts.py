"""Aligns tables by their first column: for each first cell, the rows of each technology."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from techtui.catalog.model import Attribute, Fact
from techtui.catalog.sort_keys import sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from techtui.catalog.model import Cell, TableRow


class Part(NamedTuple):
    """The rows of some technologies that begin with the same cell.

    Args:
        attribute: The table, named after the cell.
        facts: For each technology, a fact with those rows; None if it has none.
        better: The positions of the technologies with the best cell, if exactly one column says which end is better.
    """

    attribute: Attribute
    facts: tuple[Fact | None, ...]
    better: tuple[int, ...]


def parts_of(table: Attribute, facts: Sequence[Fact | None]) -> list[Part]:
    """Return the parts of tables, in the order in which their first cells appear.

    Args:
        table: The attribute of the tables.
        facts: A fact for each technology; None if the catalog has none.

    Returns:
        The parts; empty if no two tables have a first cell in common.
    """
    found = [_by_first_cell(fact) for fact in facts]
    names = {cell: name for each in found for cell, (name, _) in each.items()}
    if not any(sum(cell in each for each in found) > 1 for cell in names):
        return []
    ordered = [column for column in table.columns[1:] if column.better]
    column = ordered[0] if len(ordered) == 1 else None
    parts = []
    for cell, name in names.items():
        # Ids of a catalog contain no line breaks.
        attribute = replace(table, id=f"{table.id}\n{name}", name=name, group=table.name)
        rows = [each[cell][1] if cell in each else () for each in found]
        of_part = tuple(
            replace(fact, value=(name,), rows=those) if fact is not None and those else None
            for fact, those in zip(facts, rows, strict=True)
        )
        better = _better(column, table.columns.index(column), rows) if column else ()
        parts.append(Part(attribute, of_part, better))
    return parts


def _by_first_cell(fact: Fact | None) -> dict[Cell | None, tuple[str, tuple[TableRow, ...]]]:
    if fact is None or not fact.rows:
        return {}
    assert isinstance(fact.value, tuple)
    # Equal cells have the same text, and the texts are in the order of the rows.
    names = dict(zip(dict.fromkeys(row[0] for row in fact.rows), fact.value, strict=False))
    found: dict[Cell | None, tuple[str, tuple[TableRow, ...]]] = {}
    for row in fact.rows:
        name, rows = found.get(row[0], (names.get(row[0], ""), ()))
        found[row[0]] = name, (*rows, row)
    return found


def _better(column: Attribute, at: int, rows: Sequence[tuple[TableRow, ...]]) -> tuple[int, ...]:
    """Return the positions of the best cells; empty if a cell is missing, there are several, or all are equal."""
    keys = []
    for those in rows:
        cell = those[0][at] if len(those) == 1 else None
        if cell is None:
            return ()
        keys.append(sort_key(column, cell))
    best = max(keys) if column.better == "higher" else min(keys)
    better = tuple(place for place, key in enumerate(keys) if key == best)
    return () if len(better) == len(keys) else better
