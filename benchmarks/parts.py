"""What is measured, part by part."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks import generate
from benchmarks.keys import (
    DOWN,
    Step,
    Yardstick,
    filter_steps,
    held_steps,
    key_steps,
    play,
    rehearse,
    search_steps,
    table_steps,
)
from benchmarks.programs import (
    BARE,
    BARE_TEXTS,
    CATALOG,
    LAUNCH_LIMIT,
    MINIMAL,
    MINIMAL_TEXTS,
    Programs,
)
from benchmarks.table import Table
from benchmarks.terminal import Missed, Terminal

SLOW: Final = 125_000
"""Bytes a second of a line of 1 Mbit/s."""
COMMANDS: Final = {
    "show postgresql": ("show", "postgresql"),
    "list": ("list",),
    "search queue": ("search", "queue"),
    "compare, as JSON": ("compare", "kafka", "rabbitmq", "--format", "json"),
    "decide": ("decide", "kafka", "rabbitmq", "nats", "--want", "popularity=3"),
    "check": ("check", str(CATALOG)),
}


def say(text: str) -> None:
    """Tell how far it is."""
    print(text, file=sys.stderr, flush=True)


def measure_launches(table: Table, programs: Programs, texts: Sequence[str], runs: int) -> None:
    """Start to usable, what was written and used until then, and from the key that quits to the end."""
    names = ("bare", "minimal", "techtui, cold cache", "techtui, warm cache")

    def start(name: str) -> tuple[Terminal, Sequence[str]]:
        if name == "bare":
            return programs.baseline(BARE), BARE_TEXTS
        if name == "minimal":
            return programs.baseline(MINIMAL), MINIMAL_TEXTS
        return programs.techtui(cache=programs.fresh_cache() if "cold" in name else "cache"), texts

    measured: dict[str, dict[str, float]] = {"launch": {}, "leave": {}, "written": {}, "memory": {}}
    units = {"launch": "ms", "leave": "ms", "written": "KB", "memory": "MB"}
    for what, unit in units.items():
        for name in names:
            table.row(f"{what}: {name}", unit, "bare")
    for run in range(runs):
        say(f"launch {run + 1}/{runs}")
        for values in measured.values():
            values.clear()
        for name in names if run % 2 else reversed(names):
            with table.attempt(f"launch: {name}"):
                terminal, expected = start(name)
                with terminal:
                    measured["launch"][name] = terminal.wait_for(expected, LAUNCH_LIMIT)
                    terminal.settle()
                    measured["memory"][name] = terminal.memory()
                    measured["written"][name] = terminal.written / 1000
                if terminal.leaving is not None:
                    measured["leave"][name] = terminal.leaving
        for what, values in measured.items():
            for name, value in values.items():
                table.add(f"{what}: {name}", value, values.get("bare"))


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


def measure_slow_line(
    table: Table, programs: Programs, texts: Sequence[str], yardstick: Yardstick, runs: int
) -> None:
    """A launch and keys over a line of 1 Mbit/s."""
    prefix = "line of 1 Mbit/s: "
    for run in range(runs):
        say(f"slow line {run + 1}/{runs}")
        with table.attempt(f"{prefix}launch"), yardstick.running(SLOW) as move:
            with programs.baseline(BARE, SLOW) as bare:
                base = bare.wait_for(BARE_TEXTS, LAUNCH_LIMIT)
            with programs.techtui(rate=SLOW) as terminal:
                took = terminal.wait_for(texts, LAUNCH_LIMIT)
                table.add(f"{prefix}launch", took, base, against="bare")
                walk = [*([Step("down", (DOWN,))] * 6), *([Step("", ("up",))] * 6), *held_steps()]
                steps, trouble = rehearse(terminal, walk)
                if trouble:
                    raise Missed(trouble)
                play(table, terminal, steps, move, prefix, prefix)


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
        *table_steps(8),
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
                        table.add(
                            f"{prefix}a saved edit, to the screen",
                            time_edit(terminal, file, run),
                            base,
                            against="bare",
                        )
                        table.add(f"{prefix}memory, after the edit", terminal.memory(), unit="MB")
        shutil.rmtree(programs.folder / cache, ignore_errors=True)
    file.unlink()


def time_edit(terminal: Terminal, file: Path, turn: int) -> float:
    """Change a text of the technology on the screen in the file; returns the milliseconds until it stands there."""
    terminal.press(*["up"] * 5, pause=0.1)
    terminal.settle(0.6)
    old = generate.tagline(0)
    new = f"Edited {turn + 1} times"
    text = file.read_text(encoding="utf-8")
    beside = file.with_name("edited.tmp")
    beside.write_text(text.replace(old, new, 1), encoding="utf-8")
    beside.replace(file)
    saved = time.perf_counter()
    try:
        return terminal.wait(lambda one: new in one.text, LAUNCH_LIMIT, saved)
    finally:
        file.write_text(text.replace(new, old, 1), encoding="utf-8")


def measure_command_line(table: Table, programs: Programs, runs: int) -> None:
    """Commands that print, from start to end, beside a launch of the bare program; and the completion of a word."""
    given = {f"techtui {name}": (words, {}) for name, words in COMMANDS.items()}
    shell = {
        "_TECHTUI_COMPLETE": "bash_complete",
        "COMP_WORDS": "techtui show post",
        "COMP_CWORD": "2",
    }
    given["completion of a word"] = ((), shell)
    for run in range(runs):
        say(f"command line {run + 1}/{runs}")
        base: float | None = None
        with table.attempt("launch: bare"), programs.baseline(BARE) as bare:
            base = bare.wait_for(BARE_TEXTS, LAUNCH_LIMIT)
        for name, (words, environment) in given.items():
            row = f"command: {name}"
            with table.attempt(row):
                start = time.perf_counter()
                done = subprocess.run(
                    [*programs.command, *words],
                    env=programs.environment | environment,
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    text=True,
                    timeout=LAUNCH_LIMIT,
                    check=False,
                )
                took = (time.perf_counter() - start) * 1000
                if done.returncode or not done.stdout:
                    raise Missed(" ".join(done.stderr.split())[:90] or "it printed nothing")
                table.add(row, took, base, against="bare")
