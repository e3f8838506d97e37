"""Entries that stand in several branches, and branches that share a name."""

from __future__ import annotations

from pathlib import Path

from techtui.catalog.format.loader import read_catalog
from techtui.tui.screens.browse.tree import CategoryTree
from tests.journeys.conftest import Explorer, Open

TWO = Path("tests/foreign/categories-are-two.toml")
ONE_NAME = Path("tests/foreign/categories-of-one-name.toml")


def tree(explorer: Explorer) -> list[str]:
    """The lines of the left pane."""
    return [line[:34] for line in explorer.screen_text.splitlines()]


def marked_rows(explorer: Explorer, name: str) -> int:
    """How many lines of the tree have a name behind a mark."""
    return sum(f"✓ {name}" in line for line in tree(explorer))


async def test_an_entry_stands_in_each_branch_and_counts_once(explore: Open) -> None:
    async with explore(read_catalog([TWO])) as explorer:
        await explorer.press("home", "down", "right", "end", "right")
        rows = [line for line in tree(explorer) if "Skiff" in line]
        assert len(rows) == 2
        assert "1 of 1" in explorer.screen_text
        await explorer.press("end", "space")
        assert marked_rows(explorer, "Skiff") == 2
        assert explorer.row("Also in", "Sailing boats")


async def test_the_cursor_stays_in_its_branch_when_the_tree_is_written_anew(explore: Open) -> None:
    async with explore(read_catalog([TWO])) as explorer:
        tree = explorer.app.screen.query_one(CategoryTree)
        # Its other category is the main one.
        await explorer.press("home", "down", "right")
        assert tree.cursor_line == 2
        await explorer.press("slash")
        await explorer.type("category:sail", "enter")
        # What is found stands without the line of the catalog.
        assert tree.cursor_line == 1
        await explorer.press("F")
        assert tree.cursor_line == 2


async def test_a_filter_counts_it_in_each_branch_and_once_in_all(explore: Open) -> None:
    async with explore(read_catalog([TWO])) as explorer:
        await explorer.press("f", *"category", "enter")
        assert explorer.row("Sailing boats", "1")
        assert explorer.row("Rowing boats", "1")
        await explorer.press(*"sail", "enter")
        assert "1 of 1" in explorer.screen_text
        assert sum("Skiff" in line for line in tree(explorer)) == 2


async def test_branches_of_one_name_are_told_apart(explore: Open) -> None:
    async with explore(read_catalog([ONE_NAME])) as explorer:
        await explorer.press("f", *"category", "enter")
        assert explorer.row("Sailing boats › Small", "1")
        assert explorer.row("Rowing boats › Small", "1")
        await explorer.press(*"rowing", "down", "enter")
        assert any("× Rowing boats › Small" in line for line in tree(explorer))
        await explorer.press("F", "ctrl+p", *"small")
        assert explorer.row("Sailing boats › Small", "category")
        assert explorer.row("Rowing boats › Small", "category")
        await explorer.press("escape", "v", "backspace", "backspace")
        assert explorer.row("Dinghy", "Sailing boats › Small")
