"""The commands that show what is in a catalog: concept, attributes, categories, export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from techtui.catalog.lookup import UnknownNameError, find_concept
from techtui.cli import output
from techtui.cli.options import (
    complete_concept,
    format_option,
)
from techtui.cli.reader import Reader, reads_catalog, write_json, write_page

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Concept
    from techtui.pages import contents


_TABLES: Final = "technologies, facts, points, relations or sources"


@click.command(short_help="an idea, explained")
@click.argument("name", required=False, shell_complete=complete_concept)
@format_option("text", "json", "md", "html")
@reads_catalog()
def concept(reader: Reader, name: str | None, form: str) -> int:
    """Explain a concept; without a name, list them.

    \b
    Examples:
      techtui concept
      techtui concept cap-theorem
      techtui concept "message queue" --format md
    """
    catalog = reader.catalog
    one = None if name is None else _find_concept(catalog, name)
    if form == "json":
        from techtui.formats import json_document

        written = json_document.concept(catalog, one) if one else json_document.concepts(catalog)
        return write_json(written)
    if one is None:
        from techtui.pages.listings import concepts_page

        return write_page(concepts_page(catalog), form, reader.list_width, reader.color)
    from techtui.pages.concept import concept_page

    return write_page(concept_page(catalog, one), form, reader.page_width, reader.color)


def _find_concept(catalog: Catalog, name: str) -> Concept:
    try:
        return find_concept(catalog, name)
    except UnknownNameError as error:
        raise click.ClickException(str(error)) from None


@click.command(short_help="what facts are about")
@format_option("text", "json", "csv", "md")
@reads_catalog()
def attributes(reader: Reader, form: str) -> int:
    """List the attributes: their ids for queries and --columns, their types, and how many facts each has.

    \b
    Examples:
      techtui attributes
      techtui attributes --format json | jq -r '.attributes[].id'
    """
    if form == "json":
        from techtui.formats import json_document

        return write_json(json_document.attributes(reader.catalog))
    from techtui.pages import contents

    return _write_table(reader, contents.attributes(reader.catalog), form)


@click.command(short_help="the branches of the tree")
@format_option("text", "json", "csv", "md")
@reads_catalog()
def categories(reader: Reader, form: str) -> int:
    """List the categories: their ids for techtui list, their parents, and how many technologies each has.

    \b
    Examples:
      techtui categories
      techtui categories --format csv
    """
    if form == "json":
        from techtui.formats import json_document

        return write_json(json_document.categories(reader.catalog))
    from techtui.pages import contents

    return _write_table(reader, contents.categories(reader.catalog), form)


def _write_table(reader: Reader, table: contents.Listing, form: str) -> int:
    if form == "csv":
        from techtui.formats import csv_table

        return output.write(csv_table.table(table.head, table.rows))
    return write_page(table.page(), form, reader.list_width, reader.color)


@click.command(short_help="a whole catalog")
@format_option("json", "jsonl", "csv")
@click.option(
    "--table",
    type=click.Choice(["technologies", "facts", "points", "relations", "sources"]),
    metavar="NAME",
    help=f"One kind of things as csv: {_TABLES}.",
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["csv", "byor", "backstage-radar", "landscape"]),
    metavar="KIND",
    help="For another tool: csv, byor, backstage-radar or landscape.",
)
@reads_catalog(color=False)
def export(reader: Reader, form: str, table: str | None, kind: str | None) -> int:
    """Write a whole catalog, layers joined, for other programs.

    json gives one document, jsonl one technology a line, csv one table at a time.

    \b
    Examples:
      techtui export | jq '.technologies[] | .facts.license.value'
      techtui export --format jsonl | grep '"id": "redis"'
      techtui export --table facts > facts.csv
      techtui export --as backstage-radar > radar.json
    """
    if form == "csv" and not table:
        raise click.UsageError(f"a table has one kind of rows; name it with --table: {_TABLES}")
    if kind and (table or form != "json"):
        raise click.UsageError("--as says all; leave --format and --table out")
    catalog = reader.catalog
    if kind:
        return _export_as(catalog, kind)
    if table:
        from techtui.formats import flat_tables

        pieces = flat_tables.write(catalog, table)
    else:
        from techtui.formats import json_document

        pieces = json_document.lines(catalog) if form == "jsonl" else json_document.whole(catalog)
    for piece in pieces:
        output.write_data(piece)
    return 0


def _export_as(catalog: Catalog, kind: str) -> int:
    from techtui.formats import other_tools

    try:
        text = other_tools.write(catalog, kind)
    except other_tools.NotHeldError as error:
        raise click.ClickException(str(error)) from None
    output.write_data(text)
    output.note(f"{kind}: {other_tools.LOST[kind]}")
    return 0
