"""Walks through the program by keys, each timed beside a step of the minimal program."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Final

from benchmarks.programs import LAUNCH_LIMIT, MINIMAL, MINIMAL_TEXTS, Programs
from benchmarks.table import Table
from benchmarks.terminal import Missed, Terminal

KEY_LIMIT: Final = 3.0
"""Seconds that a key may take."""
REPEAT: Final = 0.03
"""Seconds between the keys that a held key sends."""
_QUIET: Final = 0.12
"""Seconds without output after which a screen is at rest."""
DOWN: Final = "down"
HELD: Final = (("down",) * 6 + ("up",) * 6) * 8 + ("down",) * 3
"""Three seconds; as far as the shipped catalog reaches with its first branch open, to and fro."""


@dataclass(frozen=True)
class Step:
    """Some keys.

    Args:
        row: Where their time goes; empty for keys that only lead somewhere.
        keys: The keys.
        pause: Seconds between them.
        words: All words of the screen once everything the keys change is there; empty before it is known.
        changes: Whether the keys change any of them.
        whole: The row for the time until the screen is at rest and for the bytes that were written; empty for none.
    """

    row: str
    keys: tuple[str, ...]
    pause: float = 0.0
    words: str = ""
    changes: bool = True
    whole: str = ""


@dataclass(frozen=True)
class Stroke:
    """What keys cost.

    Args:
        took: Milliseconds until all texts were there.
        rest: Milliseconds until the last byte was.
        written: Kilobytes (1,000 bytes) that were written.
    """

    took: float
    rest: float
    written: float


def stroke(terminal: Terminal, step: Step, quiet: float) -> Stroke:
    """Do a step, and wait for its text and then for some seconds of quiet."""
    before, pressed = terminal.written, time.perf_counter()
    took = terminal.time_keys(step.keys, step.words, KEY_LIMIT, step.pause)
    terminal.settle(quiet)
    rest = max(took, (terminal.last_output - pressed) * 1000)
    return Stroke(took, rest, (terminal.written - before) / 1000)


def key_steps(rounds: int) -> list[Step]:
    """A walk through the shipped catalog."""
    steps: list[Step] = []
    for _ in range(rounds):
        steps += [Step("down, to the next detail", (DOWN,), whole="down")] * 6
        steps += [Step("", ("up",))] * 6
        steps += held_steps()
        steps += [Step("section jump", (key,)) for key in "3524"] + [
            Step("", (DOWN,)),
            Step("", ("up",)),
        ]
        steps += search_steps("search, a letter", "krpjms") + filter_steps()
        steps += table_steps(2)
    steps += [Step("", (key,)) for key in ("space", DOWN, "space")]
    for turn in range(rounds + 1):
        steps += [
            Step(
                f"compare, open{'' if turn else ' for the first time'}",
                ("c",),
                whole="compare, open" if turn else "",
            ),
            Step("compare, close", ("c",)),
        ]
    return steps


def held_steps() -> list[Step]:
    """Hold a key for three seconds, beginning and ending at the first row."""
    row = f"down and up held, {len(HELD)} keys at {REPEAT * 1000:.0f} ms"
    return [Step(row, HELD, REPEAT), *([Step("", ("up",))] * 3)]


def search_steps(row: str, letters: str) -> list[Step]:
    """Search for single letters, and leave the search."""
    typed = [
        step
        for letter in letters
        for step in (Step(row, (letter,), whole="letter"), Step("", ("backspace",)))
    ]
    return [Step("", ("/",)), *typed, Step("", ("escape",))]


def filter_steps() -> list[Step]:
    """Open the filter panel, and in it the first attribute, which counts its values."""
    return [
        Step("filter panel, open", ("f",), whole="filter panel, open"),
        Step("", (DOWN,)),
        Step("filter panel, count the values", ("enter",)),
        Step("", ("escape",)),
    ]


def table_steps(row: int) -> list[Step]:
    """Open the table of all technologies, sort it by name in both directions, and leave it.

    Args:
        row: The row of the tree to go back to; 0 is that of the catalog.
    """
    return [
        Step("", ("home",)),
        Step("table, open", ("v",), whole="table, open"),
        *([Step("table, sort", ("s",), whole="table, sort")] * 2),
        Step("", ("escape",)),
        *([Step("", (DOWN,))] * row),
    ]


def rehearse(
    terminal: Terminal, steps: Sequence[Step], quiet: float = 0.25
) -> tuple[list[Step], str]:
    """Find out what the screen looks like after each step.

    Returns:
        The steps that can be played, of which those that change no word are not timed; and why it
        ends early, if the program did.
    """
    rehearsed: list[Step] = []
    before = terminal.settle(quiet)
    for step in steps:
        terminal.press(*step.keys, pause=step.pause)
        after = terminal.settle(quiet)
        if terminal.ended:
            return rehearsed, f"after {step.keys[-1]}: the program ended: {terminal.last_words}"
        changes = after != before
        row = step.row if changes else ""
        rehearsed.append(replace(step, row=row, words=after, changes=changes))
        before = after
    return rehearsed, ""


class Yardstick:
    """The minimal program, which walks up and down its tree.

    Args:
        programs: Starts it.
    """

    def __init__(self, programs: Programs) -> None:
        self._programs = programs
        with programs.baseline(MINIMAL) as terminal:
            terminal.wait_for(MINIMAL_TEXTS, LAUNCH_LIMIT)
            rehearsed, _ = rehearse(terminal, [Step("", (DOWN,))] * 25)
            self._words = [step.words for step in rehearsed]

    @contextmanager
    def running(self, rate: int = 0) -> Iterator[Callable[[Step], Stroke]]:
        """The program, as a function that does what a step does and returns what it cost."""
        with self._programs.baseline(MINIMAL, rate) as terminal:
            terminal.wait_for(MINIMAL_TEXTS, LAUNCH_LIMIT)
            terminal.press(DOWN)
            terminal.settle()
            at, way = 0, 1

            def move(step: Step) -> Stroke:
                nonlocal at, way
                held = step.pause > 0
                if held and at + 6 >= len(self._words):
                    terminal.press(*["up"] * at, pause=0.01)
                    terminal.settle()
                    at = 0
                if not held and not 0 <= at + way < len(self._words):
                    way = -way
                keys = step.keys if held else (DOWN if way > 0 else "up",)
                at += keys.count(DOWN) - keys.count("up")
                return stroke(terminal, replace(step, keys=keys, words=self._words[at]), _QUIET)

            yield move


def play(
    table: Table,
    terminal: Terminal,
    steps: Sequence[Step],
    move: Callable[[Step], Stroke],
    prefix: str,
    line: str = "",
) -> None:
    """Do rehearsed steps and time them, each beside a step of the minimal program.

    Args:
        table: The table.
        terminal: The program.
        steps: Steps as `rehearse` returns them.
        move: Does a step of the minimal program.
        prefix: The beginning of the rows.
        line: The beginning of the minimal program's rows, unless it runs on a terminal without delay.
    """
    terminal.settle()
    for number, step in enumerate(steps):
        if terminal.ended:
            raise Missed(f"the program ended: {terminal.last_words}")
        if not step.row:
            if step.changes:
                with suppress(Missed):
                    terminal.time_keys(step.keys, step.words, KEY_LIMIT, step.pause)
            else:
                terminal.press(*step.keys, pause=step.pause)
            # A program waits a while after an escape: what follows at once would belong to it.
            terminal.settle(0.3 if "escape" in step.keys else 0.12)
            continue
        name = f"{prefix}{step.row}"
        held = step.pause > 0
        base = f"{line}minimal: {'down and up held' if held else 'down, to the next text'}"
        base_cost: Stroke | None = None
        cost: Stroke | None = None
        # Who goes first alternates.
        for turn in (0, 1) if number % 2 else (1, 0):
            if turn:
                with table.attempt(base):
                    base_cost = move(step)
                    table.add(base, base_cost.took)
            else:
                with table.attempt(name):
                    cost = stroke(terminal, step, _QUIET)
        if cost is not None:
            table.add(name, cost.took, base_cost and base_cost.took, against="minimal")
            if step.whole:
                row = f"{prefix}{step.whole}"
                table.add(
                    f"{row}, at rest", cost.rest, base_cost and base_cost.rest, against="minimal"
                )
                written = base_cost and base_cost.written
                table.add(f"{row}, written", cost.written, written, "KB", "minimal")
