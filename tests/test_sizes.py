"""Files are small enough to hold in one's head: one idea each."""

from __future__ import annotations

import re
import sys
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


def test_no_two_classes_have_one_name() -> None:
    named: dict[str, list[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for found in re.finditer(r"^class (\w+)", path.read_text(encoding="utf-8"), re.M):
            named.setdefault(found[1], []).append(path.relative_to(SOURCE).as_posix())
    assert {name: homes for name, homes in named.items() if len(homes) > 1} == {}


def test_no_module_hides_one_of_the_standard_library() -> None:
    names = {path.stem for path in SOURCE.rglob("*.py")} - {"__init__", "__main__"}
    names |= {path.name for path in SOURCE.rglob("*") if path.is_dir()}
    assert not names & sys.stdlib_module_names
