"""What can be wrong with a catalog file, and how it is reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from techtui.catalog.sanitize import one_line

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]
"""The keys and list positions that lead to a place in a TOML document."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem before its line is known.

    Args:
        layer: Which of the layers it is in, counted from 0.
        path: Where it is in that layer's document.
        severity: Of an error something was left out, or is shown as plain text.
        code: A short stable name.
        message: What is wrong.
        hint: What to write instead.
        days: How old that is which it is about; 0 where age is not what is wrong.
    """

    layer: int
    path: Path
    severity: Severity
    code: str
    message: str
    hint: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it.

    Args:
        file: The file as the user named it.
        line: Counted from 1; 0 when the whole file is meant.
        column: Counted from 1 in characters; 0 when the whole line is meant.
        severity: Of an error something was left out, or is shown as plain text; after a warning all is shown.
        code: A short stable name such as ``unknown-key``.
        message: What is wrong, in one sentence.
        hint: What to write instead; may be empty.
        path: Where it is in the document.
        days: How old that is which it is about; 0 where age is not what is wrong.
    """

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""
    path: Path = ()
    days: int = 0

    @property
    def place(self) -> str:
        """``file:line:column``, or the file alone when all of it is meant."""
        place = one_line(self.file)
        return f"{place}:{self.line}:{self.column or 1}" if self.line else place

    @property
    def subject(self) -> str:
        """What it is about, such as “kafka › license”; empty when it is about the file."""
        keys = [str(key)[:60] for key in self.path[1:] if isinstance(key, str)]
        return one_line(" › ".join(key for key in keys if key not in ("facts", "value")))

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message}"


class CatalogError(Exception):
    """A catalog that can't be used.

    Args:
        problems: All that is wrong with it, in file order; at least one error.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
