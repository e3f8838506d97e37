"""Checks catalog files, and reports what is wrong: for people, for programs, for pull requests."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from techtui.catalog.files import BUILTIN_NAME
from techtui.catalog.format.kinds import ADVICE, ERRORS, KINDS, REFUSING
from techtui.catalog.format.lint import Adviser
from techtui.catalog.format.loader import (
    errors_of,
    load_layers,
    locate,
)
from techtui.catalog.messages import counted
from techtui.catalog.sanitize import one_line
from techtui.startup import collector_paused

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from techtui.catalog.problems import Problem, Severity

STALE_AFTER_DAYS: Final = 365
_EXAMPLES: Final = 3
"""The number of problems listed of a kind that has more."""


_AGES: Final = (
    (5 * 365, "older than 5 years"),
    (2 * 365, "2 to 5 years old"),
    (365, "1 to 2 years old"),
    (180, "half a year to a year old"),
    (90, "3 to 6 months old"),
    (30, "1 to 3 months old"),
    (0, "less than a month old"),
)
"""Ages with their least number of days, oldest first."""


class Report(NamedTuple):
    """The result of a check.

    Args:
        problems: Errors and warnings in file order; of very many, only the first.
        counts: Kind -> number of problems, including those not listed.
    """

    problems: tuple[Problem, ...]
    counts: Counter[str]

    def filtered(self, only: Collection[str] = (), ignored: Collection[str] = ()) -> Report:
        """Return the report without some kinds of problems.

        Args:
            only: The kinds to keep; empty for all.
            ignored: The kinds to leave out. What keeps a catalog from opening is always reported.
        """

        def wanted(kind: str) -> bool:
            return kind in REFUSING or ((not only or kind in only) and kind not in ignored)

        return Report(
            tuple(one for one in self.problems if wanted(one.code)),
            Counter({kind: count for kind, count in self.counts.items() if wanted(kind)}),
        )

    def total(self, severity: Severity) -> int:
        """Return the number of errors, or of warnings."""
        table = ERRORS if severity == "error" else ADVICE
        return sum(count for kind, count in self.counts.items() if kind in table)


def report(
    paths: Sequence[Path], stale_after_days: int = STALE_AFTER_DAYS, today: date | None = None
) -> Report:
    """Check catalog files.

    Files named together are checked as they would be loaded together: as layers of one catalog, lowest first.

    Args:
        paths: Files or folders of ``*.toml``; empty for the shipped catalog.
        stale_after_days: The age in days from which a dated value is reported.
        today: The current day; by default today.

    Returns:
        The report. Never raises, whatever the files contain.
    """
    with collector_paused():
        layers = load_layers(paths)
        checker, _ = errors_of(layers, advises=True)
        # Of the shipped catalog below a layer only errors are reported: its warnings can't be fixed there.
        own = [at for at, layer in enumerate(layers) if layer.name != BUILTIN_NAME or not paths]
        advice = Adviser(checker, own, stale_after_days, today or date.today()).warnings()
        found = checker.found
        counts = found.counts + Counter(one.code for one in advice)
        counts += Counter(one.code for layer in layers for one in layer.broken)
        return Report(locate([*found.findings, *advice], layers, found.untold), counts)


def check(
    paths: Sequence[Path], stale_after_days: int = STALE_AFTER_DAYS, today: date | None = None
) -> tuple[Problem, ...]:
    """Return the problems of catalog files in file order; see `report`."""
    return report(paths, stale_after_days, today).problems


def as_groups(found: Report, everything: bool = False) -> str:
    """Return errors, then warnings, by kind, with a few examples of each large kind.

    Args:
        found: The report.
        everything: Whether to list all of them.
    """
    kinds: dict[str, list[Problem]] = {}
    for problem in found.problems:
        if problem.code != "too-many":
            kinds.setdefault(problem.code, []).append(problem)
    lines: list[str] = []
    # Python's sort is stable: kinds of errors stay in file order.
    for kind in sorted(
        kinds, key=lambda kind: (kind in ADVICE, kind in ADVICE and -found.counts[kind])
    ):
        problems, count = kinds[kind], max(found.counts[kind], len(kinds[kind]))
        if kind in ERRORS and (everything or count <= _EXAMPLES):
            for problem in problems:
                lines.append(f"{problem} [{kind}]")
                if problem.hint:
                    lines.append(f"    {problem.hint}")
        else:
            lines.extend(_group(kind, problems, count, everything))
    return "".join(f"{line}\n" for line in lines)


def is_shortened(found: Report) -> bool:
    """Return whether `as_groups` leaves problems out by default."""
    return any(count > _EXAMPLES for count in found.counts.values())


def _group(kind: str, problems: Sequence[Problem], count: int, everything: bool) -> Iterator[str]:
    if any(one.days for one in problems):
        yield from _by_age(kind, problems, everything)
        return
    shown = problems if everything else problems[:_EXAMPLES]
    hints = {problem.hint for problem in shown}
    common = hints.pop() if len(hints) == 1 else ""
    yield f"{counted(count, problems[0].severity)} [{kind}]: {common or KINDS[kind]}"
    for problem in shown:
        hint = f" – {problem.hint}" if problem.hint and problem.hint != common else ""
        yield f"  {problem.place}: {problem.message}{hint}"


def _by_age(kind: str, problems: Sequence[Problem], everything: bool) -> Iterator[str]:
    """Yield stale values, oldest first."""
    yield f"{counted(len(problems), problems[0].severity)} [{kind}]: {KINDS[kind]}; look it up again and set as_of"
    ages: dict[str, list[Problem]] = {}
    for problem in sorted(problems, key=lambda one: -one.days):
        ages.setdefault(next(words for least, words in _AGES if problem.days >= least), []).append(
            problem
        )
    for words, those in ages.items():
        yield f"  {words}: {len(those)}"
        for problem in those if everything else those[:_EXAMPLES]:
            subject = problem.subject.removesuffix(" › as_of")
            yield f"    {problem.place}: {subject}: {problem.message}"


def as_text(problems: Iterable[Problem]) -> str:
    """Return one line for each problem, with its hint below: ``file:line:column: severity: message``."""
    lines: list[str] = []
    for problem in problems:
        lines.append(str(problem))
        if problem.hint:
            lines.append(f"    {problem.hint}")
    return "".join(f"{line}\n" for line in lines)


def as_json(problems: Iterable[Problem]) -> str:
    """Return the problems as ``{"version": 1, "problems": [...]}``."""
    keys = ("file", "line", "column", "severity", "code", "message", "hint", "days")
    document = {
        "version": 1,
        "problems": [{key: getattr(problem, key) for key in keys} for problem in problems],
    }
    return json.dumps(document, indent=2) + "\n"


def as_github(problems: Iterable[Problem]) -> str:
    """Return the problems as workflow commands, which GitHub shows beside the lines of a pull request."""
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
    # A file name is kept; only characters that would end the property or the line are escaped.
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return one_line(text.replace(":", "%3A").replace(",", "%2C"))


FORMATS: Final[dict[str, Callable[[Iterable[Problem]], str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
"""The output formats, by their names on the command line."""


def exit_code(problems: Iterable[Problem], strict: bool = False) -> int:
    """Return the exit code of ``techtui check``: 1 if there is an error, or with ``strict`` a warning; otherwise 0."""
    return int(any(strict or problem.severity == "error" for problem in problems))
