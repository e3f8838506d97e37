"""What the commands that read a catalog share: the catalog, the looks, how results are written."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from techtui.catalog.store.cache import load_catalog
from techtui.cli.catalogs import (
    chosen_paths,
    find_technology,
    insist_on_no_problems,
    tell_of_problems,
)

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Technology
    from techtui.cli import Launch

PIPE_WIDTH: Final = 80
"""The width of pages that nobody watches being printed."""


class Reader:
    """What all reading commands share: the catalog and the looks.

    Args:
        before: What was said before the name of the command.
        paths: The catalog files named after it.
        color: ``auto``, ``always`` or ``never``.
        strict: Whether to refuse a catalog of which something was left out.

    Raises:
        CatalogError: If the catalog can't be opened, or is refused.
    """

    def __init__(
        self,
        before: Launch | None,
        paths: Sequence[Path],
        color: str = "never",
        strict: bool = False,
    ) -> None:
        named = (*(before.paths if before else ()), *paths)
        self.catalog: Catalog = load_catalog(chosen_paths(named))
        if strict:
            insist_on_no_problems(self.catalog)
        tell_of_problems(self.catalog)
        self.color = _colored(color)

    @property
    def width(self) -> int:
        """How wide a page may be."""
        named = os.environ.get("COLUMNS", "")
        if named.isdigit() and int(named[:6]):
            return max(20, int(named[:6]))
        try:
            return max(20, os.get_terminal_size(sys.stdout.fileno()).columns)
        except (OSError, ValueError):
            return PIPE_WIDTH

    @property
    def list_width(self) -> int:
        """How wide a list may be: in a pipe, where grep reads, each entry stays on its line."""
        from techtui.formats.text import UNLIMITED

        watched = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()
        return self.width if watched else UNLIMITED

    def find(self, name: str) -> Technology:
        """The technology of a name.

        Raises:
            click.ClickException: If there is none; it names the nearest.
        """
        try:
            return find_technology(self.catalog, name)
        except LookupError as error:
            raise click.ClickException(str(error)) from None


def _colored(wanted: str) -> bool:
    if wanted != "auto":
        return wanted == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def write(text: str) -> int:
    """Write to standard output; the exit code."""
    # Click would strip colours from a pipe even where they were asked for.
    sys.stdout.write(text)
    return 0


def write_json(text: str) -> int:
    """Write JSON to standard output, in ASCII where its encoding has not all letters; the exit code."""
    if "utf" not in (sys.stdout.encoding or "utf-8").lower():
        import json

        text = json.dumps(json.loads(text), indent=2) + "\n"
    return write(text)
