"""Commands of the Learning screen."""

from __future__ import annotations

from typing import Final

from techtui.tui.commands.command import Command

COMMANDS: Final = (
    Command(
        id="learning.close",
        keys="escape,L",
        title="Back",
        help="Return to the catalog.",
        group="Move",
        rank=1,
        sign="esc",
    ),
    Command(
        id="learning.more",
        keys="plus",
        title="Higher goal",
        help="Aim to know one more of each list.",
        group="Learn",
        rank=2,
        sign="+",
    ),
    Command(
        id="learning.less",
        keys="minus",
        title="Lower goal",
        help="Aim to know one less of each list.",
        group="Learn",
        rank=3,
        sign="-",
    ),
)
"""In the order in which help lists them."""
