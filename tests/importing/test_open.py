"""From a file to the explorer in one command, in a terminal."""

from __future__ import annotations

from pathlib import Path

from tests.importing.support import SAMPLES
from tests.terminal import PROGRAM, Terminal


def test_one_command_from_a_radar_to_the_explorer(tmp_path: Path) -> None:
    target = tmp_path / "radar.toml"
    words = ("import", str(SAMPLES / "radar.csv"), "-o", str(target), "--open")
    with Terminal((*PROGRAM, *words)) as terminal:
        terminal.wait_for("What it covers")
        terminal.write("jj")
        terminal.wait_for("Calls other services.")
        terminal.wait_for("Ring")
    assert target.exists()
