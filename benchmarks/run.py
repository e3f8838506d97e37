"""Measures techtui beside the smallest Textual programs: ``python -m benchmarks.run``.

Programs are driven in turn (A B A B …), and ratios are medians of the ratios of neighbours, so that they hold on a noisy
machine. Nothing here judges a time; ``README.md`` says what each row means.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
import tempfile
from pathlib import Path
from typing import Final

from benchmarks import results
from benchmarks.keys import Yardstick
from benchmarks.parts import (
    measure_command_line,
    measure_idle,
    measure_keys,
    measure_launches,
    measure_size,
    measure_slow_line,
    say,
)
from benchmarks.programs import Programs, shipped_texts, techtui_command
from benchmarks.table import Table

PARTS: Final = "launch,keys,slow,idle,scale,command"


def measure(table: Table, programs: Programs, given: argparse.Namespace) -> None:
    """Measure the parts that were asked for."""
    only = given.only.split(",")
    quick, runs = given.quick, min(given.runs, 2) if given.quick else given.runs
    first, texts = shipped_texts()
    programs.prepare(first, texts)
    yardstick = Yardstick(programs)
    if "launch" in only:
        measure_launches(table, programs, texts, runs)
    if "keys" in only:
        with table.attempt("keys"):
            measure_keys(table, programs, texts, yardstick, runs, 1 if quick else 2)
    if "slow" in only:
        measure_slow_line(table, programs, texts, yardstick, 1 if quick else min(runs, 3))
    if "idle" in only:
        measure_idle(table, programs, texts, 1 if quick else min(runs, 3), 1.0 if quick else 10.0)
    for size in (int(one) for one in given.sizes.split(",") if one and "scale" in only):
        with table.attempt(f"{size:,}: generated catalog"):
            often = 1 if quick else min(runs, 3 if size > 1000 else 5)
            measure_size(table, programs, size, yardstick, often)
    if "command" in only:
        measure_command_line(table, programs, runs)


def measured(given: argparse.Namespace) -> Table:
    """Measure, and print the table."""
    table = Table()
    print(", ".join(results.machine().values()), f"load {os.getloadavg()[0]:.1f}", sep=", ")
    with tempfile.TemporaryDirectory(prefix="techtui-bench-", ignore_cleanup_errors=True) as folder:
        programs = Programs(Path(folder), shlex.split(given.techtui) or techtui_command())
        with table.attempt("start everything once"):
            measure(table, programs, given)
    print(table)
    return table


def parsed() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.run", description="Measure techtui; see benchmarks/README.md."
    )
    add = parser.add_argument
    add("--runs", type=int, default=10, help="how often each program is started (10)")
    add("--quick", action="store_true", help="little of everything, to see that it works")
    sizes = "100,1000,10000"
    add("--sizes", default=sizes, help=f"of generated catalogs ({sizes}); empty for none")
    add("--only", default=PARTS, help=f"parts to run, of {PARTS}")
    add("--techtui", default="", metavar="COMMAND", help="measure another techtui")
    add("--keep", type=Path, metavar="FILE", help="keep what was measured as JSON")
    add("--against", type=Path, metavar="FILE", help="say what is slower than a kept run")
    add("--gross", type=float, default=1.5, help="so many times its ratio is slower (1.5)")
    return parser.parse_args()


def main() -> int:
    """Run ``python -m benchmarks.run``.

    Returns:
        1 if something could not be measured, or is grossly slower than the run it was to be compared with; otherwise 0.
    """
    given = parsed()
    table = measured(given)
    if given.keep:
        results.write(table, given.keep)
    lost: dict[str, str] = {}
    if given.against:
        kept = json.loads(given.against.read_text(encoding="utf-8"))
        lost = results.losses(table, kept, given.gross)
        if lost:
            # A machine can be busy with something else for a while; what is slower is so twice.
            say("slower than before; measuring once more")
            again = results.losses(measured(given), kept, given.gross)
            lost = {name: told for name, told in again.items() if name in lost}
        for told in lost.values():
            say(f"slower: {told}")
    return 1 if table.failed or lost else 0


if __name__ == "__main__":
    sys.exit(main())
