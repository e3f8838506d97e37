"""Deciding on the screen: what counts on the left, what comes out on the right."""

from __future__ import annotations

import json
import re
from itertools import groupby
from pathlib import Path

import pytest

from techtui.catalog.decide import Decision, Grade, Want, rank
from techtui.catalog.decide.writing import decision_text
from techtui.catalog.format.decision_file import parse_decision
from techtui.catalog.format.loader import build, layer_of
from techtui.catalog.model import Catalog
from techtui.catalog.refs import Ref
from techtui.shelf import Shelf
from techtui.tui.screens.compare.screen import CompareScreen
from techtui.tui.screens.decide.ranking_list import RankingList, bar
from techtui.tui.screens.decide.screen import DecideScreen
from tests.catalog.decide.test_discouraged import catalog as discouraging
from tests.conftest import GUITARS
from tests.journeys.conftest import Explorer, Open

DOCS = Path(__file__).parents[2] / "docs" / "howto"


pytestmark = pytest.mark.usefixtures("folder")


def decision(explorer: Explorer) -> Decision:
    """What is decided on the screen."""
    screen = explorer.app.screen_stack[-1]
    assert isinstance(screen, DecideScreen)
    return screen.decision


def places(explorer: Explorer) -> list[str]:
    """The candidates on the screen, best first."""
    return re.findall(r"│ +\d+ (.+?) +[█▒]", explorer.screen_text)


# Beginning --------------------------------------------------------------------------------------


def walk(page: str) -> list[str]:
    """The keys of the table in a how-to, one by one."""
    names = {"esc": "escape", "+": "plus", "/": "slash", ":": "colon", " ": "space"}
    keys: list[str] = []
    for row in re.findall(r"^\| (`[^|]*`) \|", (DOCS / page).read_text(), re.MULTILINE):
        for word in re.findall(r"`([^`]+)`", row):
            if word in ("enter", "tab", "space", "ctrl+p", "up", "down", *names):
                keys.append(names.get(word, word))
            else:
                keys += [names.get(letter, letter) for letter in word]
    return keys


async def press_all(explorer: Explorer, keys: list[str]) -> None:
    """Press keys; what is typed into the palette is found beside the screen."""
    for are_enters, group in groupby(keys, lambda key: key == "enter"):
        if not are_enters:
            await explorer.press(*group)
            continue
        for key in group:
            await explorer.settle()
            await explorer.press(key)
    await explorer.settle()


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("size", "colour"), [((120, 36), True), ((80, 24), False), ((58, 30), False)]
)
async def test_from_an_empty_start_to_a_defended_choice_in_at_most_25_keys(
    explore: Open,
    shipped: Catalog,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    colour: bool,
) -> None:
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    keys = walk("decide-a-queue.md")
    assert len(keys) <= 25
    assert f"That is {len(keys)} keys." in (DOCS / "decide-a-queue.md").read_text()
    async with explore(shipped, size=size) as explorer:
        await press_all(explorer, keys)
        first = places(explorer)[0]
        assert f"{first} stays first under" in explorer.screen_text
        assert "out: fails a must" in explorer.screen_text
        with Shelf.open() as shelf:
            (kept,) = shelf.decisions(shipped.id)
        found = parse_decision("kept", kept.content, shipped)
        assert found.decision == decision(explorer)
        assert found.decision.musts == ("dead_letter:built-in",)
        assert found.basis is not None
        assert shipped.technologies[found.basis.first].name == first
        await explorer.press("e", "enter")
        await explorer.settle()
        (record,) = folder.glob("*.md")
        assert f"“{first}”" in record.read_text()


@pytest.mark.slow
async def test_the_other_how_tos_lead_where_they_say(explore: Open, shipped: Catalog) -> None:
    async with explore(shipped) as explorer:
        await press_all(explorer, walk("decide-a-database.md"))
        assert decision(explorer).musts == ("transactions:full",)
        assert decision(explorer).importance("row_level_security") == 5
    async with explore(shipped) as explorer:
        await press_all(explorer, walk("decide-a-language.md"))
        assert set(decision(explorer).candidates) == {"rust", "python", "go"}
        assert decision(explorer).wants == (
            Want("admired", 5),
            Want("shipping", good=("binary",)),
        )
        assert decision(explorer).importance("own:known") == 2
        (_, ease) = decision(explorer).ratings
        assert ease.grades == {
            "rust": Grade(1, "the borrow checker"),
            "python": Grade(4),
            "go": Grade(4),
        }
        assert decision(explorer).musts == ("parallel_threads:yes",)
        with Shelf.open() as shelf:
            assert len(shelf.decisions(shipped.id)) == 2


async def test_a_category_without_a_template_says_what_to_do(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("D")
        assert "Nothing counts yet" in explorer.screen_text
        assert "a adds what counts" in explorer.screen_text
        assert decision(explorer).question == "Which of Electric?"
        await explorer.press("plus")
        assert "Choose something that counts first" in explorer.screen_text


async def test_what_is_marked_or_filtered_are_the_candidates(
    explore: Open, shipped: Catalog
) -> None:
    async with explore(shipped, start=Ref("technology", "postgresql")) as explorer:
        await explorer.press("space", "down", "space", "D")
        assert len(decision(explorer).candidates) == 2
        assert decision(explorer).candidates[0] == "postgresql"
        await explorer.press("escape", "u", "slash")
        await explorer.type("license:permissive", "enter")
        await explorer.press("D")
        licensed = decision(explorer).candidates
        assert len(licensed) > 2
        assert "license:permissive" in explorer.app.screen.query_one("TitleBar").heading  # type: ignore[attr-defined]


async def test_the_palette_decides_too(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("ctrl+p", *"decide")
        await explorer.settle()
        await explorer.press("enter")
        assert isinstance(explorer.app.screen, DecideScreen)


# Weighing ---------------------------------------------------------------------------------------


async def weighing(explorer: Explorer) -> None:
    """Guitars by weight and by price."""
    await explorer.type("Daweight", "enter", *"aprice", "enter")


async def test_the_bars_move_with_an_importance_and_back(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await weighing(explorer)
        assert [one.attribute for one in decision(explorer).wants] == ["weight", "price"]
        before = explorer.screen_text
        await explorer.press("plus")
        assert decision(explorer).importance("price") == 3
        assert "●●●○ Price" in explorer.screen_text
        assert explorer.screen_text != before
        await explorer.press("left", "left", "left")
        assert decision(explorer).importance("price") == 1
        assert "the least; x takes it off" in explorer.screen_text
        await explorer.press("u", "u", "u")
        assert decision(explorer).importance("price") == 2
        await explorer.press("x")
        assert [one.attribute for one in decision(explorer).wants] == ["weight"]
        await explorer.press("u")
        assert len(decision(explorer).wants) == 2


async def test_a_click_on_a_dot_sets_the_importance(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await weighing(explorer)
        y, line = next(
            (y, line)
            for y, line in enumerate(explorer.screen_text.splitlines())
            if "Weight" in line
        )
        await explorer.pilot.click(offset=(line.index("●") + 3, y))
        await explorer.pilot.pause()
        assert decision(explorer).importance("weight") == 5
        assert "●●●● Weight" in explorer.screen_text


async def test_what_must_be_puts_out_and_says_by_which_fact(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await weighing(explorer)
        await explorer.press("m")
        await explorer.type("pickups", "enter")
        await explorer.type("single", "enter")
        assert decision(explorer).musts == ("pickups:single-coil",)
        out = explorer.screen_text.partition("out: fails a must")[2]
        assert "✗ pickups:single-coil (Pickups: humbucker)" in out
        # The same again takes it off.
        await explorer.press("m")
        await explorer.type("pickups", "enter")
        await explorer.type("single", "enter")
        assert decision(explorer).musts == ()


async def test_a_decision_of_musts_alone_is_kept(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("D", "s")
        assert "Nothing counts yet" in explorer.screen_text
        await explorer.press("m")
        await explorer.type("humb", "enter")
        await explorer.press("s", "enter")
        with Shelf.open() as shelf:
            (kept,) = shelf.decisions(guitars.id)
        assert parse_decision("kept", kept.content, guitars).decision == decision(explorer)


async def test_several_musts_can_be_taken_at_once(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await weighing(explorer)
        for musts in (("pickups:humbucker", "woods:mahogany"), ()):
            await explorer.press("m")
            await explorer.type("humb", "tab")
            await explorer.type("mahog", "enter")
            assert decision(explorer).musts == musts
            assert "left out" not in explorer.screen_text


async def test_wanted_values_are_asked_for_where_the_catalog_names_no_end(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("D", "a")
        await explorer.type("woods", "enter")
        await explorer.type("mahogany", "enter")
        assert decision(explorer).wants == (Want("woods", good=("mahogany",)),)
        await explorer.press("g")
        await explorer.type("maple", "enter")
        assert decision(explorer).wants[0].good == ("mahogany", "maple")
        assert "Mahogany or maple." in explorer.screen_text
        await explorer.press("g")
        await explorer.type("mahogany", "enter")
        assert decision(explorer).wants[0].good == ("maple",)


async def test_candidates_come_and_go(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await weighing(explorer)
        count = len(decision(explorer).candidates)
        await explorer.press("A", "enter")
        assert len(decision(explorer).candidates) == count + 1
        await explorer.press("tab", "x")
        assert len(decision(explorer).candidates) == count
        await explorer.press("x")
        assert "At least two are needed" in explorer.screen_text


# Reading ----------------------------------------------------------------------------------------


async def test_enter_explains_what_counts_and_who_stands_there(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await weighing(explorer)
        await explorer.press("up", "enter")
        assert "Guitar museum" in explorer.screen_text
        await explorer.press("escape", "tab", "enter")
        assert "What counts, each of 100" in explorer.screen_text
        assert re.search(r"Weight: [\d.]+ kg", explorer.screen_text)
        await explorer.press("escape")
        assert isinstance(explorer.app.screen, DecideScreen)


async def test_what_would_turn_it_follows_the_weights(explore: Open, shipped: Catalog) -> None:
    async with explore(shipped, start=Ref("category", "languages")) as explorer:
        await explorer.press("D", "enter", "w")
        await explorer.settle()
        before = explorer.row("stays first under")
        await explorer.press("down", "plus")
        await explorer.settle()
        assert not explorer.app.screen.has_class("-looking")
        assert before
        assert explorer.row("stays first under") not in ("", before)
        await explorer.press("w")
        assert not explorer.row("stays first under")


async def test_c_compares_the_first_and_comes_back(explore: Open, shipped: Catalog) -> None:
    async with explore(shipped, start=Ref("category", "languages")) as explorer:
        await explorer.press("D", "enter")
        first = places(explorer)[:4]
        await explorer.press("c")
        screen = explorer.app.screen
        assert isinstance(screen, CompareScreen)
        assert [one.name for one in screen.technologies] == first
        await explorer.press("escape")
        assert places(explorer)[:4] == first


@pytest.mark.sample(1)
@pytest.mark.parametrize("size", [(58, 30), (80, 24), (120, 36)])
async def test_all_is_to_be_seen_at_every_size(
    explore: Open, shipped: Catalog, size: tuple[int, int]
) -> None:
    async with explore(shipped, start=Ref("category", "languages"), size=size) as explorer:
        if size[0] < 60:
            await explorer.press("D", "enter")
            assert "Popularity" in explorer.screen_text
            assert "Ranking" not in explorer.screen_text
            assert re.search(r"1 \w+ \d+ · tab", explorer.screen_text)
            await explorer.press("tab")
            assert "Popularity" not in explorer.screen_text
        else:
            await explorer.press("D", "enter")
            assert "Popularity" in explorer.screen_text
        ranking = rank(decision(explorer), shipped)
        for standing in ranking.standings[:5]:
            name = shipped.technologies[standing.technology].name
            assert re.search(
                rf" {re.escape(name)} +█+ +{round(100 * standing.score.low)} ", explorer.screen_text
            )


def test_a_bar_never_hides_what_is_unknown() -> None:
    from techtui.catalog.decide import Interval

    assert bar(Interval(0, 0), 10) == ("", "")
    assert bar(Interval(0.01, 0.01), 10) == ("█", "")
    assert bar(Interval(1, 1), 10) == ("█" * 10, "")
    assert bar(Interval(0.5, 0.501), 10) == ("█" * 5, "▒")
    assert bar(Interval(0.999, 1), 10) == ("█" * 9, "▒")


# Taking it away ---------------------------------------------------------------------------------


async def test_y_copies_the_record(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await weighing(explorer)
        await explorer.press("y")
        await explorer.settle()
        assert "Which of Electric?" in explorer.app.clipboard
        assert "Copied the decision as Markdown" in explorer.screen_text


async def test_e_writes_other_forms(explore: Open, guitars: Catalog, folder: Path) -> None:
    written = {}
    async with explore(guitars) as explorer:
        await weighing(explorer)
        for steps in (1, 2, 3):
            await explorer.press("e", *["down"] * steps, "enter")
            await explorer.settle()
            (path,) = {*folder.iterdir()} - {*written}
            written[path] = path.read_text()
        wants = decision(explorer).wants
    assert [one.suffix for one in written] == [".html", ".json", ".toml"]
    page, data, file = written.values()
    assert "Which of Electric?" in page
    assert json.loads(data)["question"] == "Which of Electric?"
    assert parse_decision("x", file, guitars).decision.wants == wants


async def test_a_kept_decision_opens_again_and_its_name_is_not_taken_by_accident(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await weighing(explorer)
        await explorer.press("s")
        await explorer.press("ctrl+u")
        await explorer.type("stage", "enter")
        await explorer.press("escape", "ctrl+p", *"stage")
        await explorer.settle()
        assert "Kept decision" in explorer.screen_text
        await explorer.press("enter")
        assert [one.attribute for one in decision(explorer).wants] == ["weight", "price"]
        # Another decision under the same name takes its place, but U brings the first one back.
        await explorer.press("escape", "D", "s")
        assert "Nothing counts yet" in explorer.screen_text
        await explorer.press("a")
        await explorer.type("weight", "enter")
        await explorer.press("s", "ctrl+u")
        await explorer.type("stage", "enter")
        await explorer.press("U")
        with Shelf.open() as shelf:
            (kept,) = shelf.decisions(guitars.id)
        assert "price" in kept.content


# Looking at it again ----------------------------------------------------------------------------


async def test_the_title_bar_says_when_a_kept_decision_turns(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await weighing(explorer)
        first = decision(explorer)
        await explorer.press("s", "ctrl+u")
        await explorer.type("stage", "enter")
        await explorer.press("escape")
        await explorer.settle()
        assert "“stage”" not in explorer.row("techtui ·")
        leader = rank(first, guitars).first
        source = GUITARS.read_text()
        heavier = re.sub(
            rf"(\[technologies\.{leader}\.facts\].*?\nweight = )[^\n]*",
            r"\g<1>90",
            source,
            count=1,
            flags=re.DOTALL,
        )
        changed = build([layer_of("guitars.toml", heavier)])
        assert rank(first, changed).first != leader
        explorer.app.catalog = changed
        await explorer.settle()
        assert "! “stage” turns" in explorer.row("techtui ·")
        explorer.app.open_decision("stage")
        await explorer.pilot.pause()
        lines = explorer.screen_text.splitlines()
        notice = " ".join(line.rpartition("▌")[2].strip(" │") for line in lines if "▌" in line)
        assert "was first, now" in notice
        assert "kept, turns" in explorer.row("Decide ·")


async def test_hostile_texts_are_shown_to_the_letter(explore: Open, guitars: Catalog) -> None:
    hostile = Decision("[red]?[/] \x1b[31mWhich", guitars.ids[:3], wants=(Want("price"),))
    async with explore(guitars) as explorer:
        with Shelf.open() as shelf:
            shelf.keep_decision(guitars.id, "[/]", decision_text(hostile))
        explorer.app._keeper.poll()
        explorer.app.open_decision("[/]")
        await explorer.pilot.pause()
        assert isinstance(explorer.app.screen, DecideScreen)
        assert "[red]?[/]" in explorer.screen_text
        assert "\x1b" not in explorer.screen_text
        await explorer.press("s", "enter")
        assert "Kept as “[/]”" in explorer.screen_text


async def test_who_should_not_be_taken_is_left_out_and_marked(explore: Open) -> None:
    async with explore(discouraging(), size=(80, 24)) as explorer:
        await explorer.press("D")
        assert set(decision(explorer).candidates) == {"new", "other"}
        assert "OLD (on hold)" in " ".join(explorer.screen_text.split())
        await explorer.press("A", "enter", "a")
        await explorer.type("size", "enter")
        assert explorer.row("1 OLD (on hold)", "█")
        await explorer.press("tab", "home", "enter")
        assert "! Not for new use: on hold" in explorer.screen_text


async def test_the_cursor_is_on_the_first_until_it_is_moved(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await weighing(explorer)
        await explorer.press("A", "enter", "tab")
        ranking = explorer.app.screen.query_one(RankingList)
        assert [ranking.at] == [rank(decision(explorer), guitars).first]
        await explorer.press("end")
        last = ranking.at
        await explorer.press("tab", "plus", "plus")
        assert ranking.at == last


async def test_a_question_that_names_the_candidates_goes_with_them(
    explore: Open, shipped: Catalog
) -> None:
    async with explore(shipped, start=Ref("technology", "postgresql")) as explorer:
        await explorer.press("space", "down", "space", "D")
        two = decision(explorer).question
        await explorer.press("A", "enter")
        assert decision(explorer).question.startswith(two.removesuffix("?") + " or ")
        await explorer.press("tab", "end", "x")
        assert decision(explorer).question.count(" or ") == 1
        await explorer.press("escape", "u", "slash")
        await explorer.type("category:databases", "enter")
        await explorer.press("D")
        assert decision(explorer).question == "Which of Databases?"
