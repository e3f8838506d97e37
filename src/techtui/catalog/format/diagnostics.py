"""Check catalog files and tell what is wrong with them: for people, for programs, for a pull request."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final

from techtui.catalog.format.lint import Adviser
from techtui.catalog.format.loader import (
    BUILTIN_NAME,
    collector_paused,
    errors_of,
    load_layers,
    locate,
)
from techtui.catalog.sanitize import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from techtui.catalog.format.problems import Problem

STALE_AFTER_DAYS: Final = 365


def check(
    paths: Sequence[Path], stale_after_days: int = STALE_AFTER_DAYS, today: date | None = None
) -> tuple[Problem, ...]:
    """Check catalog files.

    Files named together are checked as they would be loaded together: as layers of one catalog, lowest first.

    Args:
        paths: Files or folders of ``*.toml``; none means the shipped catalog.
        stale_after_days: How old a dated value may be before a warning is due.
        today: The day to count from; by default the present one.

    Returns:
        All errors and warnings, in file order. Nothing is raised, whatever the files hold.
    """
    with collector_paused():
        layers = load_layers(paths)
        checker, errors = errors_of(layers)
        # Of the shipped catalog below an overlay only errors are told: nobody can mend it there.
        own = [at for at, layer in enumerate(layers) if layer.name != BUILTIN_NAME or not paths]
        warnings = Adviser(checker, own, stale_after_days, today or date.today()).warnings()
        if not warnings:
            return errors
        return locate([*checker.findings, *warnings], layers, checker.untold)


def as_text(problems: Iterable[Problem]) -> str:
    """One line for each problem, its hint below it: ``file:line:column: severity: message``."""
    lines: list[str] = []
    for problem in problems:
        lines.append(str(problem))
        if problem.hint:
            lines.append(f"    {problem.hint}")
    return "".join(f"{line}\n" for line in lines)


def as_json(problems: Iterable[Problem]) -> str:
    """The problems as ``{"problems": [...]}``."""
    keys = ("file", "line", "column", "severity", "code", "message", "hint")
    document = {"problems": [{key: getattr(problem, key) for key in keys} for problem in problems]}
    return json.dumps(document, indent=2) + "\n"


def as_github(problems: Iterable[Problem]) -> str:
    """The problems as workflow commands, which GitHub shows beside the lines of a pull request."""
    return "".join(map(_annotation, problems))


def _annotation(problem: Problem) -> str:
    place = {"file": problem.file, "title": problem.code}
    if problem.line:
        place |= {"line": str(problem.line), "col": str(problem.column or 1)}
    order = [key for key in ("file", "line", "col", "title") if key in place]
    message = f"{problem.message} – {problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity} {','.join(f'{key}={_property(place[key])}' for key in order)}::{_escaped(message)}\n"


def _escaped(text: str) -> str:
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    # A file name is kept to the letter; only what would end the property or the line is written otherwise.
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return one_line(text.replace(":", "%3A").replace(",", "%2C"))


FORMATS: Final[dict[str, Callable[[Iterable[Problem]], str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
"""The ways to write problems down, by the name the command line gives them."""


def exit_code(problems: Iterable[Problem], strict: bool = False) -> int:
    """What ``techtui check`` ends with: 1 if there is an error, or with ``strict`` a warning; else 0."""
    return int(any(strict or problem.severity == "error" for problem in problems))
