"""Walking the catalog with the keyboard and the mouse."""

from __future__ import annotations

import pytest
from textual import events

from techtui.catalog.model import Catalog
from techtui.catalog.refs import Ref
from techtui.settings import State
from techtui.tui.app import TechtuiApp
from techtui.tui.screens.browse.detail import DetailPane
from tests.journeys.conftest import Explorer, Open
from tests.quiet import QuietPilot


async def test_opens_on_the_first_technology_with_its_detail(
    explore: Open, shipped: Catalog
) -> None:
    first = next(iter(shipped.walk(shipped.children()[0].id)))
    async with explore() as explorer:
        text = explorer.screen_text
        assert first.name in text
        assert first.tagline[:40] in text
        assert f"{len(shipped)} of {len(shipped)}" in text
        assert shipped.title in text


@pytest.mark.parametrize(("down", "up"), [("down", "up"), ("j", "k")])
async def test_arrows_and_letters_move_and_the_detail_follows(
    explore: Open, shipped: Catalog, down: str, up: str
) -> None:
    first, second = list(shipped.walk(shipped.children()[0].id))[:2]
    async with explore() as explorer:
        await explorer.press(down)
        assert f"› {second.name}" in explorer.screen_text
        assert second.tagline[:40] in explorer.screen_text
        await explorer.press(up)
        assert first.tagline[:40] in explorer.screen_text


async def test_a_category_shows_what_it_is_how_to_choose_and_what_is_in_it(
    explore: Open, shipped: Catalog
) -> None:
    category = shipped.children()[0]
    member = shipped.members(category.id)[0]
    async with explore() as explorer:
        await explorer.press("h")
        text = explorer.screen_text
        assert category.summary[:40] in text
        assert "How to choose" in text
        assert category.how_to_choose[0].text[:30] in text
        assert explorer.row("Name", "Typing", "First release")
        assert explorer.row(member.name, "static", "2009")
        # The first link of the second section.
        await explorer.press("tab", "2", "tab", "enter")
        assert explorer.app.screen.query_one(DetailPane).place == Ref("technology", member.id)


async def test_a_narrow_page_of_a_category_says_what_is_in_it_in_words(
    explore: Open, shipped: Catalog
) -> None:
    member = shipped.members(shipped.children()[0].id)[0]
    async with explore(size=(80, 40)) as explorer:
        await explorer.press("h", "2")
        assert explorer.row(member.name, member.tagline[:16])


async def test_branches_open_and_close_with_right_and_left(explore: Open, shipped: Catalog) -> None:
    parent = next(category for category in shipped.children() if shipped.children(category.id))
    child = shipped.children(parent.id)[0]
    member = shipped.members(child.id)[0]
    async with explore() as explorer:
        await explorer.click(f"{parent.name} ")
        assert child.name in explorer.screen_text
        await explorer.press("right")
        await explorer.press("l")
        await explorer.press("l")
        assert f"› {member.name}" in explorer.screen_text
        await explorer.press("left", "h")
        assert f"{member.name} " not in explorer.screen_text.split("│")[1]
        assert f"› {child.name}" in explorer.screen_text


async def test_search_finds_as_one_types_and_enter_goes_there(explore: Open) -> None:
    async with explore() as explorer:
        await explorer.press("slash")
        await explorer.type("postg")
        assert "› PostgreSQL" in explorer.screen_text
        await explorer.press("enter")
        assert "Languages" in explorer.screen_text
        assert "› PostgreSQL" in explorer.screen_text


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("k8s", "Kubernetes"),
        ("postgers", "PostgreSQL"),
        ("mssql", "Microsoft SQL Server"),
        ("golang", "Go"),
    ],
)
async def test_search_knows_what_is_meant(explore: Open, typed: str, expected: str) -> None:
    async with explore() as explorer:
        await explorer.press("slash")
        await explorer.type(typed)
        assert f"› {expected} " in explorer.screen_text


async def test_escape_leaves_the_search_where_it_began(explore: Open, shipped: Catalog) -> None:
    second = list(shipped.walk(shipped.children()[0].id))[1]
    async with explore() as explorer:
        await explorer.press("j", "slash")
        await explorer.type("redis")
        assert "› Redis" in explorer.screen_text
        await explorer.press("escape")
        assert f"› {second.name}" in explorer.screen_text


async def test_what_a_search_opens_does_not_stay_open(explore: Open) -> None:
    async with explore() as explorer:
        await explorer.press("slash")
        await explorer.type("redis")
        await explorer.press("ctrl+u")
        assert "› Redis" in explorer.screen_text
        assert explorer.row("MongoDB")
        await explorer.type("kafka")
        await explorer.press("ctrl+u")
        assert "› Apache Kafka" in explorer.screen_text
        assert explorer.row("RabbitMQ")
        assert "MongoDB" not in explorer.screen_text
        await explorer.press("escape")
        assert "RabbitMQ" not in explorer.screen_text


async def test_a_search_without_result_says_so_and_names_the_nearest(explore: Open) -> None:
    async with explore() as explorer:
        await explorer.press("slash")
        await explorer.type("xqzzy")
        lines = explorer.screen_text.splitlines()
        # Right below what was typed.
        assert "No matches" in lines[4]
        assert "Did you mean" not in explorer.screen_text
        await explorer.press("escape", "slash")
        await explorer.type("cuckroachxx")
        assert explorer.row("Did you mean")
        assert explorer.row("• CockroachDB")
        await explorer.press("escape")
        assert explorer.row("▾ Languages")


async def test_tab_steps_through_links_and_enter_follows_them_and_back_returns(
    explore: Open, shipped: Catalog
) -> None:
    technology = next(one for one in shipped.technologies.values() if one.relations)
    other = shipped.technologies[technology.relations[0].technology]
    async with explore(size=(120, 60)) as explorer:
        await explorer.press("slash")
        await explorer.type(technology.name.casefold())
        page = explorer.app.query_one(DetailPane)
        related = [name for name, _ in page._finish().sections].index("Related") + 1
        await explorer.press("enter", str(related), "tab", "tab", "enter")
        assert f"› {other.name}" in explorer.screen_text
        await explorer.press("left_square_bracket")
        assert f"› {technology.name}" in explorer.screen_text
        await explorer.press("right_square_bracket")
        assert f"› {other.name}" in explorer.screen_text


async def test_a_relation_is_followed_with_the_mouse(explore: Open, shipped: Catalog) -> None:
    technology = next(one for one in shipped.technologies.values() if one.relations)
    relation = technology.relations[0]
    other = shipped.technologies[relation.technology]
    async with explore(size=(160, 80)) as explorer:
        await explorer.press("slash")
        await explorer.type(technology.name.casefold())
        await explorer.press("enter")
        line = explorer.row(relation.label, other.name)
        y = explorer.screen_text.splitlines().index(line)
        x = line.index(other.name, line.index(relation.label)) + 1
        await explorer.pilot.click(offset=(x, y))
        await explorer.pilot.pause()
        assert f"› {other.name}" in explorer.screen_text


async def test_numbers_jump_to_sections(explore: Open) -> None:
    async with explore(size=(100, 20)) as explorer:
        await explorer.press("down", "right", "right")
        assert explorer.row("What it is")
        await explorer.press("4")
        assert not explorer.row("What it is")
        await explorer.press("1")
        assert explorer.row("What it is")


async def test_explain_shows_a_concept(explore: Open) -> None:
    async with explore() as explorer:
        await explorer.press("i")
        await explorer.type("cap")
        await explorer.press("enter")
        assert "CAP" in explorer.screen_text
        assert "See also" in explorer.screen_text
        await explorer.press("escape")
        assert "See also" not in explorer.screen_text


async def test_help_lists_the_keys_of_the_screen(explore: Open) -> None:
    async with explore(size=(120, 60)) as explorer:
        await explorer.press("question_mark")
        for words in ("Compare", "Search", "Open website", "Quit"):
            assert words in explorer.screen_text
        await explorer.press("escape")
        assert "esc close" not in explorer.screen_text


async def test_the_palette_finds_a_technology_and_a_command(explore: Open) -> None:
    async with explore() as explorer:
        await explorer.press("ctrl+p")
        await explorer.type("sqlite")
        await explorer.wait_for(lambda: not explorer.row("Copy page"))
        await explorer.press("enter")
        await explorer.wait_for(lambda: explorer.row("› SQLite"))
        assert explorer.row("› SQLite")


async def test_q_quits(explore: Open) -> None:
    async with explore() as explorer:
        await explorer.press("q")
        assert explorer.app.return_code == 0


async def test_one_pane_at_a_time_on_a_narrow_terminal(explore: Open, shipped: Catalog) -> None:
    first = next(iter(shipped.walk(shipped.children()[0].id)))
    async with explore(size=(50, 24)) as explorer:
        assert "Catalog" in explorer.screen_text
        assert "What it is" not in explorer.screen_text
        await explorer.press("down", "right", "right", "enter")
        assert "What it is" in explorer.screen_text
        assert "Catalog" not in explorer.screen_text
        assert first.name in explorer.screen_text
        await explorer.press("escape")
        assert "What it is" not in explorer.screen_text


@pytest.mark.parametrize("size", [(39, 24), (80, 9)])
async def test_too_small_a_terminal_is_told_kindly(explore: Open, size: tuple[int, int]) -> None:
    async with explore(size=size) as explorer:
        assert "40 × 10" in explorer.screen_text
        assert "Catalog" not in explorer.screen_text
        await explorer.pilot.resize_terminal(80, 24)
        await explorer.pilot.pause()
        assert "Catalog" in explorer.screen_text


async def test_any_other_catalog_works_the_same(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        assert "Guitars" in explorer.screen_text
        assert "A plank with a bright voice" in explorer.screen_text
        await explorer.press("slash")
        await explorer.type("d-28")
        assert "Dreadnought [D-28]" in explorer.screen_text
        await explorer.press("enter", "c")
        await explorer.type("tele")
        await explorer.press("enter")
        assert explorer.row("Woods", "spruce")


async def test_the_key_bar_and_the_rows_can_be_clicked(explore: Open, shipped: Catalog) -> None:
    second = list(shipped.walk(shipped.children()[0].id))[1]
    async with explore() as explorer:
        await explorer.click(f"{second.name}  ")
        assert f"› {second.name}" in explorer.screen_text
        await explorer.click("? help")
        assert "esc close" in explorer.screen_text
        await explorer.press("escape")
        await explorer.click("space mark")
        assert "1 to compare" in explorer.screen_text


async def test_keys_that_come_faster_than_the_screen_mean_what_the_cursor_is_on(
    explore: Open,
) -> None:
    async with explore() as explorer:
        for key in ("space", "down", "space", "c"):
            explorer.app.post_message(events.Key(key, " " if key == "space" else None))
        await explorer.wait_for(lambda: explorer.row("Compare · Go ⇄ Python"))
        assert explorer.row("Compare · Go ⇄ Python")


async def test_letters_typed_faster_than_the_screen_go_to_the_search(explore: Open) -> None:
    async with explore() as explorer:
        await explorer.type("/kafka")
        assert explorer.row("kafka").startswith("│ kafka")
        assert explorer.row("› Apache Kafka")
        await explorer.press("escape")
        await explorer.type("/sqlit", "enter")
        assert explorer.row("/ search")
        assert explorer.row("› SQLite")


async def test_letters_typed_before_the_first_frame_go_to_the_search(shipped: Catalog) -> None:
    app = TechtuiApp(shipped)
    async with app.run_test(size=(120, 36)):
        explorer = Explorer(app, QuietPilot(app))
        await explorer.type("/kafka")
        assert explorer.row("› Apache Kafka")


@pytest.mark.parametrize("size", [(80, 24), pytest.param((200, 60), marks=pytest.mark.slow)])
async def test_every_screen_is_shown_without_colours(
    explore: Open, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with explore(size=size) as explorer:
        if size == (80, 24):
            # The first branch is too long to start open.
            await explorer.press("down", "right", "right")
        assert explorer.row("› Go")
        for key in ("question_mark", "f", "s", "i", "L", "ctrl+p"):
            before = explorer.screen_text
            await explorer.press(key)
            assert explorer.screen_text != before
            await explorer.press("escape")
        await explorer.press("space", "down", "space", "c")
        assert explorer.row("Compare", "Go ⇄ Python")
        await explorer.press("t")
        assert explorer.row("Popularity")
        await explorer.press("escape", "escape", "slash")
        await explorer.type("kafka")
        assert explorer.row("› Apache Kafka")


async def test_a_narrow_screen_shows_what_was_asked_for(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, size=(58, 30), start=Ref("technology", "lp")) as explorer:
        assert explorer.row("› Les Paul")
        assert explorer.row("esc back")
        await explorer.press("escape")
        assert explorer.row("⏎ open")
        await explorer.press("ctrl+p")
        await explorer.type("telec")
        await explorer.wait_for(lambda: not explorer.row("Les Paul"))
        await explorer.press("enter")
        await explorer.wait_for(lambda: explorer.row("› Telecaster"))
        assert explorer.row("› Telecaster")


async def test_what_a_search_leads_to_is_read_on_a_narrow_screen(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, size=(58, 30)) as explorer:
        # Not only the first time, and from wherever the cursor is.
        for name, title in (("telec", "Telecaster"), ("les", "Les Paul"), ("telec", "Telecaster")):
            await explorer.press("G", "slash")
            await explorer.type(name, "enter")
            await explorer.wait_for(lambda title=title: explorer.row(f"› {title}"))
            assert explorer.row("esc back")
            await explorer.press("escape")
            assert explorer.row("⏎ open")


async def test_widths_are_shares_of_the_screen_and_a_single_pane_takes_all(
    explore: Open, guitars: Catalog
) -> None:
    def width(explorer: Explorer) -> int:
        return explorer.screen_text.splitlines()[1].index("╮") + 1

    state = State(tree_width=40)
    async with explore(guitars, size=(120, 36), state=state) as explorer:
        assert width(explorer) == 40
        await explorer.press("greater_than_sign", "greater_than_sign")
        assert width(explorer) == 48
        await explorer.pilot.resize_terminal(80, 24)
        await explorer.pilot.pause()
        assert width(explorer) == 32
        await explorer.pilot.resize_terminal(58, 30)
        await explorer.pilot.pause()
        assert width(explorer) == 58
        left = explorer.app._state_now()  # type: ignore[attr-defined]
        assert round(left.tree_share, 2) == 0.4
    async with explore(guitars, size=(58, 30), state=left) as explorer:
        assert width(explorer) == 58


async def test_the_key_bar_follows_the_focus(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, size=(80, 24)) as explorer:
        assert explorer.row("⏎ open", "/ search")
        await explorer.press("slash")
        assert explorer.row("⏎ open", "↑↓ results", "→ complete", "esc leave")
        assert not explorer.row("f filter")
        await explorer.press("escape", "tab")
        assert explorer.row("↑↓ scroll", "esc back", "tab links", "⏎ follow")
        assert not explorer.row("↑↓ move")
        await explorer.click("esc back")
        assert explorer.row("↑↓ move", "⏎ open")


async def test_space_opens_and_closes_a_branch_and_stays_on_it(
    explore: Open, shipped: Catalog
) -> None:
    branch = shipped.children()[0]
    first = shipped.members(branch.id)[0]

    def is_open() -> bool:
        rows = (line[:30] for line in explorer.screen_text.splitlines())
        return any(f"  {first.name} " in row for row in rows)

    async with explore(start=Ref("category", branch.id)) as explorer:
        before = is_open()
        await explorer.press("space")
        assert is_open() is not before
        await explorer.press("space")
        assert is_open() is before
        assert explorer.row(f"╭─ {branch.name} ─")
