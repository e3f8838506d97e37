"""The part of a page that a tool writes, between two marks that name the tool."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]


@dataclass(frozen=True)
class MarkedPart:
    """A part of a page, and what makes it.

    Args:
        tool: The file of the tool, below the root of the repository.
        name: The page, below the root of the repository.
        text: Makes what stands between the marks.
    """

    tool: str
    name: str
    text: Callable[[], str]

    @property
    def page(self) -> str:
        """The page as it stands in its file."""
        return (ROOT / self.name).read_text(encoding="utf-8")

    def renewed(self) -> str:
        """The page as it should be.

        Raises:
            ValueError: If the page has not both marks.
        """
        begin = f"<!-- what follows is written by {self.tool} -->"
        end = f"<!-- the end of what {self.tool} writes -->"
        head, first, rest = self.page.partition(begin)
        _, last, tail = rest.partition(end)
        if not first or not last:
            raise ValueError(f"{self.name} lacks a mark: {begin} … {end}")
        return f"{head}{begin}\n\n{self.text()}\n\n{end}{tail}"

    def main(self) -> int:
        """Write the page, or check it where the command line says ``--check``.

        Returns:
            The exit code: 1 if the page was checked and is stale.
        """
        renewed = self.renewed()
        if "--check" not in sys.argv[1:]:
            (ROOT / self.name).write_text(renewed, encoding="utf-8")
        elif self.page != renewed:
            print(f"{self.name} is stale: run python {self.tool}", file=sys.stderr)
            return 1
        return 0
