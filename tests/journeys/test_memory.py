"""What comes back at the next start."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec
import pytest

from techtui.catalog.model import Catalog
from techtui.catalog.refs import Ref
from techtui.settings import Config, State, load_state, save_state, state_path
from techtui.tui.choices.sorting import Sort
from tests.journeys.conftest import Open


async def test_place_branches_sort_theme_and_width_come_back(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, state=State()) as explorer:
        await explorer.press(
            "slash", *"dread", "enter", "s", *"weight", "enter", "greater_than_sign"
        )
        explorer.app.theme = "techtui-light"
        width = explorer.app.screen.query_one("#catalog").outer_size.width
        await explorer.press("q")
    state, problem = load_state()
    assert not problem
    async with explore(guitars, state=state) as explorer:
        assert "› Dreadnought [D-28]" in explorer.screen_text
        assert "Weight ↑" in explorer.screen_text
        assert "Telecaster" in explorer.screen_text
        assert explorer.app.theme == "techtui-light"
        assert explorer.app.screen.query_one("#catalog").outer_size.width == width


@pytest.mark.parametrize(
    "state",
    [
        State("guitars", "category", "acoustic"),
        State(
            "guitars", "catalog", "", ("acoustic",), "name", True, ("lp",), "nord", 0.3, 0, 3, True
        ),
        State(
            "guitars", "technology", "tele", ("acoustic", "electric"), theme="of another version"
        ),
    ],
)
async def test_a_session_without_a_key_ends_as_it_began(
    explore: Open, guitars: Catalog, state: State
) -> None:
    began = msgspec.structs.replace(state, greeted=True)
    async with explore(guitars, state=began) as explorer:
        await explorer.press("q")
    assert load_state() == (began, "")


async def test_all_branches_closed_are_closed_the_next_time(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, state=State()) as explorer:
        assert explorer.row("▾ Electric")
        await explorer.press("down", "left", "q")
    async with explore(guitars, state=load_state()[0]) as explorer:
        assert explorer.row("▸ Electric")
        assert "▾" not in explorer.screen_text


async def test_a_theme_of_the_config_counts_until_another_is_chosen(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, state=State()) as explorer:
        await explorer.press("q")
    for theme in ("techtui-light", "nord"):
        config = Config(theme=theme)
        async with explore(guitars, state=load_state()[0], config=config) as explorer:
            assert explorer.app.theme == theme
            await explorer.press("q")
    async with explore(guitars, state=load_state()[0]) as explorer:
        explorer.app.theme = "dracula"
        await explorer.press("q")
    async with explore(guitars, state=load_state()[0], config=Config(theme="nord")) as explorer:
        assert explorer.app.theme == "dracula"


async def test_a_place_of_another_catalog_is_not_looked_for(
    explore: Open, guitars: Catalog
) -> None:
    state = State(catalog="cheese", kind="technology", place="gouda", sort="smell")
    async with explore(guitars, state=state) as explorer:
        assert explorer.row("Six strings, more or less.")


async def test_without_a_state_nothing_is_written(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("q")
    assert not state_path().exists()


async def test_the_first_start_greets_and_the_second_does_not(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, start=Ref("technology", "lp"), state=State()) as explorer:
        assert "Welcome" in explorer.screen_text
        await explorer.press("question_mark")
        assert explorer.row("Help")
        assert "Welcome" not in explorer.screen_text
        await explorer.press("escape", "q")
    async with explore(guitars, state=load_state()[0]) as explorer:
        assert "Welcome" not in explorer.screen_text


async def test_what_went_wrong_outlasts_the_greeting(explore: Open, guitars: Catalog) -> None:
    begin = {"start": Ref("technology", "lp"), "problems": ["The moon is full."]}
    async with explore(guitars, state=State(), **begin) as explorer:
        assert "Welcome" in explorer.screen_text
        await explorer.press("down")
        assert "Welcome" not in explorer.screen_text
        assert "The moon is full." in explorer.screen_text


async def test_a_comparison_at_the_start_is_not_covered_by_a_greeting(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, state=State(), compare=("tele", "lp")) as explorer:
        assert explorer.row("Compare", "Telecaster ⇄ Les Paul")
        assert "Welcome" not in explorer.screen_text


@pytest.mark.parametrize("broken", [b"", b"{", b"\xff\xfe", b'{"open": 3}', b"[" * 100_000])
def test_a_broken_state_file_is_set_aside_and_told_in_one_line(broken: bytes) -> None:
    save_state(State(place="x"))
    state_path().write_bytes(broken)
    state, problem = load_state()
    assert state == State()
    assert problem
    assert "\n" not in problem
    assert [file.read_bytes() for file in state_path().parent.glob("*.broken.json")] == [broken]
    assert load_state() == (State(), "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs file modes")
def test_only_its_owner_may_read_the_state_file() -> None:
    umask = os.umask(0)
    try:
        save_state(State(place="x"))
        assert state_path().parent.stat().st_mode & 0o777 == 0o700
        assert state_path().stat().st_mode & 0o777 == 0o600
        # As an earlier version left it.
        state_path().chmod(0o644)
        load_state()
        assert state_path().stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(umask)


def test_an_unwritable_state_file_is_told_and_not_fatal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")
    monkeypatch.setenv("TECHTUI_STATE", str(file / "folder"))
    said = save_state(State())
    assert "not remembered" in said
    assert "Errno" not in said


async def test_keys_of_the_config_move_commands_and_help_shows_them(
    explore: Open, guitars: Catalog
) -> None:
    config = Config(keys={"browse.sort": "f6"})
    async with explore(guitars, config=config, size=(120, 60)) as explorer:
        await explorer.press("f6")
        assert "Sort by" in explorer.screen_text
        await explorer.press("escape", "question_mark")
        assert explorer.row("f6", "Sort")


async def test_sorting_orders_within_categories_and_shows_the_value(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("s", *"weight", "enter")
        assert explorer.row("Telecaster", "3.4 kg")
        await explorer.press("s", *"weight", "enter")
        tree = explorer.screen_text
        assert tree.index("Les Paul") < tree.index("Telecaster  ")
        assert "Weight ↓" in tree


def test_what_has_no_value_comes_last_either_way(guitars: Catalog) -> None:
    for reverse in (False, True):
        order = Sort("price", reverse).apply(guitars, guitars.placed["electric"])
        assert list(order) == ["tele", "lp"]
