"""The benchmarks run to their end; what they measure is nobody's test."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from benchmarks import results
from benchmarks.table import Table

from techtui.catalog.format.loader import read_catalog

ROOT = Path(__file__).parent.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the modules of ``benchmarks``."""
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_quick_run_measures_every_row() -> None:
    done = run("benchmarks.run", "--quick", "--sizes", "100")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "failed" not in done.stdout
    rows = [line.split("  ")[0] for line in done.stdout.splitlines()]
    for row in (
        "launch: bare",
        "launch: minimal",
        "launch: techtui, cold cache",
        "launch: techtui, warm cache",
        "memory: techtui, warm cache",
        "minimal: down, to the next text",
        "key: down, to the next detail",
        "key: section jump",
        "key: search, a letter",
        "key: compare, open",
        "key: compare, close",
        "key: down, at rest",
        "key: down, written",
        "leave: techtui, warm cache",
        "written: techtui, warm cache",
        "line of 1 Mbit/s: down",
        "100: a saved edit, to the screen",
        "command: techtui check",
        "command: completion of a word",
        "idle, 1 s: techtui",
        "100: first start",
        "100: second start",
        "command: techtui show postgresql",
    ):
        assert row in rows, done.stdout


def table_of(**ratios: float) -> Table:
    """A table of rows with these ratios to the bare program."""
    table = Table()
    for name, ratio in ratios.items():
        table.add(name, ratio * 100, 100.0, against="bare")
    return table


def test_a_gross_loss_is_told_by_its_ratio_alone(tmp_path: Path) -> None:
    results.write(table_of(launch=1.2, leave=0.1, key=1.0), tmp_path / "kept.json")
    kept = json.loads((tmp_path / "kept.json").read_text(encoding="utf-8"))
    # Three times nearly nothing is no loss, and what was not measured then can't be one.
    assert results.losses(table_of(launch=1.7, leave=0.28, key=0.5, new=9.0), kept, 1.5) == {}
    found = results.losses(table_of(launch=1.8, leave=0.31, key=1.4), kept, 1.5)
    assert found.keys() == {"launch", "leave"}
    assert found["launch"] == "launch: 1.80 x bare, and 1.20 x before"


def test_a_kept_run_keeps_the_rows_that_a_later_one_does_not_measure(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    results.write(table_of(launch=1.2, key=1.0), path)
    results.write(table_of(key=0.5), path)
    rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
    assert (rows["launch"]["ratio"], rows["key"]["ratio"]) == (1.2, 0.5)


def test_a_generated_catalog_is_valid_and_always_the_same(tmp_path: Path) -> None:
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    for file in (first, second):
        done = run("benchmarks.generate", "60", str(file))
        assert done.returncode == 0, done.stderr
    assert first.read_bytes() == second.read_bytes()
    catalog = read_catalog([first])
    assert len(catalog) == 60
    assert {len(one.facts) for one in catalog.technologies.values()} == {25}
    in_tree_order = [one.id for top in catalog.children() for one in catalog.walk(top.id)]
    assert in_tree_order == list(tomllib.loads(first.read_text(encoding="utf-8"))["technologies"])
