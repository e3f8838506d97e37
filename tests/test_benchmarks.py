"""The benchmarks run to their end; what they measure is nobody's test."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

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
        "idle, 1 s: techtui",
        "100: first start",
        "100: second start",
        "command: techtui show postgresql",
    ):
        assert row in rows, done.stdout


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
