"""Files are small enough to hold in one's head: one idea each."""

from __future__ import annotations

from pathlib import Path

import techtui

SOURCE = Path(techtui.__file__).parent
MOST_LINES = 400
MOST_OF_THE_APP = 250
"""The app joins what others do."""


def lines_of(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_one_can_hold_in_mind() -> None:
    found = {
        path.relative_to(SOURCE).as_posix(): lines
        for path in SOURCE.rglob("*.py")
        if (lines := lines_of(path)) > MOST_LINES
    }
    assert not found


def test_the_app_only_wires() -> None:
    assert lines_of(SOURCE / "tui" / "app.py") < MOST_OF_THE_APP
