"""An error that nobody foresaw, wherever it comes from: nothing is lost, and one line says where the report is."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from textual.drivers.linux_driver import LinuxDriver

from techtui.catalog.model import Catalog
from techtui.failures import report
from techtui.settings import load_state, state_path
from techtui.tui.app import TechtuiApp
from tests.journeys.test_signals import READY, note_on
from tests.terminal import Terminal

START = """
import sys
from textual.widgets import Static
from threading import Thread
from techtui.tui.app import TechtuiApp
from techtui.tui.screens.browse.screen import BrowseScreen
from techtui.tui.dialogs.note import NoteScreen
from techtui.tui.runtime import driver

def fail(*arguments, **options):
    local = "a local value"
    raise KeyError("text of the catalog")

def refuse_threads_and_fail(*_):
    def refuse(self):
        raise RuntimeError("can't start new thread")

    Thread.start = refuse
    fail()

def forget_memory_and_fail(*_):
    from techtui import failures

    def no_memory(*_):
        raise MemoryError

    failures.report = no_memory
    fail()

{fault}
from techtui.cli import main
sys.exit(main(["go"]))
"""
"""The program with a fault in it."""


def broken(fault: str) -> Terminal:
    return Terminal([sys.executable, "-c", START.format(fault=fault)], size=(300, 30))


def the_report(said: str) -> str:
    """The text of the report that a line names; it is checked that nobody else may read it."""
    (line,) = [line for line in said.splitlines() if "unexpected error" in line]
    named = re.search(r"\S+error-\S+\.txt", line)
    assert named is not None, line
    path = Path(named[0])
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    return path.read_text()


def check(terminal: Terminal, keys: str = "") -> str:
    assert terminal.leave(keys) == 1
    assert terminal.is_restored
    assert b"Traceback" not in terminal.output
    assert len(terminal.last_words.splitlines()) == 1
    report = the_report(terminal.last_words)
    assert "KeyError" in report
    assert "in fail" in report
    assert "textual" in report
    assert "text of the catalog" not in report
    assert "a local value" not in report.replace('local = "a local value"', "")
    return report


def faults(*fast: str, slow: tuple[str, ...]) -> list[object]:
    return [*fast, *(pytest.param(one, marks=pytest.mark.slow) for one in slow)]


@pytest.mark.parametrize(
    "fault",
    faults(
        "BrowseScreen.compose_content = fail",
        "driver.TerminalDriver._read = fail",
        slow=(
            "TechtuiApp.__init__ = fail",
            "TechtuiApp.on_mount = fail",
            "TechtuiApp.compose = fail",
            "TechtuiApp.on_load = fail",
            "BrowseScreen.on_mount = fail",
            "TechtuiApp._open_shelf = fail",
            "driver.TerminalDriver.start_application_mode = fail",
        ),
    ),
)
def test_before_or_just_after_the_first_frame(fault: str) -> None:
    with broken(fault) as terminal:
        check(terminal)


@pytest.mark.parametrize(
    "fault",
    faults(
        "BrowseScreen.action_sort = lambda self: self.run_worker(fail, thread=True)",
        slow=(
            "BrowseScreen.action_sort = fail",
            "BrowseScreen.action_sort = lambda self: Thread(target=fail).start()",
            "BrowseScreen.action_sort = lambda self: self.set_timer(0.01, fail)",
            "BrowseScreen.action_sort = lambda self: self.call_after_refresh(fail)",
            "BrowseScreen.action_sort = lambda self: self.mount(type('W', (Static,), {'render': fail})())",
        ),
    ),
)
def test_while_one_works_with_it(fault: str) -> None:
    with broken(fault) as terminal:
        terminal.wait_for(*READY)
        terminal.write("jj")
        terminal.wait_for("Languages › JavaScript")
        check(terminal, "s")
    assert load_state()[0].place == "javascript"


def test_while_no_thread_can_be_started() -> None:
    # As where memory or the number of threads is limited.
    with broken("TechtuiApp._open_shelf = refuse_threads_and_fail") as terminal:
        check(terminal)


def test_while_a_note_is_written() -> None:
    with broken("NoteScreen.key_f5 = fail") as terminal:
        terminal.wait_for(*READY)
        terminal.write("n")
        terminal.wait_for("Note on Go")
        terminal.write("precious words")
        terminal.wait_for("precious words")
        check(terminal, "\x1b[15~")
    assert note_on("go") == "precious words"


def test_while_no_memory_is_left_for_a_report() -> None:
    with broken("BrowseScreen.action_sort = forget_memory_and_fail") as terminal:
        terminal.wait_for(*READY)
        assert terminal.leave("s") == 1
        assert terminal.is_restored
        assert b"Traceback" not in terminal.output
        assert "no report: MemoryError" in terminal.last_words


@pytest.mark.slow
def test_a_report_that_cannot_be_written() -> None:
    state_path().parent.mkdir(parents=True)
    state_path().parent.joinpath("x").touch()
    with broken("BrowseScreen.action_sort = fail") as terminal:
        terminal.wait_for(*READY)
        folder = state_path().parent
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
        folder.touch()
        assert terminal.leave("s") == 1
        assert terminal.is_restored
        assert "unexpected error (KeyError)" in terminal.last_words


@pytest.mark.slow
def test_old_reports_are_cleared_away() -> None:
    folder = state_path().parent
    folder.mkdir(parents=True)
    for number in range(20):
        folder.joinpath(f"error-20200101-0000{number:02}-1.txt").touch()
    with broken("TechtuiApp.on_mount = fail") as terminal:
        check(terminal)
    assert len(list(folder.glob("error-*.txt"))) == 10


def test_a_report_stays_though_the_clock_was_set_back() -> None:
    folder = state_path().parent
    folder.mkdir(parents=True)
    for number in range(12):
        folder.joinpath(f"error-99990101-0000{number:02}-1.txt").touch()
    written = report(KeyError("nobody foresaw"))
    assert "KeyError" in written.read_text()
    assert len(list(folder.glob("error-*.txt"))) <= 11


def test_a_command_without_a_screen() -> None:
    start = "import sys, techtui.cli.reader as commands\n" + START[START.index("def fail") :]
    program = start.format(fault="commands.load_catalog = fail").replace(
        'main(["go"])', 'main(["list"])'
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "text of the catalog" not in the_report(done.stderr)


@pytest.mark.slow
def test_the_traceback_is_printed_on_request() -> None:
    with Terminal(
        [sys.executable, "-c", START.format(fault="TechtuiApp.on_mount = fail")],
        {"TECHTUI_TRACEBACK": "1"},
    ) as terminal:
        assert terminal.leave() == 1
        assert terminal.is_restored
        assert b"Traceback (most recent call last)" in terminal.output


def test_an_error_of_the_parser_costs_what_it_failed_at() -> None:
    with broken("driver.XTermParser.parse_mouse_code = fail") as terminal:
        terminal.wait_for(*READY)
        terminal.write("\x1b[<0;5;6Mj\x1b[<35;5;6Mj")
        terminal.wait_for("Languages › JavaScript")
        assert terminal.leave("q") == 0


@pytest.mark.slow
def test_a_program_that_hangs_ends_by_force(tmp_path: Path) -> None:
    sign = tmp_path / "hangs"
    hang = f"(open({str(sign)!r}, 'w').close(), time.sleep(60))"
    with broken(f"import time; BrowseScreen.action_sort = lambda self: {hang}") as terminal:
        terminal.wait_for(*READY)
        terminal.write("s")
        terminal.wait(sign.exists, "hanging")
        terminal.send(signal.SIGTERM)
        assert terminal.leave() == 143
        assert terminal.is_restored


def test_without_its_parser_the_driver_of_textual_serves(
    guitars: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert TechtuiApp(guitars).get_driver_class().__name__ == "TerminalDriver"
    # Documented: None makes an import fail.
    monkeypatch.setitem(sys.modules, "techtui.tui.runtime.driver", None)
    assert TechtuiApp(guitars).get_driver_class() is LinuxDriver
