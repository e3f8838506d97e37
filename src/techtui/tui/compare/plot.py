"""Draws one trend as a line chart."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.color import Color, ColorType
from rich.style import Style
from rich.text import Text
from textual.reactive import reactive
from textual_plotext import PlotextPlot

from techtui.formats.plain import number_text
from techtui.tui.compare.series import Trend

MARKERS: Final = "●▲■◆"
"""One for each technology, so that lines can be told apart without colour."""
COLOURS: Final = ("first", "second", "third", "fourth")
"""The component classes that go with them."""


class TrendPlot(PlotextPlot):
    """A line for each technology. Names stand in the legend beside it, never in the drawing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"plot--{name}" for name in COLOURS} | {"plot--axis"}
    DEFAULT_CSS = """
    TrendPlot {
        & > .plot--first { color: $text-primary; }
        & > .plot--second { color: $text-warning; }
        & > .plot--third { color: $text-success; }
        & > .plot--fourth { color: $text-error; }
        & > .plot--axis { color: $muted; }
    }
    """
    ALLOW_SELECT = False

    trend: reactive[Trend | None] = reactive[Trend | None](None)
    """What to draw."""

    def __init__(self) -> None:
        super().__init__()
        # The colours are ours, and change with the theme; Plotext's own themes stay out of it.
        self.theme = "textual-clear"

    def style_of(self, at: int) -> Style:
        """The style of a technology's line."""
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
        return text

    def _draw(self) -> None:
        trend = self.trend
        if trend is None or not self.size:
            return
        plt = self.plt
        plt.clear_figure()
        axis = _plotext_colour(self.get_component_rich_style("plot--axis", partial=True))
        plt.xaxes(True, False)
        plt.yaxes(True, False)
        self._scale(trend)
        shown = [at for at, series in enumerate(trend.series) if series]
        for at in shown:
            colour = _plotext_colour(self.style_of(at))
            for run in trend.runs(at):
                if len(run) > 1:
                    plt.plot([year for year, _ in run], [number for _, number in run], marker="braille", color=colour)
        # Markers after all lines, so that no line hides one.
        for at in shown:
            series = trend.series[at] or {}
            plt.scatter(list(series), list(series.values()), marker=MARKERS[at % len(MARKERS)], color=_plotext_colour(self.style_of(at)))
        plt.axes_color("default")
        plt.ticks_color(axis)
        self.refresh()

    def _scale(self, trend: Trend) -> None:
        plt = self.plt
        years = trend.years
        # A label takes four cells and wants some air.
        every = max(1, -(-len(years) * 7 // max(1, self.size.width - 10)))
        ticks = [year for year in years if (years[-1] - year) % every == 0]
        plt.xticks([float(year) for year in ticks], [str(year) for year in ticks])
        plt.xlim(years[0] - 0.3, years[-1] + 0.3)
        steps = _round_steps(trend.low, trend.high, max(2, (self.size.height - 2) // 3))
        plt.yticks(steps, [number_text(step) for step in steps])
        plt.ylim(steps[0], max(steps[-1], trend.high))


def _round_steps(low: float, high: float, most: int) -> list[float]:
    """Round numbers from at most ``low`` to at least ``high``."""
    from math import ceil, floor, log10

    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** floor(log10(span / most))
    size = next(power * times for times in (1, 2, 2.5, 5, 10) if power * times * most >= span * (1 - 1e-9))
    first, last = floor(low / size), ceil(high / size - 1e-9)
    return [round(step * size, 12) for step in range(first, max(last, first + 1) + 1)]


def _plotext_colour(style: Style) -> str | tuple[int, int, int]:
    colour: Color | None = style.color
    if colour is None or colour.type is ColorType.DEFAULT:
        return "default"
    return tuple(colour.get_truecolor())
