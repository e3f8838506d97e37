"""What all commands that read a catalog share: the catalog, the width, and how to write."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from techtui.catalog.lookup import UnknownNameError, find_technology
from techtui.catalog.store.cache import load_catalog
from techtui.cli import output
from techtui.cli.catalogs import (
    chosen_paths,
    insist_on_no_problems,
    tell_of_problems,
)

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Technology
    from techtui.catalog.refs import Ref
    from techtui.cli.request import Launch
    from techtui.pages.document import Document

PIPE_WIDTH: Final = 80
"""The width of pages that do not go to a terminal."""


class Reader:
    """The catalog and the output settings of a command.

    Args:
        before: Options given before the command's name.
        paths: Catalog files given after it.
        color: ``auto``, ``always`` or ``never``.
        strict: Whether to refuse a catalog with errors.

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
        """The width of a page, in cells."""
        named = os.environ.get("COLUMNS", "")
        if named.isdigit() and int(named[:6]):
            return max(20, int(named[:6]))
        try:
            return max(20, os.get_terminal_size(sys.stdout.fileno()).columns)
        except (OSError, ValueError):
            return PIPE_WIDTH

    @property
    def page_width(self) -> int:
        """The width of a page of prose, in cells."""
        from techtui.formats.text import WIDEST_PAGE

        return min(self.width, WIDEST_PAGE)

    @property
    def list_width(self) -> int:
        """The width of a list: unlimited in a pipe, so that grep sees each entry on one line."""
        from techtui.formats.text import UNLIMITED

        watched = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()
        return self.width if watched else UNLIMITED

    def find(self, name: str) -> Technology:
        """Return the technology of a name.

        Raises:
            click.ClickException: If there is none; the message suggests the nearest name.
        """
        try:
            return find_technology(self.catalog, name)
        except UnknownNameError as error:
            raise click.ClickException(str(error)) from None

    def find_place(self, name: str) -> Ref:
        """Return the technology, category or concept of a name.

        Raises:
            click.ClickException: If there is none; the message names similar ones.
        """
        from techtui.catalog.named_places import find_place

        try:
            return find_place(self.catalog, name)
        except UnknownNameError as error:
            raise click.ClickException(str(error)) from None


def _colored(wanted: str) -> bool:
    if wanted != "auto":
        return wanted == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def write_json(text: str) -> int:
    """Write JSON, in ASCII if the output's encoding requires it."""
    if "utf" not in (sys.stdout.encoding or "utf-8").lower():
        import json

        text = json.dumps(json.loads(text), indent=2) + "\n"
    return output.write(text)


def write_page(page: Document, form: str, width: int, color: bool) -> int:
    """Write a page as ``text``, ``md`` or ``html``; only text has a width and colours."""
    match form:
        case "md":
            from techtui.formats import markdown

            return output.write(markdown.render(page))
        case "html":
            from techtui.formats import html_page

            return output.write(html_page.render(page))
        case _:
            from techtui.formats import text

            return output.write(text.render(page, width, color), color)
