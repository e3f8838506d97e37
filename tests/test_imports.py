"""Who may import whom, statically and at run time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def modules_after(code: str) -> set[str]:
    """The modules that are loaded after some code ran in a new interpreter."""
    script = f"import json, sys\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(json.loads(result.stdout.splitlines()[-1]))


def test_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    "code",
    [
        "import techtui.catalog.model, techtui.catalog.format.loader, techtui.catalog.search, techtui.catalog.comparison; "
        "catalog = techtui.catalog.format.loader.read_catalog(); techtui.catalog.search.Index(catalog).search('postgers')",
        "import techtui.shelf",
    ],
)
def test_the_domain_loads_neither_textual_nor_rich(code: str) -> None:
    loaded = modules_after(code)
    assert not {"textual", "rich"} & loaded


HEAVY = {
    "pydantic",
    "markdown_it",
    "rich.markdown",
    "plotext",
    "textual_plotext",
    "importlib.metadata",
    "click",
    "tree_sitter",
    "rapidfuzz",
    "numpy",
    "sqlite3",
    "platformdirs",
    "textual.widgets._markdown",
    "techtui.tui.screens.compare.screen",
    "techtui.tui.dialogs.picker",
    "techtui.tui.dialogs.help",
    "techtui.tui.runtime.prefetch",
    "techtui.tui.screens.browse.gone",
    "techtui.tui.screens.browse.hit_spread",
}


def test_a_child_that_reads_a_catalog_loads_nothing_slow() -> None:
    code = (
        "from techtui.startup import without_typing_extensions as prepare; prepare(); "
        "import techtui.catalog.store.subprocess_loader, techtui.catalog.format.renewing, techtui.catalog.store.writing"
    )
    assert not {"dataclasses", "inspect", "subprocess", "asyncio", "rtoml"} & modules_after(code)


def test_the_launcher_loads_asyncio_without_tls_and_leaves_ssl_to_others() -> None:
    code = (
        "from techtui.startup import import_asyncio_without_tls as load; load(); import textual.app"
    )
    assert "ssl" not in modules_after(code)
    assert "ssl" in modules_after(f"{code}; import ssl; ssl.create_default_context()")


def test_the_first_frame_loads_nothing_it_does_not_need() -> None:
    bare = modules_after(
        "import textual.app, textual.widgets; from textual.widgets import Static, Input, Tree"
    )
    ours = modules_after(
        "import asyncio\n"
        "from techtui.catalog.format.loader import read_catalog\n"
        "from techtui.tui.app import TechtuiApp\n"
        # The shelf opens after the first frame.
        "TechtuiApp._open_shelf = lambda self: None\n"
        "async def main():\n"
        "    async with TechtuiApp(read_catalog()).run_test() as pilot:\n"
        "        await pilot.pause()\n"
        "asyncio.run(main())"
    )
    assert not HEAVY & (ours - bare)


def test_what_changes_the_whole_process_stands_in_one_module() -> None:
    changing = re.compile(
        r"\bgc\.|\bimport gc\b|setswitchinterval|setrecursionlimit|sys\.modules\["
    )
    sources = ROOT / "src" / "techtui"
    found = [
        file.relative_to(sources).as_posix()
        for file in sources.rglob("*.py")
        if changing.search(file.read_text(encoding="utf-8"))
    ]
    assert found == ["startup.py"]


def test_commands_load_neither_screens_nor_what_servers_need() -> None:
    commands = (
        "list",
        "show redis",
        "compare go rust",
        "search k8s",
        "decide go rust --want popularity",
        "export",
    )
    # One process is enough: what one of them has loaded stays, and the first after which it is there is at fault.
    code = (
        "import contextlib, io, json, sys\n"
        "from techtui.cli.root import root\n"
        "at_fault = []\n"
        f"for words in {commands!r}:\n"
        "    with contextlib.redirect_stdout(io.StringIO()):\n"
        "        root.main(words.split(), standalone_mode=False)\n"
        "    if {'textual', 'mcp', 'mcp_types', 'aiohttp', 'pydantic'} & set(sys.modules):\n"
        "        at_fault.append(words)\n"
        "print(json.dumps(at_fault))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert json.loads(result.stdout) == []
