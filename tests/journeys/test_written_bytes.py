"""What is written to the terminal: each frame once, and of a frame only what is new."""

from __future__ import annotations

import re
from itertools import dropwhile
from time import monotonic

import pytest

from tests.journeys.test_signals import READY
from tests.terminal import PROGRAM, Terminal
from tests.waiting import LIMIT

COLUMNS, ROWS = 120, 36
SHOWS_AT_ONCE = "\x1b[?2026;2$y"
"""A terminal says that it shows what comes between two marks in one go; so frames can be counted."""
AT_GO = [*PROGRAM, "go"]
FIELD, FIELD_OF_PICKER = 3, 4
"""The rows in which one types, and a cursor blinks."""
TREE = 33
"""The columns of the tree with what is around it."""


def begun(terminal: Terminal) -> Terminal:
    """The explorer, when all it has to do at the beginning is done."""
    terminal.write(SHOWS_AT_ONCE)
    terminal.wait_for(*READY, "Languages › Go")
    rest(terminal)
    return terminal


def greeted(terminal: Terminal) -> Terminal:
    """The same, when a key has taken the greeting away."""
    pressed(begun(terminal), "j")
    terminal.wait_for("Languages › Python")
    return terminal


def rest(terminal: Terminal) -> None:
    """Wait until nothing more is written."""
    end = monotonic() + LIMIT
    while terminal.read(0.5):
        assert monotonic() < end, "it never stops painting"


class Written:
    """What a terminal was sent.

    Args:
        output: All of it.
    """

    def __init__(self, output: bytes) -> None:
        self.bytes = len(output)
        frames = output.decode().split("\x1b[?2026h")[1:]
        self.frames = [{int(row) for row in re.findall(r"\x1b\[(\d+);\d+H", one)} for one in frames]
        """The rows of which each frame says something."""
        self.cells: dict[tuple[int, int], int] = {}
        """Row and column of what was written, from 1, and how often."""
        parts = re.split(r"\x1b\[(\d+);(\d+)H", output.decode())
        for row, column, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            plain = re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]|\x1b\].*?\x07|\s+\Z", "", text)
            for x in range(int(column), int(column) + len(plain)):
                cell = int(row), x
                self.cells[cell] = self.cells.get(cell, 0) + 1

    def rows(self, first: int = 1, last: int = COLUMNS) -> set[int]:
        """The rows of which something was written between two columns."""
        return {row for row, column in self.cells if first <= column <= last}


def pressed(terminal: Terminal, keys: str) -> Written:
    """What a key has the explorer write."""
    before = len(terminal.output)
    terminal.write(keys)
    terminal.wait(lambda: len(terminal.output) > before, keys)
    rest(terminal)
    return Written(terminal.output[before:])


def typed(terminal: Terminal, key: str) -> Written:
    """What a key that leads to the search field, or is typed there, has the explorer write until the cursor blinks."""
    before = len(terminal.output)
    terminal.write(key)
    written = Written(b"")

    def has_blinked() -> bool:
        nonlocal written
        written = Written(terminal.output[before:])
        # On a busy machine the cursor may blink before the key is read, too.
        written.frames = list(dropwhile(lambda rows: rows == {FIELD}, written.frames))
        return written.frames[-1:] == [{FIELD}]

    terminal.wait(has_blinked, key)
    return written


def test_a_launch_writes_the_page_once() -> None:
    with Terminal(AT_GO, size=(COLUMNS, ROWS)) as terminal:
        launch = Written(begun(terminal).output)
        again = [cell for cell, times in launch.cells.items() if times > 1]
        assert len(again) < COLUMNS
        assert launch.rows() == set(range(1, ROWS + 1))
        assert launch.bytes < 20_000


def test_a_key_is_painted_in_one_frame_and_only_where_something_changes() -> None:
    with Terminal(AT_GO, size=(COLUMNS, ROWS)) as terminal:
        greeted(terminal)
        shown = terminal.text.splitlines()
        down = pressed(terminal, "j")
        now = terminal.text.splitlines()
        assert "Languages › JavaScript" in now[1]
        assert len(down.frames) == 1
        assert down.bytes < 10_000
        changed = {row + 1 for row in range(ROWS) if shown[row][TREE:] != now[row][TREE:]}
        assert down.rows(TREE + 4, COLUMNS - 3) <= changed
        # The row that was lit and the one that is.
        assert len(down.rows(1, TREE)) == 2
        assert not down.rows() & {1, ROWS}
        for _ in ("mark", "unmark"):
            space = pressed(terminal, " ")
            assert space.bytes < 500
            assert len(space.frames) == 1


@pytest.mark.slow
def test_a_letter_is_painted_in_one_frame_and_only_where_something_changes() -> None:
    with Terminal(AT_GO, size=(COLUMNS, ROWS)) as terminal:
        greeted(terminal)
        assert typed(terminal, "/").bytes < 2_000
        for letter in ("k", "a", "\x7f", "\x7f"):
            written = typed(terminal, letter)
            assert written.bytes < 12_000
            # The letter, what is found, its scrollbar and its page.
            (rows,) = written.frames[:-1]
            assert {FIELD, FIELD + 3} < rows
            assert letter != "a" or "Kafka" in terminal.text


@pytest.mark.slow
def test_a_picker_opens_in_one_frame_with_its_scrollbar() -> None:
    with Terminal(AT_GO, size=(COLUMNS, ROWS)) as terminal:
        greeted(terminal)
        changed = [rows - {FIELD_OF_PICKER} for rows in pressed(terminal, "f").frames]
        assert [len(rows) > 10 for rows in changed if rows] == [True]


@pytest.mark.slow
@pytest.mark.parametrize("key", ["c", "v"])
def test_a_screen_opens_in_one_frame_with_borders_and_scrollbar(key: str) -> None:
    with Terminal(AT_GO, size=(COLUMNS, ROWS)) as terminal:
        greeted(terminal)
        for before in (" ", "j", " "):
            pressed(terminal, before)
        opened = pressed(terminal, key)
        assert len(opened.frames) == 1
        assert opened.bytes < 10_000


@pytest.mark.slow
@pytest.mark.parametrize("key", ["\x0c", "?\x0c"])
def test_what_something_else_wrote_goes(key: str) -> None:
    with Terminal(AT_GO, size=(COLUMNS, ROWS)) as terminal:
        greeted(terminal)
        dialog, again = key[:-1], key[-1]
        if dialog:
            pressed(terminal, dialog)
        before = terminal.rows
        terminal.show(b"\x1b[12;30HBroadcast message\r\nThe system will reboot\r\n")
        assert terminal.rows != before
        pressed(terminal, again)
        assert terminal.rows == before
