"""Figures over the years. On guitars, so that no shipped fact matters."""

from __future__ import annotations

import sys

import pytest

from techtui.catalog.comparison import ComparedRow, Verdict, compare
from techtui.catalog.format.loader import build, layer_of
from techtui.catalog.model import Attribute, AttributeType, Catalog
from techtui.catalog.refs import Ref
from techtui.tui.screens.compare.plot import _round_steps
from techtui.tui.screens.compare.series import Trend, trends
from tests.conftest import GUITARS
from tests.journeys.conftest import Open

PAIR = ("tele", "lp")
REPAIRS = """
format = 1
[attributes.sold]
help = "Counted by the makers; since 2024 without copies."
[attributes.repairs]
name = "Repairs [b]"
type = "series"
group = "Money"
[technologies.tele.facts]
repairs = { value = { 2010 = 3, 2011 = 4 }, source = "museum", note = "Only one workshop." }
"""


def with_repairs() -> Catalog:
    """The guitars, with one more series."""
    return build([layer_of("guitars.toml", GUITARS.read_text()), layer_of("repairs.toml", REPAIRS)])


def trend(*series: dict[int, float] | None) -> Trend:
    """A trend of some series."""
    return Trend(
        ComparedRow(Attribute("a", "A", AttributeType.SERIES), (), Verdict.DIFFERENT), series
    )


def test_a_line_ends_where_a_year_is_left_out() -> None:
    gap = trend({2017: 1, 2018: 2, 2020: 3}, None)
    assert gap.runs(0) == [[(2017, 1), (2018, 2)], [(2020, 3)]]
    assert gap.runs(1) == []


def test_figures_every_few_years_are_joined() -> None:
    assert trend({2010: 1, 2015: 2, 2020: 3}).runs(0) == [[(2010, 1), (2015, 2), (2020, 3)]]


def test_little_bars_share_years_and_scale() -> None:
    both = trend({2020: 10, 2021: 5}, {2021: 10, 2022: 0})
    assert both.sparkline(0, 60) == "▇▄·"
    assert both.sparkline(1, 60) == "·▇▁"
    assert both.sparkline(1, 2) == "▇▁"


def test_months_are_drawn_by_the_month_and_beside_years_it_is_said() -> None:
    months = "format = 1\n[technologies.{}.facts]\nsold = {}\n"
    layers = [
        layer_of("guitars.toml", GUITARS.read_text()),
        layer_of("tele.toml", months.format("tele", "{ 2025-11 = 1, 2026-02 = 3 }")),
        layer_of("lp.toml", months.format("lp", "{ 2025-12 = 2 }")),
    ]
    catalog = build(layers)
    (sold,) = trends(compare(catalog, [catalog.technologies[one] for one in PAIR]))
    assert [sold.label(one) for one in sold.years] == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert sold.sparkline(0, 60) == "▃··▇"


async def test_the_chart_of_days_and_the_notes_of_a_mixture(explore: Open) -> None:
    days = layer_of(
        "days.toml",
        "format = 1\n[technologies.tele.facts]\nsold = { 2025-11-03 = 1, 2025-12-24 = 3 }\n",
    )
    catalog = build([layer_of("guitars.toml", GUITARS.read_text()), days])
    async with explore(catalog, compare=PAIR) as explorer:
        await explorer.press("t")
        assert explorer.row("Sold in thousand, 2023-01-01–2025-12-24")
        assert explorer.row("● Telecaster 3 thousand in 2025-12-24", "in 2025  ")
        assert "Figures of years beside days" in explorer.screen_text


def test_only_series_are_drawn(guitars: Catalog) -> None:
    comparison = compare(guitars, [guitars.technologies[one] for one in ("tele", "dread")])
    assert [(one.row.attribute.id, one.series[1]) for one in trends(comparison)] == [("sold", None)]


async def test_t_draws_all_lines_with_legend_unit_years_and_source(explore: Open) -> None:
    async with explore(with_repairs(), compare=("tele", "lp", "dread")) as explorer:
        await explorer.press("t")
        assert explorer.row("Sold in thousand, 2023–2025")
        assert explorer.row(
            "● Telecaster 12 thousand in 2025",
            "▲ Les Paul 8.5 thousand in 2025",
            "■ Dreadnought [D-28] –",
        )
        assert "since 2024 without copies" in explorer.screen_text
        assert "Guitar museum, catalogue" in explorer.screen_text
        assert explorer.row("2023", "2024", "2025")
        plot = "\n".join(explorer.screen_text.splitlines()[7:])
        assert plot.count("●") == 3
        assert plot.count("▲") == 2
        await explorer.press("escape")
        assert explorer.row("Telecaster ⇄ Les Paul")


async def test_other_figures_are_reached_by_arrow_number_and_mouse(explore: Open) -> None:
    async with explore(with_repairs(), compare=PAIR) as explorer:
        await explorer.press("t")
        assert explorer.row("1 Sold", "2 Repairs [b]")
        for go in (["right"], ["2"], ["left"]):
            await explorer.press(*go)
            assert explorer.row("Repairs [b], 2010–2011")
            assert explorer.row("Telecaster: Only one workshop.")
            await explorer.press("1")
            assert explorer.row("Sold in thousand, 2023–2025")
        await explorer.click("2 Repairs")
        assert explorer.row("Repairs [b], 2010–2011")
        await explorer.press("9")
        assert explorer.row("Repairs [b], 2010–2011")


async def test_it_begins_with_the_row_of_the_cursor(explore: Open) -> None:
    async with explore(with_repairs(), compare=PAIR) as explorer:
        await explorer.press("slash", *"repairs", "enter", "t")
        assert explorer.row("Repairs [b], 2010–2011")


async def test_below_60_columns_each_has_a_line_of_little_bars(explore: Open) -> None:
    async with explore(with_repairs(), size=(50, 24), compare=PAIR) as explorer:
        await explorer.press("t")
        assert explorer.row("Telecaster", "▆▇▇", "12 thousand in 2025")
        assert explorer.row("Les Paul", "12 thousand") == ""
        assert "●" not in explorer.screen_text
        assert "since 2024" in explorer.screen_text


async def test_however_long_names_and_figures_are_each_has_one_line(explore: Open) -> None:
    long = (
        '[attributes.sold]\nname = "Sold in a long year"\nunit = "thousand and more of them"\n'
        f'[technologies.tele]\nname = "Tele{"手" * 60}"\n[technologies.lp]\nname = "Les{"w" * 500}"\n'
        f"[technologies.lp.facts]\nsold = {{ {', '.join(f'{year} = {year}' for year in range(1990, 2026))} }}\n"
    )
    catalog = build(
        [
            layer_of("guitars.toml", GUITARS.read_text()),
            layer_of("repairs.toml", REPAIRS.replace("Repairs", "Repairs " * 30)),
            layer_of("long.toml", f"format = 1\n{long}"),
        ]
    )
    async with explore(catalog, size=(100, 30), compare=PAIR) as explorer:
        await explorer.press("t")
        assert explorer.row("● Tele手", "… 12 thousand and more of them in 2025")
        assert explorer.row("▲ Lesw", "… 2025 thousand and more of them in 2025")
        assert explorer.row("2 Repairs Repairs", "…")
        assert "─┬─" in explorer.screen_text
    for width in (40, 45, 59):
        async with explore(catalog, size=(width, 24), compare=PAIR) as explorer:
            await explorer.press("t")
            assert explorer.row("Tele", "… ", " 12 thousand")
            assert explorer.row("Lesw", "… ", " 2025 thousand")
            assert not explorer.row("│ in 2025")


async def test_figures_in_one_place_have_a_sign_of_their_own(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, compare=("tele", "tele")) as explorer:
        await explorer.press("t")
        # One stands in the legend.
        assert explorer.screen_text.count("✱") == 4


async def test_without_figures_it_says_so(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, compare=("dread", "dread")) as explorer:
        await explorer.press("t")
        assert "None of them has figures over the years." in explorer.screen_text


@pytest.mark.slow
async def test_the_chart_survives_every_size_and_theme(explore: Open) -> None:
    async with explore(with_repairs(), compare=PAIR) as explorer:
        await explorer.press("t")
        for size in ((40, 10), (59, 12), (60, 10), (80, 24), (200, 60)):
            await explorer.pilot.resize_terminal(*size)
            await explorer.pilot.pause()
            assert explorer.app.is_running
        for theme in ("techtui-light", "techtui-contrast", "textual-ansi", "ansi-dark"):
            if theme in explorer.app.available_themes:
                explorer.app.theme = theme
                await explorer.pilot.pause()
                assert explorer.row("● Telecaster")


async def test_comparing_alone_does_not_load_the_library_that_draws(
    explore: Open, guitars: Catalog
) -> None:
    for name in [
        name
        for name in sys.modules
        if name.startswith(
            (
                "plotext",
                "textual_plotext",
                "techtui.tui.screens.compare.plot",
                "techtui.tui.screens.compare.chart",
            )
        )
    ]:
        del sys.modules[name]
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("down", "x", "d")
        assert "textual_plotext" not in sys.modules


async def test_one_technology_has_a_chart_by_key_and_by_link(
    explore: Open, guitars: Catalog
) -> None:
    start = Ref("technology", "tele")
    async with explore(guitars, start=start) as explorer:
        await explorer.press("t")
        assert explorer.row("Sold", "2")
        assert explorer.row("● Telecaster")
        assert not explorer.row("Les Paul 1")
        await explorer.press("escape")
        await explorer.click("▇█")
        assert explorer.row("● Telecaster")
        await explorer.press("t")
        assert not explorer.row("● Telecaster")
        explorer.app.show_place(Ref("technology", "dread"))
        await explorer.press("t")
        assert explorer.row("Dreadnought [D-28] has no figures over the years.")


async def test_a_scale_that_does_not_begin_at_zero_says_so(explore: Open) -> None:
    high = "[technologies.tele.facts]\nsold = { 2020 = 90, 2021 = 95 }\n[technologies.lp.facts]\nsold = { 2020 = 99 }\n"
    catalog = build(
        [
            layer_of("guitars.toml", GUITARS.read_text()),
            layer_of("high.toml", f"format = 1\n{high}"),
        ]
    )
    async with explore(catalog, compare=PAIR) as explorer:
        await explorer.press("t")
        assert explorer.row("Sold", "the scale does not begin at 0")
    async with explore(catalog, compare=PAIR, size=(58, 30)) as explorer:
        # Little bars do.
        await explorer.press("t")
        assert explorer.row("Sold", "2020–2021")
        assert "does not begin" not in explorer.screen_text
    assert trend({2020: 1, 2021: 9}).begins_at_zero
    assert trend({2020: -3, 2021: 9}).begins_at_zero
    assert not trend({2020: 8, 2021: 9}).begins_at_zero


def test_the_scale_ends_at_a_number_above_all_figures() -> None:
    assert _round_steps(0, 57.9, 6)[-1] >= 57.9
