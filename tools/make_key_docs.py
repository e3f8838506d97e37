"""Write the tables of docs/keys.md from the commands the program declares.

python tools/make_key_docs.py           writes them
python tools/make_key_docs.py --check   exits with 1 if they are not as they should be
"""

from __future__ import annotations

import sys

from marked_part import MarkedPart
from textual.keys import format_key

from techtui.tui.commands import PLACES, Command, of
from techtui.tui.commands.every import COMMANDS

UNDECLARED = {f"{screen}.move": ("k", "j") for screen in ("browse", "compare", "decide", "table")}
"""Keys that the widgets themselves know, beside the declared ones."""


def key(name: str) -> str:
    """One key as it is printed on a keyboard."""
    *held, last = name.split("+")
    shown = {"escape": "esc", "delete": "del"}.get(last, format_key(last))
    return f"`{'+'.join([*held, shown])}`"


def row(command: Command) -> str:
    """One line of a table."""
    keys = (*command.keys.split(","), *UNDECLARED.get(command.id, ()))
    id_ = "can't be moved" if command.fixed else f"`{command.id}`"
    return f"| {' '.join(map(key, keys))} | {command.title} | {command.help} | {id_} |"


def text() -> str:
    """The tables of all places."""
    parts = []
    for scope in dict.fromkeys(command.scope for command in COMMANDS):
        rows = "\n".join(map(row, of(scope)))
        parts.append(
            f"## {PLACES[scope][0].upper()}{PLACES[scope][1:]}\n\n| Keys | Command | What it does | Id |\n|---|---|---|---|\n{rows}"
        )
    return "\n\n".join(parts)


PART = MarkedPart("tools/make_key_docs.py", "docs/keys.md", text)

if __name__ == "__main__":
    sys.exit(PART.main())
