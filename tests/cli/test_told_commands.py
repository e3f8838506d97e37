"""What messages tell to type works when it is pasted into a shell."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Final

import click
import pytest

from techtui.cli.registry import COMMANDS
from techtui.cli.root import root
from tests.catalog.samples import GOOD
from tests.cli.test_main import run
from tests.conftest import GUITARS
from tests.odd_names import SIGNS, odd_catalog

ROOT: Final = Path(__file__).parents[2]
EMPTY: Final = click.Context(root, **root.context_settings)


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


# Help and docs ------------------------------------------------------------------------------------


def told_in_help(command: click.Command) -> Iterator[str]:
    """The command lines of a command's help."""
    for line in (command.help or "").splitlines():
        if "techtui " in line and line.startswith("  "):
            # An explanation stands behind some.
            yield re.split(r" {3,}", line.strip())[0]
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from told_in_help(one)


def told_in_docs() -> Iterator[str]:
    """The command lines in the blocks of code of all docs."""
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for block in re.findall(
            r"^ *```sh\n(.*?)^ *```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE
        ):
            yield from (line.strip() for line in block.replace("\\\n", " ").splitlines())


def commands_in(line: str) -> Iterator[list[str]]:
    """The words behind each ``techtui`` of a line."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;><()")
    lexer.whitespace_split = True
    words = [*lexer]
    for at, word in enumerate(words):
        if word == "techtui":
            yield [*takewhile(lambda one: not {*one} <= {*"|&;><()"}, words[at + 1 :])]


def insist_on_understanding(command: click.Command, words: list[str]) -> None:
    """Parse words as a command does that is not run.

    Raises:
        click.UsageError: If it does not understand them.
    """
    if isinstance(command, click.Group):
        at = next(
            (at for at, word in enumerate(words) if word in command.list_commands(EMPTY)), None
        )
        if words[:at]:
            command.make_context("techtui", words[:at], EMPTY, allow_interspersed_args=False)
        inner = command.get_command(EMPTY, words[at]) if at is not None else None
        if inner is not None and at is not None:
            insist_on_understanding(inner, words[at + 1 :])
        return
    command.make_context(command.name, words, EMPTY)


def test_every_command_of_help_and_docs_is_understood() -> None:
    commands = (root.get_command(EMPTY, name) for name in COMMANDS)
    helped = (line for one in commands if one is not None for line in told_in_help(one))
    count = 0
    for line in dict.fromkeys((*helped, *told_in_docs())):
        if line.startswith("#"):
            continue
        for words in commands_in(line):
            # Usage, not an example.
            if not {"COMMAND", "..."} & {*words}:
                insist_on_understanding(root, words)
                count += 1
    assert count > 80
