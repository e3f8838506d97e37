"""Draws a trend as a line chart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor
from sys import float_info
from typing import ClassVar, Final

from rich.color import Color, ColorType
from rich.style import Style
from rich.text import Text
from textual.reactive import reactive
from textual_plotext import PlotextPlot

from techtui.catalog.proportions import position_between
from techtui.pages.values import number_text
from techtui.tui.screens.compare.series import Trend

MARKERS: Final = "●▲■◆"
"""A marker for each technology, so that lines can be told apart without colours."""
SEVERAL: Final = "✱"
"""The marker where figures of several technologies share a cell."""
COLOURS: Final = ("first", "second", "third", "fourth")
"""The component classes of the markers."""
_TIMES: Final = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))
"""What a power of ten is multiplied by to be a round number."""


class TrendPlot(PlotextPlot):
    """A line for each technology. Names are in the legend beside it, never in the drawing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"plot--{name}" for name in COLOURS} | {"plot--axis"}
    DEFAULT_CSS = """
    TrendPlot {
        & > .plot--first { color: $primary; }
        & > .plot--second { color: $warning; }
        & > .plot--third { color: $success; }
        & > .plot--fourth { color: $error; }
        & > .plot--axis { color: $muted; }
    }
    """
    ALLOW_SELECT = False

    trend: reactive[Trend | None] = reactive[Trend | None](None)
    """The trend to draw."""

    def __init__(self) -> None:
        super().__init__()
        # The colours are ours, and change with the theme; Plotext's own themes are not used.
        self.theme = "textual-clear"

    def style_of(self, at: int) -> Style:
        """Return the style of a technology's line."""
        return self.get_component_rich_style(f"plot--{COLOURS[at % len(COLOURS)]}", partial=True)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._draw()

    def watch_trend(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def render(self) -> Text:
        text = super().render()
        assert isinstance(text, Text)
        # Plotext's axes are not used: its themes would override the settings.
        text.stylize_before(self.get_component_rich_style("plot--axis", partial=True))
        return text

    def _draw(self) -> None:
        trend = self.trend
        if trend is None or not self.size:
            return
        plt = self.plt
        plt.clear_figure()
        plt.xaxes(True, False)
        plt.yaxes(True, False)
        x, y = self._scales(trend)
        shown = [at for at, series in enumerate(trend.series) if series]
        for at in shown:
            colour = _plotext_colour(self.style_of(at))
            for run in trend.runs(at):
                if len(run) > 1:
                    plt.plot(
                        [x.share(year) for year, _ in run],
                        [y.share(number) for _, number in run],
                        marker="braille",
                        color=colour,
                    )
        # Markers are drawn after all lines, so that no line hides one.
        for (across, up), there in self._cells(trend, x, y).items():
            marker = MARKERS[there[0] % len(MARKERS)] if len(there) == 1 else SEVERAL
            colour = _plotext_colour(self.style_of(there[0])) if len(there) == 1 else "default"
            plt.scatter([across], [up], marker=marker, color=colour)
        self.refresh()

    def _cells(self, trend: Trend, x: _Scale, y: _Scale) -> dict[tuple[float, float], list[int]]:
        cells: dict[tuple[float, float], list[int]] = {}
        for at, series in enumerate(trend.series):
            for year, number in (series or {}).items():
                cells.setdefault((x.middle(year), y.middle(number)), []).append(at)
        return cells

    def _scales(self, trend: Trend) -> tuple[_Scale, _Scale]:
        plt = self.plt
        # Two lines are for the years and their axis, one column for the axis of numbers.
        cells = max(2, self.size.height - 2)
        steps = _round_steps(trend.low, trend.high, max(3, cells // 3))
        # Up to the next step, so that the top has a number, too.
        y = _Scale(steps[0], steps[-1], cells, 4)
        names = [number_text(step) for step in steps]
        plt.ylim(0, 1)
        plt.yticks([y.middle(step) for step in steps], names)
        years = trend.years
        # For years, a third of one; for days, labels would be in the corners.
        spread = 1 if trend.grain == "year" else max(1, (years[-1] - years[0]) / 24)
        x = _Scale(
            years[0] - 0.3 * spread,
            years[-1] + 0.3 * spread,
            max(2, self.size.width - 1 - max(len(name) for name in names)),
            2,
        )
        plt.xlim(0, 1)
        # A year takes four cells, and some space.
        cells = len(trend.label(years[-1])) + 3
        every = max(1, -(-(years[-1] - years[0] + 1) * cells // max(1, x.cells)))
        ticks = [years[-1]]
        for year in reversed(years):
            if ticks[-1] - year >= every:
                ticks.append(year)
        ticks.reverse()
        plt.xticks([x.middle(year) for year in ticks], [trend.label(year) for year in ticks])
        return x, y


@dataclass(frozen=True)
class _Scale:
    """An axis, on which Plotext draws from 0 to 1: it can't draw numbers near the ends of what a computer can count.

    Plotext rounds a line to dots and a marker to cells, which can differ by one cell; this aligns them.

    Args:
        low: The lower end.
        high: The upper end.
        cells: Its length in cells.
        dots: The dots of a line in a cell.
    """

    low: float
    high: float
    cells: int
    dots: int

    def share(self, value: float) -> float:
        """Return the place of a value, from 0 to 1."""
        return position_between(value, self.low, self.high)

    def middle(self, value: float) -> float:
        """Return the place whose marker is in the same cell as the line through ``value``."""
        cell = int(0.5 + (self.cells * self.dots - 1) * self.share(value)) // self.dots
        return cell / max(1, self.cells - 1)


def _round_steps(low: float, high: float, most: int) -> list[float]:
    """Return round numbers from at most ``low`` to at least ``high``, at least two."""
    # As they are written: the numbers of a computer are rarely round, and end where the next step may be.
    bottom, top = Decimal(str(low)), Decimal(str(high))
    span = (top - bottom) or abs(top) or Decimal(1)
    power = Decimal(1).scaleb((span / most).adjusted())
    size = next(size for times in _TIMES if (size := power * times) * most >= span)
    first, last = floor(bottom / size), ceil(top / size)
    steps = (float(step * size) for step in range(first, max(last, first + 1) + 1))
    return [max(-float_info.max, min(step, float_info.max)) for step in steps]


def _plotext_colour(style: Style) -> str | tuple[int, int, int]:
    colour: Color | None = style.color
    if colour is None or colour.type is ColorType.DEFAULT:
        return "default"
    red, green, blue = colour.get_truecolor()
    return red, green, blue
