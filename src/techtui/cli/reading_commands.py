"""The commands that read technologies: list, show, compare, search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from techtui.catalog.refs import LEAST_COMPARED, MOST_COMPARED
from techtui.catalog.sanitize import one_line
from techtui.cli import output
from techtui.cli.options import (
    complete_category,
    complete_column,
    complete_place,
    complete_query,
    complete_technology,
    format_option,
)
from techtui.cli.reader import Reader, reads_catalog, write_json, write_page

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Technology
    from techtui.catalog.query import QueryError
    from techtui.catalog.refs import Ref
    from techtui.pages.document import Document


class Misunderstood(click.ClickException):
    """A query that can't be understood: wrong usage."""

    exit_code = 2


def _misunderstood(query: str, error: QueryError) -> click.ClickException:
    """Return an error that shows the query with a mark under the wrong part."""
    from rich.cells import cell_len

    before = " " * cell_len(query[: error.start])
    place = "^" * max(1, cell_len(query[error.start : error.end]))
    # Character by character, because marks stand under characters.
    shown = "".join(one_line(character) or " " for character in query)
    return Misunderstood(f"{one_line(str(error))}\n  {shown}\n  {before}{place}")


@click.command(name="list", short_help="technologies, filtered")
@click.argument("category", required=False, shell_complete=complete_category)
@click.option(
    "--where",
    metavar="QUERY",
    default="",
    shell_complete=complete_query,
    help='Only these, such as "license:permissive".',
)
@click.option(
    "--sort",
    metavar="KEY",
    shell_complete=complete_column,
    help="name, category or any attribute.",
)
@click.option("-r", "--reverse", is_flag=True, help="Highest first.")
@click.option(
    "--columns",
    metavar="A,B",
    multiple=True,
    shell_complete=complete_column,
    help="name, tagline, strengths, relations, … and any attributes.",
)
@format_option("text", "json", "csv", "md", "html")
@reads_catalog()
def list_(
    reader: Reader,
    category: str | None,
    where: str,
    sort: str | None,
    reverse: bool,
    columns: tuple[str, ...],
    form: str,
) -> int:
    """List technologies, all or those of a CATEGORY.

    \b
    Examples:
      techtui list databases --sort popularity --reverse
      techtui list --where "license:permissive first_release>2010"
      techtui list --columns id,license,latest_version --format csv
    """
    from techtui.catalog.query import QueryError, parse

    catalog = reader.catalog
    within = "" if category is None else reader.find_category(category)
    title = catalog.category_names[within] if within else ""
    try:
        query = parse(where, catalog)
    except QueryError as error:
        raise _misunderstood(where, error) from None
    ids = query.select(catalog, catalog.ids_in(within))
    shown = _in_order(catalog, [catalog.technologies[one] for one in ids], sort, reverse)
    wanted = _columns(catalog, columns, sort, form)
    if not shown:
        output.complain("no matches")
    match form:
        case "json":
            from techtui.formats import json_document

            write_json(json_document.listing(catalog, shown, wanted))
        case "csv":
            from techtui.formats import csv_table

            output.write(csv_table.listing(catalog, shown, wanted))
        case _:
            from techtui.pages.listings import list_page

            page = list_page(catalog, shown, wanted, title)
            write_page(page, form, reader.list_width, reader.color)
    return 0 if shown else 1


def _in_order(
    catalog: Catalog, found: list[Technology], sort: str | None, reverse: bool
) -> list[Technology]:
    from techtui.catalog.query import QueryError, sort_technologies

    if sort is None:
        return found[::-1] if reverse else found
    try:
        return sort_technologies(catalog, found, sort, reverse)
    except QueryError as error:
        raise click.BadParameter(one_line(str(error)), param_hint="--sort") from None


def _columns(catalog: Catalog, named: Sequence[str], sort: str | None, form: str) -> list[str]:
    from techtui.catalog.query import QueryError, find_attribute
    from techtui.pages.listings import COLUMNS

    def column(name: str) -> str:
        name = name.strip()
        if name.casefold() in COLUMNS:
            return name.casefold()
        try:
            return find_attribute(catalog, name).id
        except QueryError as error:
            raise click.BadParameter(one_line(str(error)), param_hint="--columns") from None

    if named:
        columns = [column(name) for name in ",".join(named).split(",") if name.strip()]
        if not columns:
            raise click.BadParameter("name at least one", param_hint="--columns")
        return list(dict.fromkeys(columns))
    columns = ["name", "category", "tagline"]
    if form == "csv":
        columns.insert(0, "id")
    if sort is not None:
        # The column of the sort key is shown. The key is known to be valid here.
        try:
            by = find_attribute(catalog, sort).id
        except QueryError:
            return columns
        if sort.casefold() not in COLUMNS:
            columns.insert(len(columns) - 1, by)
    return columns


@click.command(short_help="one with all its facts")
@click.argument("name", metavar="NAME", shell_complete=complete_place)
@format_option("text", "json", "csv", "md", "html")
@reads_catalog()
def show(reader: Reader, name: str, form: str) -> int:
    """Show a technology: what it is, good and bad, every fact with its source; or the page of a category or a concept.

    \b
    Examples:
      techtui show postgres
      techtui show databases
      techtui show k8s --format md > kubernetes.md
      techtui show redis --format json | jq .facts.license.value
    """
    catalog, place = reader.catalog, reader.find_place(name)
    match form:
        case "json":
            return write_json(_json_of(catalog, place))
        case "csv":
            if place.kind != "technology":
                other = f"; techtui list {place.id} does" if place.kind == "category" else ""
                raise click.UsageError(f"a {place.kind} has no facts to write as csv{other}")
            from techtui.formats import csv_table

            return output.write(csv_table.technology(catalog, catalog.technologies[place.id]))
        case _:
            return write_page(_page_of(catalog, place), form, reader.page_width, reader.color)


def _page_of(catalog: Catalog, place: Ref) -> Document:
    if place.kind == "technology":
        # The usual case needs no other page.
        from techtui.pages.technology import technology_page

        return technology_page(catalog, catalog.technologies[place.id])
    from techtui.pages.place import page_of

    return page_of(catalog, place)


def _json_of(catalog: Catalog, place: Ref) -> str:
    from techtui.formats import json_document

    match place.kind:
        case "category":
            return json_document.category(catalog, catalog.categories[place.id])
        case "concept":
            return json_document.concept(catalog, catalog.concepts[place.id])
        case _:
            return json_document.technology(catalog, catalog.technologies[place.id])


@click.command(short_help="two to four side by side")
@click.argument(
    "names", metavar="[A B [C D]]", nargs=-1, required=False, shell_complete=complete_technology
)
@click.option("--only-differences", is_flag=True, help="Leave out what is the same or missing.")
@click.option("--note", metavar="TEXT", help="A text above it, such as what you decided.")
@click.option("--kept", metavar="NAME", help="Take one from the shelf, with your note on it.")
@format_option("text", "json", "csv", "md", "html")
@reads_catalog()
def compare(
    reader: Reader,
    names: tuple[str, ...],
    only_differences: bool,
    note: str | None,
    kept: str | None,
    form: str,
) -> int:
    """Set two to four technologies side by side.

    \b
    Examples:
      techtui compare postgres mysql
      techtui compare kafka rabbitmq sqs --only-differences
      techtui compare go rust --format md --note "We know Go" >> decision.md
      techtui compare --kept "Kafka or RabbitMQ" --format html > queues.html
    """
    if kept is not None and names:
        raise click.UsageError("--kept takes all from the shelf; name nothing besides")
    if kept is None and not LEAST_COMPARED <= len(names) <= MOST_COMPARED:
        raise click.UsageError("name two to four technologies")
    from techtui.catalog.comparison import compare as set_side_by_side

    catalog = reader.catalog
    if kept is not None:
        from techtui.cli.kept_comparisons import kept_comparison

        technologies, on_shelf = kept_comparison(catalog, kept)
        note = on_shelf if note is None else note
    else:
        technologies = _different(reader, names)
    compared = set_side_by_side(catalog, technologies)
    what = catalog, compared, only_differences, note or ""
    match form:
        case "json":
            from techtui.formats import json_document

            return write_json(json_document.comparison(*what))
        case "csv":
            from techtui.formats import csv_table

            return output.write(csv_table.comparison(*what))
        case _:
            from techtui.pages.comparison import comparison_page

            page = comparison_page(*what)
            return write_page(page, form, reader.width, reader.color)


def _different(reader: Reader, names: Iterable[str]) -> list[Technology]:
    """Return the technologies of some names, each once."""
    technologies = list({one.id: one for one in map(reader.find, names)}.values())
    if len(technologies) < LEAST_COMPARED:
        raise click.UsageError(
            f"name two to four technologies; these are all {technologies[0].name}"
        )
    return technologies


@click.command(short_help="by name or any words")
@click.argument("words", nargs=-1, required=True)
@format_option("text", "json", "csv")
@reads_catalog()
def search(reader: Reader, words: tuple[str, ...], form: str) -> int:
    """Find technologies by name, alias or words of their texts, best match first.

    \b
    Examples:
      techtui search k8s
      techtui search event log --format json
    """
    from techtui.catalog.search import Index

    catalog = reader.catalog
    index = Index(catalog)
    asked = " ".join(words)[:1000]
    hits = index.search(asked)
    if not hits:
        from techtui.catalog.messages import listed

        near = [one.name for one in index.nearest(asked)]
        output.complain(
            f"no matches for “{one_line(asked)[:60]}”"
            + (f"; did you mean {listed(near)}?" if near else "")
        )
    match form:
        case "json":
            from techtui.formats import json_document

            write_json(json_document.hits(catalog, hits))
        case "csv":
            from techtui.formats import csv_table

            output.write(csv_table.hits(catalog, hits))
        case _:
            from techtui.pages.listings import hits_page

            write_page(hits_page(catalog, hits), form, reader.list_width, reader.color)
    return 0 if hits else 1
