"""Every command that the palette offers runs, on every screen, whatever the names in the catalog hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.catalog.refs import CATALOG, Ref
from techtui.tui.commands.every import COMMANDS
from tests.catalog.samples import load
from tests.journeys.conftest import Open
from tests.odd_names import odd_catalog

LEAVING = ("app.quit", "app.suspend", "app.copy_link")
SCREENS = {
    "browse": "",
    "table": "v",
    "compare": "",
    "decide": "D",
    "learning": "L",
    "changes": "W",
}
EMPTY = 'format = 1\n[catalog]\ntitle = "Nothing"\n'


@pytest.mark.slow
@pytest.mark.parametrize("content", [odd_catalog(), EMPTY], ids=["odd", "empty"])
@pytest.mark.parametrize("scope", SCREENS)
async def test_every_command_runs(explore: Open, folder: Path, content: str, scope: str) -> None:
    catalog = load(content)
    async with explore(catalog) as explorer:
        for command in COMMANDS:
            if command.scope not in (scope, "app") or command.id in LEAVING or not command.listed:
                continue
            app = explorer.app
            app.show_place(Ref("technology", catalog.ids[0]) if len(catalog) else CATALOG)
            await explorer.pilot.pause()
            if scope == "compare":
                app.open_comparison(tuple(catalog.ids[:3]))
            await explorer.press(*SCREENS[scope])
            await explorer.settle()
            if len(catalog) > 1:
                assert getattr(app.screen, "SCOPE", "") == scope
            explorer.app._run(command.id)
            await explorer.settle()
            await explorer.press("down", "enter")
            await explorer.settle()
            assert explorer.screen_text.strip()
