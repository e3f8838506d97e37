"""The commands that work everywhere in a browser."""

from __future__ import annotations

from typing import Final

from techtui.tui.commands.command import Command

COMMANDS: Final = (
    Command(
        id="visit.copy_link",
        keys="Y",
        title="Copy link",
        help="Copy the address of what you see; it opens there for everybody who reaches the server.",
        group="Read",
    ),
)
"""In the order in which help lists them."""
