"""Write the tables of docs/keys.md from the commands the program declares.

python tools/make_key_docs.py           writes them
python tools/make_key_docs.py --check   exits with 1 if they are not as they should be
"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.keys import format_key

from techtui.tui.commands import PLACES, Command, of
from techtui.tui.commands.every import COMMANDS

PAGE = Path(__file__).parents[1] / "docs" / "keys.md"
BEGIN = "<!-- what follows is written by tools/make_key_docs.py -->"
END = "<!-- the end of what tools/make_key_docs.py writes -->"

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


def page(before: str) -> str:
    """The page with the part between the marks written anew."""
    head, _, rest = before.partition(BEGIN)
    _, _, tail = rest.partition(END)
    parts = []
    for scope in dict.fromkeys(command.scope for command in COMMANDS):
        rows = "\n".join(map(row, of(scope)))
        parts.append(
            f"## {PLACES[scope][0].upper()}{PLACES[scope][1:]}\n\n| Keys | Command | What it does | Id |\n|---|---|---|---|\n{rows}"
        )
    body = "\n\n".join(parts)
    return f"{head}{BEGIN}\n\n{body}\n\n{END}{tail}"


def main() -> int:
    """Write the page, or check it."""
    before = PAGE.read_text(encoding="utf-8")
    after = page(before)
    if "--check" in sys.argv[1:]:
        if before != after:
            print("docs/keys.md is stale: run python tools/make_key_docs.py", file=sys.stderr)
        return int(before != after)
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
