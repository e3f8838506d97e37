"""Keys, clicks, pastes and resizes that arrive faster than the explorer can follow: nothing of it ends the program."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from benchmarks.terminal import Missed, Terminal
from textual import events
from textual.geometry import Size

from techtui.catalog.model import Catalog
from techtui.tui.screens.compare.screen import CompareScreen
from tests.conftest import GUITARS
from tests.journeys import bursts
from tests.journeys.conftest import Open

ESCAPE = "\x1b[27u"
PAGES = "\x1b[6~\x1b[5~"
BESIDE = "\x1b[<0;2;2M\x1b[<0;2;2m"
PALETTE = "\x10"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bursts export comparisons, too."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.sample(1)
@pytest.mark.parametrize("opened", ["s", "f", "c", "i", PALETTE, "T", "?", "n"])
async def test_a_dialog_that_is_closed_twice_closes_once(
    explore: Open, guitars: Catalog, opened: str
) -> None:
    async with explore(guitars, size=(100, 20)) as explorer:
        for burst in ("\r\r", BESIDE * 2, ESCAPE + BESIDE, "\r" + ESCAPE + "\r", PAGES):
            await explorer.send(opened, burst)
            assert explorer.app.return_code is None, burst
            # What is there still answers, and what was below is still there.
            await explorer.send(ESCAPE * 3)
            assert explorer.row("Telecaster"), burst


@pytest.mark.slow
async def test_a_dialog_can_be_used_before_it_stands(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, size=(100, 20)) as explorer:
        for burst in (
            *(PALETTE + PAGES, "T" + PAGES, "\x1bOQabc" + PAGES, PALETTE + ESCAPE, PALETTE * 2),
            *(PALETTE + "a" + ESCAPE + PALETTE + ESCAPE, "T\r\r", "ss", "n" + ESCAPE, "nn", "LL"),
            *("??", "i\r\r\r", "f\r\r\r\r", "s" + BESIDE * 2, " j ccc"),
        ):
            await explorer.send(burst)
            assert explorer.app.return_code is None, burst
            await explorer.send(ESCAPE * 5)
            assert explorer.row("Telecaster"), burst


@pytest.mark.slow
async def test_a_second_click_does_not_close_the_screen_below(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, compare=("tele", "lp")) as explorer:
        for opened in ("a", "K", "e", "t", "n", "\r"):
            await explorer.send(opened)
            assert not isinstance(explorer.app.screen, CompareScreen), opened
            await explorer.send(BESIDE * 3)
            assert isinstance(explorer.app.screen, CompareScreen), opened


async def test_asking_twice_opens_one_dialog(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.send("ss")
        await explorer.send(ESCAPE)
        assert len(explorer.app.screen_stack) == 1


async def test_a_command_of_the_palette_runs_once(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.send(PALETTE, "shortlist")
        await explorer.send("\r\r")
        assert sum(entry.shortlisted for entry in explorer.app.entries.values()) == 1


async def test_what_is_typed_after_leaving_does_nothing(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.send("qs j cn" + BESIDE)
        assert explorer.app.return_code == 0


async def test_a_link_is_lit_on_a_screen_too_narrow_for_it(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, compare=("tele", "lp")) as explorer:
        await explorer.send("\r", "\t")
        for width in range(1, 40, 4):
            explorer.app.post_message(events.Resize(Size(width, 12), Size(width, 12)))
            await explorer.send("\t")
        assert explorer.app.return_code is None


@pytest.mark.sample(1)
@pytest.mark.parametrize("seed", range(2))
def test_bursts_end_nothing(seed: int) -> None:
    bursts.one(seed, 30)


@pytest.mark.slow
def test_two_thousand_bursts_end_nothing_and_reach_every_dialog() -> None:
    wanted = {
        *("BrowseScreen", "CompareScreen", "LearningScreen", "Palette", "Picker", "HelpScreen"),
        *("NoteScreen", "ExplainScreen", "ExportScreen", "AskScreen", "ChartScreen", "PageScreen"),
        *("DecideScreen", "TableScreen", "ChangesScreen"),
    }
    seen: Counter[str] = Counter()
    seed = 100
    # What is on the screen when a burst arrives depends on timers, too: rare dialogs get some more bursts.
    while seen.total() < 2_000 or (not wanted <= set(seen) and seen.total() < 8_000):
        seen += bursts.one(seed)
        seed += 1
    assert wanted <= set(seen)


@pytest.mark.slow
def test_bursts_end_nothing_on_a_real_terminal(own_environment: Path) -> None:
    random = Random(2)
    command = [sys.executable, "-m", "techtui", "--fresh", "--catalog", str(GUITARS)]
    environment = {**os.environ, "TERM": "xterm-256color", "PATH": "", "BROWSER": ""}
    with Terminal(command, environment) as terminal:
        # Before the first frame, too.
        terminal.press("s\r\r" + BESIDE * 2)
        terminal.wait_for(["Telecaster", "? help"], 30)
        for text in (
            *(
                "s\r\r",
                "c\r\r",
                PALETTE + PAGES,
                "T" + PAGES,
                "f" + BESIDE * 2,
                "?" + ESCAPE + BESIDE,
            ),
            *(bursts.burst(random, Size(120, 36), comparing=False) for _ in range(20)),
        ):
            terminal.press(text)
            terminal.press(ESCAPE * 4)
        # What is asked for by all this takes its time. A living program opens the palette, unless a burst has left it by its own keys.
        opened = False
        for _ in range(20):
            if opened or terminal.ended:
                break
            terminal.press(ESCAPE * 4, PALETTE, pause=1.0)
            with suppress(Missed):
                terminal.wait(
                    lambda one: "Search for commands" in one.words, 2.0, time.perf_counter()
                )
                opened = True
        assert opened or terminal.ended, terminal.text
        terminal.press(ESCAPE * 4)
    # On a busy machine its patience with `q` may end before the program does; then it is asked by SIGTERM.
    assert terminal.exit_code in (0, 143), terminal.text


async def test_what_is_typed_behind_a_key_goes_where_the_key_leads(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, size=(100, 20)) as explorer:
        for key, words in (
            *(("f", "woods"), ("s", "sweight"), ("n", "hello oslo"), ("c", "les"), ("T", "light")),
            *((PALETTE, "shortl"), ("/", "fender"), ("D", ""), ("i", "woods"), ("\x1bOQ", "abc")),
        ):
            await explorer.send(key + words)
            await explorer.wait_for(lambda words=words: words in explorer.screen_text)
            assert explorer.app.return_code is None
            assert not any(one.shortlisted for one in explorer.app.entries.values())
            await explorer.send(*[ESCAPE] * 4)
            assert explorer.row("Telecaster"), key


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("/paul\r*", "Les Paul ★"),
        ("/paul\rs", "Sort by"),
        ("/paul\rn", "Note on Les Paul"),
        ("/paul\rkm", "Telecaster ○"),
        ("fwoods\rmahog\rm", "Les Paul ○"),
        ("sweight\rm", "○"),
        ("cles\rt", "Les Paul"),
    ],
)
async def test_what_is_typed_behind_enter_goes_where_enter_leads(
    explore: Open, guitars: Catalog, keys: str, shown: str
) -> None:
    async with explore(guitars) as explorer:
        await explorer.send(keys)
        await explorer.wait_for(lambda: explorer.row(shown))


async def test_the_last_screen_of_all_stays(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.app.run_action("screen.close")
        await explorer.pilot.pause()
        assert explorer.app.return_code is None
        assert explorer.row("Telecaster")
