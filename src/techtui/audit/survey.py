"""Computes shares from survey answers: a table with columns of names separated by ``;``, as published by Stack Overflow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from techtui.files import in_words
from techtui.importing.csv_rows import streamed_cells
from techtui.importing.result import ImportRefusedError

if TYPE_CHECKING:
    from techtui.catalog.model import Technology

MOST_BYTES: Final = 2 << 30
"""A larger file is refused."""
_MOST_NAMES: Final = 5_000
"""A column with more different names is free text, not a set of offered answers."""
_COLUMN: Final = re.compile(r"(.+?)(?:HaveWorkedWith|WorkedWith)|HaveWorked(.+)")
_POINTER: Final = "version https://git-lfs.github.com/"
"""The beginning of a file whose content is in Git LFS."""
_WANTED: Final = ("{}WantToWorkWith", "{}DesireNextYear", "WantWork{}")


class Share(NamedTuple):
    """Shares of an answer, in percent.

    Args:
        used: The share of respondents who use it.
        admired: The share of its users who want to continue; None if the survey did not ask.
        people: The number of its users.
        base: The number of respondents: those who use anything, or those who answered the question at all.
        question: The topic of the question, such as ``Language``.
    """

    used: float
    admired: float | None
    people: int
    base: int
    question: str


@dataclass(slots=True)
class _Question:
    """The answers to a question, such as “Language”: what people use, and what they want to continue with."""

    name: str
    at: int
    wanted_at: int | None
    using: int = 0
    answering: int = 0
    used: Counter[str] = field(default_factory=Counter)
    going_on: Counter[str] = field(default_factory=Counter)

    def count(self, cells: list[str]) -> None:
        told = _names(cells, self.at)
        wanted = _names(cells, self.wanted_at) if self.wanted_at is not None else set()
        self.answering += bool(told or wanted)
        self.using += bool(told)
        self.used.update(told)
        self.going_on.update(told & wanted)

    def shares(self, name: str) -> Iterator[Share]:
        people = self.used[name]
        admired = 100 * self.going_on[name] / people if self.wanted_at is not None else None
        for base in sorted({self.using, self.answering}):
            yield Share(100 * people / base, admired, people, base, self.name)


class Survey:
    """The counted answers of a year.

    Args:
        year: The year.
        path: The file.
        columns: The columns of what people use, each alone or as ``USED=WANTED``; empty for those with Stack Overflow's names.

    Raises:
        ImportRefusedError: If it can't be read, or has no such column.
    """

    def __init__(self, year: int, path: Path, columns: Iterable[str] = ()) -> None:
        self.year = year
        self.path = path
        try:
            if path.stat().st_size > MOST_BYTES:
                raise ImportRefusedError(f"{path} is larger than {MOST_BYTES >> 30} GB")
            with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
                header, rows = streamed_cells(file)
                self._questions = _questions(path, header, tuple(columns))
                for cells in rows:
                    for question in self._questions:
                        question.count(cells)
                        if len(question.used) > _MOST_NAMES:
                            raise ImportRefusedError(
                                f"{path}: the column “{question.name}” holds more than {_MOST_NAMES:,} different names"
                            )
        except (OSError, ValueError) as error:
            raise ImportRefusedError(f"{path} can't be read: {in_words(error)}") from None
        self._spelt = {
            (name.casefold(), at): name
            for at, one in enumerate(self._questions)
            for name in one.used
        }

    @property
    def answers(self) -> int:
        """The number of answers to the question that most people answered."""
        return max(one.answering for one in self._questions)

    def of(self, technology: Technology) -> list[Share]:
        """Return the shares of an entry in each question that offered it, by its survey names, for both bases."""
        names = technology.survey or (technology.name, *technology.aliases)
        return list(self._shares(names))

    def _shares(self, names: Iterable[str]) -> Iterator[Share]:
        folded = [one.casefold() for one in names]
        for at, question in enumerate(self._questions):
            for name in folded:
                if spelt := self._spelt.get((name, at)):
                    yield from question.shares(spelt)
                    break


def _questions(path: Path, header: list[str], columns: tuple[str, ...]) -> list[_Question]:
    at = {name: number for number, name in enumerate(header)}
    pairs = [one.partition("=") for one in columns]
    found = []
    for used, _, wanted in pairs:
        for name in filter(None, (used, wanted)):
            if name not in at:
                raise ImportRefusedError(f"{path} has no column “{name}”")
        found.append(_Question(used, at[used], at.get(wanted)))
    if columns:
        return found
    for name in header:
        if match := _COLUMN.fullmatch(name):
            what = match[1] or match[2]
            wanted = next((one.format(what) for one in _WANTED if one.format(what) in at), "")
            found.append(_Question(what, at[name], at.get(wanted)))
    if not found and header[0].startswith(_POINTER):
        raise ImportRefusedError(
            f"{path} only points to a file that Git LFS keeps; git lfs pull fetches it"
        )
    if not found:
        raise ImportRefusedError(
            f"{path} has no column that is called like LanguageHaveWorkedWith; --column says which one is meant"
        )
    return found


def _names(cells: list[str], at: int) -> set[str]:
    text = cells[at] if at < len(cells) else ""
    # The value for no answer.
    if text in ("", "NA"):
        return set()
    return {one for part in text.split(";") if (one := part.strip())}
