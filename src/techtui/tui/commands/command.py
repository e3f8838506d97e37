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
    "changes": "on the screen of what is new",
    "app": "everywhere",
    "visit": "everywhere in a browser",
}
"""Where one is, by the scope of the commands there."""


class Command(Struct, frozen=True, kw_only=True):
    """Something a person can ask for.

    Args:
        id: What a keymap calls it; the part after the dot is the action.
        keys: The keys, the one to show first.
        title: A verb or two.
        help: One sentence on what happens.
        group: The heading in the help.
        rank: Its place in the key bar, where 1 stays longest on a narrow screen; 0 keeps it out.
        sign: How the keys are shown; empty for Textual's own way.
        priority: Whether the keys win over a focused text field.
        listed: Whether the palette offers it; not for what needs a place, such as moving a cursor.
        fixed: Whether its keys are those of a widget, and can't be moved.
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
        """Where it is available: everywhere (``app``), everywhere in a browser (``visit``) or on the screen of this name."""
        return self.id.partition(".")[0]

    @property
    def action(self) -> str:
        """The name of the Textual action that does it."""
        return self.id.partition(".")[2]
