"""What was measured: rows of values, beside what a baseline needed in the same turn."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from benchmarks.terminal import Missed


@dataclass
class Row:
    """One line of the table.

    Args:
        unit: Of the values.
        against: What the ratio compares with.
    """

    unit: str
    against: str
    values: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """What the table shows of it."""
        if not self.values:
            return (
                self.note or f"failed: {self.failures[0] if self.failures else 'never measured'}",
            )
        ordered = sorted(self.values)
        p95 = ordered[math.ceil(0.95 * len(ordered)) - 1]
        ratio = f"{statistics.median(self.ratios):.2f} x {self.against}" if self.ratios else ""
        if self.failures:
            ratio += f"  ({len(self.failures)} failed: {self.failures[0]})"
        numbers = (statistics.median(ordered), p95, ordered[0], ordered[-1])
        return (str(len(ordered)), *(_number(number) for number in numbers), self.unit, ratio)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


class Table:
    """What was measured, in the order in which rows were first named."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}

    def row(self, name: str, unit: str = "ms", against: str = "") -> Row:
        """The row of this name."""
        return self.rows.setdefault(name, Row(unit, against))

    def add(
        self,
        name: str,
        value: float,
        base: float | None = None,
        unit: str = "ms",
        against: str = "",
    ) -> None:
        """Add a value, with what the neighbour needed."""
        row = self.row(name, unit, against)
        row.values.append(value)
        if base:
            row.ratios.append(value / base)

    @property
    def failed(self) -> bool:
        """Whether something could not be measured."""
        return any(row.failures for row in self.rows.values())

    @contextmanager
    def attempt(self, name: str) -> Iterator[None]:
        """Whatever goes wrong inside is a failure of this row, and the rest goes on."""
        try:
            yield
        except Exception as error:
            kind = "" if isinstance(error, Missed) else f"{type(error).__name__}: "
            self.row(name).failures.append(f"{kind}{error}")

    def __str__(self) -> str:
        head = ("", "n", "median", "p95", "min", "max", "", "ratio")
        lines = [head, *((name, *row.cells()) for name, row in self.rows.items())]
        full = [line for line in lines if len(line) == len(head)]
        widths = [max(len(line[at]) for line in full) for at in range(len(head))]
        widths[0] = max(len(line[0]) for line in lines)
        return "\n".join(_line(line, widths) for line in lines)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    first, *rest = cells
    if len(rest) == 1:
        return f"{first:<{widths[0]}}  {rest[0]}"
    *numbers, unit, ratio = rest
    middle = "  ".join(
        f"{number:>{width}}" for number, width in zip(numbers, widths[1:], strict=False)
    )
    return f"{first:<{widths[0]}}  {middle} {unit:<{widths[-2]}}  {ratio}".rstrip()
