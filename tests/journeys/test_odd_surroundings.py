"""Surroundings that nobody expects: pipes for files, terminals without a size, a process that was stopped, a folder that is gone."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import struct
import termios
import time
from pathlib import Path

import pytest

from techtui.settings import config_path, state_path
from tests.conftest import GUITARS
from tests.terminal import PROGRAM, Terminal

READY = ("Guitars", "move")
GUITARS_HERE = [*PROGRAM, "--catalog", str(GUITARS)]


def within(shell: str) -> list[str]:
    """The explorer, begun by a shell that does something before."""
    return ["sh", "-c", f'{shell}; exec "$@"', "sh", *GUITARS_HERE]


@pytest.mark.parametrize("where", ["config", "state"])
def test_a_pipe_in_place_of_a_file_of_its_own_does_not_hold_it_up(where: str) -> None:
    path = config_path() if where == "config" else state_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    with Terminal(GUITARS_HERE) as terminal:
        # Where the sentence breaks depends on the length of the path.
        terminal.wait_for(*READY, "ordinary")
        assert terminal.leave("q") == 0
        assert terminal.is_restored


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("variable", "why"),
    [
        ("TEXTUAL_DRIVER=junk", "not a driver"),
        ("TEXTUAL_DRIVER=a.b:C", "not a driver"),
        ("TEXTUAL_DRIVER=textual.driver:Nothing", "not a driver"),
        ("TEXTUAL_DRIVER=os.path:join", "not a driver"),
        ("TEXTUAL_COLOR_SYSTEM=junk", "auto, standard"),
        ("TEXTUAL_LOG=/", "It is a folder"),
    ],
)
def test_a_variable_that_keeps_textual_from_starting_is_named(variable: str, why: str) -> None:
    with Terminal(within(f"export {variable}")) as terminal:
        terminal.wait_for(why)
        assert terminal.leave() == 2
        assert variable in terminal.text
        assert terminal.is_restored


def test_empty_variables_of_textual_count_as_not_set() -> None:
    names = "TEXTUAL_DRIVER= TEXTUAL_COLOR_SYSTEM= TEXTUAL_LOG="
    with Terminal(within(f"export {names}")) as terminal:
        terminal.wait_for(*READY)
        assert terminal.leave("q") == 0


@pytest.mark.slow
def test_a_terminal_that_knows_no_size_is_taken_for_a_usual_one() -> None:
    # As in some containers.
    with Terminal(within("stty cols 0 rows 0")) as terminal:
        terminal.wait_for(*READY)
        before = len(terminal.output)
        assert not terminal.read(0.5) or len(terminal.output) < before + 5_000, "it paints for ever"
        assert terminal.leave("q") == 0


@pytest.mark.slow
@pytest.mark.sample(2)
@pytest.mark.parametrize("size", [(0, 10), (10, 0), (0, 0), (1, 1)])
def test_a_size_without_cells_ends_nothing(size: tuple[int, int]) -> None:
    with Terminal(GUITARS_HERE) as terminal:
        terminal.wait_for(*READY)
        # Not as the terminal of the test has it, which can't be so small.
        fcntl.ioctl(terminal.file, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        terminal.write("j")
        terminal.read(0.3)
        terminal.resize(80, 24)
        terminal.write("?")
        terminal.wait_for("Walk the categories")
        assert terminal.leave("\x1b[27uq") == 0
        assert terminal.is_restored


@pytest.mark.slow
@pytest.mark.parametrize("how", ["stopped", "not stopped"])
def test_a_process_that_is_continued_leaves_the_terminal_as_it_was(how: str) -> None:
    with Terminal(GUITARS_HERE) as terminal:
        terminal.wait_for(*READY)
        for _ in range(5):
            if how == "stopped":
                terminal.send(signal.SIGSTOP)
                # What a shell does meanwhile.
                termios.tcsetattr(terminal.file, termios.TCSANOW, terminal.attributes)
            terminal.send(signal.SIGCONT)
            terminal.read(0.05)
        # Keys that come while the terminal is taken again may be lost, as with the shell.
        end = time.monotonic() + 10
        while "Walk the categories" not in terminal.text and time.monotonic() < end:
            terminal.write("?")
            terminal.read(0.5)
        terminal.wait_for("Walk the categories")
        assert terminal.leave("\x1b[27uq") == 0
        assert terminal.is_restored


@pytest.mark.slow
def test_a_book_that_is_pasted_into_the_search_does_not_keep_it_busy() -> None:
    with Terminal(GUITARS_HERE) as terminal:
        terminal.wait_for(*READY)
        terminal.write("/")
        terminal.wait_for("esc leave")
        terminal.write("\x1b[200~" + "les paul gibson é漢字 " * 40_000 + "\x1b[201~")
        terminal.wait_for("No matches")
        terminal.write("\x1b[27u")
        terminal.wait(lambda: "No matches" not in terminal.text)
        assert terminal.leave("q") == 0


def test_a_folder_that_is_gone_is_no_place_to_write_to_but_another_is(tmp_path: Path) -> None:
    folder, other = tmp_path / "begun here", tmp_path / "other.md"
    folder.mkdir()
    with Terminal(within(f'cd "{folder}"')) as terminal:
        terminal.wait_for(*READY)
        shutil.rmtree(folder)
        terminal.write("e")
        terminal.wait_for("Export")
        terminal.write("\r")
        terminal.wait_for("techtui was started is gone", "type a whole path")
        terminal.write(f"\x15{other}\r")
        terminal.wait_for("Written")
        assert terminal.leave("q") == 0
    assert "Guitars" in other.read_text()


@pytest.mark.slow
@pytest.mark.parametrize(
    "becomes", ["pipe", "circle", pytest.param("folder", marks=pytest.mark.slow)]
)
def test_a_catalog_that_becomes_no_file_is_followed_until_it_is_one_again(
    tmp_path: Path, becomes: str
) -> None:
    catalog = Path(shutil.copy(GUITARS, tmp_path / "guitars.toml"))
    good = catalog.read_text()
    with Terminal([*PROGRAM, "--catalog", str(catalog)]) as terminal:
        terminal.wait_for(*READY)
        time.sleep(0.3)  # it looks at its files when the first frame stands
        catalog.unlink()
        match becomes:
            case "pipe":
                os.mkfifo(catalog)
            case "circle":
                catalog.symlink_to(catalog)
            case _:
                catalog.mkdir()
        terminal.wait_for("its last good state")
        if becomes == "folder":
            catalog.rmdir()
        else:
            catalog.unlink()
        catalog.write_text(good.replace("Guitars", "Strings"))
        terminal.wait_for("Strings")
        assert terminal.leave("q") == 0
