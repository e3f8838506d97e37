"""A catalog with words of its own, and entries that one should take no more."""

from __future__ import annotations

from tests.catalog.samples import GOOD, load
from tests.catalog.test_words_and_roles import ROLES
from tests.journeys.conftest import Open


async def test_what_is_discouraged_is_dimmed_named_and_hidden(explore: Open) -> None:
    async with explore(load(GOOD, ROLES)) as explorer:
        assert explorer.row("Oolong", "everyday")
        await explorer.press("H")
        assert "Oolong" not in "\n".join(line[:34] for line in explorer.screen_text.splitlines())
        await explorer.press("H")
        assert explorer.row("Oolong", "everyday")


async def test_where_nothing_is_to_be_learned_no_key_says_so(explore: Open) -> None:
    async with explore(load(GOOD, ROLES)) as explorer:
        assert "Learning" not in explorer.screen_text
        await explorer.press("L")
        assert "What next" not in explorer.screen_text
        await explorer.press("home", "o")
        assert "Choose a tea first." in explorer.screen_text
    async with explore(load(GOOD)) as explorer:
        await explorer.press("L")
        assert "What next" in explorer.screen_text
