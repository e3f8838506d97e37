"""Results that are kept: one run as JSON, and what later runs have lost against it."""

from __future__ import annotations

import datetime
import json
import os
import platform
import statistics
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from benchmarks.table import Table
from benchmarks.terminal import COLUMNS, ROWS

KEPT: Final = Path(__file__).with_name("results.json")
"""The run that the README shows, and that CI compares with."""

LEAST: Final = 0.2
"""Less than this of what a baseline takes is no gross loss, however little it was before."""


def machine() -> dict[str, str]:
    """What a run ran on, and when."""
    return {
        "date": datetime.date.today().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "textual": version("textual"),
        "techtui": version("techtui"),
        "size": f"{COLUMNS}x{ROWS}",
    }


def record(table: Table) -> dict[str, Any]:
    """A run as it is kept: what it ran on, and for each row its number of values, median, unit and ratio."""
    rows: dict[str, Any] = {}
    for name, row in table.rows.items():
        if not row.values:
            continue
        rows[name] = {
            "n": len(row.values),
            "median": round(statistics.median(row.values), 2),
            "unit": row.unit,
        }
        if row.ratios:
            ratio = round(statistics.median(row.ratios), 2)
            rows[name] |= {"ratio": ratio, "against": row.against}
    return {**machine(), "rows": rows}


def write(table: Table, path: Path) -> None:
    """Keep a run; rows of a run kept there before stay, if this one did not measure them.

    Args:
        table: The run.
        path: Where to keep it.
    """
    new = record(table)
    if path.exists():
        old = json.loads(path.read_text(encoding="utf-8"))["rows"]
        new["rows"] = {**old, **new["rows"]}
    path.write_text(json.dumps(new, indent=2) + "\n", encoding="utf-8")


def losses(table: Table, kept: dict[str, Any], factor: float) -> dict[str, str]:
    """What has become grossly slower or bigger, by ratios alone, since they hold from machine to machine.

    Args:
        table: This run.
        kept: What `record` made of an earlier one.
        factor: How many times the earlier ratio is a loss, if it also is `LEAST` more.

    Returns:
        Row -> a sentence with both ratios.
    """
    found = {}
    new = record(table)["rows"]
    for name, row in kept["rows"].items():
        if "ratio" not in row or "ratio" not in new.get(name, {}):
            continue
        before, after = row["ratio"], new[name]["ratio"]
        if after >= factor * before and after - before >= LEAST:
            found[name] = f"{name}: {after:.2f} x {row['against']}, and {before:.2f} x before"
    return found
