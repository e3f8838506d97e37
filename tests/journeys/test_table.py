"""The table: technologies as rows, attributes as columns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.tui.screens.browse.screen import BrowseScreen
from techtui.tui.screens.compare.screen import CompareScreen
from techtui.tui.screens.table.screen import TableScreen
from tests.catalog.samples import load
from tests.conftest import GUITARS
from tests.journeys.conftest import Explorer, Open

pytestmark = pytest.mark.usefixtures("folder")


def names(explorer: Explorer) -> list[str]:
    """The names in the rows, from the top; each is in the place of the first column."""
    found = []
    for line in explorer.screen_text.splitlines():
        if line.startswith("│") and line[4:5].strip() and not line.startswith("│   Name"):
            found.append(line[4:].partition("  ")[0])
    return found


async def to_column(explorer: Explorer, column: str) -> None:
    """Go to a column that is there."""
    screen = explorer.app.screen
    assert isinstance(screen, TableScreen)
    await explorer.press(*["right"] * (screen.columns.index(column) + 1))


async def test_v_shows_the_category_of_what_one_reads_and_backspace_all(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v")
        assert names(explorer) == ["Telecaster", "Les Paul"]
        assert explorer.row("Name", "First built", "Woods")
        assert explorer.row("Table · Electric", "2 of 2")
        await explorer.press("backspace")
        assert names(explorer) == ["Telecaster", "Les Paul", "Dreadnought [D-28]"]
        assert explorer.row("Les Paul", "Electric", "1952")
        await explorer.press("v")
        assert isinstance(explorer.app.screen, BrowseScreen)


async def test_the_table_hides_what_the_tree_hides(explore: Open, tmp_path: Path) -> None:
    layer = tmp_path / "layer.toml"
    layer.write_text('format = 1\nattributes.pickups.discouraged = "single-coil"\n')
    async with explore(read_catalog([GUITARS, layer])) as explorer:
        await explorer.press("v", "backspace")
        assert names(explorer) == ["Telecaster", "Les Paul", "Dreadnought [D-28]"]
        await explorer.press("v", "H", "v", "backspace")
        assert names(explorer) == ["Les Paul", "Dreadnought [D-28]"]
        assert explorer.row("without ⊘")


async def test_a_table_of_what_little_is_known_has_columns(explore: Open) -> None:
    teas = "".join(f'[technologies.t{at}]\nname = "Tea {at}"\ncategory = "a"\n' for at in range(9))
    text = f"""format = 1
catalog.title = "Tea"
categories.a.name = "All"
[attributes.grade]
name = "Grade"
type = "choice"
choices = ["high", "low"]
{teas}facts.grade = "high"
[technologies.other]
name = "Other"
category = "a"
facts.grade = "low"
"""
    async with explore(load(text)) as explorer:
        await explorer.press("v")
        assert explorer.row("Name", "Grade")
        assert explorer.row("Other", "low")


async def test_s_sorts_by_the_column_then_turns_then_ends(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v", "backspace", "right", "right", "s")
        assert names(explorer) == ["Dreadnought [D-28]", "Telecaster", "Les Paul"]
        assert explorer.row("First built ↑")
        await explorer.press("s")
        assert names(explorer) == ["Les Paul", "Telecaster", "Dreadnought [D-28]"]
        assert explorer.row("First built ↓")
        await explorer.press("s")
        assert names(explorer) == ["Telecaster", "Les Paul", "Dreadnought [D-28]"]
        await explorer.press("left", "left", "s")
        assert names(explorer) == ["Dreadnought [D-28]", "Les Paul", "Telecaster"]


async def test_a_click_on_a_head_sorts_and_a_double_click_on_a_row_opens(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v")
        await explorer.click("Name")
        assert names(explorer) == ["Les Paul", "Telecaster"]
        await explorer.click("Telecaster")
        await explorer.click("Telecaster", times=2)
        assert isinstance(explorer.app.screen, BrowseScreen)
        assert explorer.row("Electric › Telecaster")


async def test_what_is_unknown_is_last_either_way(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v", "backspace")
        await to_column(explorer, "weight")
        await explorer.press("s")
        assert names(explorer)[-1] == "Dreadnought [D-28]"
        assert explorer.row("Weight ↑")
        await explorer.press("s")
        assert names(explorer) == ["Les Paul", "Telecaster", "Dreadnought [D-28]"]


async def test_search_and_filters_work_as_in_the_tree_and_sorting_goes_on(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v", "backspace", "right", "right", "s", "s", "f")
        await explorer.press(*"woods", "enter", *"maple", "enter")
        assert names(explorer) == ["Les Paul", "Telecaster"]
        assert explorer.row("× woods:maple")
        assert explorer.row("First built ↓")
        await explorer.press("slash")
        await explorer.type(" twang", "enter")
        assert names(explorer) == ["Telecaster"]
        await explorer.click("× woods:maple")
        assert names(explorer) == ["Telecaster"]
        await explorer.press("escape")
        assert len(names(explorer)) == 3
        await explorer.press("escape")
        assert isinstance(explorer.app.screen, BrowseScreen)


async def test_taking_a_filter_off_leaves_those_that_begin_alike(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v", "backspace", "slash")
        await explorer.type("woods:maple woods:maple,spruce", "enter")
        assert len(names(explorer)) == 2
        await explorer.click("× woods:maple")
        assert explorer.row("× woods:maple,spruce")
        assert len(names(explorer)) == 3


async def test_by_relevance_only_where_words_are_searched_for_and_the_border_says_so(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v", "slash")
        await explorer.type("mahogany", "enter")
        assert explorer.row("by relevance")
        await explorer.press("s")
        assert not explorer.row("by relevance")


async def test_what_the_tree_is_filtered_by_is_what_the_table_begins_with(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("slash")
        await explorer.type("woods:spruce", "enter")
        await explorer.press("v")
        assert names(explorer) == ["Dreadnought [D-28]"]
        assert explorer.row("× woods:spruce")


async def test_half_a_filter_keeps_the_rows_and_says_what_is_wrong(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v", "slash")
        await explorer.type("woods:mapel")
        assert len(names(explorer)) == 2
        assert explorer.row("maple")
        await explorer.press("escape", "slash")
        await explorer.type("zzzzqqq")
        assert explorer.row("Nothing found in Electric; backspace looks in the category above.")


async def test_marks_are_those_of_the_tree_and_c_compares(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v", "space", "down", "space")
        assert explorer.row("✓ Les Paul")
        await explorer.press("c")
        assert isinstance(explorer.app.screen, CompareScreen)
        await explorer.press("escape")
        assert isinstance(explorer.app.screen, TableScreen)
        await explorer.press("u", "v")
        assert "to compare" not in explorer.screen_text
        await explorer.press("U", "v")
        assert explorer.row("✓ Les Paul")


async def test_columns_are_taken_away_moved_and_stay_as_they_were_chosen(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v", "right", "right")
        before = explorer.row("Name").split("  ")
        assert before
        await explorer.press("less_than_sign")
        head = explorer.row("   Name")
        assert head.index("First built") != head.index("Name")
        await explorer.press("a", *"price", "enter")
        assert explorer.row("   Name", "Price")
        await explorer.press("minus")
        assert not explorer.row("   Name", "Price")
        changed = explorer.row("   Name")
        await explorer.press("v", "v")
        assert explorer.row("   Name") == changed


async def test_the_names_stay_and_say_so(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v", "minus")
        assert "The names stay" in explorer.screen_text


async def test_names_stay_in_sight_while_one_goes_sideways(explore: Open, shipped: Catalog) -> None:
    async with explore(shipped, size=(58, 30)) as explorer:
        await explorer.press("v")
        first = explorer.row("   Name")
        await explorer.press(*["right"] * 8)
        assert explorer.row("   Name") != first
        assert names(explorer)[0] == "Go"
        assert explorer.row("column", "8 of 8")
        assert all(len(line) <= 58 for line in explorer.screen_text.splitlines())


async def test_i_explains_the_column_with_the_value_of_the_row(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v")
        await to_column(explorer, "weight")
        await explorer.press("i")
        assert "Without strap." in explorer.screen_text


async def test_the_table_is_copied_and_written_as_it_is_seen(
    explore: Open, guitars: Catalog, folder: Path
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v", "s", "y")
        await explorer.settle()
        lines = explorer.app.clipboard.splitlines()
        rows = [line for line in lines if "Les Paul" in line or "Telecaster" in line]
        assert [row.split("|")[1].strip(" *") for row in rows] == ["Les Paul", "Telecaster"]
        await explorer.press("e", "enter")
        await explorer.settle()
        written = (folder / "electric.csv").read_text().splitlines()
        assert written[0].startswith("id,name,")
        assert [line.partition(",")[0] for line in written[1:]] == ["lp", "tele"]
        await explorer.press("e", "down", "down", "down", "enter")
        await explorer.settle()
        told = json.loads((folder / "electric.json").read_text())
        assert [one["id"] for one in told["technologies"]] == ["lp", "tele"]


async def test_only_the_shortlist(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v", "S")
        assert "The shortlist is empty" in explorer.screen_text
        await explorer.press("asterisk", "S")
        assert names(explorer) == ["Telecaster ★"]


async def test_enter_opens_the_technology_in_the_catalog(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v", "down", "enter")
        assert explorer.row("Electric › Les Paul")
