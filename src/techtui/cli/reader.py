"""What all commands that read a catalog share: the catalog, the width, and how to write."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from techtui.catalog.lookup import UnknownNameError, find_technology
from techtui.catalog.sanitize import one_line
from techtui.catalog.store.cache import load_catalog
from techtui.cli import output
from techtui.cli.catalogs import (
    chosen_paths,
    insist_on_no_problems,
    tell_of_problems,
)
from techtui.cli.options import catalog_option, color_option, strict_option

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
    """

    def __init__(
        self,
        before: Launch | None,
        paths: Sequence[Path],
        color: str = "never",
        strict: bool = False,
    ) -> None:
        self._named = (*(before.paths if before else ()), *paths)
        self._strict = strict
        self.color = _colored(color)

    @cached_property
    def catalog(self) -> Catalog:
        """The catalog, read when it is first asked for.

        Raises:
            CatalogError: If it can't be opened, or is refused.
        """
        catalog = load_catalog(chosen_paths(self._named))
        if self._strict:
            insist_on_no_problems(catalog)
        tell_of_problems(catalog)
        return catalog

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

    def find_category(self, name: str) -> str:
        """Return the id of the category of a name.

        Raises:
            click.ClickException: If there is none; the message suggests the nearest name.
        """
        from techtui.catalog.query import QueryError, find_category

        try:
            return find_category(self.catalog, name)
        except QueryError as error:
            raise click.ClickException(one_line(str(error))) from None

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


def reads_catalog(
    *, color: bool = True, strict: bool = True
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Return a decorator for commands: it adds the option ``--catalog``, and passes a `Reader` as first argument.

    Args:
        color: Whether to add ``--color``.
        strict: Whether to add ``--strict``.
    """

    def decorated(command: Callable[..., int]) -> Callable[..., int]:
        @click.pass_obj
        @wraps(command)
        def run(
            before: Launch | None,
            /,
            paths: tuple[Path, ...],
            color: str = "never",
            strict: bool = False,
            **given: object,
        ) -> int:
            return command(Reader(before, paths, color, strict), **given)

        # Help lists them in the reverse order.
        if strict:
            run = strict_option(run)
        if color:
            run = color_option(run)
        return catalog_option(run)

    return decorated


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
