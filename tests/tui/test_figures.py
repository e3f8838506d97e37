"""Figures of any size are drawn: as little bars, as a chart on the screen, as a chart of a website."""

from __future__ import annotations

import re
from itertools import combinations_with_replacement
from math import isfinite
from typing import Final

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from techtui.catalog.comparison import ComparedRow, Verdict
from techtui.catalog.decide.scale import Between
from techtui.catalog.model import Attribute, AttributeType
from techtui.catalog.proportions import position_between
from techtui.pages.values import BLOCKS, number_text, sparkline
from techtui.publish.charts import Line, chart
from techtui.tui.chrome.themes import with_shades
from techtui.tui.screens.compare.plot import TrendPlot, _round_steps
from techtui.tui.screens.compare.series import Trend
from tests.examples import examples

MOST: Final = 1.7976931348623157e308
EXTREMES: Final = (
    0,
    1,
    -1,
    5e-324,
    1e-13,
    3e-310,
    -2e-9,
    1e15,
    1e15 + 0.125,
    2**63 - 1,
    MOST,
    -MOST,
)
FIGURES = (
    st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(-(2**63), 2**63 - 1)
    | st.sampled_from(EXTREMES)
)
SERIES = st.dictionaries(
    st.integers(1, 9999) | st.integers(2020, 2026), FIGURES, min_size=1, max_size=4
)
RELAXED = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    max_examples=examples(150),
)
FIGURE: Final = Attribute("a", "A", AttributeType.SERIES)


def trend(*series: dict[int, float]) -> Trend:
    """A trend of some series."""
    return Trend(ComparedRow(FIGURE, (), Verdict.DIFFERENT), series)


@given(SERIES, SERIES)
@settings(RELAXED)
def test_little_bars_are_higher_for_more(series: dict[int, float], other: dict[int, float]) -> None:
    both = trend(series, other)
    for bars in (sparkline(series), both.sparkline(0, 9999)):
        drawn = [one for one in bars if one in BLOCKS]
        by_year = [series[year] for year in sorted(series)]
        assert len(drawn) == len(series)
        for bar, number in zip(drawn, by_year, strict=True):
            assert all(bar >= drawn[at] for at, one in enumerate(by_year) if one < number)
    assert both.runs(0)


@given(FIGURES, FIGURES, st.integers(3, 20))
@example(0.0, 5e-324, 3)
@example(-MOST, MOST, 20)
@settings(RELAXED)
def test_a_scale_holds_all_its_figures(one: float, other: float, most: int) -> None:
    low, high = sorted(map(float, (one, other)))
    steps = _round_steps(low, high, most)
    assert steps == sorted(steps)
    assert steps[0] <= low <= high <= steps[-1]
    # Beside the least numbers that a computer knows there is no room for a step.
    assert steps[0] < steps[-1] or abs(high) < 1e-320
    assert len(steps) <= most + 2
    assert all(map(isfinite, steps))


@given(FIGURES, FIGURES, FIGURES)
@settings(RELAXED)
def test_what_is_between_two_numbers_has_a_place_there(a: float, b: float, c: float) -> None:
    low, number, high = sorted((a, b, c))
    assert 0 <= position_between(number, low, high) <= 1
    assert 0 <= position_between(number, high, low) <= 1
    up = Between(FIGURE, {}, low, high, lower=False, magnitudes=False)
    down = Between(FIGURE, {}, high, low, lower=True, magnitudes=False)
    for scale in (up, down):
        score = scale.of({2026: number})
        assert score is not None
        assert 0 <= score <= 1


@given(SERIES, SERIES)
@settings(RELAXED)
def test_a_chart_of_a_website_stays_in_its_frame(
    series: dict[int, float], other: dict[int, float]
) -> None:
    drawn = chart("Sold", "", [Line("A", series), Line("B", other)])
    places = re.findall(r"[ML](\d+) (\d+)", drawn)
    assert len(places) >= len(series) + len(other)
    assert all(0 <= int(x) <= 640 and 0 <= int(y) <= 220 for x, y in places)


class _Drawn(App[None]):
    def get_css_variables(self) -> dict[str, str]:
        self.theme_variables = with_shades(super().get_css_variables())
        return self.theme_variables

    def compose(self) -> ComposeResult:
        yield TrendPlot()


async def test_a_chart_draws_every_figure_and_names_the_ends_of_its_scale() -> None:
    app = _Drawn()
    async with app.run_test(size=(80, 24)) as pilot:
        plot = app.query_one(TrendPlot)
        plot.styles.height = 20
        await pilot.pause()
        for one, other in combinations_with_replacement(EXTREMES, 2):
            for series in (({2020: one}, {2022: other}), ({2020: one, 2021: other},)):
                plot.trend = both = trend(*series)
                text = plot.render().plain
                assert sum(text.count(marker) for marker in "●▲✱") == 2, (one, other, text)
                rows = (plot.size.height - 2) // 3
                steps = _round_steps(both.low, both.high, rows)
                assert number_text(steps[0]) in text
                assert number_text(steps[-1]) in text
        for width, height in ((1, 1), (2, 9), (7, 3), (30, 4)):
            plot.styles.width, plot.styles.height = width, height
            await pilot.pause()
            assert plot.render().plain
