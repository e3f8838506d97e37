"""How commands behave: help, colours, encodings, closed streams, broken things, completion."""

from __future__ import annotations

import os
import subprocess
import sys
from io import TextIOWrapper
from pathlib import Path

import click
import pytest

from techtui.cli.registry import COMMANDS
from techtui.cli.root import root
from tests.cli.test_main import run, run_process
from tests.conftest import GUITARS

CATALOG = ("--catalog", str(GUITARS))


def paths_of(command: click.Command, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The words that lead to a command and to all below it."""
    found = [before]
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            found += paths_of(below, (*before, name))
    return found


@pytest.mark.parametrize("words", paths_of(root), ids=" ".join)
def test_every_help_fits_a_small_terminal_and_has_examples(words: tuple[str, ...]) -> None:
    result = run(*words, "--help", COLUMNS="80")
    assert result.returncode == 0
    lines = result.stdout.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert "Example" in result.stdout


def test_every_command_is_where_the_registry_says() -> None:
    context = click.Context(root)
    for name in COMMANDS:
        command = root.get_command(context, name)
        assert command is not None
        assert command.name == name


def test_a_word_that_is_both_is_a_command_and_in_capitals_a_technology(tmp_path: Path) -> None:
    file = tmp_path / "catalog.toml"
    file.write_text(
        'format = 1\n[catalog]\ntitle = "T"\n[categories.c]\nname = "C"\n'
        '[technologies.list]\nname = "List"\ncategory = "c"\ntagline = "A tool"\n'
    )
    assert "A tool" in run("list", "--catalog", str(file)).stdout
    assert "needs a terminal" in run("List", "--catalog", str(file)).stderr


def test_the_catalog_can_be_named_before_the_command() -> None:
    assert run(*CATALOG, "list").stdout == run("list", *CATALOG).stdout


def test_where_sort_and_columns() -> None:
    def ids(*words: str) -> list[str]:
        result = run("list", "--columns", "id", "--format", "csv", *words, *CATALOG)
        assert result.returncode == 0, result.stderr
        return result.stdout.split()[1:]

    assert ids("--where", "woods:mahogany") == ["lp"]
    assert ids("--sort", "year") == ["dread", "tele", "lp"]
    assert ids("--sort", "weight", "--reverse") == ["lp", "tele", "dread"]
    assert ids("electric", "--reverse") == ["lp", "tele"]
    shown = run("list", "--sort", "weight", *CATALOG).stdout.splitlines()
    assert shown[0].split() == ["Name", "Category", "Weight", "Tagline"]
    nothing = run("list", "--where", "year<1900", "--format", "json", *CATALOG)
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (
        1,
        '{\n  "version": 1,\n  "technologies": []\n}\n',
        "techtui: no matches\n",
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--where", "moka wods:ash"), "       ^^^^"),
        (("--where", "wods:ash"), "did you mean “woods”"),
        (("--sort", "wight"), "did you mean “weight”"),
        (("--columns", "name,wight"), "did you mean “weight”"),
        (("--columns", ","), "name at least one"),
    ],
)
def test_wrong_filters_are_wrong_usage_and_point_at_the_word(
    words: tuple[str, ...], says: str
) -> None:
    result = run("list", *words, *CATALOG)
    assert (result.returncode, result.stdout) == (2, "")
    assert says in result.stderr


def test_comparing_one_with_itself_is_wrong_usage() -> None:
    result = run("compare", "tele", "Telecaster", *CATALOG)
    assert result.returncode == 2
    assert "these are all Telecaster" in result.stderr


@pytest.mark.parametrize(
    ("environment", "option", "coloured"),
    [
        ({}, "auto", False),
        ({"FORCE_COLOR": "1"}, "auto", True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "auto", False),
        ({"NO_COLOR": "1"}, "always", True),
        ({"FORCE_COLOR": "1"}, "never", False),
        ({"NO_COLOR": "", "FORCE_COLOR": ""}, "auto", False),
    ],
)
def test_when_there_are_colours(environment: dict[str, str], option: str, coloured: bool) -> None:
    for words in (["show", "tele"], ["compare", "tele", "lp"], ["list"], ["search", "tele"]):
        result = run(*words, "--color", option, *CATALOG, **environment)
        assert ("\x1b[" in result.stdout) is coloured


def test_a_reader_may_close_the_pipe_when_it_has_what_it_wanted() -> None:
    # More than a pipe holds, so that the command is still writing.
    program = subprocess.Popen(
        [sys.executable, "-m", "techtui", "export"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None
    program.stdout.read(10)
    program.stdout.close()
    assert program.wait(20) == 0
    assert program.stderr is not None
    assert program.stderr.read() == b""
    program.stderr.close()


def test_a_list_in_a_pipe_has_one_line_for_each_and_fits_where_a_width_is_known() -> None:
    assert len(run("list", *CATALOG).stdout.splitlines()) == 4
    narrow = run("list", *CATALOG, COLUMNS="40").stdout.splitlines()
    assert max(map(len, narrow)) <= 40


def test_a_terminal_without_the_letters_gets_question_marks_and_ascii_json() -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    text = run_process("compare", "tele", "lp", *CATALOG, **ascii_only)
    assert (text.returncode, text.stderr) == (0, "")
    data = run_process("show", "tele", "--format", "json", *CATALOG, **ascii_only)
    assert data.stdout.isascii()


def test_dumb_terminals_are_refused_kindly(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("tests.cli.test_main.TextIOWrapper", Terminal)
    result = run("tele", *CATALOG, TERM="dumb")
    assert result.returncode == 2
    assert "TERM=dumb" in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disks_closed_streams_and_ctrl_c_end_in_a_line_at_most() -> None:
    command = f"{sys.executable} -m techtui"
    for shell, code, lines in (
        (f"{command} show tele > /dev/full", 1, 1),
        (f"{command} list >&-", 0, 0),
        (f"{command} show nothing 2>&-", 1, 0),
    ):
        result = subprocess.run(
            ["bash", "-c", shell],
            capture_output=True,
            text=True,
            env={**os.environ, "TECHTUI_CATALOG": str(GUITARS)},
        )
        assert (result.returncode, len(result.stderr.splitlines())) == (code, lines), result.stderr
        assert "Traceback" not in result.stderr


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(paths: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("techtui.cli.reader.load_catalog", interrupted)
    result = run("list")
    assert (result.returncode, result.stdout, result.stderr.strip()) == (130, "", "")


def test_a_bug_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(paths: object) -> None:
        raise RuntimeError("oh\x1b[31m no")

    monkeypatch.setattr("techtui.cli.reader.load_catalog", broken)
    result = run("list")
    assert result.returncode == 1
    assert "RuntimeError" in result.stderr
    assert "\x1b" not in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_broken_catalog_is_told_with_place_and_hint(tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_text('format = 1\n[catalog]\ntitle = "T"\n[technologies.a]\nname = “A”\nnam = "A"\n')
    result = run("list", "--catalog", str(file))
    assert (result.returncode, result.stdout) == (1, "")
    assert (
        result.stderr
        == f'{file}:5:8: error: this is not a value\n    use straight quotes: "…"\n1 more problem; techtui check lists them\n'
    )


def test_a_catalog_with_faults_is_read_and_refused_only_if_strict(tmp_path: Path) -> None:
    file = tmp_path / "faulty.toml"
    file.write_text(
        'format = 1\n[catalog]\ntitle = "T"\n[technologies.a]\nname = "A"\nlogo = "a.svg"\n'
    )
    result = run("list", "--catalog", str(file))
    assert (result.returncode, result.stdout) == (0, "Name  Category   Tagline\nA     Elsewhere\n")
    assert result.stderr == f"techtui: 2 problems in the catalog; techtui check {file} lists them\n"
    for words in (["list"], ["show", "a"], ["search", "a"], ["attributes"], ["export"]):
        result = run(*words, "--strict", "--catalog", str(file))
        assert (result.returncode, result.stdout) == (1, "")
        assert f"{file}:6:1: error: “logo” is not known here" in result.stderr


@pytest.mark.parametrize("word", ["\x1b[31mred", "zq\nqz", "\udcff", "‮x", "x" * 5000])
def test_what_was_typed_is_told_without_control_characters(word: str) -> None:
    for words in (["show", word], ["list", word], ["search", word], ["concept", word]):
        result = run(*words, *CATALOG)
        assert result.returncode == 1
        assert "\x1b" not in result.stderr
        assert len(result.stderr) < 400


def complete(words: str, at: int) -> list[str]:
    """What bash is told that a word could become."""
    result = run(
        _TECHTUI_COMPLETE="bash_complete",
        COMP_WORDS=f"techtui {words}",
        COMP_CWORD=str(at),
        TECHTUI_CATALOG=str(GUITARS),
    )
    assert result.returncode == 0
    return [line.partition(",")[2] for line in result.stdout.splitlines()]


def test_shells_complete_commands_ids_and_keys() -> None:
    assert complete("te", 1) == ["tele"]
    assert {"list", "lp"} <= set(complete("l", 1))
    assert complete("show d", 2) == ["dread"]
    assert complete("compare tele ", 3) == ["lp", "dread"]
    assert complete("tele l", 2) == ["lp"]
    assert complete("elec", 1) == ["electric"]
    assert complete("hum", 1) == ["humbucker"]
    assert complete("show hum", 2) == ["humbucker"]
    # What is compared are technologies.
    assert not any(complete("tele elec", 2))
    assert complete("list el", 2) == ["electric"]
    assert complete("list --sort we", 3) == ["weight"]
    assert complete("list --columns name,we", 3) == ["name,weaknesses", "name,weight"]
    assert complete("show broadc", 2) == ["broadcaster"]
    assert complete("list --where wei", 3) == ["weight:"]
    assert complete("list --where woods:ma", 3) == ["woods:mahogany", "woods:maple"]
    assert complete("check --only bad", 3) == ["bad-id", "bad-link", "bad-term"]
    assert complete("concept hum", 2) == ["humbucker"]
    assert complete("shelf ex", 2) == ["export"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_what_a_shell_reads(shell: str) -> None:
    result = run("completion", shell)
    assert result.returncode == 0
    assert f"_TECHTUI_COMPLETE={shell}_complete" in result.stdout


def test_a_broken_catalog_completes_nothing() -> None:
    result = run(
        _TECHTUI_COMPLETE="bash_complete",
        COMP_WORDS="techtui show x",
        COMP_CWORD="2",
        TECHTUI_CATALOG="/nowhere.toml",
    )
    assert (result.returncode, result.stdout.strip()) == (0, "")


@pytest.mark.parametrize("technology", ["postgresql", "go", "kafka"])
@pytest.mark.parametrize("form", ["text", "json", "csv", "md", "html"])
def test_the_shipped_catalog_shows(technology: str, form: str) -> None:
    result = run("show", technology, "--format", form)
    assert (result.returncode, result.stderr) == (0, "")
    assert "\x1b" not in result.stdout


def test_a_group_of_commands_without_one_shows_its_help() -> None:
    result = run("shelf")
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr == run("shelf", "--help").stdout
