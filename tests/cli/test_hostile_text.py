"""Whatever steers a terminal is made visible, by every command and wherever it comes from."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess

import click
import pytest

import techtui
from techtui.catalog.sanitize import has_unsafe
from techtui.cli.root import root
from techtui.shelf import Shelf, Status
from tests.cli.test_main import run
from tests.cli.test_manners import paths_of
from tests.conftest import GUITARS
from tests.journeys.test_hostile import hostile_catalog_text

HOSTILE = "x\x1b]0;PWN\x07\x1b[2J\x9b31m\u202egnp\u2066\x7f\ry\udcff"
"""A title, an erased screen, colours, turned text, a carriage return, a byte that is no UTF-8."""


class Watched(TextIOWrapper):
    """A stream whose answer a person sees; nobody types."""

    def isatty(self) -> bool:
        """Whether it is the answer."""
        return self is sys.stdout


@pytest.fixture(autouse=True)
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers go to a terminal; the server ends at once."""
    monkeypatch.setattr("tests.cli.test_main.TextIOWrapper", Watched)
    monkeypatch.setattr("techtui.serve.server.ExplorerServer.serve", lambda self: None)
    monkeypatch.setenv("NO_COLOR", "1")


def insist_on_clean(result: CompletedProcess[str]) -> None:
    """No output holds anything that would steer a terminal."""
    for output in (result.stdout, result.stderr):
        assert not has_unsafe(output), (result.args, output)
        assert "\r" not in output
    assert "unexpected error" not in result.stderr, result


def _command(words: tuple[str, ...]) -> click.Command:
    command: click.Command = root
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found is not None
        command = found
    return command


def _calls(words: tuple[str, ...]) -> Iterator[list[str]]:
    """Calls of a command with something hostile in each of its positions."""
    command = _command(words)
    parameters = command.params
    arguments = [one for one in parameters if isinstance(one, click.Argument)]
    options = [one for one in parameters if isinstance(one, click.Option) and not one.is_flag]
    harmless = ["tele" for one in arguments if one.required]
    yield [*words, HOSTILE]
    yield [*words, HOSTILE, HOSTILE]
    yield [*words, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE]
    yield [*words, f"--{HOSTILE}"]
    for option in options:
        yield [*words, *harmless, option.opts[-1], HOSTILE]
        yield [*words, *harmless, f"{option.opts[-1]}={HOSTILE}"]
    yield ["--catalog", HOSTILE, *words, *harmless]


@pytest.mark.sample(12)
@pytest.mark.parametrize("words", paths_of(root), ids=" ".join)
def test_arguments_are_made_visible(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for call in _calls(words):
        insist_on_clean(run(*call))


def _samples(*catalog: str) -> list[list[str]]:
    """A good call of each command."""
    return [
        ["list", *catalog],
        ["list", *catalog, "--format", "md"],
        ["list", *catalog, "--format", "csv"],
        ["show", "tele", *catalog],
        ["compare", "tele", "lp", *catalog],
        ["search", "a", *catalog],
        ["concept", *catalog],
        ["paths"],
        ["shelf", "list"],
        ["shelf", "path"],
        ["shelf", "export"],
        ["shelf", "export", "--format", "json"],
        ["completion", "bash"],
        ["schema"],
        ["serve", "--port", "0", *catalog],
    ]


@pytest.mark.parametrize(
    "variable",
    ["TECHTUI_CATALOG", "TECHTUI_CONFIG", "TECHTUI_STATE", "TECHTUI_DATA", "TECHTUI_CACHE"],
)
def test_environment_variables_are_made_visible(variable: str, tmp_path: Path) -> None:
    named = str(tmp_path / HOSTILE)
    for call in _samples(*(() if variable == "TECHTUI_CATALOG" else ("--catalog", str(GUITARS)))):
        insist_on_clean(run(*call, **{variable: named}))


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_names_of_files_are_made_visible(kind: str, tmp_path: Path) -> None:
    broken, good = tmp_path / f"{HOSTILE}.toml", tmp_path / f"good {HOSTILE}"
    if kind == "folder":
        good.mkdir()
        (good / f"{HOSTILE}.toml").write_bytes(GUITARS.read_bytes())
    else:
        good.write_bytes(GUITARS.read_bytes())
    broken.write_text("x = [")
    for catalog in (good, broken):
        for call in _samples("--catalog", str(catalog)):
            insist_on_clean(run(*call))
        for form in ("text", "json", "github"):
            insist_on_clean(run("check", "--format", form, str(catalog)))
    assert run("list", "--catalog", str(good)).returncode == 0
    for call in (["new"], ["shelf", "export"], ["shelf", "import"]):
        insist_on_clean(run(*call, str(broken)))
        insist_on_clean(run(*call, str(tmp_path / HOSTILE / "nowhere.toml")))
        insist_on_clean(run(*call, str(tmp_path / f"other {HOSTILE}.toml")))


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    "text",
    [
        'theme = "{}"',
        'catalog = "{}"',
        "{} = 1",
        '"{}" = 1',
        'theme = 1 # {}\nx = "{}"',
        '[keys]\n"{}" = "f6"\n"browse.sort" = "{}"',
    ],
)
def test_the_config_file_is_made_visible(text: str, tmp_path: Path) -> None:
    escaped = "".join(f"\\u{ord(one):04x}" for one in HOSTILE[:-1])
    for word in (HOSTILE, escaped):
        (tmp_path / "config.toml").write_bytes(
            text.replace("{}", word).encode(errors="surrogateescape")
        )
        for call in _samples():
            insist_on_clean(run(*call, TECHTUI_CONFIG=str(tmp_path)))


def test_the_shelf_is_made_visible() -> None:
    word = HOSTILE[:-1]
    with Shelf.open() as shelf:
        shelf.set_status(word, word, Status.LEARNING)
        shelf.set_note("guitars", "tele", f"{word}\n{word}")
        shelf.toggle_shortlist("guitars", word)
        shelf.keep_comparison("guitars", word, ["tele", word])
    for call in _samples("--catalog", str(GUITARS)):
        insist_on_clean(run(*call))
    assert "gnp" in run("shelf", "list").stdout


def test_what_is_imported_and_refused_is_made_visible(tmp_path: Path) -> None:
    escaped = "".join(f"\\u{ord(one):04x}" for one in HOSTILE[:-1])
    for at, text in enumerate(
        (
            f'"{escaped}" = 1',
            f'format = 1\n[[entries]]\ncatalog = "{escaped}"\ntechnology = "{escaped}"\nstatus = "{escaped}"',
            f'format = 1\n[[entries]]\n"{escaped}" = "{escaped}"',
            HOSTILE[:-1],
        )
    ):
        for ending in ("toml", "json"):
            file = tmp_path / f"{at}.{ending}"
            file.write_text(text)
            insist_on_clean(run("shelf", "import", str(file)))
    insist_on_clean(run("shelf", "list"))


def test_the_catalog_is_made_visible(tmp_path: Path) -> None:
    escaped = "".join(f"\\u{ord(one):04x}" for one in HOSTILE[:-1])
    file = tmp_path / "hostile.toml"
    file.write_text(hostile_catalog_text(escaped))
    result = run("list", "--catalog", str(file))
    assert result.returncode == 0, result.stderr
    for words in (
        ["show", "one"],
        ["compare", "one", "two"],
        ["search", "two"],
        ["concept", "k"],
        ["list"],
        ["check", str(file)],
    ):
        catalog = () if words[0] == "check" else ("--catalog", str(file))
        for form in ("text", "json", "csv", "md", "html", "github"):
            insist_on_clean(run(*words, *catalog, "--format", form))


def test_an_export_into_a_pipe_is_to_the_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.cli.test_main.TextIOWrapper", TextIOWrapper)
    with Shelf.open() as shelf:
        shelf.set_note("guitars", "tele", "turned \u202e text")
    assert "turned \u202e text" in run("shelf", "export").stdout


PRINTS = {"cli/output.py", "catalog/store/subprocess_loader.py", "failures.py"}
"""Who may write to standard output: the commands' one place, and a child whose parent reads JSON."""


def _prints(tree: ast.AST) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "print":
            return True
        if isinstance(node, ast.Attribute) and node.attr in ("echo", "secho", "echo_via_pager"):
            return True
        if (
            isinstance(node, ast.Attribute)
            and node.attr in ("write", "writelines", "buffer")
            and ast.unparse(node.value) in ("sys.stdout", "sys.stderr")
        ):
            return True
    return False


def test_nothing_else_prints() -> None:
    source = Path(techtui.__file__).parent
    found = {
        file.relative_to(source).as_posix()
        for file in source.rglob("*.py")
        if _prints(ast.parse(file.read_text(encoding="utf-8")))
    }
    assert found == PRINTS
