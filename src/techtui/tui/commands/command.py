"""What a command is, and where commands work."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

Scope = Literal["app", "browse", "compare", "decide", "table", "changes", "learning", "visit"]

PLACES: Final[dict[str, str]] = {
    "browse": "in the catalog",
    "compare": "in a comparison",
    "table": "in a table",
    "decide": "in a decision",
    "learning": "on the learning screen",
    "changes": "on the changes screen",
    "app": "everywhere",
    "visit": "everywhere in a browser",
}
"""Scope -> the name of the place where its commands work."""


class Command(Struct, frozen=True, kw_only=True):
    """Something the user can do.

    Args:
        id: Its id in keymaps; the part after the dot is the action.
        keys: The keys; the first is shown.
        title: One or two words, beginning with a verb.
        help: One sentence on what happens.
        group: The heading in the help.
        rank: Its importance in the key bar: 1 is dropped last on a narrow screen; 0 is never shown.
        sign: How the keys are shown; empty for Textual's way.
        priority: Whether the keys work in a focused text field, too.
        listed: Whether the palette offers it; not for commands that need a place, such as moving a cursor.
        fixed: Whether its keys belong to a widget and can't be rebound.
    """

    id: str
    keys: str
    title: str
    help: str
    group: str
    rank: int = 0
    sign: str = ""
    priority: bool = False
    listed: bool = True
    fixed: bool = False

    @property
    def scope(self) -> str:
        """Where it works: everywhere (``app``), everywhere in a browser (``visit``) or on the screen of this name."""
        return self.id.partition(".")[0]

    @property
    def action(self) -> str:
        """The name of its Textual action."""
        return self.id.partition(".")[2]
