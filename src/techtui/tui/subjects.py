"""What can be exported: the current page, the technologies found, the shortlist, a category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from techtui.catalog.first_columns import first_columns
from techtui.catalog.refs import NOWHERE, Ref
from techtui.formats import csv_table, html_page, json_document, markdown
from techtui.pages.place import page_of
from techtui.pages.values import count_text
from techtui.tui.screens.compare.export import Subject
from techtui.tui.screens.compare.file_format import csv_file, html_file, json_file, markdown_file
from techtui.tui.screens.table.documents import formats as table_formats

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog


class Shown(NamedTuple):
    """What is on the screen, and what the user has set aside."""

    place: Ref = NOWHERE
    """The subject of the page."""
    note: str = ""
    """The user's note about it."""
    found: tuple[str, ...] | None = None
    """Ids of the technologies that searching and filtering left; None if all are shown."""
    query: str = ""
    """The query; empty if something else filtered them."""
    shortlist: tuple[str, ...] = ()
    """The ids of the technologies on the shortlist."""


def subjects(catalog: Catalog, shown: Shown) -> list[Subject]:
    """Return what can be exported; the most specific subject comes first.

    Args:
        catalog: The catalog that is shown.
        shown: What is on the screen.
    """
    found = [*_found(catalog, shown)]
    page = [_page(catalog, shown)] if shown.place.kind else []
    return [*found, *page, *_members(catalog, shown), *_shortlist(catalog, shown)]


def _found(catalog: Catalog, shown: Shown) -> Iterator[Subject]:
    if shown.found and set(shown.found) != set(shown.shortlist):
        title = shown.query or catalog.title
        yield _list(catalog, f"{catalog.conventions.noun[1]} found", shown.found, title, ("found",))


def _shortlist(catalog: Catalog, shown: Shown) -> Iterator[Subject]:
    known = catalog.known(shown.shortlist)
    if known:
        yield _list(catalog, "shortlist", known, "Shortlist", ("shortlist",))


def _members(catalog: Catalog, shown: Shown) -> Iterator[Subject]:
    """Yield the technologies of a category, or of the catalog."""
    kind, id_ = shown.place
    if kind not in ("category", "catalog"):
        return
    within = [id_] if id_ else [one.id for one in catalog.children()]
    ids = tuple(one.id for top in within for one in catalog.walk(top))
    title = catalog.categories[id_].name if id_ else catalog.title
    if ids:
        yield _list(catalog, f"list of {title}", ids, title, (id_ or catalog.id, "list"), id_)


def _list(
    catalog: Catalog,
    what: str,
    ids: Sequence[str],
    title: str,
    stem: tuple[str, ...],
    category: str = "",
) -> Subject:
    mixed = len({catalog.home[one] for one in ids}) > 1
    chosen = first_columns(catalog, ids, category)
    columns = ("category", *chosen) if mixed else chosen
    count = count_text(len(ids), catalog.conventions.noun)
    aside = f"{count}: {title}" if title not in what and title.casefold() != what else count
    return Subject(what, ("-".join(stem),), table_formats(catalog, ids, columns, title), aside)


def _page(catalog: Catalog, shown: Shown) -> Subject:
    place, note = shown.place, shown.note
    title = page_of(catalog, place).title
    formats = [
        markdown_file(lambda: markdown.render(page_of(catalog, place, note))),
        html_file(lambda: html_page.render(page_of(catalog, place, note))),
    ]
    if place.kind == "technology":
        one = catalog.technologies[place.id]
        formats += [
            json_file(lambda: json_document.technology(catalog, one)),
            csv_file(lambda: csv_table.technology(catalog, one)),
        ]
    return Subject(f"page of {title}", (place.id or catalog.id,), formats, "what you read")
