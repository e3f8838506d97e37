"""Lists to choose from: all of the chosen row can be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.segment import Segment
from textual.color import Color

from techtui.catalog.model import Catalog
from techtui.tui.app import TechtuiApp
from techtui.tui.choices.matcher import Choice
from techtui.tui.chrome.contrast import LEAST_ASIDE, contrast
from techtui.tui.dialogs.options import OptionRows
from techtui.tui.dialogs.picker import Picker


def words_of(options: OptionRows) -> Iterator[tuple[int, Segment]]:
    """All words in sight, each with its row."""
    for y in range(options.size.height):
        yield from ((y, one) for one in options.render_line(y) if one.text.strip())


@pytest.mark.sample(2)
@pytest.mark.parametrize("theme", ["techtui-dark", "techtui-light", "techtui-contrast"])
@pytest.mark.parametrize("key", ["e", "ctrl+p"])
async def test_no_words_of_the_chosen_row_stand_back(
    guitars: Catalog, theme: str, key: str
) -> None:
    app = TechtuiApp(guitars)
    async with app.run_test(size=(100, 30)) as pilot:
        app.theme = theme
        await pilot.press(key)
        await pilot.pause()
        options = app.screen.query(OptionRows).last()
        chosen = [one for y, one in words_of(options) if y == options.highlighted]
        assert chosen
        for _, style, _ in chosen:
            assert style is not None
            assert style.color is not None
            assert style.bgcolor is not None
            colours = map(Color.from_rich_color, (style.color, style.bgcolor))
            assert contrast(*colours) >= LEAST_ASIDE
        # Those of the others do.
        assert len({style.color for _, (_, style, _) in words_of(options) if style}) > 1


async def test_a_count_is_shown_beside_a_name_that_is_too_long_for_its_column(
    guitars: Catalog,
) -> None:
    choices = [Choice("long", "L" * 90, "12"), Choice("short", "Short", "3")]
    app = TechtuiApp(guitars)
    async with app.run_test(size=(58, 30)) as pilot:
        app.push_screen(Picker("Which?", lambda _: choices))
        await pilot.pause()
        rows = app.screen.query_one(OptionRows)
        first, second = ("".join(one.text for one in rows.render_line(y)) for y in (0, 1))
        assert first.rstrip().endswith("…  12")
        assert first.index("12") == second.index("3")
