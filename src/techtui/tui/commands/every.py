"""The commands of all screens, for the palette, the config file and the docs."""

from __future__ import annotations

from typing import Final

from techtui.tui.commands import app, browse, changes, compare, decide, learning, table, visit

COMMANDS: Final = (
    *browse.COMMANDS,
    *compare.COMMANDS,
    *decide.COMMANDS,
    *table.COMMANDS,
    *learning.COMMANDS,
    *changes.COMMANDS,
    *app.COMMANDS,
    *visit.COMMANDS,
)
"""All commands, in the order in which help and docs list them."""
