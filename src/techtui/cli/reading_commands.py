"""The commands that read a catalog: list, show, compare, search, concept."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import click

from techtui.catalog.cache import load_catalog
from techtui.catalog.model import Catalog, Technology
from techtui.catalog.problems import CatalogError
from techtui.cli.catalogs import chosen_paths, tell_problems
from techtui.formats import text as text_format

Command = TypeVar("Command", bound=Callable[..., Any])

STYLES: dict[str, dict[str, Any]] = {
    "heading": {"bold": True, "fg": "yellow"},
    "muted": {"dim": True},
    "good": {"fg": "green"},
    "bad": {"fg": "red"},
    "mark": {"fg": "yellow"},
}


class Reader:
    """What all reading commands share: the catalog and the looks.

    Args:
        paths: The catalog files.
        color: ``auto``, ``always`` or ``never``.
    """

    def __init__(self, paths: Sequence[Path], color: str) -> None:
        self.catalog: Catalog = load_catalog(chosen_paths(paths))
        wanted = color == "always" or (color == "auto" and bool(os.environ.get("FORCE_COLOR")))
        terminal = (
            sys.stdout.isatty()
            and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM") != "dumb"
        )
        self._colored = wanted or (color == "auto" and terminal)
        self.width = min(shutil.get_terminal_size().columns, 110) if sys.stdout.isatty() else 80

    def paint(self, text: str, style: str) -> str:
        """Colour a text if colours are wanted."""
        return click.style(text, **STYLES[style]) if self._colored else text

    def find(self, name: str) -> Technology:
        """The technology of a name.

        Raises:
            click.ClickException: If there is none; it names the nearest.
        """
        technology = self.catalog.find(name)
        if technology is None:
            from techtui.catalog.search import Index

            near = ", ".join(one.name for one in Index(self.catalog).nearest(name))
            raise click.ClickException(
                f"nothing is called “{name}”; did you mean {near}?"
                if near
                else "the catalog is empty"
            )
        return technology


def _write(text: str) -> int:
    # Click would strip colours from a pipe even where they were asked for.
    sys.stdout.write(text)
    return 0


def _format(*names: str) -> Callable[[Command], Command]:
    return click.option(
        "--format", "form", type=click.Choice(names), default="text", help="How to write it."
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def reading() -> None:
    """Commands that read a catalog."""


_catalog = click.option(
    "--catalog",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The catalog; several times to lay one upon another.",
)
_color = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Whether to use colours.",
)


@reading.command(name="list")
@click.argument("category", required=False)
@_format("text", "json", "csv", "md")
@_catalog
@_color
def list_(category: str | None, form: str, paths: tuple[Path, ...], color: str) -> int:
    """List technologies, all or those of a CATEGORY.

    \b
    Examples:
      techtui list
      techtui list databases --format json
    """
    reader = Reader(paths, color)
    catalog = reader.catalog
    if category is None:
        found = [one for top in catalog.children() for one in catalog.walk(top.id)]
    else:
        names = {one.name.casefold(): one.id for one in catalog.categories.values()}
        category_id = names.get(category.casefold(), category)
        if category_id not in catalog.categories:
            near = get_close_matches(
                category.casefold(), [*catalog.categories, *names], n=1, cutoff=0.4
            )
            known = ", ".join(catalog.categories)
            raise click.ClickException(
                f"there is no category “{category}”; "
                + (f"did you mean {near[0]}?" if near else f"there are {known}")
            )
        found = list(catalog.walk(category_id))
    rows = [[one.name, catalog.categories[one.category].name, one.tagline] for one in found]
    match form:
        case "json":
            from techtui.formats import json

            return _write(json.listing(found))
        case "csv":
            from techtui.formats import csv

            ids = [[one.id, *row] for one, row in zip(found, rows, strict=True)]
            return _write(csv.table(["id", "name", "category", "tagline"], ids))
        case "md":
            from techtui.formats import markdown

            lines = ["| Name | Category | |", "|---|---|---|"]
            lines += ["| " + " | ".join(map(markdown.escape, row)) + " |" for row in rows]
            return _write("\n".join(lines) + "\n")
        case _:
            return _write(text_format.rows(rows, reader.width, reader.paint))


@reading.command()
@click.argument("name", metavar="TECHNOLOGY")
@_format("text", "json", "md")
@_catalog
@_color
def show(name: str, form: str, paths: tuple[Path, ...], color: str) -> int:
    """Show a technology: what it is, good and bad, every fact with its source.

    \b
    Examples:
      techtui show postgres
      techtui show k8s --format md > kubernetes.md
    """
    reader = Reader(paths, color)
    technology = reader.find(name)
    match form:
        case "json":
            from techtui.formats import json

            return _write(json.technology(reader.catalog, technology))
        case "md":
            from techtui.formats import markdown

            return _write(markdown.technology(reader.catalog, technology))
        case _:
            return _write(
                text_format.technology(reader.catalog, technology, reader.width, reader.paint)
            )


@reading.command()
@click.argument("names", metavar="A B [C D]", nargs=-1, required=True)
@click.option("--only-differences", is_flag=True, help="Leave out what is the same.")
@_format("text", "json", "csv", "md", "html")
@_catalog
@_color
def compare(
    names: tuple[str, ...], only_differences: bool, form: str, paths: tuple[Path, ...], color: str
) -> int:
    """Set two to four technologies side by side.

    \b
    Examples:
      techtui compare postgres mysql
      techtui compare kafka rabbitmq sqs --format md >> decision.md
    """
    if not 2 <= len(names) <= 4:
        raise click.UsageError("name two to four technologies")
    from techtui.catalog.comparison import compare as set_side_by_side

    reader = Reader(paths, color)
    catalog = reader.catalog
    technologies = list({one.id: one for one in map(reader.find, names)}.values())
    compared = set_side_by_side(catalog, technologies)
    if only_differences:
        compared = compared.differences()
    match form:
        case "json":
            from techtui.formats import json

            return _write(json.comparison(catalog, compared))
        case "csv":
            from techtui.formats import csv

            return _write(csv.comparison(catalog, compared))
        case "md":
            from techtui.formats import markdown

            return _write(markdown.comparison(catalog, compared, date.today()))
        case "html":
            from techtui.formats import html

            return _write(html.comparison(catalog, compared, date.today()))
        case _:
            return _write(text_format.comparison(compared, reader.width, False, reader.paint))


@reading.command()
@click.argument("words", nargs=-1, required=True)
@_format("text", "json")
@_catalog
@_color
def search(words: tuple[str, ...], form: str, paths: tuple[Path, ...], color: str) -> int:
    """Find technologies by name, alias or any words of their texts.

    \b
    Examples:
      techtui search k8s
      techtui search event log
    """
    from techtui.catalog.search import Index

    reader = Reader(paths, color)
    catalog = reader.catalog
    hits = Index(catalog).search(" ".join(words))
    if form == "json":
        from techtui.formats import json

        _write(json.hits(catalog, hits))
    else:
        found = [catalog.technologies[hit.technology] for hit in hits]
        _write(
            text_format.rows(
                [[one.id, one.name, one.tagline] for one in found], reader.width, reader.paint
            )
        )
    if not hits:
        near = ", ".join(one.name for one in Index(catalog).nearest(" ".join(words)))
        click.echo(f"techtui: nothing found; perhaps {near}?", err=True)
    return 0 if hits else 1


@reading.command()
@click.argument("name", required=False)
@_format("text", "json")
@_catalog
@_color
def concept(name: str | None, form: str, paths: tuple[Path, ...], color: str) -> int:
    """Explain a concept; without a name, list them.

    \b
    Examples:
      techtui concept
      techtui concept cap-theorem
    """
    reader = Reader(paths, color)
    concepts = reader.catalog.concepts
    if name is None:
        return _write(
            text_format.rows(
                [[one.id, one.title] for one in concepts.values()], reader.width, reader.paint
            )
        )
    titles = {one.title.casefold(): one for one in concepts.values()}
    found = concepts.get(name) or titles.get(name.casefold())
    if found is None:
        near = get_close_matches(name.casefold(), [*concepts, *titles], n=3, cutoff=0.4)
        raise click.ClickException(
            f"there is no concept “{name}”" + (f"; did you mean {', '.join(near)}?" if near else "")
        )
    if form == "json":
        from techtui.formats import json

        return _write(json.concept(found))
    return _write(text_format.concept(reader.catalog, found, reader.width, reader.paint))


def run_reading(words: list[str]) -> int:
    """Run one of the commands.

    Returns:
        The exit code.
    """
    try:
        result = reading.main(words, prog_name="techtui", standalone_mode=False)
    except CatalogError as error:
        return tell_problems(error)
    except click.UsageError as error:
        error.show(sys.stderr)
        return 2
    except click.ClickException as error:
        click.echo(f"techtui: {error.message}", err=True)
        return 1
    except click.Abort:
        return 130
    return result if isinstance(result, int) else 0
