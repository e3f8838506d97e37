"""A window that changes its size keeps what one reads in sight."""

from __future__ import annotations

from techtui.catalog.refs import Ref
from techtui.tui.screens.browse.detail import DetailPane
from tests.journeys.conftest import Open


async def test_the_section_one_reads_stays_at_the_top(explore: Open) -> None:
    async with explore(start=Ref("technology", "postgresql")) as explorer:
        pane = explorer.app.query_one(DetailPane)
        headings = [text for text, _ in pane._finish().sections]
        number = headings.index("Related") + 1
        await explorer.press("tab", str(number))
        for width, height in ((80, 24), (58, 30), (200, 60), (120, 36)):
            await explorer.pilot.resize_terminal(width, height)
            await explorer.pilot.pause()
            await explorer.pilot.pause()
            first = explorer.screen_text.splitlines()[2]
            assert f"{number} Related" in first, explorer.screen_text


async def test_within_a_section_it_stays_there(explore: Open) -> None:
    async with explore(start=Ref("technology", "postgresql")) as explorer:
        pane = explorer.app.query_one(DetailPane)
        headings = [text for text, _ in pane._finish().sections]
        await explorer.press("tab", str((headings.index("Facts") + 1) % 10), "pagedown", "pagedown")
        for width in (80, 58, 100, 120):
            await explorer.pilot.resize_terminal(width, 36)
            await explorer.pilot.pause()
            await explorer.pilot.pause()
            page, top = pane._finish(), pane.scroll_offset.y
            before = [text for text, line in page.sections if line <= top]
            assert before[-1] == "Facts"


async def test_lines_of_prose_stay_short_on_wide_screens(explore: Open) -> None:
    async with explore(start=Ref("technology", "postgresql"), size=(200, 60)) as explorer:
        page = explorer.app.query_one(DetailPane)._finish()
        start = next(line for text, line in page.sections if text == "Good to know")
        end = next(line for text, line in page.sections if text == "Related")
        lengths = [line.cell_len for line in page.lines[start:end]]
        assert 100 < max(lengths) <= 110
        # What stands side by side uses the room there is.
        assert max(line.cell_len for line in page.lines) > 130


async def test_where_a_key_leads_is_there_at_once(explore: Open) -> None:
    async with explore(start=Ref("technology", "postgresql")) as explorer:
        explorer.app.animation_level = "full"
        pane = explorer.app.query_one(DetailPane)
        await explorer.press("tab")
        for key, line in (("end", pane.max_scroll_y), ("home", 0), ("pagedown", pane.size.height)):
            await explorer.pilot.press(key)
            assert pane.scroll_offset.y == line


async def test_the_link_one_is_at_stays_the_one_where_columns_become_one(
    explore: Open,
) -> None:
    def links() -> list[Ref]:
        pane._finish()
        return [link.ref for link in pane._links]

    async with explore(start=Ref("technology", "postgresql"), size=(200, 40)) as explorer:
        pane = explorer.app.query_one(DetailPane)
        wide = links()
        await explorer.pilot.resize_terminal(58, 40)
        await explorer.pilot.pause()
        narrow = links()
        moved = next(at for at, ref in enumerate(narrow) if ref != wide[at])
        await explorer.press("tab", *["tab"] * (moved + 1))
        assert pane.lit == moved
        await explorer.pilot.resize_terminal(200, 40)
        await explorer.pilot.pause()
        assert links() == wide
        assert pane.lit not in (None, moved)
        assert pane._links[pane.lit or 0].ref == narrow[moved]
