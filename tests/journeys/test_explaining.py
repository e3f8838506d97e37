"""The dialog that explains: rows of a comparison one after the other, and concepts likewise."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.catalog.model import Catalog
from techtui.tui.screens.compare.grid import CompareGrid
from techtui.tui.screens.compare.rows import AnyRow
from tests.catalog.samples import load
from tests.journeys.conftest import Explorer, Open


def title(explorer: Explorer) -> str:
    """What the box of the dialog is called."""
    return str(explorer.app.screen.query_one(".dialog").border_title)


def name_of(row: AnyRow) -> str:
    """What a row is called."""
    return row.attribute.name if hasattr(row, "attribute") else row.name


async def test_every_row_of_a_comparison_is_one_key_away_from_the_one_before(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, compare=("tele", "lp")) as explorer:
        rows = explorer.app.screen.query_one(CompareGrid).rows
        await explorer.press("enter")
        seen = []
        for _ in rows:
            seen.append(title(explorer))
            assert explorer.row("Telecaster")
            await explorer.press("right")
        assert seen == [
            f"{name_of(row)}  {at} of {len(rows)}" for at, row in enumerate(rows, start=1)
        ]
        # At the last row it goes no further.
        assert title(explorer) == seen[-1]


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("next_", "previous"), [("right", "left"), ("n", "p"), ("l", "h")], ids=["arrows", "np", "lh"]
)
async def test_closing_leads_to_the_row_that_was_read_last(
    explore: Open, guitars: Catalog, next_: str, previous: str
) -> None:
    async with explore(guitars, compare=("tele", "lp")) as explorer:
        grid = explorer.app.screen.query_one(CompareGrid)
        await explorer.press("i", next_, next_, next_, previous, "escape")
        assert grid.row == 2


async def test_only_the_rows_that_are_shown_are_stepped_through(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, compare=("tele", "lp")) as explorer:
        await explorer.press("d", "enter")
        assert title(explorer).endswith(f"of {explorer.app.screen_stack[-2].rows}")  # type: ignore[attr-defined]


async def test_from_what_a_link_led_to_one_steps_on_and_goes_back(
    explore: Open, shipped: Catalog
) -> None:
    first, second = list(shipped.concepts.values())[:2]
    async with explore() as explorer:
        await explorer.press("i")
        await explorer.type(first.title, "enter")
        assert title(explorer) == f"{first.title}  1 of {len(shipped.concepts)}"
        assert "←→ step" in explorer.screen_text
        await explorer.press("n")
        assert title(explorer).startswith(second.title)
        await explorer.press("p")
        assert title(explorer).startswith(first.title)


@pytest.mark.sample(1)
@pytest.mark.parametrize("size", [(120, 36), (58, 30)])
async def test_a_choice_is_explained_value_by_value_with_who_has_each(
    explore: Open, guitars: Catalog, size: tuple[int, int]
) -> None:
    async with explore(guitars, size=size) as explorer:
        await explorer.press("i", *"pickups", "enter")
        assert explorer.row("By value")
        assert explorer.row("single-coil", "1: Telecaster")
        assert explorer.row("humbucker", "1: Les Paul")
        # A value leads to all that have it, a name to its page.
        await explorer.click("single-coil  1:")
        assert explorer.row("1 of 3")
        assert explorer.row("pickups:")
        await explorer.press("F", "i", *"pickups", "enter")
        await explorer.click("Les Paul")
        assert explorer.row("› Les Paul")


async def test_a_choice_without_help_is_explained_too(explore: Open) -> None:
    text = Path("tests/guitars.toml").read_text().replace("help = \"What turns the strings'", '# "')
    async with explore(load(text)) as explorer:
        await explorer.press("i", *"pickups")
        assert explorer.row("Pickups", "none, single-coil, humbucker")
