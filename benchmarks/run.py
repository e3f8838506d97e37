"""Measures techtui beside the smallest Textual programs: ``python -m benchmarks.run``.

Programs are driven in turn (A B A B …), and ratios are medians of the ratios of neighbours, so that they hold on a noisy
machine. Nothing here judges a time; ``README.md`` says what each row means.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks import generate
from benchmarks.terminal import COLUMNS, ROWS, Missed, Terminal

HERE: Final = Path(__file__).parent
CATALOG: Final = HERE.parent / "catalog.toml"
BARE: Final = (sys.executable, str(HERE / "baselines" / "bare.py"))
MINIMAL: Final = (sys.executable, str(HERE / "baselines" / "minimal.py"))
BARE_TEXTS: Final = ("Bare and usable",)
MINIMAL_TEXTS: Final = ("Entry 29", "Entry 0 of the tree, line 20")

LAUNCH_LIMIT: Final = 30.0
KEY_LIMIT: Final = 3.0
REPEAT: Final = 0.03
"""Seconds between the keys that a held key sends."""

DOWN: Final = "down"
HELD: Final = ("down",) * 6 + ("up",) * 6 + ("down",) * 6 + ("up",) * 6 + ("down",) * 3
"""As far as the shipped catalog reaches with its first branch open, to and fro."""


# What is printed -----------------------------------------------------------------------------------


@dataclass
class Row:
    """One line of the table.

    Args:
        unit: Of the values.
        against: What the ratio compares with.
    """

    unit: str
    against: str
    values: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """What the table shows of it."""
        if not self.values:
            return (
                self.note or f"failed: {self.failures[0] if self.failures else 'never measured'}",
            )
        ordered = sorted(self.values)
        p95 = ordered[math.ceil(0.95 * len(ordered)) - 1]
        ratio = f"{statistics.median(self.ratios):.2f} x {self.against}" if self.ratios else ""
        if self.failures:
            ratio += f"  ({len(self.failures)} failed: {self.failures[0]})"
        numbers = (statistics.median(ordered), p95, ordered[0], ordered[-1])
        return (str(len(ordered)), *(_number(number) for number in numbers), self.unit, ratio)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


class Table:
    """What was measured, in the order in which rows were first named."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}

    def row(self, name: str, unit: str = "ms", against: str = "") -> Row:
        """The row of this name."""
        return self.rows.setdefault(name, Row(unit, against))

    def add(
        self,
        name: str,
        value: float,
        base: float | None = None,
        unit: str = "ms",
        against: str = "",
    ) -> None:
        """Add a value, with what the neighbour needed."""
        row = self.row(name, unit, against)
        row.values.append(value)
        if base:
            row.ratios.append(value / base)

    @property
    def failed(self) -> bool:
        """Whether something could not be measured."""
        return any(row.failures for row in self.rows.values())

    @contextmanager
    def attempt(self, name: str) -> Iterator[None]:
        """Whatever goes wrong inside is a failure of this row, and the rest goes on."""
        try:
            yield
        except Exception as error:
            kind = "" if isinstance(error, Missed) else f"{type(error).__name__}: "
            self.row(name).failures.append(f"{kind}{error}")

    def __str__(self) -> str:
        head = ("", "n", "median", "p95", "min", "max", "", "ratio")
        lines = [head, *((name, *row.cells()) for name, row in self.rows.items())]
        full = [line for line in lines if len(line) == len(head)]
        widths = [max(len(line[at]) for line in full) for at in range(len(head))]
        widths[0] = max(len(line[0]) for line in lines)
        return "\n".join(_line(line, widths) for line in lines)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    first, *rest = cells
    if len(rest) == 1:
        return f"{first:<{widths[0]}}  {rest[0]}"
    *numbers, unit, ratio = rest
    middle = "  ".join(
        f"{number:>{width}}" for number, width in zip(numbers, widths[1:], strict=False)
    )
    return f"{first:<{widths[0]}}  {middle} {unit:<{widths[-2]}}  {ratio}".rstrip()


def say(text: str) -> None:
    """Tell how far it is."""
    print(text, file=sys.stderr, flush=True)


# Programs ------------------------------------------------------------------------------------------


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

    def baseline(self, command: Sequence[str]) -> Terminal:
        """Start a baseline."""
        return Terminal(command, self.environment)

    def techtui(self, *arguments: str, cache: str = "cache") -> Terminal:
        """Start techtui as somebody who has used it before and left it at its first technology.

        Args:
            arguments: What to add to its command.
            cache: The folder for its cache.
        """
        state, kept = self.folder / "state", self.folder / "kept-state"
        if kept.exists():
            shutil.rmtree(state, ignore_errors=True)
            shutil.copytree(kept, state)
        return Terminal(
            (*self.command, *arguments),
            {**self.environment, "TECHTUI_CACHE": str(self.folder / cache)},
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


# Keys ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """Some keys.

    Args:
        row: Where their time goes; empty for keys that only lead somewhere.
        keys: The keys.
        pause: Seconds between them.
        words: All words of the screen once everything the keys change is there; empty before it is known.
        changes: Whether the keys change any of them.
    """

    row: str
    keys: tuple[str, ...]
    pause: float = 0.0
    words: str = ""
    changes: bool = True


def key_steps(rounds: int) -> list[Step]:
    """A walk through the shipped catalog."""
    steps: list[Step] = []
    for _ in range(rounds):
        steps += [Step("down, to the next detail", (DOWN,))] * 6
        steps += [Step("", ("up",))] * 6
        steps += [
            Step(f"down and up held, {len(HELD)} keys at {REPEAT * 1000:.0f} ms", HELD, REPEAT)
        ]
        steps += [Step("", ("up",))] * 3
        steps += [Step("section jump", (key,)) for key in "3524"] + [
            Step("", (DOWN,)),
            Step("", ("up",)),
        ]
        steps += search_steps("search, a letter", "krpjms") + filter_steps()
    steps += [Step("", (key,)) for key in ("space", DOWN, "space")]
    for turn in range(rounds + 1):
        steps += [
            Step(f"compare, open{'' if turn else ' for the first time'}", ("c",)),
            Step("compare, close", ("c",)),
        ]
    return steps


def search_steps(row: str, letters: str) -> list[Step]:
    """Search for single letters, and leave the search."""
    typed = [
        step for letter in letters for step in (Step(row, (letter,)), Step("", ("backspace",)))
    ]
    return [Step("", ("/",)), *typed, Step("", ("escape",))]


def filter_steps() -> list[Step]:
    """Open the filter panel, and in it the first attribute, which counts its values."""
    return [
        Step("filter panel, open", ("f",)),
        Step("", (DOWN,)),
        Step("filter panel, count the values", ("enter",)),
        Step("", ("escape",)),
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
        rehearsed.append(Step(row, step.keys, step.pause, after, changes))
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
    def running(self) -> Iterator[Callable[[Step], float]]:
        """The program, as a function that does what a step does and returns the milliseconds it took."""
        with self._programs.baseline(MINIMAL) as terminal:
            terminal.wait_for(MINIMAL_TEXTS, LAUNCH_LIMIT)
            terminal.press(DOWN)
            terminal.settle()
            at, way = 0, 1

            def move(step: Step) -> float:
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
                took = terminal.time_keys(keys, self._words[at], KEY_LIMIT, step.pause)
                terminal.settle(0.06)
                return took

            yield move


def play(
    table: Table,
    terminal: Terminal,
    steps: Sequence[Step],
    move: Callable[[Step], float],
    prefix: str,
) -> None:
    """Do rehearsed steps and time them, each beside a step of the minimal program."""
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
        base = "minimal: down and up held" if held else "minimal: down, to the next text"
        base_took: float | None = None
        took: float | None = None
        # Who goes first alternates.
        for turn in (0, 1) if number % 2 else (1, 0):
            if turn:
                with table.attempt(base):
                    base_took = move(step)
                    table.add(base, base_took)
            else:
                with table.attempt(name):
                    took = terminal.time_keys(step.keys, step.words, KEY_LIMIT, step.pause)
                terminal.settle(0.06)
        if took is not None:
            table.add(name, took, base_took, against="minimal")


# The parts -----------------------------------------------------------------------------------------


def measure_launches(table: Table, programs: Programs, texts: Sequence[str], runs: int) -> None:
    """Start to usable, and memory then."""
    names = ("bare", "minimal", "techtui, cold cache", "techtui, warm cache")

    def start(name: str) -> tuple[Terminal, Sequence[str]]:
        if name == "bare":
            return programs.baseline(BARE), BARE_TEXTS
        if name == "minimal":
            return programs.baseline(MINIMAL), MINIMAL_TEXTS
        return programs.techtui(cache=programs.fresh_cache() if "cold" in name else "cache"), texts

    for name in names:
        table.row(f"launch: {name}", against="bare")
    for run in range(runs):
        say(f"launch {run + 1}/{runs}")
        launch: dict[str, float] = {}
        memory: dict[str, float] = {}
        for name in names if run % 2 else reversed(names):
            with table.attempt(f"launch: {name}"):
                terminal, expected = start(name)
                with terminal:
                    launch[name] = terminal.wait_for(expected, LAUNCH_LIMIT)
                    terminal.settle()
                    memory[name] = terminal.memory()
        for name in names:
            if name in launch:
                table.add(f"launch: {name}", launch[name], launch.get("bare"), against="bare")
        for name in names:
            if name in memory:
                table.add(f"memory: {name}", memory[name], memory.get("bare"), "MB", "bare")


def measure_keys(
    table: Table,
    programs: Programs,
    texts: Sequence[str],
    yardstick: Yardstick,
    runs: int,
    rounds: int,
) -> None:
    """Key to the new text, beside the minimal program; then memory once more."""
    with programs.techtui() as terminal:
        terminal.wait_for(texts, LAUNCH_LIMIT)
        steps, trouble = rehearse(terminal, key_steps(rounds))
    timed = {step.row for step in steps}
    table.row("minimal: down, to the next text")
    table.row("minimal: down and up held")
    for step in key_steps(rounds):
        if step.row and step.row not in timed:
            table.row(f"key: {step.row}").failures = [trouble or "the keys change no text"]
        elif step.row:
            table.row(f"key: {step.row}", against="minimal")
    for run in range(runs):
        say(f"keys {run + 1}/{runs}")
        with table.attempt("keys"), yardstick.running() as move, programs.techtui() as terminal:
            terminal.wait_for(texts, LAUNCH_LIMIT)
            play(table, terminal, steps, move, "key: ")
            table.add("memory: techtui, after all these keys", terminal.memory(), unit="MB")


def measure_idle(
    table: Table, programs: Programs, texts: Sequence[str], runs: int, seconds: float
) -> None:
    """Processor time with nothing happening."""
    for run in range(runs):
        say(f"idle {run + 1}/{runs}")
        bare: float | None = None
        for name in ("bare", "techtui"):
            row = f"idle, {seconds:g} s: {name}"
            with (
                table.attempt(row),
                programs.techtui() if name == "techtui" else programs.baseline(BARE) as terminal,
            ):
                terminal.wait_for(texts if name == "techtui" else BARE_TEXTS, LAUNCH_LIMIT)
                terminal.settle(1.0)
                used = terminal.idle(seconds)
                table.add(row, used, bare, "% CPU", "bare")
                bare = used if name == "bare" else bare


def measure_size(
    table: Table, programs: Programs, size: int, yardstick: Yardstick, runs: int
) -> None:
    """First and second start, keys and memory with a generated catalog."""
    prefix = f"{size:,}: "
    for row in ("first start", "second start"):
        table.row(f"{prefix}{row}", against="bare")
    if not programs.knows("--catalog"):
        for row in ("first start", "second start", "search, a letter"):
            table.row(f"{prefix}{row}").note = "skipped: this techtui has no --catalog"
        return
    file = programs.folder / f"generated-{size}.toml"
    generate.write(size, file)
    texts = (generate.name(1, size), generate.tagline(0))
    limit = LAUNCH_LIMIT + size / 500
    letters = "".join(landmark[0].lower() for landmark in generate.LANDMARKS)
    steps = [
        *([Step("down, to the next detail", (DOWN,))] * 5),
        *search_steps("search, a letter", letters),
        *filter_steps(),
    ]
    rehearsed: list[Step] = []
    for run in range(runs):
        say(f"{size:,} technologies {run + 1}/{runs}")
        cache = programs.fresh_cache()
        for name in ("first start", "second start"):
            row = f"{prefix}{name}"
            with table.attempt(row), yardstick.running() as move:
                with programs.baseline(BARE) as bare:
                    base = bare.wait_for(BARE_TEXTS, LAUNCH_LIMIT)
                # Nobody has been there yet, so it would open its own page.
                begin = ("--catalog", str(file), generate.name(0, size))
                with programs.techtui(*begin, cache=cache) as terminal:
                    table.add(row, terminal.wait_for(texts, limit), base, against="bare")
                    if name == "first start":
                        terminal.settle(1.0, limit)
                        table.add(
                            f"{prefix}memory at its peak, first start",
                            terminal.memory(peak=True),
                            unit="MB",
                        )
                        if not rehearsed:
                            rehearsed, trouble = rehearse(terminal, steps, 0.6)
                            if trouble:
                                raise Missed(trouble)
                    else:
                        play(table, terminal, rehearsed, move, prefix)
                        table.add(f"{prefix}memory, second start", terminal.memory(), unit="MB")
        shutil.rmtree(programs.folder / cache, ignore_errors=True)
    file.unlink()


def measure_command_line(table: Table, programs: Programs, runs: int) -> None:
    """A command that prints, from start to end, beside a launch of the bare program."""
    row = "command: techtui show postgresql"
    if not programs.knows("show"):
        table.row(row).note = "skipped: this techtui has no command show"
        return
    for run in range(runs):
        say(f"command line {run + 1}/{runs}")
        with table.attempt(row):
            with programs.baseline(BARE) as bare:
                base = bare.wait_for(BARE_TEXTS, LAUNCH_LIMIT)
            start = time.perf_counter()
            done = subprocess.run(
                [*programs.command, "show", "postgresql"],
                env=programs.environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=LAUNCH_LIMIT,
                check=False,
            )
            took = (time.perf_counter() - start) * 1000
            if done.returncode:
                table.row(row).note = f"skipped: {' '.join(done.stderr.split())[:90]}"
                return
            table.add(row, took, base, against="bare")


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


def main() -> int:
    """Run ``python -m benchmarks.run``.

    Returns:
        1 if something could not be measured, otherwise 0; never because of a time.
    """
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.run", description="Measure techtui; see benchmarks/README.md."
    )
    parser.add_argument(
        "--runs", type=int, default=10, help="how often each program is started (10)"
    )
    parser.add_argument(
        "--quick", action="store_true", help="little of everything, to see that it works"
    )
    parser.add_argument(
        "--sizes",
        default="100,1000,10000",
        help="of generated catalogs (100,1000,10000); empty for none",
    )
    parser.add_argument(
        "--only",
        default="launch,keys,idle,scale,command",
        help="parts to run, of launch,keys,idle,scale,command",
    )
    parser.add_argument("--techtui", default="", metavar="COMMAND", help="measure another techtui")
    given = parser.parse_args()
    runs = min(given.runs, 2) if given.quick else given.runs
    only = given.only.split(",")
    table = Table()
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"Python {platform.python_version()}, Textual {version('textual')}, {COLUMNS}x{ROWS}, {runs} runs"
    )
    with tempfile.TemporaryDirectory(prefix="techtui-bench-", ignore_cleanup_errors=True) as folder:
        programs = Programs(Path(folder), shlex.split(given.techtui) or techtui_command())
        yardsticks: list[Yardstick] = []
        texts: tuple[str, ...] = ()
        with table.attempt("start everything once"):
            first, texts = shipped_texts()
            programs.prepare(first, texts)
            yardsticks.append(Yardstick(programs))
        if yardsticks:
            yardstick = yardsticks[0]
            if "launch" in only:
                measure_launches(table, programs, texts, runs)
            if "keys" in only:
                with table.attempt("keys"):
                    measure_keys(table, programs, texts, yardstick, runs, 1 if given.quick else 2)
            if "idle" in only:
                measure_idle(
                    table,
                    programs,
                    texts,
                    1 if given.quick else min(runs, 3),
                    1.0 if given.quick else 10.0,
                )
            for size in (int(one) for one in given.sizes.split(",") if one and "scale" in only):
                with table.attempt(f"{size:,}: generated catalog"):
                    measure_size(
                        table,
                        programs,
                        size,
                        yardstick,
                        1 if given.quick else min(runs, 3 if size > 1000 else 5),
                    )
            if "command" in only:
                measure_command_line(table, programs, runs)
    print(table)
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main())
