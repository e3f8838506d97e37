"""The one module through which commands print, on stdout and stderr.

Names, arguments, notes, settings and errors are data: control characters in them are made visible here.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

from techtui.catalog.sanitize import visible

if TYPE_CHECKING:
    import click

    from techtui.catalog.problems import CatalogError

_PAINT: Final = r"(\x1b\[[0-9;]*m|\x1b\]8;[^\x00-\x1f\x7f-\x9f]*\x1b\\)"
"""The escape codes for colours and links that our own pages contain."""

_MOST_TOLD: Final = 20
"""The number of problems printed when a catalog can't be opened."""


def say(line: str) -> None:
    """Print a line of output."""
    sys.stdout.write(f"{visible(line, breaks=False)}\n")


def pasted(*words: object) -> str:
    """Return words of a command as they can be pasted into a shell."""
    # Imported here because most commands tell of no other.
    import shlex

    return shlex.join(map(str, words))


def say_fields(*fields: str) -> None:
    """Print a line of tab-separated fields, for other programs."""
    sys.stdout.write("\t".join(visible(one, breaks=False) for one in fields) + "\n")


def write(page: str, painted: bool = False) -> int:
    """Print a page of output.

    Args:
        page: Whole lines.
        painted: Whether it contains escape codes for colours and links, which are kept.

    Returns:
        The exit code, for a command that has nothing else to do.
    """
    if painted and "\x1b" in page:
        # Every second part is an escape code.
        parts = re.split(_PAINT, page)
        parts[::2] = map(visible, parts[::2])
        page = "".join(parts)
    else:
        page = visible(page)
    sys.stdout.write(page)
    return 0


def write_data(text: str) -> None:
    """Print data for another program unchanged, unless stdout is a terminal."""
    sys.stdout.write(visible(text) if sys.stdout.isatty() else text)


def note(line: str) -> None:
    """Print a remark on stderr."""
    sys.stderr.write(f"{visible(line, breaks=False)}\n")


def complain(sentence: str) -> None:
    """Print an error on stderr, on one line."""
    note(f"techtui: {sentence}")


def complain_at_length(text: str) -> None:
    """Print an error of several lines on stderr; names in it must already be safe."""
    sys.stderr.write(f"techtui: {visible(text)}\n")


def complain_of_catalog(error: CatalogError) -> int:
    """Print on stderr what is wrong with a catalog.

    Returns:
        The exit code.
    """
    from techtui.catalog.format.kinds import REFUSING
    from techtui.catalog.messages import counted

    # Only what keeps it from opening, not its warnings; if it is refused because of those, everything.
    reasons = [one for one in error.problems if one.code in REFUSING] or error.problems
    for problem in reasons[:_MOST_TOLD]:
        note(str(problem))
        if problem.hint:
            note(f"    {problem.hint}")
    more = len(error.problems) - len(reasons[:_MOST_TOLD])
    if more:
        note(f"{counted(more, 'more problem')}; {error.further}")
    return 1


def complain_of_usage(error: click.UsageError) -> int:
    """Print the usage of a command, and what was wrong.

    Returns:
        The exit code.
    """
    context = error.ctx
    if context is not None:
        for line in context.get_usage().splitlines():
            note(line)
        if names := context.help_option_names:
            note(f"Try '{context.command_path} {names[0]}' for help.")
        note("")
    note(f"Error: {error.format_message()}")
    return error.exit_code
