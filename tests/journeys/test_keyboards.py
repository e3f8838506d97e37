"""Keyboards of other scripts, keys that type nothing, and lines that are pasted into a field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input, TextArea

from techtui.catalog.model import Catalog
from techtui.settings import Config
from techtui.tui.runtime.keyboard import as_words
from techtui.tui.runtime.layouts import Layouts
from tests.journeys.conftest import Open


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    ("keys", "stands"),
    [
        # What a letter may be depends on those before it: each script begins anew.
        (
            ("ы", "\x1b[27u", ",", "\x1b[27u", "Д"),
            ("Sort by", "", "Walk the categories", "", "Learning"),
        ),
        (("і",), ("Sort by",)),
        (("σ",), ("Sort by",)),
        (("ד",), ("Sort by",)),
        (("س",), ("Sort by",)),
        (("ㄴ",), ("Sort by",)),
        (("о.", "\x1b[27u", "\x1b[1079;5u"), ("/ search", "", "Search for commands")),
    ],
)
async def test_letters_of_any_layout_are_the_commands_on_their_keys(
    explore: Open, guitars: Catalog, keys: tuple[str, ...], stands: tuple[str, ...]
) -> None:
    async with explore(guitars) as explorer:
        for sent, words in zip(keys, stands, strict=True):
            await explorer.send(sent)
            await explorer.wait_for(lambda words=words: words in explorer.screen_text)


async def test_q_of_a_russian_layout_closes_the_help_and_leaves(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("question_mark")
        await explorer.send("й")
        await explorer.wait_for(lambda: explorer.row("Telecaster"))
        await explorer.send("й")
        await explorer.wait_for(lambda: explorer.app.return_code == 0)


async def test_in_a_field_letters_are_what_they_are(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.send("/кафка")
        assert explorer.row("кафка")
        await explorer.send("\x1b[27u")
        await explorer.send("n")
        await explorer.send("заметка й")
        assert explorer.row("заметка й")


async def test_a_letter_in_the_config_file_is_what_it_says_there(
    explore: Open, guitars: Catalog
) -> None:
    # That key would be "search" or, by its place, "filter".
    async with explore(guitars, config=Config(keys={"browse.sort": "а"})) as explorer:
        await explorer.send("а")
        assert "Sort by" in explorer.screen_text


async def test_lock_keys_type_nothing(explore: Open, guitars: Catalog) -> None:
    locks = ("57358", "57358;65", "57360;129", "57359", "57358;1;57358")
    async with explore(guitars) as explorer:
        before = explorer.screen_text
        for lock in locks:
            await explorer.send(f"\x1b[{lock}u")
            assert explorer.screen_text == before, lock
        await explorer.send("/")
        for lock in locks:
            await explorer.send(f"\x1b[{lock}ua\x1b[{lock}u")
        assert explorer.app.screen.query_one(Input).value == "a" * len(locks)


@pytest.mark.parametrize(
    ("compared", "ways"),
    [((), ("slash", "f", "i", "ctrl+p")), (("tele", "lp"), ("slash", "K", "e tab"))],
)
async def test_pasted_lines_arrive_as_words_in_every_field(
    explore: Open, guitars: Catalog, compared: tuple[str, ...], ways: tuple[str, ...]
) -> None:
    async with explore(guitars, compare=compared) as explorer:
        for way in ways:
            await explorer.press(*way.split())
            field = explorer.app.screen.query_one(Input)
            assert field.has_focus, way
            field.value = ""
            await explorer.send("\x1b[200~\n \nles\npaul\r\n\n\x1b[201~")
            assert field.value == "les paul", way
            await explorer.press("escape")


async def test_what_is_pasted_right_after_the_slash_is_searched_for(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.send("/\x1b[200~\nles\npaul\n\x1b[201~")
        assert explorer.app.screen.query_one(Input).value == "les paul"


@pytest.mark.sample(3)
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
        await explorer.send("/" + typed)
        field = explorer.app.screen.query_one(Input)
        await explorer.wait_for(lambda: field.value == written)
        await explorer.send("\x1b[27u\x1b[27u")
        await explorer.send("jn" + typed)
        area = explorer.app.screen.query_one(TextArea)
        await explorer.wait_for(lambda: area.text == written)


async def test_more_than_anybody_searches_for_is_not_taken_of_a_paste(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        await explorer.send("/\x1b[200~" + "les paul " * 5_000 + "\x1b[201~")
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
