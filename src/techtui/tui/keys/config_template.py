"""A commented config file to start from, generated from the declarations of commands."""

from __future__ import annotations

from collections.abc import Iterator

from techtui.tui.commands import PLACES, of
from techtui.tui.keys.config_check import theme_names


def template() -> str:
    """Return the text of a config file in which everything is commented out."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    themes = theme_names()
    yield "# Settings of techtui. Take away the # in front of what you want to set;"
    yield "# techtui config check says what is wrong with it."
    yield ""
    yield "# What to explore when the command line names nothing; several are layered."
    yield '# catalog = ["~/radar.toml"]'
    yield ""
    yield "# The colours to start with, until others are chosen with T. One of:"
    for at in range(0, len(themes), 4):
        yield f"#   {', '.join(themes[at : at + 4])}"
    yield f'# theme = "{themes[0]}"'
    yield ""
    yield "# The keys of commands, several with commas between. What follows the = is the default."
    yield "# For example: f6, x, X, ctrl+e, alt+s, shift+left, slash, question_mark, comma."
    yield "[keys]"
    for scope, place in PLACES.items():
        commands = [one for one in of(scope) if not one.fixed]
        width = max(len(f'"{one.id}" = "{one.keys}"') for one in commands)
        yield ""
        yield f"# {place[0].upper()}{place[1:]}"
        for one in commands:
            setting = f'"{one.id}" = "{one.keys}"'
            yield f"# {setting:<{width}}  # {one.help}"
