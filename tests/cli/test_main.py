"""The command line as a process: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

import pytest

from techtui import __version__
from techtui.cli import main
from tests.conftest import GUITARS


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program without a terminal, in this process because that is ten times faster."""
    streams = [TextIOWrapper(BytesIO(), "utf-8", newline="") for _ in range(3)]
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        with patch.dict(os.environ, environment):
            code = main(words)
        for stream in streams:
            stream.flush()
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    out, err = (stream.buffer.getvalue().decode() for stream in streams[1:])  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(list(words), code, out, err)


def run_process(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "techtui", *words],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )


def test_version_and_help() -> None:
    assert run("--version").stdout == f"techtui {__version__}\n"
    result = run("--help")
    assert result.returncode == 0
    assert len(result.stdout.splitlines()) <= 24
    assert "techtui go rust java" in result.stdout


def test_without_a_terminal_one_line_on_stderr_and_2() -> None:
    for result in (run(), run_process(), run("go"), run("go", "--fresh")):
        assert (result.returncode, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) == 1
        assert "needs a terminal" in result.stderr
        assert "techtui list" in result.stderr


@pytest.mark.parametrize(
    "words", [["--nonsense"], ["--catalog"], ["check"], ["check", "--format", "x", "f"]]
)
def test_wrong_usage_ends_with_2_and_says_why(words: list[str]) -> None:
    result = run(*words)
    assert result.returncode == 2
    assert result.stderr
    assert "Traceback" not in result.stderr


def test_check_lists_problems_in_three_formats(tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(
        'format = 1\n[catalog]\ntitle = "x"\n[technologies.a]\nname = "A"\ncatgory = "c"\n'
    )
    text = run("check", str(file))
    assert text.returncode == 1
    assert f"{file}:6:1: error:" in text.stdout
    assert "category" in text.stdout
    found = json.loads(run("check", "--format", "json", str(file)).stdout)["problems"]
    assert set(found[0]) >= {"file", "line", "column", "severity", "code", "message", "hint"}
    assert "::error file=" in run("check", "--format", "github", str(file)).stdout


def test_check_of_a_good_file_ends_with_0_and_strict_fails_on_warnings(tmp_path: Path) -> None:
    assert run("check", str(GUITARS)).returncode == 0
    assert run("check", "--strict", str(GUITARS)).returncode == 1


def test_new_writes_a_catalog_that_passes_and_never_overwrites(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    assert run("new", str(file)).returncode == 0
    assert run("check", str(file)).returncode == 0
    before = file.read_text()
    again = run("new", str(file))
    assert again.returncode == 1
    assert "already exists" in again.stderr
    assert file.read_text() == before


def test_schema_is_the_documented_one() -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["$schema"].startswith("https://json-schema.org/draft/2020-12")


def test_paths_names_every_file() -> None:
    result = run("paths")
    for name in ("catalog", "config", "state", "shelf", "cache"):
        assert name in result.stdout


def test_light_commands_load_no_screen() -> None:
    code = "import sys\nfrom techtui.cli import main\nmain(['--version'])\nmain(['paths'])\nprint('textual' in sys.modules, 'rich' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout.splitlines()[-1] == "False False"
