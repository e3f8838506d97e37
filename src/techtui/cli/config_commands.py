"""The commands for the config file: check and create it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from techtui.cli import output
from techtui.settings import config_path

if TYPE_CHECKING:
    from techtui.config_file import ConfigProblem


@click.group(short_help="check or begin your settings")
def config() -> None:
    """The config file: default catalogs, theme, keys.

    \b
    Examples:
      techtui config init
      techtui config check
    """


@config.command()
def check() -> int:
    """List settings in the config file that have no effect, with their lines and what to write instead.

    Exits with 1 if there are any.

    \b
    Example:
      techtui config check
    """
    problems = problems_of_config()
    path = config_path()
    for problem in problems:
        place = f"{path}:{problem.line}" if problem.line else str(path)
        output.say(f"{place}: {problem.message}")
        if problem.hint:
            output.say(f"    {problem.hint}")
    if not problems:
        output.note("no problems" if path.exists() else f"there is no {path}; the defaults apply")
    return int(bool(problems))


@config.command()
def init() -> int:
    """Write a commented config file with every command and its keys. Never overwrites a file.

    \b
    Example:
      techtui config init
    """
    from techtui.tui.keys.config_template import template

    path = config_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError:
        output.complain(f"{path} already exists and is left unchanged")
        return 1
    except OSError as error:
        output.complain(f"{path} can't be written: {error.strerror or error}")
        return 1
    output.note(f"wrote {path}; all of it is commented out, so nothing changes yet")
    return 0


def problems_of_config() -> list[ConfigProblem]:
    """Return every problem of the config file, in line order."""
    from techtui.config_file import located
    from techtui.settings import load_config

    settings, problems = load_config()
    if settings.theme or settings.keys:
        # Key and theme names need the explorer; without either setting, it is not imported.
        from techtui.tui.keys.config_check import checked

        problems = [*problems, *checked(settings)[1]]
    return located(problems, config_path())
