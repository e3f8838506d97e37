"""Problems of catalog files, and how they are reported."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from techtui.catalog.sanitize import one_line

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]
"""The keys and list positions that lead to a place in a TOML document."""


class Finding(Struct, frozen=True):
    """A problem before its line is known.

    Args:
        layer: Its layer, from 0.
        path: Its place in the layer's document.
        severity: After an error, something is left out or shown as plain text.
        code: A short stable name.
        message: What is wrong.
        hint: What to write instead.
        days: The age of what it is about; 0 if age is not the problem.
    """

    layer: int
    path: Path
    severity: Severity
    code: str
    message: str
    hint: str = ""
    days: int = 0


class Problem(Struct, frozen=True):
    """A problem: what is wrong, where, and what to do about it.

    Args:
        file: The file as the user named it.
        line: The line, from 1; 0 for the whole file.
        column: The column in characters, from 1; 0 for the whole line.
        severity: After an error, something is left out or shown as plain text; after a warning everything is shown.
        code: A short stable name such as ``unknown-key``.
        message: What is wrong, in one sentence.
        hint: What to write instead; may be empty.
        path: Its place in the document.
        days: The age of what it is about; 0 if age is not the problem.
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
        """``file:line:column``, or only the file if the problem is about all of it."""
        place = one_line(self.file)
        return f"{place}:{self.line}:{self.column or 1}" if self.line else place

    @property
    def subject(self) -> str:
        """What it is about, such as “kafka › license”; empty if it is about the file."""
        keys = [str(key)[:60] for key in self.path[1:] if isinstance(key, str)]
        return one_line(" › ".join(key for key in keys if key not in ("facts", "value")))

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message}"


class CatalogError(Exception):
    """A catalog that can't be used.

    Args:
        problems: All its problems, in file order; at least one error.
    """

    further: ClassVar[str] = "techtui check lists them"
    """What to do where only some of the problems are told."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
