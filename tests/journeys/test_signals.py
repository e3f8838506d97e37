"""However the explorer is made to end or to wait, no word is lost and the terminal is as it was."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from random import Random

import pytest

from techtui.settings import load_state, state_path
from techtui.shelf import Shelf
from tests.terminal import PROGRAM, Terminal
from tests.waiting import LIMIT

SIGNALS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT]
READY = ("Catalog", "move")
AT_GO = [*PROGRAM, "go"]
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")


def note_on(technology: str) -> str:
    """The note that the shelf holds."""
    shelf = Shelf.open()
    try:
        return shelf.get("backend", technology).note
    finally:
        shelf.close()


slow = pytest.mark.slow


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, *(pytest.param(one, marks=slow) for one in SIGNALS[1:])]
)
def test_a_signal_saves_the_open_note_and_the_place(number: int) -> None:
    with Terminal(AT_GO) as terminal:
        terminal.wait_for(*READY)
        terminal.write("j ")
        terminal.wait_for("Languages › Python", "✓ 1 to compare")
        terminal.write("n")
        terminal.wait_for("Note on Python")
        terminal.write("precious words")
        terminal.wait_for("precious words")
        terminal.send(number)
        assert terminal.leave() == 128 + number
        assert terminal.is_restored
    assert note_on("python") == "precious words"
    state, _ = load_state()
    assert (state.place, state.marked) == ("python", ("python",))


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("s", "Sort by"),
        pytest.param("?", "Help", marks=slow),
        pytest.param("/kaf", "Kafka", marks=slow),
        pytest.param("\x10", "the palette", marks=slow),
        pytest.param("T", "the themes", marks=slow),
        pytest.param("L", "Known", marks=slow),
        pytest.param(" j c", "Compare", marks=slow),
    ],
)
def test_a_signal_ends_every_screen_and_dialog(keys: str, shown: str) -> None:
    with Terminal(AT_GO) as terminal:
        terminal.wait_for(*READY)
        before = terminal.text
        terminal.write(keys)
        terminal.wait(lambda: terminal.text != before, shown)
        terminal.send(signal.SIGTERM)
        assert terminal.leave() == 143
        assert terminal.is_restored


@pytest.mark.parametrize(
    "tenths", [2, *(pytest.param(one, marks=slow) for one in (0, 1, 3, 4, 5, 6, 8))]
)
def test_a_signal_at_any_moment_of_the_start(tenths: int) -> None:
    with Terminal(AT_GO) as terminal:
        end = time.monotonic() + tenths / 10
        while time.monotonic() < end:
            terminal.read(0.01)
        terminal.send(signal.SIGTERM)
        assert terminal.leave() == 143
        assert terminal.is_restored
        assert b"Traceback" not in terminal.output


@slow
def test_two_hundred_signals_in_the_first_moments() -> None:
    with Terminal() as terminal:
        terminal.wait_for(*READY)
        # A state to be decoded at the next start, which is what was interrupted badly.
        terminal.write("jj ")
        terminal.wait_for("to compare")
        assert terminal.leave("q") == 0
    random = Random(1)
    for _ in range(200):
        number = random.choice(SIGNALS)
        with Terminal() as terminal:
            end = time.monotonic() + random.random() * 0.3
            while time.monotonic() < end:
                terminal.read(0.002)
            terminal.send(number)
            code = terminal.leave()
            # Before the program has said what an interrupt does, which is the first thing it does, Python answers in its own way.
            if b"KeyboardInterrupt" not in terminal.output or b"/techtui/cli" in terminal.output:
                assert code == 128 + number, terminal
                assert b"Traceback" not in terminal.output, terminal
            assert terminal.is_restored, terminal


@pytest.mark.slow
@pytest.mark.parametrize(
    "keys",
    [signal.SIGTERM, *(pytest.param(one, marks=slow) for one in ("q", "\x1b", signal.SIGINT))],
)
def test_a_large_catalog_that_is_being_read(tmp_path: Path, keys: str | int) -> None:
    catalog = tmp_path / "large.toml"
    entries = "".join(
        f'[technologies.t{number}]\nname = "T {number}"\ncategory = "c"\ntagline = "{"x" * 200}"\n'
        for number in range(60_000)
    )
    # Without faults: on a busy machine it may be read, and shown, before the signal comes.
    head = 'format = 1\n[catalog]\ntitle = "Large"\n[categories.c]\nname = "C"\n'
    catalog.write_text(head + entries)
    with Terminal([*PROGRAM, "--catalog", str(catalog)]) as terminal:
        terminal.wait_for("large.toml", "Next time it opens")
        if isinstance(keys, str):
            assert terminal.leave(keys) == 0
        else:
            terminal.send(keys)
            assert terminal.leave() == 128 + keys
        assert terminal.is_restored


@pytest.mark.slow
@pytest.mark.parametrize("ignored", [True, pytest.param(False, marks=slow)])
def test_the_end_of_the_input_ends_the_program(ignored: bool) -> None:
    # As under nohup and some session managers: the closed window itself sends nothing.
    shell = ["sh", "-c", f"trap '' {'HUP' if ignored else 'USR1'}; exec \"$@\"", "sh", *AT_GO]
    with Terminal(shell) as terminal:
        terminal.wait_for(*READY)
        terminal.write("n")
        terminal.wait_for("Note on Go")
        terminal.write("precious words")
        terminal.wait_for("precious words")
        terminal.hang_up()
        assert terminal.process.wait(LIMIT) == 129
    assert note_on("go") == "precious words"


@pytest.mark.slow
def test_a_terminal_that_takes_nothing_does_not_hold_it_up() -> None:
    with Terminal(AT_GO) as terminal:
        terminal.wait_for(*READY)
        # Nobody reads what the program paints; the kernel keeps some kilobytes.
        for _ in range(200):
            os.write(terminal.file, b"jjkkjjkk")
            time.sleep(0.005)
        terminal.send(signal.SIGTERM)
        assert terminal.process.wait(LIMIT) == 143


@pytest.mark.slow
def test_the_state_is_saved_in_a_quiet_moment() -> None:
    with Terminal(AT_GO) as terminal:
        terminal.wait_for(*READY)
        terminal.write("j jj")

        def saved() -> bool:
            path = state_path()
            state = json.loads(path.read_text()) if path.exists() else {}
            return (state.get("place"), state.get("marked")) == ("rust", ["python"])

        terminal.wait(saved, "saved")
        terminal.process.kill()
        terminal.process.wait()
    with Terminal() as terminal:
        terminal.wait_for("Languages › Rust", "✓ 1 to compare")
        assert terminal.leave("q") == 0


@pytest.mark.slow
@needs_bash
def test_ctrl_z_and_fg() -> None:
    with Terminal(["bash", "--norc", "-i"], {"PS1": "$ "}) as terminal:
        terminal.wait_for("$")
        terminal.write(f"{sys.executable} -m techtui go\n")
        terminal.wait_for(*READY)
        terminal.write("j\x1a")
        terminal.wait_for("Stopped")
        terminal.write("echo at $((40 + 2))\n")
        terminal.wait_for("at 42")
        terminal.write("fg\n")
        terminal.wait_for("techtui ·", "Languages › Python", "JavaScript", "move")
        # From a dialog, too; it is still open afterwards.
        terminal.write("?")
        terminal.wait_for("Walk the categories")
        terminal.output = b""
        terminal.write("\x1a")
        terminal.wait(lambda: b"Stopped" in terminal.output)
        terminal.write("fg\n")
        terminal.wait_for("Walk the categories")
        terminal.write("\x1b")
        terminal.wait(lambda: "Walk the categories" not in terminal.text)
        terminal.write("n")
        terminal.wait_for("Note on Python")
        terminal.write("half a sent")
        terminal.wait_for("half a sent")
        terminal.write("q")
        terminal.wait_for("half a sentq")
        # In a text, ctrl+z takes back what was typed.
        terminal.write("\x1a")
        terminal.wait(lambda: "sentq" not in terminal.text)


@pytest.mark.slow
@needs_bash
def test_a_signal_while_it_is_suspended() -> None:
    with Terminal(["bash", "--norc", "-i"], {"PS1": "$ "}) as terminal:
        terminal.wait_for("$")
        terminal.write(f"{sys.executable} -m techtui go\n")
        terminal.wait_for(*READY)
        terminal.write("j")
        terminal.wait_for("Languages › Python")
        terminal.write("\x1a")
        terminal.wait_for("Stopped")
        terminal.write("set -b; kill %1\n")
        terminal.wait_for("Exit 143")
        terminal.write("echo at $((40 + 2))\n")
        terminal.wait_for("at 42")
    assert load_state()[0].place == "python"


def test_ctrl_z_without_a_shell_says_so() -> None:
    with Terminal(AT_GO) as terminal:
        terminal.wait_for(*READY)
        terminal.write("\x1a")
        terminal.wait_for("no shell")
        assert terminal.leave("q") == 0
