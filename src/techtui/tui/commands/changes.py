"""Commands of the Changes screen."""

from __future__ import annotations

from typing import Final

from techtui.tui.commands.command import Command

COMMANDS: Final = (
    Command(
        id="changes.close",
        keys="escape",
        title="Back",
        help="Return to where you came from.",
        group="Move",
        rank=1,
        sign="esc",
    ),
    Command(
        id="changes.pick",
        keys="1,2,3,4,5,6,7,8,9",
        title="Kind",
        help="Show one kind of changes; 1 shows all.",
        group="Find",
        rank=2,
        sign="1-9",
        listed=False,
        fixed=True,
    ),
    Command(
        id="changes.filter",
        keys="f",
        title="All kinds",
        help="Choose from all kinds of changes.",
        group="Find",
        rank=3,
    ),
    Command(
        id="changes.scope",
        keys="s",
        title="Whose",
        help="Show changes in the catalog, in the category you come from, or on your shortlist.",
        group="Find",
        rank=4,
    ),
)
"""In the order in which help lists them."""
