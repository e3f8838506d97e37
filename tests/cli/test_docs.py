"""The reference of the commands is what the commands declare."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from techtui.cli.registry import COMMANDS

TOOL = Path(__file__).parents[2] / "tools" / "make_cli_docs.py"


def tool() -> ModuleType:
    """The tool as a module."""
    spec = importlib.util.spec_from_file_location("make_cli_docs", TOOL)
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
