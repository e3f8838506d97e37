"""Commands that work everywhere in a browser."""

from __future__ import annotations

from typing import Final

from techtui.tui.commands.command import Command

COMMANDS: Final = (
    Command(
        id="visit.copy_link",
        keys="Y",
        title="Copy link",
        help="Copy the address of what you see; it works for everyone who can reach the server.",
        group="Read",
    ),
)
"""In the order in which help lists them."""
