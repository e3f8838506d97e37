"""Setting technologies side by side."""

from __future__ import annotations

from techtui.catalog.comparison import Verdict, compare
from techtui.catalog.model import Catalog
from tests.journeys.conftest import Explorer, Open


async def open_comparison(explorer: Explorer, first: str, second: str) -> None:
    """Compare two technologies the way a person does."""
    await explorer.press("slash")
    await explorer.type(first)
    await explorer.press("enter", "c")
    await explorer.type(second)
    await explorer.press("enter")


async def test_two_marked_technologies_are_compared_and_escape_returns_to_the_row(
    explore: Open, shipped: Catalog
) -> None:
    first, second, third = list(shipped.walk(shipped.children()[0].id))[:3]
    async with explore() as explorer:
        await explorer.press("space", "down", "space")
        assert "2 to compare" in explorer.screen_text
        await explorer.press("down", "c")
        assert f"{first.name} ⇄ {second.name}" in explorer.screen_text
        await explorer.press("escape")
        assert f"› {third.name}" in explorer.screen_text
        assert "✓" in explorer.row("✓", first.name)


async def test_with_nothing_marked_it_asks_for_the_other(explore: Open) -> None:
    async with explore() as explorer:
        await open_comparison(explorer, "postgresql", "mysql")
        assert "PostgreSQL ⇄ MySQL" in explorer.screen_text


async def test_with_one_marked_the_one_under_the_cursor_is_offered_first(
    explore: Open, shipped: Catalog
) -> None:
    first, second = list(shipped.walk(shipped.children()[0].id))[:2]
    async with explore() as explorer:
        await explorer.press("space", "down", "c", "enter")
        assert f"{first.name} ⇄ {second.name}" in explorer.screen_text


async def test_on_a_category_it_asks_for_both(explore: Open) -> None:
    async with explore() as explorer:
        await explorer.press("h", "c")
        assert "Compare what?" in explorer.screen_text
        await explorer.type("kafka")
        await explorer.press("enter")
        await explorer.type("rabbit")
        await explorer.press("enter")
        assert "Apache Kafka ⇄ RabbitMQ" in explorer.screen_text


async def test_rows_tell_same_different_and_missing_by_sign_and_the_header_counts(
    explore: Open, shipped: Catalog
) -> None:
    comparison = compare(
        shipped, [shipped.technologies["postgresql"], shipped.technologies["mongodb"]]
    )
    async with explore(size=(140, 60)) as explorer:
        await open_comparison(explorer, "postgresql", "mongodb")
        counts = comparison.counts
        assert (
            f"{counts[Verdict.DIFFERENT]} differ · {counts[Verdict.SAME]} same"
            in explorer.screen_text
        )
        assert explorer.row("Good for")
        assert not explorer.row("≠ Good for")
        assert explorer.row("≠ Default isolation") or explorer.row("≠ Data model")


async def test_x_swaps_the_columns(explore: Open) -> None:
    async with explore() as explorer:
        await open_comparison(explorer, "postgresql", "mysql")
        await explorer.press("x")
        assert "MySQL ⇄ PostgreSQL" in explorer.screen_text
        header = explorer.screen_text.splitlines()[2]
        assert header.index("MySQL") < header.index("PostgreSQL")


async def test_d_shows_differences_then_what_is_known_for_all_then_everything(
    explore: Open,
) -> None:
    async with explore(size=(140, 60)) as explorer:
        await open_comparison(explorer, "postgresql", "mysql")
        assert explorer.row("│ = ")
        await explorer.press("d")
        assert "differences only" in explorer.screen_text
        assert not explorer.row("│ = ")
        await explorer.press("d")
        assert "known for all" in explorer.screen_text
        assert explorer.row("│ = ")
        assert not explorer.row("│ · ")
        await explorer.press("d")
        assert "known for all" not in explorer.screen_text


async def test_the_cursor_stays_on_its_row_when_rows_are_hidden(explore: Open) -> None:
    async with explore(size=(120, 40)) as explorer:
        await open_comparison(explorer, "postgresql", "mysql")
        await explorer.press(*["down"] * 5)
        grid = explorer.app.screen.query_one("CompareGrid")
        before = grid.current.attribute.id  # type: ignore[attr-defined]
        await explorer.press("d")
        if grid.current.verdict is not Verdict.DIFFERENT:  # type: ignore[attr-defined]
            raise AssertionError("a hidden row has the cursor")
        await explorer.press("d", "d", "g", *["down"] * 5)
        assert grid.current.attribute.id == before  # type: ignore[attr-defined]


async def test_enter_opens_a_row_with_meaning_values_and_sources(explore: Open) -> None:
    async with explore(size=(120, 50)) as explorer:
        await open_comparison(explorer, "postgresql", "mysql")
        await explorer.press("slash")
        await explorer.type("first release")
        await explorer.press("enter", "enter")
        assert "The year the first version was published" in explorer.screen_text
        assert "Sources" in explorer.screen_text
        await explorer.press("escape", "escape")
        assert "PostgreSQL ⇄ MySQL" in explorer.screen_text


async def test_a_third_and_fourth_column_are_added_and_taken_away(explore: Open) -> None:
    async with explore(size=(160, 40)) as explorer:
        await open_comparison(explorer, "go", "rust")
        for name in ("java", "python"):
            await explorer.press("a")
            await explorer.type(name)
            await explorer.press("enter")
        assert "Go ⇄ Rust ⇄ Java ⇄ Python" in explorer.screen_text
        await explorer.press("a")
        assert "most that fit" in explorer.screen_text
        await explorer.press("delete", "delete")
        assert "Go ⇄ Rust " in explorer.screen_text


async def test_the_header_stays_while_rows_scroll(explore: Open) -> None:
    async with explore(size=(100, 24)) as explorer:
        await open_comparison(explorer, "postgresql", "mysql")
        await explorer.press("G")
        header = explorer.screen_text.splitlines()[2]
        assert "PostgreSQL" in header
        assert "MySQL" in header
        assert "In short" not in explorer.screen_text
        await explorer.press("g")
        assert "In short" in explorer.screen_text


async def test_several_are_picked_at_once_with_tab(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("h", "c")
        await explorer.type("lp", "tab")
        assert "Compare what? · Les Paul" in explorer.screen_text
        await explorer.press("tab")
        await explorer.press("enter")
        assert len(explorer.app.screen.ids) == 3  # type: ignore[attr-defined]
        assert explorer.app.screen.ids[0] == "lp"  # type: ignore[attr-defined]


async def test_the_fourth_ends_the_picking(explore: Open, shipped: Catalog) -> None:
    async with explore(compare=("go", "rust")) as explorer:
        await explorer.press("a")
        assert "Compare Go, Rust with" in explorer.screen_text
        await explorer.press("tab")
        await explorer.press("tab")
        assert len(explorer.app.screen.ids) == 4  # type: ignore[attr-defined]
        assert explorer.app.screen.ids[:2] == ("go", "rust")  # type: ignore[attr-defined]
