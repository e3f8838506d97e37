"""The formats in which a table can be exported."""

from __future__ import annotations

from collections.abc import Sequence

from techtui.catalog.model import Catalog
from techtui.formats import csv_table, html_page, json_document, markdown
from techtui.pages.listings import list_page
from techtui.tui.screens.compare.file_format import (
    Format,
    csv_file,
    html_file,
    json_file,
    markdown_file,
)


def as_markdown(
    catalog: Catalog, technologies: Sequence[str], columns: Sequence[str], title: str
) -> str:
    """Return a table as Markdown."""
    rows = [catalog.technologies[one] for one in technologies]
    return markdown.render(list_page(catalog, rows, ("name", *columns), title))


def formats(
    catalog: Catalog, technologies: Sequence[str], columns: Sequence[str], title: str
) -> list[Format]:
    """Return the file formats to choose from.

    Args:
        catalog: The catalog.
        technologies: The ids of the rows, in order.
        columns: The columns besides the name.
        title: What the technologies have in common.
    """
    rows = [catalog.technologies[one] for one in technologies]
    shown, whole = ("name", *columns), ("id", "name", *columns)
    return [
        csv_file(lambda: csv_table.listing(catalog, rows, whole)),
        markdown_file(lambda: as_markdown(catalog, technologies, columns, title)),
        html_file(lambda: html_page.render(list_page(catalog, rows, shown, title))),
        json_file(lambda: json_document.listing(catalog, rows, shown)),
    ]
