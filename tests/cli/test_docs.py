"""The references of commands and keys are what the program declares."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from techtui.cli.registry import COMMANDS

TOOLS = Path(__file__).parents[2] / "tools"


def tool(name: str = "make_cli_docs") -> ModuleType:
    """A tool as a module."""
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_not_stale() -> None:
    module = tool()
    written = module.PAGE.read_text(encoding="utf-8")
    assert written == module.page(written), "run python tools/make_cli_docs.py"


def test_every_command_is_in_the_reference() -> None:
    text = tool().PAGE.read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"### techtui {name}\n" in text


def test_the_table_of_speed_is_that_of_the_kept_run() -> None:
    module = tool("make_speed_table")
    written = module.PAGE.read_text(encoding="utf-8")
    assert "| start, until tree and detail stand |" in written
    assert written == module.page(written), "run python tools/make_speed_table.py"


def test_the_table_of_keys_is_not_stale() -> None:
    module = tool("make_key_docs")
    written = module.PAGE.read_text(encoding="utf-8")
    assert "`ctrl+p`" in written
    assert written == module.page(written), "run python tools/make_key_docs.py"
