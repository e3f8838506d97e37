"""Filters: by the panel, by typing, as chips."""

from __future__ import annotations

from techtui.catalog.format.loader import build, layer_of
from techtui.catalog.model import Catalog
from tests.conftest import GUITARS
from tests.journeys.conftest import Explorer, Open


def tree(explorer: Explorer) -> str:
    """The left pane."""
    return "\n".join(line[:34] for line in explorer.screen_text.splitlines())


async def test_the_panel_counts_values_and_filters_add_up(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("f")
        assert explorer.row("Pickups", "known for 2")
        await explorer.press(*"woods", "enter")
        assert explorer.row("maple", "2")
        await explorer.press(*"maple", "enter")
        assert "Dreadnought" not in tree(explorer)
        assert "× woods:maple" in tree(explorer)
        await explorer.press("f", *"pickups", "enter", *"humb", "enter")
        assert "Telecaster" not in tree(explorer)
        assert "Les Paul" in tree(explorer)
        await explorer.press("F")
        assert "Telecaster" in tree(explorer)
        assert "×" not in tree(explorer)


async def test_the_panel_offers_what_is_unknown(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("f", *"pickups", "enter")
        assert explorer.row("unknown", "1")
        await explorer.press(*"unknown", "enter")
        assert "× pickups:?" in tree(explorer)
        assert "Dreadnought" in tree(explorer)
        assert "Telecaster" not in tree(explorer)


TABLES = """\
format = 1
[attributes.models]
name = "Models"
type = "table"
group = "Money"
columns = { model = "text", price = { type = "money", unit = "EUR" }, signed = "yes_no" }
[attributes.state]
name = "State"
type = "choice"
better = "higher"
choices = ["prototype", "made"]
[technologies.tele.facts]
models = [{ model = "Player", price = 800 }, { model = "Custom", price = 4000, signed = true }]
state = { 2025-01 = "prototype", 2026-01 = "made" }
[technologies.lp.facts]
models = [{ model = "Studio", price = 1500 }]
"""


async def test_the_panel_reaches_columns_and_movements(explore: Open) -> None:
    catalog = build(
        [layer_of("guitars.toml", GUITARS.read_text()), layer_of("tables.toml", TABLES)]
    )
    async with explore(catalog) as explorer:
        await explorer.press("f", *"models pri")
        assert explorer.row("Models: Price", "Money · known for 2")
        await explorer.press("enter", *"<1000")
        assert explorer.row("<1000", "1")
        await explorer.press("enter")
        assert "× models.price<1000" in tree(explorer)
        assert "Telecaster" in tree(explorer)
        assert "Les Paul" not in tree(explorer)
        await explorer.press("F", "f", *"state moved", "enter")
        assert explorer.row("moved in", "1")


async def test_columns_of_ids_that_can_not_be_typed_break_nothing(explore: Open) -> None:
    odd = TABLES.replace("attributes.models", 'attributes."my: models<"').replace(
        "\nmodels =", '\n"my: models<" ='
    )
    catalog = build([layer_of("guitars.toml", GUITARS.read_text()), layer_of("tables.toml", odd)])
    async with explore(catalog) as explorer:
        # Whatever one chose of them, a query could not ask for it.
        await explorer.press("f", *"models pri")
        assert not explorer.row("Models: Price")
        await explorer.press("tab", "enter")
        assert explorer.app.is_running


async def test_a_chip_is_taken_off_with_the_mouse(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("f", *"woods", "enter", *"spruce", "enter")
        assert "Telecaster" not in tree(explorer)
        await explorer.click("× woods:spruce")
        assert "Telecaster" in tree(explorer)


async def test_typed_filters_and_words_go_together(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("slash")
        await explorer.type("weight<4 twang")
        assert "Telecaster" in tree(explorer)
        assert "Les Paul" not in tree(explorer)
        assert "1 of 3" in explorer.screen_text


async def test_half_a_filter_keeps_the_tree_and_a_wrong_one_says_what_is_meant(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("slash")
        await explorer.type("woods:mapel")
        assert "Telecaster" in tree(explorer)
        assert "maple" in explorer.screen_text


async def test_filters_stay_while_one_walks_and_escape_takes_them_off(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("slash")
        await explorer.type("category:electric")
        await explorer.press("enter", "down")
        assert "Dreadnought" not in tree(explorer)
        await explorer.press("escape")
        assert "Acoustic" in tree(explorer)


async def test_what_is_searched_for_is_shown_in_tree_and_detail_until_the_search_ends(
    explore: Open, guitars: Catalog
) -> None:
    def shown(explorer: Explorer, style: str) -> list[str]:
        lines = explorer.app.screen._compositor.render_strips()
        return [
            segment.text.casefold()
            for line in lines
            for segment in line
            if segment.style and getattr(segment.style, style) and segment.text.strip()
        ]

    async with explore(guitars) as explorer:
        assert "tele" not in shown(explorer, "underline")
        await explorer.press("slash", *"tele")
        assert "tele" in shown(explorer, "underline")
        await explorer.press("ctrl+u", *"twang")
        assert "twang" in shown(explorer, "reverse")
        await explorer.press("escape")
        assert "twang" not in shown(explorer, "reverse")


async def test_a_range_is_typed_in_the_panel(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("f", *"weight", "enter", *"..4")
        assert explorer.row("..4")
        await explorer.press("enter")
        assert "× weight:..4" in tree(explorer)
        assert "Les Paul" not in tree(explorer)
        assert "Telecaster" in tree(explorer)


async def test_a_concept_whose_name_is_meant_stands_on_top_and_enter_opens_it(
    explore: Open,
) -> None:
    async with explore() as explorer:
        await explorer.press("slash")
        await explorer.type("cap")
        assert "CAP theorem" in tree(explorer).splitlines()[4]
        assert explorer.row("Concept › CAP theorem")
        await explorer.press("enter")
        assert type(explorer.app.screen).__name__ == "ExplainScreen"
        await explorer.press("escape", "escape")
        assert "CAP theorem" not in tree(explorer)


async def test_a_category_whose_name_is_meant_stands_on_top_and_enter_goes_there(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("slash")
        await explorer.type("acous")
        assert explorer.row("Acoustic", "category")
        assert explorer.row("Loud on their own")
        await explorer.press("enter")
        assert explorer.row("/ search")
        assert explorer.row("╭─ Acoustic") or "─ Acoustic" in explorer.screen_text


async def test_the_best_match_is_the_first_technology_in_sight(explore: Open) -> None:
    async with explore() as explorer:
        await explorer.press("slash")
        await explorer.type("log")
        found = explorer.app.screen.found  # type: ignore[attr-defined]
        first = explorer.app.catalog.technologies[found.hits[0]].name  # type: ignore[union-attr]
        rows = [line for line in tree(explorer).splitlines()[4:] if "▾" not in line]
        rows = [line for line in rows if "concept" not in line and "category" not in line]
        assert first in rows[0]


async def test_the_order_holds_while_filters_and_the_shortlist_are_on(explore: Open) -> None:
    def named(explorer: Explorer) -> list[int]:
        rows = tree(explorer).splitlines()
        return [
            next(at for at, row in enumerate(rows) if f" {name} " in row)
            for name in ("JavaScript", "Python", "Rust", "Go")
        ]

    async with explore() as explorer:
        await explorer.press("s")
        await explorer.type("popul", "enter")
        await explorer.press("slash")
        await explorer.type("license:permissive popularity>10 category:languages", "enter")
        assert named(explorer) == sorted(named(explorer))
        assert explorer.row("Popularity ↓")
        await explorer.press("slash")
        await explorer.type(" go")
        assert explorer.row("by relevance")
        assert not explorer.row("Popularity ↓ ─")


async def test_the_detail_pane_says_when_nothing_is_found_and_links_what_is_near(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("slash")
        await explorer.type("tzlzcastzr")
        assert explorer.row("Nothing matches “tzlzcastzr”")
        assert "A plank with a bright voice" in explorer.row("Telecaster")
        assert not explorer.row("What it is")
        await explorer.press("space", "enter", "escape")
        assert explorer.row("› Telecaster")
        assert "1 to compare" not in explorer.screen_text


async def test_escape_closes_the_branches_that_the_search_opened(explore: Open) -> None:
    async with explore() as explorer:
        before = tree(explorer)
        await explorer.press("slash", *"kafka")
        assert "Apache Kafka" in tree(explorer)
        await explorer.press("escape")
        assert tree(explorer) == before


async def test_a_value_is_found_at_once_by_its_label_or_its_id(
    explore: Open, shipped: Catalog
) -> None:
    for typed in ("emb", "embedded", "inside"):
        async with explore() as explorer:
            await explorer.press("f")
            await explorer.type(typed)
            # The name that the chip and the query have is told, too.
            assert explorer.row("inside your program", "Deployment · embedded")
            await explorer.press("enter")
            assert "× deployment:embedded" in tree(explorer)


async def test_tab_takes_several_values_of_what_is_left(explore: Open, shipped: Catalog) -> None:
    async with explore() as explorer:
        await explorer.press("f")
        await explorer.type("emb", "tab")
        assert "Filter by · inside your program" in explorer.screen_text
        await explorer.type("permissive")
        left = sum(
            one.facts["license"].value == "permissive"
            and "embedded" in (one.facts["deployment"].value or ())  # type: ignore[operator]
            for one in shipped.technologies.values()
            if {"license", "deployment"} <= set(one.facts)
        )
        assert explorer.row("permissive", f"License kind · {left}")
        # An attribute leads to its values, with what was taken before.
        await explorer.press("tab")
        await explorer.type("transactions", "enter")
        await explorer.press("enter")
        for chip in ("deployment:embedded", "license:permissive", "transactions:"):
            assert f"× {chip}" in tree(explorer)


async def test_what_was_taken_with_tab_stays_when_the_picker_is_closed(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("f")
        await explorer.type("humb", "tab", "escape")
        assert "× pickups:" in tree(explorer)
