"""What the tree shows at first, which parents stay in sight, and how wide it is."""

from __future__ import annotations

import pytest

from techtui.catalog.model import Catalog
from tests.catalog.samples import load
from tests.journeys.conftest import Explorer, Open


def catalog(leaves: int, name: str = "Tool {}", beside: str = "") -> Catalog:
    """A catalog of one branch in another, which holds so many technologies."""
    parts = [
        'format = 1\ncatalog.title = "Case"',
        '[categories.a]\nname = "Above"\n[categories.b]\nname = "Below"\nparent = "a"',
        '[categories.z]\nname = "Zone"',
        *(
            f'[technologies.t{at}]\nname = "{name.format(at)}"\ncategory = "b"'
            for at in range(leaves)
        ),
        beside,
    ]
    return load("\n".join(parts))


def tree(explorer: Explorer) -> list[str]:
    """The rows of the tree, without its frame."""
    lines = explorer.screen_text.splitlines()[4:]
    return [line[2:].split("│")[0].rstrip() for line in lines]


@pytest.mark.parametrize(
    ("size", "leaves", "is_open"),
    [((120, 36), 26, True), ((120, 36), 27, False), ((80, 24), 14, True), ((80, 24), 15, False)],
)
async def test_first_branches_are_open_as_far_as_all_fits(
    explore: Open, size: tuple[int, int], leaves: int, is_open: bool
) -> None:
    async with explore(catalog(leaves), size=size) as explorer:
        rows = tree(explorer)
        assert rows[0].startswith("  Case")
        assert rows[1].startswith("▾ Above")
        assert rows[2].startswith("  ▾ Below" if is_open else "  ▸ Below")
        assert any(row.startswith("▸ Zone") for row in rows)
        assert any("Tool 0" in row for row in rows) is is_open


async def test_an_empty_first_branch_is_passed_over(explore: Open) -> None:
    text = '[categories.y]\nname = "Yard"\n[technologies.y]\nname = "Yak"\ncategory = "y"'
    async with explore(catalog(0, beside=text)) as explorer:
        assert explorer.row("Yak")
        assert "Yard › Yak" in explorer.screen_text


@pytest.mark.sample(1)
@pytest.mark.parametrize("size", [(58, 30), (80, 24), (120, 36)])
async def test_parents_stay_in_sight_while_one_walks(explore: Open, size: tuple[int, int]) -> None:
    async with explore(catalog(40), size=size) as explorer:
        await explorer.press("down", "down", "right", "end", "up")
        rows = tree(explorer)
        assert rows[0].startswith("▾ Above")
        assert rows[1].startswith("  ▾ Below")
        assert any("Tool 39" in row for row in rows)
        for _ in range(40):
            await explorer.press("up")
            rows = tree(explorer)
            assert rows[0].startswith("▾ Above")
            assert rows[1].startswith("  ▾ Below")
        assert "Tool 0" in rows[2]


async def test_the_cursor_is_never_below_a_parent(explore: Open) -> None:
    async with explore(catalog(40), size=(120, 24)) as explorer:
        await explorer.press("down", "down", "right", "end", *["up"] * 25, "enter")
        name = explorer.row("Tool", "›").partition("› Below › ")[2].partition(" ─")[0]
        assert any(row.strip() == name for row in tree(explorer))


async def test_a_parent_in_sight_can_be_clicked(explore: Open) -> None:
    async with explore(catalog(40), size=(120, 24)) as explorer:
        await explorer.press("down", "down", "right", "end")
        await explorer.click("▾ Below")
        rows = tree(explorer)
        # All is in sight again, from the line of the catalog on.
        assert rows[2].startswith("  ▸ Below")
        assert not any("Tool" in row for row in rows)


async def test_where_one_was_is_found_with_its_parents(explore: Open) -> None:
    from techtui.catalog.refs import Ref

    async with explore(catalog(40), size=(120, 24), start=Ref("technology", "t39")) as explorer:
        rows = tree(explorer)
        assert [row.split()[1] for row in rows[:2]] == ["Above", "Below"]
        assert any("Tool 39" in row for row in rows)


LONG = "A tool with a name of forty letters {:04}"


@pytest.mark.parametrize(("width", "whole"), [(80, False), (132, True), (160, True)])
async def test_names_are_whole_as_far_as_two_fifths_of_the_screen_go(
    explore: Open, width: int, whole: bool
) -> None:
    async with explore(catalog(3, LONG), size=(width, 30)) as explorer:
        assert bool(explorer.row(LONG.format(1))) is whole
        if not whole:
            assert explorer.row("A tool with a")
            assert explorer.screen_text.splitlines()[1].index("╮") < width * 2 // 5


async def test_values_beside_names_yield_to_names(explore: Open) -> None:
    text = (
        '[attributes.since]\nname = "Since"\ntype = "date"\n'
        "[technologies.t0.facts]\nsince = 2024-01-01\n[technologies.s]\nname = 'Short'\n"
        "category = 'b'\nfacts = { since = 2025-01-01 }"
    )
    async with explore(catalog(2, LONG, text), size=(112, 30)) as explorer:
        await explorer.press("s", *"since", "enter")
        assert explorer.row("Short", "2025-01-01")
        assert not explorer.row("A tool", "2024-01-01", "│ ")
        assert explorer.row(LONG.format(0)[:30])


async def test_a_width_of_ones_own_stays(explore: Open) -> None:
    async with explore(catalog(3, LONG), size=(120, 30)) as explorer:
        before = explorer.screen_text.splitlines()[1].index("╮")
        await explorer.press(*["less_than_sign"] * 4)
        after = explorer.screen_text.splitlines()[1].index("╮")
        assert after < before - 8
