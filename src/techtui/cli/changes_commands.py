"""The commands about time: changes and diff."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from techtui.catalog.folding import fold
from techtui.catalog.sanitize import one_line
from techtui.cli import output
from techtui.cli.options import (
    color_option,
    complete_category,
    format_option,
    strict_option,
)
from techtui.cli.reader import Reader, reads_catalog, write_json, write_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from techtui.catalog.changes import Change
    from techtui.catalog.model import Catalog, Technology


@click.command(short_help="what is new, by date")
@click.argument("category", required=False, shell_complete=complete_category)
@click.option("--kind", metavar="KIND", help="Only this kind, such as license.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m", "%Y"]),
    metavar="DATE",
    help="Only from this day, month or year on.",
)
@click.option("--shortlist", is_flag=True, help="Only what is on your shortlist.")
@format_option("text", "json", "md", "html")
@reads_catalog()
def changes(
    reader: Reader,
    category: str | None,
    kind: str | None,
    since: datetime | None,
    shortlist: bool,
    form: str,
) -> int:
    """Show what is new, newest first, and what ends within a year: everywhere, or in a CATEGORY.

    \b
    Examples:
      techtui changes --kind license
      techtui changes databases --since 2026-06
      techtui changes --shortlist --format json
    """
    from techtui.catalog.changes import changes_of

    catalog, today = reader.catalog, date.today()
    technologies: Iterable[Technology] = catalog.technologies.values()
    where = ""
    if category is not None:
        category = reader.find_category(category)
        technologies, where = catalog.walk(category), catalog.category_names[category]
    if shortlist:
        wanted = _shortlisted(catalog)
        technologies = [one for one in technologies if one.id in wanted]
        where = f"{where} · shortlist" if where else "Shortlist"
    found = changes_of(catalog, technologies, today)
    chosen = _kind(catalog, found, kind) if kind else ""
    shown = [one for one in found if chosen in ("", one.kind)]
    if since is not None:
        shown = [one for one in shown if one.day >= since.date()]
    if form == "json":
        from techtui.formats import changes_json

        return write_json(changes_json.changes(catalog, shown))
    from techtui.pages.changes import changes_page

    page = changes_page(catalog, shown, today, where, chosen)
    return write_page(page, form, reader.page_width, reader.color)


def _kind(catalog: Catalog, found: Iterable[Change], wanted: str) -> str:
    """Return the kind with this id, or whose name begins so."""
    from techtui.catalog.changes import kinds_of

    kinds = kinds_of(catalog, found)
    if wanted in kinds:
        return wanted
    folded = fold(wanted)
    begun = [one for one, name in kinds.items() if folded and fold(name).startswith(folded)]
    if len(begun) == 1:
        return begun[0]
    from techtui.catalog.nearness import hint

    told = hint(wanted, {one: (one, name) for one, name in kinds.items()}) or "nothing is"
    raise click.BadParameter(
        f"nothing new is about “{one_line(wanted)[:40]}”; {told}", param_hint="--kind"
    )


def _shortlisted(catalog: Catalog) -> set[str]:
    from techtui.shelf import Shelf

    with Shelf.open() as opened:
        entries = opened.contents().entries
        if opened.problem:
            output.complain(opened.problem)
    return {
        one.technology_id for one in entries if one.catalog_id == catalog.id and one.shortlisted
    }


@click.command(short_help="between two catalog files")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@format_option("text", "json", "md", "html")
@color_option
@strict_option
def diff(old: Path, new: Path, form: str, color: str, strict: bool) -> int:
    """Show what was added, removed and changed between two versions of a catalog file.

    \b
    Examples:
      techtui diff old.toml catalog.toml
      git show HEAD~1:c.toml > old.toml && techtui diff old.toml c.toml
    """
    from techtui.catalog.differences import differences_between

    before = Reader(None, (old,), color, strict)
    after = Reader(None, (new,), color, strict)
    found = differences_between(before.catalog, after.catalog)
    if form == "json":
        from techtui.formats import changes_json

        return write_json(changes_json.differences(found))
    from techtui.pages.differences import differences_page

    page = differences_page(before.catalog, after.catalog, found)
    return write_page(page, form, after.page_width, after.color)
