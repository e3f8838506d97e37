"""The commands that show what a catalog is made of: concept, attributes, categories, export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from techtui.catalog.sanitize import one_line
from techtui.cli.options import (
    catalog_option,
    color_option,
    complete_concept,
    format_option,
    strict_option,
)
from techtui.cli.reader import Reader, write, write_json

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Concept
    from techtui.cli import Launch
    from techtui.formats import contents


@click.command(short_help="an idea, explained")
@click.argument("name", required=False, shell_complete=complete_concept)
@format_option("text", "json", "md", "html")
@catalog_option
@color_option
@strict_option
@click.pass_obj
def concept(
    before: Launch | None,
    name: str | None,
    form: str,
    paths: tuple[Path, ...],
    color: str,
    strict: bool,
) -> int:
    """Explain a concept; without a name, list them.

    \b
    Examples:
      techtui concept
      techtui concept cap-theorem
      techtui concept "message queue" --format md
    """
    reader = Reader(before, paths, color, strict)
    catalog = reader.catalog
    one = None if name is None else _find_concept(catalog, name)
    match form:
        case "json":
            from techtui.formats import json

            return write_json(json.concept(catalog, one) if one else json.concepts(catalog))
        case "md":
            from techtui.formats import markdown

            return write(markdown.concept(catalog, one) if one else markdown.concepts(catalog))
        case "html":
            from techtui.formats import html

            return write(html.concept(catalog, one) if one else html.concepts(catalog))
        case _:
            from techtui.formats import text

            return write(
                text.concept(catalog, one, reader.width, reader.color)
                if one
                else text.concepts(catalog, reader.list_width, reader.color)
            )


def _find_concept(catalog: Catalog, name: str) -> Concept:
    wanted = " ".join(name.casefold().split())
    for one in catalog.concepts.values():
        if wanted in (one.id.casefold(), one.title.casefold()):
            return one
    begun = [
        one
        for one in catalog.concepts.values()
        if wanted
        and (one.id.casefold().startswith(wanted) or one.title.casefold().startswith(wanted))
    ]
    if len(begun) == 1:
        return begun[0]
    shown = one_line(name)[:60]
    if begun:
        raise click.ClickException(
            f"“{shown}” could be {' or '.join(one.title for one in begun[:4])}"
        )
    from techtui.catalog.format.messages import closest

    near = closest(wanted, [*catalog.concepts, *(one.title for one in catalog.concepts.values())])
    raise click.ClickException(
        f"there is no concept “{shown}”; "
        + (f"did you mean {near}?" if near else "techtui concept lists all")
    )


@click.command(short_help="what facts are about")
@format_option("text", "json", "csv", "md")
@catalog_option
@color_option
@strict_option
@click.pass_obj
def attributes(
    before: Launch | None, form: str, paths: tuple[Path, ...], color: str, strict: bool
) -> int:
    """List the attributes: their ids for queries and --columns, their types, and how many facts there are of each.

    \b
    Examples:
      techtui attributes
      techtui attributes --format json | jq -r '.attributes[].id'
    """
    reader = Reader(before, paths, color, strict)
    if form == "json":
        from techtui.formats import json

        return write_json(json.attributes(reader.catalog))
    from techtui.formats import contents

    return _write_table(reader, contents.attributes(reader.catalog), form)


@click.command(short_help="the branches of the tree")
@format_option("text", "json", "csv", "md")
@catalog_option
@color_option
@strict_option
@click.pass_obj
def categories(
    before: Launch | None, form: str, paths: tuple[Path, ...], color: str, strict: bool
) -> int:
    """List the categories: their ids for techtui list, where they belong, and how many technologies are in each.

    \b
    Examples:
      techtui categories
      techtui categories --format csv
    """
    reader = Reader(before, paths, color, strict)
    if form == "json":
        from techtui.formats import json

        return write_json(json.categories(reader.catalog))
    from techtui.formats import contents

    return _write_table(reader, contents.categories(reader.catalog), form)


def _write_table(reader: Reader, table: contents.Contents, form: str) -> int:
    match form:
        case "csv":
            from techtui.formats import csv

            return write(csv.table(table.head, table.rows))
        case "md":
            from techtui.formats import markdown

            return write(markdown.render(table.page()))
        case _:
            from techtui.formats import text

            return write(text.render_table(table.page(), reader.list_width, reader.color))


@click.command(short_help="a whole catalog")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["json"]),
    default="json",
    metavar="FORMAT",
    help="json.",
)
@catalog_option
@strict_option
@click.pass_obj
def export(before: Launch | None, form: str, paths: tuple[Path, ...], strict: bool) -> int:
    """Write a whole catalog, layers joined: technologies, attributes, categories, concepts and sources.

    \b
    Examples:
      techtui export > catalog.json
      techtui export | jq '.technologies[] | .facts.license.value'
    """
    del form
    from techtui.formats import json

    for piece in json.whole(Reader(before, paths, strict=strict).catalog):
        sys.stdout.write(piece)
    return 0
