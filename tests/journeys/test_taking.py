"""Taking away from the explorer: one technology, what was found, a category, the shortlist."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from techtui.catalog.model import Catalog
from techtui.catalog.refs import CATALOG, Ref
from tests.journeys.conftest import Open

pytestmark = pytest.mark.usefixtures("folder")


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.sample(1)
@pytest.mark.parametrize("size", [(120, 36), (58, 30)])
async def test_the_page_one_reads(
    explore: Open, guitars: Catalog, folder: Path, size: tuple[int, int]
) -> None:
    async with explore(guitars, size=size, start=Ref("technology", "lp")) as explorer:
        await explorer.press("n", *"heavy", "escape", "e")
        assert explorer.row("Export the page of Les Paul")
        await explorer.press("enter")
        await explorer.settle()
        assert explorer.row("Written")
        await explorer.press("e", "down", "down", "enter")
        await explorer.settle()
    text = (folder / "lp.md").read_text()
    assert text.startswith("# Les Paul")
    assert "heavy" in text
    assert json.loads((folder / "lp.json").read_text())["id"] == "lp"


async def test_what_was_found_comes_first_then_the_page_then_the_shortlist(
    explore: Open, guitars: Catalog, folder: Path
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("asterisk", "slash")
        await explorer.type("weight>3", "enter")
        await explorer.press("e")
        assert explorer.row("● technologies found", "2 technologies: weight>3")
        await explorer.press("enter")
        await explorer.settle()
        await explorer.press("e", "down", "down")
        assert explorer.row("● shortlist", "1 technology")
        assert explorer.row("shortlist.csv")
        await explorer.press("enter")
        await explorer.settle()
        # The format stays the same as far as there is one.
        await explorer.press("e", "down")
        assert explorer.row("● page of Telecaster")
        assert explorer.row("● CSV")
        assert explorer.row("tele.csv")
        await explorer.press("up", "tab", "down", "y")
        await explorer.settle()
        assert explorer.row("Copied the technologies found as Markdown.")
        assert "| Telecaster |" in explorer.app.clipboard.replace("**", "")
    assert [row["name"] for row in rows_of(folder / "found.csv")] == ["Telecaster", "Les Paul"]
    assert [row["name"] for row in rows_of(folder / "shortlist.csv")] == ["Telecaster"]


async def test_a_category_and_the_whole_catalog(
    explore: Open, guitars: Catalog, folder: Path
) -> None:
    async with explore(guitars, start=Ref("category", "electric")) as explorer:
        await explorer.press("e")
        assert explorer.row("● page of Electric")
        await explorer.press("down")
        assert explorer.row("● list of Electric", "2 technologies")
        await explorer.press("enter")
        await explorer.settle()
        explorer.app.show_place(CATALOG)
        await explorer.press("e", "down", "tab", "up", "enter")
        await explorer.settle()
        assert not explorer.row("Export")
    assert "Les Paul" in (folder / "electric-list.md").read_text()
    assert len(rows_of(folder / "guitars-list.csv")) == 3


async def test_a_name_that_was_typed_stays_when_something_else_is_chosen(
    explore: Open, guitars: Catalog, folder: Path
) -> None:
    async with explore(guitars, start=Ref("category", "electric")) as explorer:
        await explorer.press("e", "tab", "tab", *["backspace"] * len("electric.md"))
        await explorer.type("mine.md")
        await explorer.press("shift+tab", "shift+tab", "down", "enter")
        await explorer.settle()
    assert "Telecaster" in (folder / "mine.md").read_text()
