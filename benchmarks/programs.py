"""The programs that are measured, started in an environment of their own."""

from __future__ import annotations

import os
import shutil
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.terminal import Terminal

HERE: Final = Path(__file__).parent
CATALOG: Final = HERE.parent / "catalog.toml"
BARE: Final = (sys.executable, str(HERE / "baselines" / "bare.py"))
MINIMAL: Final = (sys.executable, str(HERE / "baselines" / "minimal.py"))
BARE_TEXTS: Final = ("Bare and usable",)
MINIMAL_TEXTS: Final = ("Entry 29", "Entry 0 of the tree, line 20")
LAUNCH_LIMIT: Final = 30.0
"""Seconds that a program may take to start."""


class Programs:
    """Starts programs in an environment of their own.

    Args:
        folder: Where everything they write goes.
        command: How techtui is started.
    """

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        self.folder = folder
        self.command = tuple(command)
        self._help = ""
        self._count = 0
        dropped = (
            "TECHTUI_",
            "TEXTUAL",
            "XDG_",
            "COLUMNS",
            "LINES",
            "NO_COLOR",
            "FORCE_COLOR",
            "TMUX",
            "PYTHONDONTWRITEBYTECODE",
        )
        self.environment = {
            key: value for key, value in os.environ.items() if not key.startswith(dropped)
        }
        self.environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            self.environment[f"XDG_{name}_HOME"] = str(folder / "xdg" / name.lower())
            self.environment[f"TECHTUI_{name}"] = str(folder / name.lower())
        self.environment["HOME"] = str(folder / "home")
        (folder / "home").mkdir()

    def baseline(self, command: Sequence[str], rate: int = 0) -> Terminal:
        """Start a baseline, on a line of so many bytes a second."""
        return Terminal(command, self.environment, rate=rate)

    def techtui(self, *arguments: str, cache: str = "cache", rate: int = 0) -> Terminal:
        """Start techtui as somebody who has used it before and left it at its first technology.

        Args:
            arguments: What to add to its command.
            cache: The folder for its cache.
            rate: Bytes a second that the line carries; 0 for as many as there are.
        """
        state, kept = self.folder / "state", self.folder / "kept-state"
        if kept.exists():
            shutil.rmtree(state, ignore_errors=True)
            shutil.copytree(kept, state)
        return Terminal(
            (*self.command, *arguments),
            {**self.environment, "TECHTUI_CACHE": str(self.folder / cache)},
            rate=rate,
        )

    def fresh_cache(self) -> str:
        """The name of a cache folder that does not exist."""
        self._count += 1
        return f"cache-{self._count}"

    def prepare(self, first: str, texts: Sequence[str]) -> None:
        """Start and leave everything once: byte code gets written, state and cache come to be.

        Args:
            first: The technology at which techtui is left.
            texts: What stands on the screen there.
        """
        with self.baseline(BARE) as terminal:
            terminal.wait_for(BARE_TEXTS, LAUNCH_LIMIT)
        with self.baseline(MINIMAL) as terminal:
            terminal.wait_for(MINIMAL_TEXTS, LAUNCH_LIMIT)
        with Terminal((*self.command, "--help"), self.environment, rows=300) as terminal:
            terminal.settle(quiet=2.0)
            self._help = terminal.text if "Usage" in terminal.text else ""
        with self.techtui(first) as terminal:
            terminal.wait_for(texts, LAUNCH_LIMIT)
            terminal.settle()
        if (self.folder / "state").exists():
            shutil.copytree(self.folder / "state", self.folder / "kept-state")

    def knows(self, word: str) -> bool:
        """Whether the help of techtui names an option or a command."""
        return any(word in line.replace(",", " ").split()[:3] for line in self._help.splitlines())


def shipped_texts() -> tuple[str, tuple[str, str]]:
    """The id of the first technology of the shipped catalog; what stands on the screen there: a name in the tree, a line of the detail."""
    raw = tomllib.loads(CATALOG.read_text(encoding="utf-8"))
    tops = [(key, one) for key, one in raw["categories"].items() if not one.get("parent")]
    first, entry = next(
        (key, one) for key, one in raw["technologies"].items() if one["category"] == tops[0][0]
    )
    return first, (tops[-1][1]["name"], entry["tagline"][:40])


def techtui_command() -> tuple[str, ...]:
    """The techtui of this Python."""
    script = Path(sys.executable).with_name("techtui")
    if script.exists():
        return (str(script),)
    return (
        sys.executable,
        "-c",
        "import sys; from techtui.cli import program; sys.exit(program())",
    )
