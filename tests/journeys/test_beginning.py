"""Where one begins: the page of the catalog, and questions that lead to what helps."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.catalog.model import Catalog
from techtui.catalog.refs import CATALOG, Ref
from techtui.settings import State, load_state
from tests.journeys.conftest import Open
from tests.terminal import PROGRAM, Terminal


@pytest.mark.sample(1)
@pytest.mark.parametrize("size", [(120, 36), (80, 24), (58, 30)])
async def test_the_first_start_shows_what_there_is_and_later_ones_return(
    explore: Open, shipped: Catalog, size: tuple[int, int]
) -> None:
    async with explore(shipped, size=size, state=State()) as explorer:
        assert explorer.row("Where to begin")
        assert explorer.row("1. Which language to learn first?")
        assert not explorer.row("Welcome")
        # Where the first branch is too long to start open, it is opened first.
        await explorer.press("escape", "down", *["right"] * (2 if size[1] < 30 else 1), "enter")
        assert explorer.row("› Go")
        await explorer.press("q")
    async with explore(shipped, size=size, state=load_state()[0]) as explorer:
        assert not explorer.row("Where to begin")
        await explorer.press("home")
        assert explorer.app.screen.place == CATALOG  # type: ignore[attr-defined]
        await explorer.press("q")
    async with explore(shipped, size=(120, 36), state=load_state()[0]) as explorer:
        assert explorer.row("Where to begin")


def test_a_fresh_start_is_like_the_first_one(own_environment: Path) -> None:
    with Terminal([*PROGRAM, "--fresh"]) as terminal:
        terminal.wait_for("Where to begin", "Which language to learn first?")


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    ("name", "stands"),
    [
        ("databases", ("Databases ─", "How to choose")),
        ("cap theorem", ("─ CAP theorem", "See also")),
        ("postgres", ("› PostgreSQL", "What it is")),
    ],
)
@pytest.mark.parametrize("size", [(100, 30), (58, 30)])
def test_the_command_line_opens_whatever_has_the_name(
    own_environment: Path, name: str, stands: tuple[str, ...], size: tuple[int, int]
) -> None:
    with Terminal([*PROGRAM, name], size=size) as terminal:
        terminal.wait_for(*stands)


def test_a_name_that_nothing_has_is_answered_with_the_nearest(own_environment: Path) -> None:
    with Terminal([*PROGRAM, "databse"], size=(140, 30)) as terminal:
        assert terminal.leave() == 1
        assert "did you mean Databases" in terminal.text


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("size", "tabs", "compared"),
    [
        # One language, three databases, three queues into a document; and the last one, which is farthest away, at every size.
        ((120, 36), 2, "Python ⇄ JavaScript ⇄ Java ⇄ Go"),
        ((120, 36), 3, "PostgreSQL ⇄ MySQL ⇄ SQLite"),
        ((120, 36), 4, "Apache Kafka ⇄ RabbitMQ ⇄ Amazon SQS"),
        ((80, 24), 4, "Apache Kafka ⇄ RabbitMQ ⇄ Amazon SQS"),
        # The page is all one sees, and has the focus.
        ((58, 30), 3, "Apache Kafka ⇄ RabbitMQ ⇄ Amazon SQS"),
    ],
)
async def test_the_usual_questions_are_answered_with_six_keys(
    explore: Open, shipped: Catalog, size: tuple[int, int], tabs: int, compared: str
) -> None:
    keys = [*["tab"] * tabs, "enter", "y"]
    assert len(keys) <= 6
    async with explore(shipped, size=size, state=State()) as explorer:
        await explorer.press(*keys)
        assert explorer.row("Compare", compared[:20])
        assert compared.partition(" ⇄")[0] in explorer.app.clipboard
        await explorer.press("escape")
        assert explorer.row("Where to begin") or explorer.row("A log, a broker")


@pytest.mark.parametrize("size", [(120, 36), (58, 30)])
async def test_a_question_of_a_category_leaves_what_fits_within_it(
    explore: Open, shipped: Catalog, size: tuple[int, int]
) -> None:
    start = Ref("category", "sql-databases")
    async with explore(shipped, size=size, start=start) as explorer:
        await explorer.click("permissive license required")
        await explorer.wait_for(lambda: explorer.row("× SQL databases"))
        await explorer.wait_for(lambda: explorer.row("4 of 79"))
        assert explorer.row("×", "license:permissive")
        assert explorer.row("PostgreSQL")
        await explorer.press("escape")
        await explorer.wait_for(lambda: explorer.row("79 of 79"))
        assert explorer.app.screen.place == start  # type: ignore[attr-defined]


async def test_the_catalog_stands_above_its_branches(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        # From a technology to its branch, which closes, to the catalog.
        await explorer.press("left", "left", "left")
        assert explorer.row("Six strings, more or less.")
        await explorer.press("y")
        assert explorer.app.clipboard.startswith("# Guitars\n")
        await explorer.press("tab", "tab", "enter")
        assert explorer.row("Loud with an amplifier.")
        await explorer.press("left_square_bracket")
        assert explorer.row("Six strings, more or less.")
        # It is nothing that one searches for.
        await explorer.press("slash", *"les")
        assert not explorer.row("Six strings")


async def test_the_palette_finds_the_page_of_the_catalog(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("ctrl+p", *"guitars", "enter")
        assert explorer.row("Six strings, more or less.")


async def test_where_there_is_one_pane_tab_goes_to_the_page_of_a_category(
    explore: Open, shipped: Catalog
) -> None:
    async with explore(shipped, size=(58, 30)) as explorer:
        await explorer.press("left")
        assert not explorer.row("How to choose")
        await explorer.press("tab")
        assert explorer.row("How to choose")
        await explorer.press("escape")
        assert explorer.row("▾ Languages")
