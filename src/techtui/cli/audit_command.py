"""``techtui audit``: compares a catalog with copies of published data."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from techtui.cli import output
from techtui.cli.options import format_option
from techtui.cli.reader import Reader, reads_catalog, write_json, write_page

if TYPE_CHECKING:
    from techtui.audit.products import Products
    from techtui.audit.survey import Survey


def _surveys(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[int, Path]:
    found = {}
    for one in given:
        year, _, path = one.partition("=")
        if not path or not (year.isascii() and year.isdigit() and len(year) == 4):
            raise click.BadParameter("write YEAR=FILE, such as 2026=results.csv", ctx, param)
        found[int(year)] = Path(path)
    return found


@click.command(short_help="compare with new data")
@click.option(
    "--endoflife",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A copy of endoflife.date: folder, file or JSON.",
)
@click.option(
    "--survey",
    "surveys",
    multiple=True,
    metavar="YEAR=FILE",
    callback=_surveys,
    help="The answers of a year as CSV; repeatable.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="USED[=WANTED]",
    help="Its columns, if their names are unusual.",
)
@click.option(
    "--layer",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write what differs as a layer to review.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day of the copy, for the layer.",
)
@format_option("text", "json", "md", "html")
@reads_catalog()
def audit(
    reader: Reader,
    endoflife: Path | None,
    surveys: dict[int, Path],
    columns: tuple[str, ...],
    layer: Path | None,
    as_of: datetime | None,
    form: str,
) -> int:
    """Report which versions, dates, ends of support and shares differ from copies of published data. Nothing is fetched.

    An attribute names what to compare it with: `audit = "endoflife.latest"`. Exits with 1 if anything differs, else with 0.

    \b
    Examples:
      techtui audit --endoflife endoflife.date/products
      techtui audit --survey 2025=results.csv --catalog radar.toml
      techtui audit --endoflife products/ --layer fresh.toml
    """
    if endoflife is None and not surveys:
        raise click.UsageError("name a copy: --endoflife PATH, --survey YEAR=FILE, or both")
    from techtui.audit import findings, page
    from techtui.importing.result import ImportRefusedError

    catalog, today = reader.catalog, date.today()
    if not any(one.audit for one in catalog.attributes.values()):
        raise click.ClickException(
            f"no attribute of “{catalog.title}” says what it is compared with; "
            'write, say, audit = "endoflife.latest" below [attributes.ID]'
        )
    try:
        products = _products(endoflife, today) if endoflife is not None else None
        found = findings.audit(catalog, products, _counted(surveys, columns))
        if layer is not None:
            from techtui.audit.layer import layer_text

            day = as_of.date() if as_of is not None else None
            if not _write(layer, layer_text(catalog, found, surveys, today, day)):
                return 1
    except ImportRefusedError as error:
        output.complain(str(error))
        return 1
    if form == "json":
        import json

        document = json.dumps(page.audit_document(found), indent=2, ensure_ascii=False)
        write_json(f"{document}\n")
    else:
        write_page(page.audit_page(catalog, found), form, reader.width, reader.color)
    if layer is not None:
        output.note(f"wrote {layer}; review it, then: techtui --catalog YOURS --catalog {layer}")
    return int(bool(found.findings))


def _products(path: Path, today: date) -> Products:
    from techtui.audit.products import Products
    from techtui.importing.endoflife_products import products_of
    from techtui.importing.result import ImportRefusedError, Losses
    from techtui.importing.source import ImportedFiles

    losses = Losses()
    products = Products(products_of(ImportedFiles(path), losses), today)
    for line in losses.lines():
        output.note(line)
    if not products.count:
        raise ImportRefusedError(f"{path} has no products of endoflife.date")
    return products


def _counted(surveys: dict[int, Path], columns: tuple[str, ...]) -> list[Survey]:
    from techtui.audit.survey import Survey

    return [Survey(year, path, columns) for year, path in surveys.items()]


def _write(target: Path, text: str) -> bool:
    from techtui.audit.layer import MARK
    from techtui.cli.own_files import write_own

    return write_own(target, text, MARK, "an audit")
