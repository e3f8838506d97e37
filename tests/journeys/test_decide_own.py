"""Rating by what no catalog knows, on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.catalog.decide import Decision, Grade, Rating
from techtui.catalog.format.decision_file import parse_decision
from techtui.catalog.model import Catalog
from techtui.catalog.refs import Ref
from techtui.shelf import Shelf, Status
from techtui.tui.screens.decide.screen import DecideScreen
from tests.journeys.conftest import Explorer, Open

pytestmark = pytest.mark.usefixtures("folder")


def decision(explorer: Explorer) -> Decision:
    """What is decided on the screen."""
    screen = explorer.app.screen_stack[1]
    assert isinstance(screen, DecideScreen)
    return screen.decision


def rating(explorer: Explorer) -> Rating:
    """The only own criterion."""
    (found,) = decision(explorer).ratings
    return found


async def add(explorer: Explorer, name: str) -> None:
    """Decide between three by a criterion of one's own; its dialog is open then."""
    await explorer.press("D", "A", "enter", "a")
    await explorer.type(name)
    await explorer.press("up", "enter")
    await explorer.wait_for(lambda: f"{name}: how does each do?" in explorer.screen_text)


async def test_a_criterion_of_ones_own_is_named_and_graded_with_reasons(
    explore: Open, guitars: Catalog, folder: Path
) -> None:
    async with explore(guitars) as explorer:
        await add(explorer, "Looks")
        first, second, third = decision(explorer).candidates[:3]
        await explorer.press("4", "enter")
        await explorer.type("2 of us love it", "enter")
        await explorer.press("1", "down", "3", "x")
        assert explorer.row(guitars.technologies[first].name, "[4]", "2 of us love it")
        assert explorer.row(guitars.technologies[third].name, "not rated")
        await explorer.press("escape")
        grades = {first: Grade(4, "2 of us love it"), second: Grade(1)}
        assert rating(explorer) == Rating("looks", "Looks", 2, grades)
        assert explorer.row("●●○○ Looks", "100 %")
        # It is weighed, kept, written and undone like all else.
        await explorer.press("plus")
        assert rating(explorer).importance == 3
        await explorer.press("s", "enter")
        with Shelf.open() as shelf:
            (kept,) = shelf.decisions(guitars.id)
        assert parse_decision("kept", kept.content, guitars).decision.ratings == (rating(explorer),)
        await explorer.press("e", "enter")
        await explorer.settle()
        (record,) = folder.glob("*.md")
        assert "2 of us love it" in record.read_text()
        await explorer.press("u", "u")
        assert decision(explorer).ratings == ()


async def test_grades_are_changed_later_and_taken_back(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await add(explorer, "Looks")
        await explorer.press("2", "escape")
        first, second, third = decision(explorer).candidates
        await explorer.press("enter", "plus", "down", "right", "u", "u")
        assert explorer.row(guitars.technologies[first].name, "[2]")
        await explorer.press("u")
        assert "Nothing to undo here" in explorer.screen_text
        await explorer.press("0", "down", "right", "r", "ctrl+u")
        await explorer.type("Taste", "enter")
        await explorer.press("escape")
        assert rating(explorer).name == "Taste"
        assert rating(explorer).grades == {
            first: Grade(2),
            second: Grade(0),
            third: Grade(1),
        }
        # One step back on the screen is all that was done in the dialog.
        await explorer.press("u")
        assert rating(explorer) == Rating("looks", "Looks", 2, {first: Grade(2)})
        # From the ranking, the dialog begins with who the cursor is on.
        await explorer.press("tab", "end", "g", "3", "escape")
        last = explorer.app.screen.query_one("RankingList").at  # type: ignore[attr-defined]
        assert rating(explorer).grades[last] == Grade(3)


async def test_the_mouse_grades_too(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await add(explorer, "Looks")
        first = decision(explorer).candidates[0]
        await explorer.click(" 4 ")
        await explorer.pilot.click("GradesScreen Input")
        await explorer.type("bright")
        await explorer.click("not rated")
        assert explorer.row("[4]", "bright")
        # Beside the box.
        await explorer.pilot.click(offset=(1, 1))
        await explorer.pilot.pause()
        assert rating(explorer).grades == {first: Grade(4, "bright")}
        await explorer.click("Looks", times=2)
        assert "Looks: how does each do?" in explorer.screen_text


async def test_a_reason_waits_for_a_grade(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await add(explorer, "Looks")
        await explorer.press("enter")
        assert "Grade it first" in explorer.screen_text
        await explorer.press("tab")
        await explorer.type("bright", "enter")
        assert rating_row(explorer, guitars, "not rated")
        await explorer.press("3", "escape")
        assert list(rating(explorer).grades.values()) == [Grade(3, "bright")]


def rating_row(explorer: Explorer, catalog: Catalog, text: str) -> str:
    """The row of the first candidate, if it has a text."""
    return explorer.row(catalog.technologies[decision(explorer).candidates[0]].name, text)


async def test_the_learning_status_proposes_what_is_known(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        first, other = guitars.ids[:2]
        with Shelf.open() as shelf:
            shelf.set_status(guitars.id, first, Status.KNOW)
            shelf.set_status(guitars.id, other, Status.WANT)
        explorer.app._keeper.poll()
        await explorer.press("D", "a")
        await explorer.type("you know", "enter")
        proposed = explorer.app.screen.rating.grades  # type: ignore[attr-defined]
        assert proposed[first] == Grade(Status.KNOW.grade or 0, "know")
        await explorer.press("escape")
        assert rating(explorer).grades == proposed


async def test_who_is_taken_off_keeps_no_file_from_being_read(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await add(explorer, "Looks")
        await explorer.press("3", "down", "3", "down", "3", "escape", "tab", "x", "s", "enter")
        with Shelf.open() as shelf:
            (kept,) = shelf.decisions(guitars.id)
        read = parse_decision("kept", kept.content, guitars).decision
        assert read.ratings[0].grades.keys() == set(read.candidates)
        assert len(read.candidates) == 2


async def test_two_of_the_same_name_are_not_offered(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await add(explorer, "Looks")
        await explorer.press("escape", "a")
        await explorer.type("looks")
        assert "you rate it" not in explorer.screen_text
        await explorer.press("ctrl+u", "up", "enter")
        await explorer.type("?!", "enter")
        await explorer.press("escape")
        assert [one.id for one in decision(explorer).ratings] == ["looks", "own"]


@pytest.mark.sample(1)
@pytest.mark.parametrize("size", [(58, 30), (80, 24), (80, 12)])
async def test_grades_are_to_be_read_at_every_size(
    explore: Open, shipped: Catalog, size: tuple[int, int]
) -> None:
    async with explore(shipped, start=Ref("category", "languages"), size=size) as explorer:
        await explorer.press("D", "a")
        await explorer.type("zeal")
        await explorer.press("up", "enter", "4")
        await explorer.wait_for(lambda: explorer.row("[4]"))
        await explorer.press("end", "0", "enter")
        assert explorer.row("[0]")
        assert explorer.row("Why?")
        assert explorer.row("esc done")
