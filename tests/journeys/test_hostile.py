"""Text from a catalog is data: shown as it stands, never markup, never a link to something else."""

from __future__ import annotations

import pytest

from techtui.catalog.format.loader import build, layer_of
from techtui.catalog.model import Catalog
from tests.journeys.conftest import Open

HOSTILE = [
    "[/] [bold]b[/bold] $primary {{x}} %s",
    "[@click=app.quit]quit[/]",
    "\\u001b]8;;file:///etc\\u001b\\\\x \\u001b[2J",
    "\\u202egnihtyreve\\u202c \\u200b 日本語 🐘👨‍👩‍👧",
    "a" * 300,
]

HOSTILE_SCREENS = [" ".join(HOSTILE[:-1]), HOSTILE[-1]]
"""The same for tests that walk through all screens: everything at once, and what is too long."""


def hostile_catalog_text(text: str) -> str:
    """The file of a catalog that says the same everywhere."""
    return f'''
format = 1
[catalog]
title = "{text}"
summary = "{text}"
headline = ["fact"]
[sources.s]
title = "{text}"
url = "https://s.example/"
[categories.c]
name = "{text}"
summary = "{text}"
how_to_choose = ["{text}"]
concepts = ["k"]
[concepts.k]
title = "{text}"
text = "{text}"
[attributes.fact]
name = "{text}"
type = "list"
group = "{text}"
help = "{text}"
concept = "k"
[attributes.figure]
name = "{text} 2"
type = "series"
unit = "{text}"
[technologies.one]
name = "{text}"
category = "c"
aliases = ["one {text}"]
tagline = "{text[:60] if "u001b" not in text else "x"}"
summary = "{text}"
strengths = ["{text}"]
corrections = [{{ text = "{text}", source = "s" }}]
used_by = [{{ name = "{text}", note = "{text}", source = "s" }}]
relations = [{{ kind = "{text}", id = "two", note = "{text}" }}]
learn = [{{ title = "{text}", url = "https://l.example/", provider = "{text}" }}]
facts.fact = {{ value = ["{text}"], source = "s", note = "{text}" }}
facts.figure = {{ 2024 = 1, 2025 = 2 }}
[technologies.two]
name = "two {text}"
category = "c"
facts.fact = ["{text}", "other"]
'''


def hostile_catalog(text: str) -> Catalog:
    """A catalog that says the same everywhere."""
    document = hostile_catalog_text(text)
    return build([layer_of("hostile.toml", document)])


@pytest.mark.sample(1)
@pytest.mark.parametrize("text", HOSTILE_SCREENS, ids=["everything", "too long"])
async def test_every_screen_shows_it_literally_and_lives(explore: Open, text: str) -> None:
    catalog = hostile_catalog(text)
    assert "\x1b" not in catalog.title
    visible = catalog.technologies["one"].name[:28]
    async with explore(catalog, size=(140, 60)) as explorer:
        assert visible.strip() in explorer.screen_text
        for keys in (
            ["h"],
            ["l", "tab", "tab", "enter"],
            ["escape", "space", "down", "space", "c"],
            ["enter"],
            ["escape", "d", "x", "escape"],
            ["u", "c", "escape"],
            ["i", "k", "enter"],
            ["escape", "s", "down", "down", "enter"],
            ["question_mark", "escape"],
            ["slash", *"two", "enter"],
            ["slash", *"zzqq", "escape"],
        ):
            await explorer.press(*keys)
            assert explorer.app.is_running
        await explorer.press("ctrl+p")
        await explorer.type("two")
        assert explorer.app.is_running
        assert explorer.app.return_code is None


async def test_only_web_addresses_are_opened(
    explore: Open, guitars: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    async with explore(guitars) as explorer:
        monkeypatch.setattr(explorer.app, "open_url", opened.append)
        await explorer.press("o")
        assert opened == ["https://tele.example/"]
        from techtui.tui.messages import LinkOpened

        for url in (
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://a b",
            "http://user@host/",
        ):
            explorer.app.post_message(LinkOpened.to_url(url))
        await explorer.pilot.pause()
        assert opened == ["https://tele.example/"]
