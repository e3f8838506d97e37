"""The program in a terminal, when nothing can be saved."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import GUITARS
from tests.terminal import PROGRAM, Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def test_one_line_says_what_is_lost_after_the_terminal_is_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "in the way").touch()
    with Terminal(
        [*PROGRAM, "tele", "--catalog", str(GUITARS), "--fresh"],
        {"TECHTUI_DATA": str(tmp_path / "in the way" / "data")},
        size=(80, 24),
    ) as terminal:
        terminal.wait_for("Telecaster", "move")
        terminal.write("n")
        terminal.wait_for("esc saves")
        terminal.write("precious\x11")
        terminal.wait_for("Leave and lose")
        terminal.write("\x1b[B")
        assert terminal.leave("\r") == 1
        assert terminal.is_restored
        [line] = [line for line in terminal.last_words.splitlines() if "techtui:" in line]
    assert "not being saved" in line
    assert line.endswith("can't be opened.")
