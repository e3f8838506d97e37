"""What a command imports: no screen for text, no click for the explorer."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from techtui.cli import plain_launch
from techtui.cli.registry import COMMANDS
from techtui.cli.request import Launch


def loaded_by(*words: str) -> set[str]:
    """The modules that are loaded after a command ran in a new interpreter."""
    code = (
        "import json, sys\nfrom techtui.cli import main\n"
        f"main({list(words)!r})\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    return set(json.loads(result.stderr.splitlines()[-1]))


@pytest.mark.parametrize("words", [("list",), ("show", "postgresql"), ("--version",)])
def test_text_comes_without_textual_and_without_what_it_does_not_need(
    words: tuple[str, ...],
) -> None:
    # The first start reads the catalog, and understands the terms of its kinds of decisions.
    loaded_by(*words)
    loaded = loaded_by(*words)
    assert not {one for one in loaded if one.split(".")[0] == "textual"}
    assert not {"rich.console", "rapidfuzz", "tree_sitter", "sqlite3", "asyncio"} & loaded
    if words != ("list",):
        assert "techtui.catalog.query" not in loaded


def test_the_explorer_comes_without_click() -> None:
    assert "click" not in loaded_by()
    assert "click" not in loaded_by("postgresql", "--fresh")


@pytest.mark.parametrize(
    "words", [[], ["go"], ["go", "rust"], ["--fresh"], ["--catalog", "a.toml"], ["go", "list"]]
)
def test_plain_launches_are_understood_as_click_understands_them(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    launched: list[Launch] = []
    monkeypatch.setattr("techtui.cli.launch.explore", lambda launch: launched.append(launch) or 0)
    from techtui.cli.root import run

    assert run(words) == 0
    assert plain_launch(words) == launched[0]


@pytest.mark.parametrize(
    "word", [*COMMANDS, "--help", "-h", "--version", "--nonsense", "--catalog"]
)
def test_whatever_is_not_plain_is_left_to_click(word: str) -> None:
    assert plain_launch([word]) is None
