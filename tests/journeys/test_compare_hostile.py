"""Comparing what strangers wrote: everything is shown as it stands, and nothing breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.tui.runtime import clipboard
from tests.journeys.conftest import Open
from tests.journeys.test_hostile import HOSTILE_SCREENS, hostile_catalog


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("text", "size"),
    [
        pytest.param(HOSTILE_SCREENS[0], (100, 30), id="everything"),
        pytest.param(HOSTILE_SCREENS[1], (50, 20), id="too long"),
        pytest.param(HOSTILE_SCREENS[0], (50, 20), id="everything, small", marks=pytest.mark.slow),
        pytest.param(HOSTILE_SCREENS[1], (100, 30), id="too long, large", marks=pytest.mark.slow),
    ],
)
async def test_every_part_of_the_screen_lives(
    explore: Open, text: str, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clipboard, "clipboard_command", lambda *_: None)
    catalog = hostile_catalog(text)
    async with explore(catalog, size=size, compare=("one", "two")) as explorer:
        for keys in (
            ["right", "shift+left"],
            ["t"],
            ["right", "1", "escape"],
            ["G", "enter", "escape"],
            ["slash", "left_square_bracket", "slash", "b", "enter", "escape"],
            ["y"],
            ["e", "down", "enter"],
            ["e", "up", "down", "enter"],
        ):
            await explorer.press(*keys)
            await explorer.settle()
            assert explorer.app.is_running
        assert explorer.app.return_code is None
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == [
        "two-vs-one.html",
        "two-vs-one.md",
    ]
    assert "\x1b" not in (tmp_path / "two-vs-one.md").read_text()
