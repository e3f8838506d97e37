"""What the mouse does beyond rows and links: borders, the way in the title, sort labels, heads of columns."""

from __future__ import annotations

import pytest

from techtui.catalog.model import Catalog
from techtui.catalog.refs import Ref
from techtui.settings import State, load_state
from tests.journeys.conftest import Explorer, Open

START = Ref("technology", "postgresql")


def tree_width(explorer: Explorer) -> int:
    return explorer.app.screen.query_one("#catalog").outer_size.width


async def drag(explorer: Explorer, start: int, end: int, y: int = 12) -> None:
    await explorer.pilot.mouse_down(offset=(start, y))
    await explorer.pilot.hover(offset=(end, y))
    await explorer.pilot.mouse_up(offset=(end, y))
    await explorer.pilot.pause()


@pytest.mark.sample(1)
@pytest.mark.parametrize("beyond", [0, 1])
async def test_the_border_between_the_panes_is_dragged_and_stays(
    explore: Open, shipped: Catalog, beyond: int
) -> None:
    async with explore(shipped, start=START, state=State()) as explorer:
        width = tree_width(explorer)
        # Either line of the border: that of the tree, or that of the page.
        await drag(explorer, width - 1 + beyond, 49 + beyond)
        assert tree_width(explorer) == 50
        await explorer.pilot.hover(offset=(70, 12))
        assert tree_width(explorer) == 50
        await drag(explorer, 49, 2)
        assert tree_width(explorer) == 20
        await drag(explorer, 19, 118)
        assert tree_width(explorer) == 90
        await explorer.press("q")
    async with explore(shipped, state=load_state()[0]) as explorer:
        assert tree_width(explorer) == 90


async def test_nothing_is_dragged_within_a_pane_or_where_there_is_but_one(
    explore: Open, shipped: Catalog
) -> None:
    async with explore(shipped, start=START) as explorer:
        width = tree_width(explorer)
        await drag(explorer, 10, 60)
        await drag(explorer, 70, 40)
        assert tree_width(explorer) == width
    async with explore(shipped, start=START, size=(58, 30)) as explorer:
        await drag(explorer, 57, 20)
        assert explorer.row("› PostgreSQL")


async def test_the_way_in_the_title_leads_to_each_category(explore: Open, shipped: Catalog) -> None:
    async with explore(shipped, start=START) as explorer:
        assert explorer.row("─ Databases › SQL databases › PostgreSQL")
        await explorer.click("› SQL databases ›")
        assert explorer.app.screen.place == Ref("category", "sql-databases")  # type: ignore[attr-defined]
        await explorer.click("─ Databases ›")
        assert explorer.app.screen.place == Ref("category", "databases")  # type: ignore[attr-defined]
        await explorer.press("left_square_bracket", "left_square_bracket")
        assert explorer.app.screen.place == START  # type: ignore[attr-defined]


async def test_the_label_of_the_order_asks_for_another(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("s", *"weight", "enter")
        await explorer.click("Weight ↑")
        assert explorer.row("Sort by")
        await explorer.press(*"name", "enter")
        assert explorer.row("Name ↑") or explorer.row("name ↑")


async def test_the_whole_head_of_a_column_of_a_table_sorts(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("v", "backspace")
        (head,) = [
            y
            for y, line in enumerate(explorer.screen_text.splitlines())
            if "Name" in line and "Weight" in line
        ]
        # Left of the names, and right of the letters of a head.
        await explorer.pilot.click(offset=(2, head))
        await explorer.pilot.pause()
        assert "Name ↑" in explorer.screen_text
        line = explorer.screen_text.splitlines()[head]
        after = line.index("Weight") + len("Weight") + 1
        await explorer.pilot.click(offset=(after, head))
        await explorer.pilot.pause()
        assert "Weight ↑" in explorer.screen_text
        # The label below turns it.
        await explorer.click("─ Weight ↑")
        assert "Weight ↓" in explorer.screen_text
        await explorer.click("─ Weight ↓")
        assert "Weight ↓" not in explorer.screen_text


async def test_the_whole_head_of_a_column_of_a_comparison_chooses_it(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, compare=("tele", "lp")) as explorer:
        grid = explorer.app.screen.query_one("#grid")
        line = explorer.screen_text.splitlines()[2]
        await explorer.pilot.click(offset=(line.index("Les Paul") + 25, 2))
        assert grid.column == 1  # type: ignore[attr-defined]
        await explorer.pilot.click(offset=(line.index("Les Paul") - 4, 2))
        assert grid.column == 0  # type: ignore[attr-defined]


async def test_markup_in_names_stays_text_in_the_title(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, start=Ref("technology", "dread")) as explorer:
        assert explorer.row("Acoustic › Dreadnought [D-28]")
