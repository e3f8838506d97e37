"""Series to draw: runs of years (or months, or days) without a gap, and sparklines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from techtui.catalog.comparison import ComparedRow, Comparison
from techtui.catalog.moments import Grain, finest, step_of, step_text
from techtui.catalog.proportions import position_between
from techtui.pages.values import BLOCKS


@dataclass(frozen=True)
class Trend:
    """A series attribute of the compared technologies.

    Args:
        row: The row of the comparison.
        series: One per technology, in order, by the years, months or days that `step_of` counts; None if the catalog has no
            figures.
        grain: The unit of time.
    """

    row: ComparedRow
    series: tuple[dict[int, float] | None, ...]
    grain: Grain = "year"

    @property
    def years(self) -> Sequence[int]:
        """The years (or months) from the first to the last of any technology; for days only those with a figure."""
        known = {year for one in self.series if one for year in one}
        if self.grain == "day":
            return sorted(known)
        return range(min(known), max(known) + 1)

    def label(self, year: int) -> str:
        """Return a year, month or day in its written form."""
        return step_text(year, self.grain)

    @property
    def low(self) -> float:
        """The lower end of the scale: 0, unless that would squeeze all lines into the upper half, or below 0."""
        lowest = min(number for one in self.series if one for number in one.values())
        return lowest if lowest < 0 or lowest > self.high / 2 else 0.0

    @property
    def begins_at_zero(self) -> bool:
        """Whether heights are proportional to figures; if not, the chart says so."""
        return self.low <= 0

    @property
    def high(self) -> float:
        """The highest figure."""
        return max(number for one in self.series if one for number in one.values())

    def runs(self, at: int) -> list[list[tuple[int, float]]]:
        """Return the figures of one technology as lines to draw.

        A line ends where a year is missing, because what happened in between is unknown. Figures that come every few years are
        joined at that distance.
        """
        series = self.series[at] or {}
        step = min(
            (later - year for one in self.series if one for year, later in pairwise(sorted(one))),
            default=1,
        )
        runs: list[list[tuple[int, float]]] = []
        for year in sorted(series):
            if runs and year - runs[-1][-1][0] <= step:
                runs[-1].append((year, series[year]))
            else:
                runs.append([(year, series[year])])
        return runs

    def sparkline(self, at: int, most: int) -> str:
        """Return the figures of one technology as a sparkline, a character a year, scaled from 0 to the highest figure of all.

        Args:
            at: The position of the technology.
            most: The number of latest years to show.
        """
        series = self.series[at] or {}
        low, high = min(0.0, self.low), self.high
        # Not up to the full block, so that sparklines below each other do not touch.
        return "".join(
            BLOCKS[1 + round(position_between(series[year], low, high) * 6)]
            if year in series
            else "·"
            for year in self.years[-most:]
        )


def trends(comparison: Comparison) -> list[Trend]:
    """Return the trends of a comparison, in the order of its rows."""
    found = []
    for row in comparison.rows:
        values = [fact.value if fact is not None else None for fact in row.facts]
        series = [value if isinstance(value, dict) else None for value in values]
        if any(series):
            grain = finest(moment for one in series if one for moment in one)
            counted = tuple(
                {step_of(moment, grain): number for moment, number in one.items()} if one else None
                for one in series
            )
            found.append(Trend(row, counted, grain))
    return found
