"""Write the table of the README's "Speed" from the run that is kept in benchmarks/results.json.

python tools/make_speed_table.py           writes it
python tools/make_speed_table.py --check   exits with 1 if it is not as it should be
"""

from __future__ import annotations

import json
import sys
from typing import Any, Final

from marked_part import ROOT, MarkedPart

KEPT: Final = ROOT / "benchmarks" / "results.json"

BARE: Final = "a Textual app with one label"
SMALL: Final = "down in a tree of 30 beside a text of 60 lines"
BASES: Final = {"bare": BARE, "minimal": SMALL}
LINES: Final = (
    ("start, until tree and detail stand", "launch: techtui, warm cache"),
    ("the very first start", "launch: techtui, cold cache"),
    ("leaving, until the prompt is back", "leave: techtui, warm cache"),
    ("down, until the next detail stands", "key: down, to the next detail"),
    ("down, until the screen is at rest", "key: down, at rest"),
    ("down, written to the terminal", "key: down, written"),
    ("down over a line of 1 Mbit/s", "line of 1 Mbit/s: down"),
    ("a letter in the search, until its result stands", "key: search, a letter"),
    ("open the filter panel", "key: filter panel, open"),
    ("open a comparison", "key: compare, open"),
    ("`techtui show postgresql`, the whole process", "command: techtui show postgresql"),
    ("`techtui check` of the shipped catalog", "command: techtui check"),
    ("completion of a word in the shell", "command: completion of a word"),
    ("nothing happens", "idle, 10 s: techtui"),
    ("memory", "memory: techtui, warm cache"),
    ("2,400 technologies: the first start", "2,400: first start"),
    ("2,400 technologies: start", "2,400: second start"),
    ("2,400 technologies: a saved edit, on the screen", "2,400: a saved edit, to the screen"),
    ("100,000 technologies: the first start, beside a progress bar", "100,000: first start"),
    ("100,000 technologies: start", "100,000: second start"),
    ("100,000 technologies: down", "100,000: down, to the next detail"),
    ("100,000 technologies: a letter", "100,000: search, a letter"),
    ("100,000 technologies: memory", "100,000: memory, second start"),
)
"""What a line is about -> the row that it shows; rows that were not measured are left out."""


def amount(row: dict[str, Any]) -> str:
    """The median of a row with its unit."""
    median, unit = row["median"], row["unit"]
    if unit == "ms" and median >= 10_000:
        return f"{median / 1000:.0f} s"
    return f"{median:,.0f} {unit}" if median >= 10 else f"{median:,.2g} {unit}"


def line(title: str, row: dict[str, Any]) -> str:
    """One line of the table."""
    if "ratio" not in row:
        return f"| {title} | {amount(row)} | | |"
    return f"| {title} | {amount(row)} | {row['ratio']:.2f} × | {BASES[row['against']]} |"


def text() -> str:
    """The table, and what it was measured on."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    rows = [line(title, kept["rows"][name]) for title, name in LINES if name in kept["rows"]]
    body = "\n".join(("| | median | ratio | to |", "|---|---|---|---|", *rows))
    where = (
        f"Medians of ratios within one run each, measured on {kept['date']} ({kept['machine']}, Python {kept['python']}, "
        f"Textual {kept['textual']}, {kept['size']} cells)."
    )
    return f"{body}\n\n{where}"


PART = MarkedPart("tools/make_speed_table.py", "README.md", text)

if __name__ == "__main__":
    sys.exit(PART.main())
