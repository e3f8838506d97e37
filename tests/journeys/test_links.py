"""Links of a catalog: those for a browser open, others are copied, and what is none goes nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.catalog.format.loader import read_catalog
from tests.journeys.conftest import Open

FOREIGN = Path(__file__).parents[1] / "foreign"


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    ("link", "opens", "copied", "says"),
    [
        ("https://skiff.example/", True, False, "Opened in your browser"),
        ("http://skiff.example/", True, False, "not encrypted"),
        ("mailto:crew@skiff.example", False, True, "Copied"),
        ("/boats/skiff/", False, True, "Copied"),
        ("javascript:alert(1)", False, False, "not an address to follow"),
    ],
)
async def test_a_link_is_opened_copied_or_said_to_be_none(
    explore: Open,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    link: str,
    opens: bool,
    copied: bool,
    says: str,
) -> None:
    file = tmp_path / "boats.toml"
    text = (FOREIGN / "link-http.toml").read_text("utf-8")
    file.write_text(text.replace("http://skiff.example/", link), "utf-8")
    monkeypatch.setenv("PATH", "")
    asked = tmp_path / "asked"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{asked}"\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    async with explore(read_catalog([file])) as explorer:
        await explorer.press("slash", *"skiff", "enter")
        assert link in explorer.screen_text
        await explorer.press("o")
        await explorer.wait_for(lambda: says in explorer.screen_text)
        assert says in explorer.screen_text
        assert (asked.read_text() if asked.exists() else "") == (link if opens else "")
        assert explorer.app.clipboard == (link if copied else "")
