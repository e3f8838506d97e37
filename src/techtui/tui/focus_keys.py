"""The keys of the focused widget, for the key bar. Widgets bind them; they can't be rebound."""

from __future__ import annotations

from typing import Final, Literal

from techtui.tui.commands import Command

Focus = Literal["search", "rows", "page"]
"""What has the focus: a search field, the field that filters rows, or a page beside a list."""


def _key(scope: Focus, keys: str, title: str, help: str, rank: int, sign: str) -> Command:
    name = title.lower().replace(" ", "_")
    return Command(
        id=f"{scope}.{name}",
        keys=keys,
        title=title,
        help=help,
        group="Move",
        rank=rank,
        sign=sign,
        listed=False,
        fixed=True,
    )


FOCUS_KEYS: Final[dict[Focus, tuple[Command, ...]]] = {
    "search": (
        _key("search", "enter", "Open", "Go to the result, or keep the filters.", 1, "⏎"),
        _key("search", "down,up", "Results", "Move among the results while you type.", 2, "↑↓"),
        _key("search", "right", "Complete", "Complete the word as shown in grey.", 3, "→"),
        _key("search", "escape", "Leave", "Leave the search.", 1, "esc"),
    ),
    "rows": (
        _key("rows", "enter", "To the rows", "Go to the remaining rows.", 1, "⏎"),
        _key("rows", "escape", "All rows", "Leave the filter.", 1, "esc"),
    ),
    "page": (
        _key("page", "down,up", "Scroll", "Scroll the page.", 2, "↑↓"),
        _key("page", "escape,left,h", "Back", "Go back to the tree.", 1, "esc"),
        _key("page", "tab", "Links", "Step through the links.", 3, "tab"),
        _key("page", "enter,right,l", "Follow", "Follow the highlighted link.", 3, "⏎"),
        _key("page", "1,2,3,4,5,6,7,8,9,0", "Sections", "Jump to a section.", 5, "1-9"),
    ),
}
"""Focus -> its commands, in the order of the key bar."""
