"""The references of commands and keys are what the program declares."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from techtui.cli.registry import COMMANDS

TOOLS = Path(__file__).parents[2] / "tools"


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tools can be imported, as they import what stands beside them."""
    monkeypatch.syspath_prepend(TOOLS)


def tool(name: str) -> ModuleType:
    """A tool as a module."""
    return importlib.import_module(name)


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("make_cli_docs", [f"### techtui {name}\n" for name in COMMANDS]),
        ("make_speed_table", ["| start, until tree and detail stand |"]),
        ("make_key_docs", ["`ctrl+p`"]),
    ],
)
def test_what_a_tool_writes_is_not_stale(name: str, words: list[str]) -> None:
    part = tool(name).PART
    assert [word for word in words if word not in part.page] == []
    assert part.page == part.renewed(), f"run python {part.tool}"


@pytest.mark.usefixtures("tools")
def test_a_stale_page_is_told_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = tool("marked_part")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    page = tmp_path / "page.md"
    begin, end = (
        "<!-- what follows is written by tools/x.py -->",
        "<!-- the end of what tools/x.py writes -->",
    )
    page.write_text(f"before\n{begin}\nold\n{end}\nafter\n")
    part = module.MarkedPart("tools/x.py", "page.md", lambda: "new")
    monkeypatch.setattr("sys.argv", ["x.py", "--check"])
    assert part.main() == 1
    assert capsys.readouterr().err == "page.md is stale: run python tools/x.py\n"
    monkeypatch.setattr("sys.argv", ["x.py"])
    assert part.main() == 0
    assert page.read_text() == f"before\n{begin}\n\nnew\n\n{end}\nafter\n"
    monkeypatch.setattr("sys.argv", ["x.py", "--check"])
    assert part.main() == 0
    page.write_text(f"before\n{begin}\nafter\n")
    with pytest.raises(ValueError, match=r"page\.md lacks a mark"):
        part.main()
