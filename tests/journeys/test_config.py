"""The config file: what is wrong with it is said, and costs no more than its line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import tomli

from techtui.catalog.model import Catalog
from techtui.cli.launch import checked
from techtui.settings import Config, config_notice, load_config
from techtui.tui.commands.every import COMMANDS
from techtui.tui.keys.config_template import template
from techtui.tui.keys.keymap import RESERVED, check_keys
from tests.cli.test_main import run
from tests.journeys.conftest import Open

SILENT = """theme = "nope"
[keys]
"browse.nope" = "f6"
"browse.filter" = "ctrl+alt+meh"
"browse.sort" = "j"
"browse.mark" = "slash"
"""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The config file, to be written."""
    monkeypatch.setenv("TECHTUI_CONFIG", str(tmp_path / "config"))
    (tmp_path / "config").mkdir()
    return tmp_path / "config" / "config.toml"


def loaded() -> tuple[Config, str]:
    """The config as the explorer uses it, and what it says about it."""
    config, problems = load_config()
    config, more = checked(config)
    return config, config_notice([*problems, *more], 100)


def test_every_line_without_effect_is_told_with_what_to_write(write: Path) -> None:
    write.write_text(SILENT)
    config, notice = loaded()
    assert config == Config(keys={"browse.mark": "slash"})
    lines = notice.splitlines()[1:]
    assert [line.partition(":")[0] for line in lines] == [f"line {n}" for n in (1, 3, 4, 5, 6)]
    assert "no theme “nope”" in lines[0]
    assert "no command “browse.nope”" in lines[1]
    assert "ctrl+alt+meh" in lines[2]
    assert "moves through the browse screen" in lines[3]
    assert "“browse.search” no longer has a key: slash is “browse.mark”" in lines[4]
    result = run("config", "check")
    assert result.returncode == 1
    assert f"{write}:3: there is no command “browse.nope”" in result.stdout
    assert "line 3: there is no command “browse.nope”" in run("paths").stderr


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("keys = 3", "“keys” can't be understood"),
        ("= =", "neither key = value nor a [table]"),
        ("theme = [1]", "“theme” can't be understood"),
        ("catalog = [1]", "“catalog” can't be understood"),
        ("catalogue = 1", "did you mean “catalog”"),
        ('theme = "techtui-lihgt"', "did you mean “techtui-light”"),
        ("theme = 'x", "something is missing"),
        ("catalog = [", "this is not a value"),
        ("theme = [", "this is not a value"),
        ("[keys", "the ] after the name"),
        ('[keys]\n"browse.sort" = "f6"\n"browse.sort" = "f7"', "this key already has a value"),
        ('keys."browse.sort" = 6', "names no keys"),
        ('keys.browse.sorry = "f6"', "did you mean “browse.sort”"),
        ('keys."browse.move" = "w"', "can't be moved"),
        ('keys."app.quit" = ""', "a key is missing"),
        ('keys."app.quit" = "shift+x"', "“shift+x” is “X”"),
        ('keys."app.quit" = "ctrl+X"', "“ctrl+X” is “ctrl+x”"),
        ('keys."app.command_palette" = "p"', "typed in text fields"),
        ('keys."app.help" = "f"', "the only key of “browse.filter”"),
        ('keys."browse.sort" = "T"', "“app.change_theme” no longer has a key on the browse screen"),
        ('keys."browse.sort" = "f"', "“browse.filter” no longer has a key: f is"),
    ],
)
def test_a_bad_line_costs_that_line(write: Path, line: str, says: str) -> None:
    others = {"catalog": ("~/radar.toml",), "theme": "techtui-dark"}
    written = "".join(
        f'{name} = "{value if isinstance(value, str) else value[0]}"\n'
        for name, value in others.items()
        if not line.startswith(name + " ")
    )
    write.write_text(f"{written}{line}\n[else]\n")
    config, notice = loaded()
    assert says in notice
    assert f"line {len([*written.splitlines(), *line.splitlines()])}: " in notice
    for name, value in others.items():
        if not line.startswith(name + " "):
            assert getattr(config, name) == value


def test_bytes_that_are_no_text_cost_their_line(write: Path) -> None:
    write.write_bytes(b'theme = "\xff"\ncatalog = "a.toml"\n[keys]\n"browse.sort" = "f6"\n')
    config, notice = loaded()
    assert config == Config(("a.toml",), "", {"browse.sort": "f6"})
    assert "line 1: " in notice


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_signs_that_end_lines_elsewhere_are_text(write: Path, ends: str) -> None:
    lines = ("# See\u2028here,\x85or there", 'catalog = "a\x85\u2028b.toml"', "tehme = 3", "")
    write.write_bytes(ends.join(lines).encode())
    config, notice = loaded()
    assert config == Config(("a\x85\u2028b.toml",))
    assert "line 3: " in notice


def test_two_lines_with_one_key() -> None:
    keymap, problems = check_keys({"browse.sort": "f6", "browse.filter": "f6", "compare.add": "f6"})
    assert keymap == {"browse.sort": "f6", "compare.add": "f6"}
    assert "given to “browse.sort” before" in str(problems[0])
    swapped, none = check_keys({"browse.sort": "f", "browse.filter": "s"})
    assert (swapped, none) == ({"browse.sort": "f", "browse.filter": "s"}, [])
    partly, none = check_keys({"browse.sort": "h"})
    assert (partly, none) == ({"browse.sort": "h", "browse.back_or_close": "left"}, [])


def test_the_defaults_are_a_good_config(write: Path) -> None:
    wanted = {one.id: one.keys for one in COMMANDS if not one.fixed}
    assert check_keys(wanted) == (wanted, [])
    assert run("config", "init").returncode == 0
    assert run("config", "check").returncode == 0
    bare = write.read_text().replace('\n# "', '\n"').replace("# theme", "theme")
    assert tomli.loads(bare)["keys"] == wanted
    write.write_text(bare)
    assert run("config", "check").stdout == ""
    again = run("config", "init")
    assert again.returncode == 1
    assert "already exists" in again.stderr
    assert max(map(len, template().splitlines())) < 160


async def test_moved_commands_work_and_bar_and_help_say_so(
    explore: Open, guitars: Catalog, write: Path
) -> None:
    write.write_text(SILENT + '"browse.compare" = "space"\n"app.quit" = "f10"\n')
    config, _ = loaded()
    async with explore(guitars, config=config, size=(140, 70)) as explorer:
        bar = explorer.screen_text.splitlines()[-1]
        assert Counter(bar)["/"] == 1
        assert "/ mark" in bar
        assert "search" not in bar
        await explorer.press("slash")
        assert explorer.row("✓", "Telecaster")
        await explorer.press("down", "slash", "space")
        assert "Compare ·" in explorer.screen_text
        await explorer.press("escape", "question_mark")
        assert explorer.row("/", "Mark")
        assert explorer.row("–", "Search")
        assert explorer.row("f10", "Quit")
        assert "browse.mark" not in explorer.screen_text
        await explorer.press("i")
        assert explorer.row("browse.mark")
        assert explorer.row("Move through", "can't be moved")
        await explorer.press("i")
        assert "browse.mark" not in explorer.screen_text


async def test_what_is_reserved_is_what_widgets_bind(explore: Open, guitars: Catalog) -> None:
    ours = {one.id for one in COMMANDS}
    found: dict[str, set[str]] = {}

    def look(scope: str) -> None:
        for key, active in explorer.app.screen.active_bindings.items():
            if active.binding.id not in ours:
                found.setdefault(scope, set()).add(key)

    async with explore(guitars) as explorer:
        look("browse")
        await explorer.press("tab")
        look("browse")
        await explorer.press("escape", "space", "down", "space", "c")
        look("compare")
        await explorer.press("escape", "L")
        look("learning")
    for scope, keys in found.items():
        # A page has nothing to scroll to the side: left and right go on to the screen.
        assert keys - RESERVED[scope] <= {"left", "right"}, scope


async def test_one_notice_says_it_at_the_start(
    explore: Open, guitars: Catalog, write: Path
) -> None:
    write.write_text(SILENT)
    config, problems = load_config()
    config, more = checked(config)
    notice = config_notice([*problems, *more])
    async with explore(guitars, config=config, problems=[notice], size=(80, 24)) as explorer:
        text = explorer.screen_text
        assert "config.toml:" in text
        assert "no theme “nope”" in text
        assert "and 2 more" in text
