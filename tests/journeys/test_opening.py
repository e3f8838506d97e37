"""A screen that opens has the styles, the layout and the borders that it would have if they were worked out once more."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Open

NARROW, WIDE, TINY = (58, 30), (120, 36), (38, 9)


@pytest.mark.sample(2)
@pytest.mark.parametrize("size", [NARROW, WIDE, TINY])
@pytest.mark.parametrize(
    "keys",
    ["v", "D", "L", "W", "f", "question_mark", "colon", "space j space c", "space j space c c v"],
)
async def test_styling_again_changes_nothing(
    explore: Open, keys: str, size: tuple[int, int]
) -> None:
    async with explore(size=size, every_frame=True) as explorer:
        await explorer.press(*keys.split())
        opened = explorer.app.export_screenshot(simplify=True)
        for screen in explorer.app.screen_stack:
            screen.update_node_styles(animate=False)
            screen.refresh(layout=True)
        # Twice: the layout, and what it makes the widgets paint.
        await explorer.pilot.pause()
        await explorer.pilot.pause()
        # Not compared by pytest, which would take a minute to say where pictures differ.
        is_same = explorer.app.export_screenshot(simplify=True) == opened
        assert is_same
