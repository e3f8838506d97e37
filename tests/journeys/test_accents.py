"""Accents in the explorer: search, pickers and the palette find names however they are typed."""

from __future__ import annotations

from techtui.catalog.format.loader import build, layer_of
from tests.journeys.conftest import Open

DOCUMENT = """
format = 1
[catalog]
title = "Accents"
[categories.a]
name = "Éléments"
[technologies.one]
name = "Zoë DB"
category = "a"
[technologies.two]
name = "Öre"
category = "a"
[technologies.three]
name = "Plain"
category = "a"
"""


async def test_search_pickers_and_palette_find_names_without_their_accents(explore: Open) -> None:
    async with explore(build([layer_of("accents", DOCUMENT)])) as explorer:
        await explorer.press("slash", *"zoe")
        assert "1 of 3" in explorer.screen_text
        assert "Zoë DB" in explorer.screen_text
        await explorer.press("escape", "space", "c")
        await explorer.type("ore")
        await explorer.press("enter")
        assert "Zoë DB ⇄ Öre" in explorer.screen_text
        await explorer.press("escape", "ctrl+p")
        await explorer.type("element")
        await explorer.wait_for(lambda: explorer.row("Éléments"))
        assert explorer.row("Éléments")
        await explorer.press("enter")
        assert explorer.app.is_running
