"""The key o: what becomes of it with each kind of browser, in a terminal of its own."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.terminal import Terminal

from techtui.tui.runtime.browser import Browser, find_browser
from tests.conftest import GUITARS

SITE = "https://tele.example/"
LIMIT = 30.0


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder that is the whole PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def opened(environment: dict[str, str], programs: Path) -> Iterator[Terminal]:
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
    }
    whole = {**inherited, "TERM": "xterm-256color", "PATH": str(programs), **environment}
    command = [sys.executable, "-m", "techtui", "tele", "--fresh", "--catalog", str(GUITARS)]
    with Terminal(command, whole) as terminal:
        terminal.wait_for(["Telecaster", "? help"], LIMIT)
        yield terminal


def until(terminal: Terminal, *texts: str) -> None:
    """Wait until all of some texts stand on the screen at once."""
    terminal.wait(lambda one: all(text in one.words for text in texts), LIMIT, time.perf_counter())


@pytest.mark.slow
def test_a_command_in_the_foreground_neither_blocks_nor_paints(
    tmp_path: Path, programs: Path
) -> None:
    asked = tmp_path / "asked"
    script = f'echo "$@" > {asked}; echo PAINTED; echo PAINTED >&2; exec /bin/sleep 30'
    wanted = program(programs, "mine", script)
    for terminal in opened({"BROWSER": str(wanted)}, programs):
        terminal.press("o")
        terminal.press("j")
        until(terminal, "Les Paul", "Opened in your browser", SITE)
        assert asked.read_text().strip() == SITE
        assert "PAINTED" not in terminal.text


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("environment", "name"), [({"BROWSER": "lynx"}, "lynx"), ({}, "w3m")], ids=["asked", "found"]
)
def test_a_text_browser_gets_the_terminal_and_gives_it_back(
    programs: Path, environment: dict[str, str], name: str
) -> None:
    program(programs, name, r'trap "" INT; printf "\033[2J\033[HPAGE %s\n" "$1"; read -r key')
    for terminal in opened(environment, programs):
        terminal.press("o")
        until(terminal, f"PAGE {SITE}")
        assert "Telecaster" not in terminal.text
        # The interrupting key is meant for the browser; this one is deaf to it, too.
        terminal.press("\x03", "j", "\r")
        until(terminal, "Telecaster", "? help")
        assert "Opened" not in terminal.text
        terminal.press("j")
        until(terminal, "Les Paul")


@pytest.mark.parametrize(
    ("script", "says"), [("", "No browser was found"), ("exit 3", "mine could not open it")]
)
def test_without_a_browser_the_address_is_shown_and_copied(
    programs: Path, script: str, says: str
) -> None:
    environment = {"BROWSER": str(program(programs, "mine", script))} if script else {}
    for terminal in opened(environment, programs):
        terminal.press("o")
        until(terminal, says, SITE, "clipboard")
        assert "Opened" not in terminal.text


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({}, "w3m"),
        ({"DISPLAY": ":0"}, "firefox"),
        ({"WAYLAND_DISPLAY": "w"}, "firefox"),
        ({"BROWSER": "nothing:w3m"}, "w3m"),
        ({"BROWSER": "firefox --new-tab %s &"}, "firefox"),
        ({"BROWSER": "firefox 'unclosed"}, "w3m"),
    ],
)
def test_the_browser_that_a_person_wants_is_found(
    programs: Path, environment: dict[str, str], found: str
) -> None:
    for name in ("w3m", "firefox"):
        program(programs, name, "")
    browser = find_browser({"PATH": str(programs), **environment}, "linux")
    assert browser is not None
    assert browser.command[0] == str(programs / found)
    assert browser.in_terminal == (found == "w3m")


def test_the_address_is_one_argument_whatever_is_in_it() -> None:
    url = "https://a.example/?q='$(x)'&b=%s"
    assert Browser(("b",)).opening(url) == ["b", url]
    assert Browser(("b", "-u=%s", "-n")).opening(url) == ["b", f"-u={url}", "-n"]
