"""What shells offer is accepted by the command, whatever signs the names hold."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_main import run
from tests.odd_names import odd_catalog

BREAKS = " \t\n\"'@><=;|&(:"


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalog of odd names, for all commands."""
    file = tmp_path / "odd.toml"
    file.write_text(odd_catalog(), "utf-8")
    monkeypatch.setenv("TECHTUI_CATALOG", str(file))
    return file


def completed(line: str) -> list[str]:
    """What bash makes of a line, one for each completion."""
    result = run(_TECHTUI_COMPLETE="bash_complete", COMP_LINE=line, COMP_WORDBREAKS=BREAKS)
    assert result.returncode == 0
    # What bash keeps: all up to an open quotation mark, or else to the last sign that it breaks words at.
    quote = next((sign for sign in "\"'" if line.count(sign) % 2), "")
    kept = line[: max(line.rfind(sign) for sign in quote or BREAKS) + 1]
    plain = [one.partition(",") for one in result.stdout.splitlines()]
    return [f"{kept}{value}{quote}" for kind, _, value in plain if kind == "plain"]


def in_shell(lines: list[str]) -> list[list[str]]:
    """The words of command lines, as a shell understands them."""
    script = "\n".join(f"printf '%s\\0' {line}; printf '\\1\\0'" for line in lines)
    told = subprocess.run(["bash", "-c", script], capture_output=True, check=True).stdout.decode()
    return [one.split("\0")[:-1] for one in told.split("\1\0")[:-1]]


@pytest.mark.parametrize(
    ("line", "least"),
    [
        ("techtui show ", 50),
        ("techtui show C", 20),
        ("techtui show 'c", 18),
        ('techtui show "c', 19),
        ("techtui show alias-", 17),
        ("techtui list ", 23),
        ("techtui concept ", 20),
        ("techtui compare higher ", 17),
        ("techtui decide --want t_t:higher --must name:The ", 23),
        ("techtui decide --want t_t:higher a", 1),
        ("techtui decide one --template ", 2),
        ("techtui list --sort ", 20),
        ("techtui list --sort=N", 20),
        ("techtui list --columns ", 30),
        ("techtui list --columns id,n", 20),
        ("techtui list --where pick:", 18),
        ("techtui list --where 'pick:", 17),
        ('techtui list --where "pick_it:', 18),
        ("techtui list --where items:x,", 18),
        ("techtui list --where category:", 20),
        ("techtui list --where name:", 18),
    ],
)
def test_what_bash_offers_is_accepted(odd: Path, line: str, least: int) -> None:
    lines = completed(line)
    assert len(lines) >= least
    for one, words in zip(lines, in_shell(lines), strict=True):
        if "compare" in words:
            assert len(words) == 4
        result = run(*words[1:])
        assert "no such option" not in result.stderr.lower()
        assert result.returncode == 0 or re.search(
            "no matches|candidates?, but only|two or more|these are all", result.stderr
        ), (one, result.stderr)


def test_keys_that_are_offered_can_be_asked_for(odd: Path) -> None:
    lines = completed("techtui list --where ")
    assert "techtui list --where pick_it:" in lines
    for words in in_shell(lines):
        assert run(*words[1:-1], f"{words[-1]}?").returncode in (0, 1), words


def test_a_place_that_is_offered_is_the_one_that_opens(odd: Path) -> None:
    for *_, place in in_shell(completed("techtui show t")):
        assert run("show", place, "-f", "json").stdout.count(f'"id": "{place}"')


def test_completion_in_a_real_bash(odd: Path) -> None:
    (odd.parent / "bin").mkdir()
    command = odd.parent / "bin" / "techtui"
    command.write_text(
        "#!/bin/sh\n"
        f'if [ "$1" != said ]; then exec {shlex.quote(sys.executable)} -m techtui "$@"; fi\n'
        "shift; printf '<%s>' \"$@\"; echo\n"
    )
    command.chmod(0o755)
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["PATH"] = f"{command.parent}:{os.environ['PATH']}"
        os.environ["PS1"] = "READY>"
        os.execvp("bash", ["bash", "--norc", "-i"])

    def until(wanted: str) -> str:
        seen, end = b"", time.monotonic() + 20
        while wanted.encode() not in seen and time.monotonic() < end:
            if select.select([terminal], [], [], 0.1)[0]:
                seen += os.read(terminal, 4096)
        assert wanted.encode() in seen, seen
        return seen.decode(errors="replace")

    try:
        until("READY>")
        os.write(terminal, b'eval "$(techtui completion bash)"; echo do""ne\n')
        until("done\r\n")
        for typed, wanted in (
            ("list cC", "<list><cC++ boat>"),
            ("list --where pick:high", "<list><--where><pick:higher>"),
            ("list --where 'pick:C", '<list><--where><pick:"C++ boat">'),
            ("show \\$", "<show><$HOME>"),
        ):
            # The word of the program is put before it when it is run.
            os.write(terminal, f"techtui {typed}\t\x01\x1bf said\n".encode())
            until(wanted)
    finally:
        os.close(terminal)
        os.waitpid(pid, 0)
