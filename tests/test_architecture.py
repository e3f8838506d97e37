"""The page on the architecture names every room, and stays short."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "techtui"
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def test_every_room_is_named() -> None:
    names = set(re.findall(r"\w+", PAGE))
    packages = {file.parent.name for file in SOURCE.rglob("__init__.py")}
    runtime = {file.stem for file in (SOURCE / "tui" / "runtime").glob("*.py")} - {"__init__"}
    assert sorted((packages | runtime) - names) == []


def test_every_module_that_is_named_is_there() -> None:
    rooms = PAGE[: PAGE.index("Imports run one way")]
    named = set(re.findall(r"(\w+)\.py\b", rooms)) - {"hatch_build", "draw_imports"}
    assert sorted(named - {file.stem for file in SOURCE.rglob("*.py")}) == []


def test_it_fits_on_two_screens() -> None:
    assert len(PAGE.splitlines()) <= 110
