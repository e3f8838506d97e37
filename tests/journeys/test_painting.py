"""What is painted is painted once, and painting changes nothing."""

from __future__ import annotations

from collections import Counter

import pytest
from textual.strip import Strip

from techtui.catalog.model import Catalog
from techtui.tui.page.view import PageView
from techtui.tui.screens.compare.grid import CompareGrid
from tests.journeys.conftest import Open


async def test_the_rest_of_a_page_is_laid_out_without_painting_what_stands(
    explore: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: Counter[int] = Counter()
    paint = PageView.render_line

    def counted(self: PageView, y: int) -> Strip:
        painted[y] += 1
        return paint(self, y)

    async with explore(size=(80, 24), every_frame=True) as explorer:
        monkeypatch.setattr(PageView, "render_line", counted)
        await explorer.press("down", "down")
        pane = explorer.app.screen.query_one("#detail", PageView)
        assert pane.virtual_size.height > 2 * pane.size.height
        assert pane.vertical_scrollbar.window_virtual_size == pane.virtual_size.height
        assert set(painted.values()) == {2}
        before = explorer.screen_text
        await explorer.press("tab", "end")
        assert explorer.screen_text != before
        assert pane.scroll_offset.y == pane.virtual_size.height - pane.size.height


@pytest.mark.sample(1)
@pytest.mark.parametrize("widget", [PageView, CompareGrid])
async def test_painting_posts_nothing_and_resizes_nothing(
    explore: Open,
    guitars: Catalog,
    monkeypatch: pytest.MonkeyPatch,
    widget: type[PageView | CompareGrid],
) -> None:
    changed: list[object] = []
    paint = widget.render_line

    def watched(self: PageView | CompareGrid, y: int) -> Strip:
        def post_message(message: object) -> bool:
            changed.append(message)
            return True

        size = self.virtual_size
        with monkeypatch.context() as patch:
            patch.setattr(self, "post_message", post_message)
            strip = paint(self, y)
        if self.virtual_size != size:
            changed.append(size)
        return strip

    monkeypatch.setattr(widget, "render_line", watched)
    async with explore(
        guitars, size=(60, 16), every_frame=True, compare=("tele", "lp")
    ) as explorer:
        await explorer.press("right", "end", "d", "d", "escape", "down", "tab", "end")
        await explorer.pilot.resize_terminal(100, 30)
        await explorer.press("home")
    assert changed == []
