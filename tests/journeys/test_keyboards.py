"""Keyboards of other scripts, keys that type nothing, and lines that are pasted into a field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.widgets import Input, TextArea

from techtui.catalog.model import Catalog
from techtui.settings import Config
from techtui.tui.runtime.keyboard import as_words
from techtui.tui.runtime.layouts import Layouts
from tests.journeys.conftest import Explorer, Open


async def send(explorer: Explorer, text: str) -> None:
    """Send what a terminal sends, all at once."""
    for event in XTermParser().feed(text):
        explorer.app.post_message(event)
    await explorer.pilot.pause()


@pytest.mark.parametrize(
    ("keys", "stands"),
    [
        ("ы", "Sort by"),
        ("і", "Sort by"),
        ("σ", "Sort by"),
        ("ד", "Sort by"),
        ("س", "Sort by"),
        ("ㄴ", "Sort by"),
        ("о.", "/ search"),
        ("ы\x1b[27u,", "Walk the categories"),
        ("Д", "Learning"),
        ("\x1b[1079;5u", "Search for commands"),
    ],
)
async def test_letters_of_any_layout_are_the_commands_on_their_keys(
    explore: Open, guitars: Catalog, keys: str, stands: str
) -> None:
    async with explore(guitars) as explorer:
        await send(explorer, keys)
        await explorer.wait_for(lambda: stands in explorer.screen_text)


async def test_q_of_a_russian_layout_closes_the_help_and_leaves(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("question_mark")
        await send(explorer, "й")
        await explorer.wait_for(lambda: explorer.row("Telecaster"))
        await send(explorer, "й")
        await explorer.wait_for(lambda: explorer.app.return_code == 0)


async def test_in_a_field_letters_are_what_they_are(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await send(explorer, "/кафка")
        assert explorer.row("кафка")
        await send(explorer, "\x1b[27u")
        await send(explorer, "n")
        await send(explorer, "заметка й")
        assert explorer.row("заметка й")


async def test_a_letter_in_the_config_file_is_what_it_says_there(
    explore: Open, guitars: Catalog
) -> None:
    # That key would be "search" or, by its place, "filter".
    async with explore(guitars, config=Config(keys={"browse.sort": "а"})) as explorer:
        await send(explorer, "а")
        assert "Sort by" in explorer.screen_text


@pytest.mark.parametrize(
    "lock",
    ["\x1b[57358u", "\x1b[57358;65u", "\x1b[57360;129u", "\x1b[57359u", "\x1b[57358;1;57358u"],
)
async def test_lock_keys_type_nothing(explore: Open, guitars: Catalog, lock: str) -> None:
    async with explore(guitars) as explorer:
        before = explorer.screen_text
        await send(explorer, lock)
        assert explorer.screen_text == before
        await send(explorer, "/")
        await send(explorer, f"{lock}a{lock}")
        assert explorer.app.screen.query_one(Input).value == "a"


@pytest.mark.parametrize(
    "way",
    [
        ("/",),
        ("f",),
        ("i",),
        ("ctrl+p",),
        ("space", "j", "c", "enter", "slash"),
        ("space", "j", "c", "enter", "K"),
        ("space", "j", "c", "enter", "e", "tab"),
    ],
)
async def test_pasted_lines_arrive_as_words_in_every_field(
    explore: Open, guitars: Catalog, way: tuple[str, ...]
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press(*("slash" if key == "/" else key for key in way))
        field = explorer.app.screen.query_one(Input)
        assert field.has_focus
        field.value = ""
        await send(explorer, "\x1b[200~\n \nles\npaul\r\n\n\x1b[201~")
        assert field.value == "les paul"


async def test_what_is_pasted_right_after_the_slash_is_searched_for(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await send(explorer, "/\x1b[200~\nles\npaul\n\x1b[201~")
        assert explorer.app.screen.query_one(Input).value == "les paul"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ab\x7fc", "ac"),
        ("ab\x7f\x7f\x7fcd", "cd"),
        ("ab\x1b[Hc", "cab"),
        ("ab\x1b[Dc", "acb"),
        ("ab\x15c", "c"),
        ("ab cd\x17e", "ab e"),
    ],
)
async def test_keys_that_edit_act_before_the_letters_behind_them(
    explore: Open, guitars: Catalog, typed: str, written: str
) -> None:
    async with explore(guitars) as explorer:
        await send(explorer, "/" + typed)
        field = explorer.app.screen.query_one(Input)
        await explorer.wait_for(lambda: field.value == written)
        await send(explorer, "\x1b[27u\x1b[27u")
        await send(explorer, "jn" + typed)
        area = explorer.app.screen.query_one(TextArea)
        await explorer.wait_for(lambda: area.text == written)


async def test_more_than_anybody_searches_for_is_not_taken_of_a_paste(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await send(explorer, "/\x1b[200~" + "les paul " * 5_000 + "\x1b[201~")
        assert len(explorer.app.screen.query_one(Input).value) == 10_000


@given(st.text())
def test_words_are_one_line_and_lose_no_letter(text: str) -> None:
    words = as_words(text)
    assert len(words.splitlines()) <= 1
    assert "".join(words.split()) == "".join(text.split())


def test_latin_letters_are_never_taken_for_others() -> None:
    layouts = Layouts()
    for number in range(128):
        assert layouts.latin(chr(number), chr(number)) == ""
