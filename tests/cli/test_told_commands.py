"""What messages tell to type works when it is pasted into a shell."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.catalog.samples import GOOD
from tests.cli.test_main import run
from tests.conftest import GUITARS
from tests.odd_names import SIGNS, odd_catalog


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalog of odd names, for all commands."""
    file = tmp_path / "odd.toml"
    file.write_text(odd_catalog(), "utf-8")
    monkeypatch.setenv("TECHTUI_CATALOG", str(file))
    return file


def pasted(text: str, pattern: str) -> list[str]:
    """The words behind ``techtui`` of a command in a message, as a shell understands them."""
    found = re.search(pattern, text)
    assert found is not None, text
    return shlex.split(found[1])


def test_the_list_of_a_category_without_facts(odd: Path) -> None:
    for sign in SIGNS:
        told = run("show", f"c{sign}", "-f", "csv").stderr
        result = run(*pasted(told, r"; techtui (.*) does"))
        assert (result.returncode, len(result.stdout.splitlines())) == (0, 2)


def test_templates_and_kept_decisions(odd: Path) -> None:
    for name in ("next language", "it's", "$1"):
        assert run("decide", "?", "*", "--must", "t_t>1", "--keep", name).returncode == 0
    lines = run("decide").stdout.splitlines()
    assert len(lines) == 5
    for line in lines:
        words = pasted(line, "(.*?)(?:: d|$)")
        result = run("decide", *words)
        # The category of the templates has no candidates.
        assert result.returncode == 0 or "0 candidates" in result.stderr, (line, result.stderr)


def test_files_with_blanks_in_their_names(tmp_path: Path) -> None:
    new = tmp_path / "my own radar's.toml"
    words = pasted(run("new", str(new)).stderr, r"next: techtui (.*)")
    assert run(*words, "list").returncode == 0
    broken = tmp_path / "broken one.toml"
    broken.write_text(GOOD + "\n[technologies.x]\n", "utf-8")
    told = run("list", "--catalog", str(broken)).stderr
    result = run(*pasted(told, r"catalog; techtui (.*) lists them"))
    assert (result.returncode, f"{broken}:" in result.stdout) == (1, True)
    source, made = tmp_path / "my tools.csv", tmp_path / "my import.toml"
    source.write_text("name,ring,quadrant,description\nA,Adopt,Tools,x\n", "utf-8")
    told = run("import", str(source), "-o", str(made)).stderr
    assert run(*pasted(told, r"next: techtui (.*)"), "list").returncode == 0


def test_a_decision_of_musts_alone_can_be_kept_and_looked_at_again(tmp_path: Path) -> None:
    said = ("decide", "electric", "--must", "weight>1", "--catalog", str(GUITARS))
    written = run(*said, "-f", "toml")
    assert written.returncode == 0, written.stderr
    file = tmp_path / "kept.toml"
    file.write_text(written.stdout, "utf-8")
    for words in (["--review", str(file)], [str(file)], [str(file), "--accept"]):
        result = run("decide", *words, "--catalog", str(GUITARS))
        assert (result.returncode, "error" in result.stderr) == (0, False), result.stderr
    assert (
        "unchanged since" in run("decide", "--review", str(file), "--catalog", str(GUITARS)).stdout
    )
    assert run(*said, "--keep", "by weight").returncode == 0
    assert run("decide", "--kept", "by weight", "--catalog", str(GUITARS)).returncode == 0
