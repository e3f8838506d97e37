"""Where one begins: the page of the catalog, and questions that lead to what helps."""

from __future__ import annotations

import pytest

from techtui.catalog.model import Catalog
from techtui.catalog.refs import CATALOG, Ref
from techtui.settings import State, load_state
from tests.journeys.conftest import Open


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (58, 30)])
async def test_the_first_start_shows_what_there_is_and_later_ones_return(
    explore: Open, shipped: Catalog, size: tuple[int, int]
) -> None:
    async with explore(shipped, size=size, state=State()) as explorer:
        assert explorer.row("Where to begin")
        assert explorer.row("1. Which language to learn first?")
        assert not explorer.row("Welcome")
        await explorer.press("escape", "down", "down", "enter")
        assert explorer.row("› Go")
        await explorer.press("q")
    async with explore(shipped, size=size, state=load_state()[0]) as explorer:
        assert not explorer.row("Where to begin")
        await explorer.press("home")
        assert explorer.app.screen.place == CATALOG  # type: ignore[attr-defined]
        await explorer.press("q")
    async with explore(shipped, size=(120, 36), state=load_state()[0]) as explorer:
        assert explorer.row("Where to begin")


async def test_one_language_takes_four_keys(explore: Open, shipped: Catalog) -> None:
    async with explore(shipped, state=State()) as explorer:
        await explorer.press("tab", "tab", "enter")
        assert explorer.row("Compare", "Python ⇄ JavaScript ⇄ Java ⇄ Go")
        await explorer.press("escape")
        assert explorer.row("Where to begin")


@pytest.mark.parametrize("size", [(120, 36), (58, 30)])
async def test_a_question_of_a_category_leaves_what_fits_within_it(
    explore: Open, shipped: Catalog, size: tuple[int, int]
) -> None:
    start = Ref("category", "sql-databases")
    async with explore(shipped, size=size, start=start) as explorer:
        await explorer.press("enter") if size[0] < 60 else None
        await explorer.click("permissive license required")
        await explorer.pilot.pause()
        assert explorer.row("×", "category:sql-databases")
        assert explorer.row("×", "license:permissive")
        assert explorer.row("4 of 79")
        assert explorer.row("PostgreSQL")
        await explorer.press("escape")
        assert explorer.row("79 of 79")
        assert explorer.app.screen.place == start  # type: ignore[attr-defined]


async def test_the_catalog_stands_above_its_branches(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        # From a technology to its branch, which closes, to the catalog.
        await explorer.press("left", "left", "left")
        assert explorer.row("Six strings, more or less.")
        await explorer.press("y")
        assert explorer.app.clipboard.startswith("# Guitars\n")
        await explorer.press("tab", "tab", "enter")
        assert explorer.row("Loud with an amplifier.")
        await explorer.press("left_square_bracket")
        assert explorer.row("Six strings, more or less.")
        # It is nothing that one searches for.
        await explorer.press("slash", *"les")
        assert not explorer.row("Six strings")


async def test_the_palette_finds_the_page_of_the_catalog(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("ctrl+p", *"guitars", "enter")
        assert explorer.row("Six strings, more or less.")
