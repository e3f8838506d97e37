"""The palette and the pickers: everything has a name, a key and a place that stays."""

from __future__ import annotations

import pytest

from techtui.catalog.model import Catalog
from tests.journeys.conftest import Explorer, Open


async def find(explorer: Explorer, text: str) -> None:
    """Ask the palette for something."""
    await explorer.press("ctrl+p")
    await explorer.type(text)


async def test_the_palette_shows_the_keys_of_commands(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("ctrl+p")
        assert explorer.row("Search", "/ ", "Find by name")
        await explorer.type("sort")
        assert explorer.row("Sort", "s ", "Choose the order")
        await explorer.press("enter")
        assert explorer.row("Sort by")


async def test_it_finds_what_other_screens_do_and_says_where(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await find(explorer, "export")
        assert explorer.row("Export", "e ", "Write or copy the page")
        await explorer.press("escape")
        await find(explorer, "swap")
        assert explorer.row("Swap", "in a comparison: x")
        await explorer.press("enter")
        assert explorer.row("Swap: in a comparison, with x.")


async def test_it_finds_everything_by_its_kind_and_name(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        explorer.app._keeper.keep_comparison("My choice", ("tele", "lp"))  # type: ignore[attr-defined]
        for typed, words in (
            ("kept", ("My choice", "kept comparison")),
            ("settings", ("Settings", "config file:")),
            ("humb", ("Humbucker", "concept")),
            ("acoustic", ("Acoustic", "category")),
            ("broadcaster", ("Telecaster", "bright voice")),
        ):
            await find(explorer, typed)
            assert explorer.row(*words), typed
            await explorer.press("escape")


async def test_a_kept_comparison_and_a_concept_open(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        explorer.app._keeper.keep_comparison("My choice", ("tele", "lp"))  # type: ignore[attr-defined]
        await find(explorer, "my choice")
        await explorer.press("enter")
        assert explorer.row("Compare", "Telecaster ⇄ Les Paul")
        await find(explorer, "humbucker")
        await explorer.press("enter")
        assert explorer.row("Two coils wound")


@pytest.mark.sample(1)
@pytest.mark.parametrize("size", [(58, 30), (80, 24)])
async def test_the_field_of_a_picker_stays_while_its_list_shrinks(
    explore: Open, guitars: Catalog, size: tuple[int, int]
) -> None:
    def top(explorer: Explorer) -> int:
        dialog = explorer.app.screen.query_one("Input")
        return dialog.region.y

    async with explore(guitars, size=size) as explorer:
        for key in ("ctrl+p", "c", "f", "s", "i", "T"):
            await explorer.press(key)
            before = top(explorer)
            await explorer.type("zzzzzz")
            assert explorer.row("No matches"), key
            assert top(explorer) == before, key
            assert explorer.app.screen.query_one(".dialog").region.bottom <= size[1], key
            await explorer.press("escape")


async def test_the_list_uses_the_height_there_is(explore: Open) -> None:
    async with explore(size=(120, 60)) as explorer:
        await explorer.press("i")
        assert explorer.app.screen.query_one("OptionList").region.height > 40
        await explorer.press("end")


async def test_the_order_in_force_is_marked_and_enter_turns_it(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("s")
        assert explorer.row("✓ catalog order")
        await explorer.type("weight", "enter")
        first = explorer.row("Weight ↑") or explorer.row("Weight ↓")
        await explorer.press("s")
        assert explorer.row("✓ Weight")
        await explorer.press("enter")
        assert first not in explorer.screen_text


async def test_themes_begin_with_our_own_and_are_tried_on(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        assert explorer.app.theme == "techtui-dark"
        await explorer.press("T")
        rows = [line for line in explorer.screen_text.splitlines() if "techtui-" in line]
        assert "✓ techtui-dark" in rows[0]
        await explorer.press("down")
        assert explorer.app.theme == "techtui-light"
        await explorer.press("escape")
        assert explorer.app.theme == "techtui-dark"
        await explorer.press("T", "down", "down", "enter")
        assert explorer.app.theme == "techtui-contrast"
