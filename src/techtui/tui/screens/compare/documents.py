"""The formats in which a comparison can be exported."""

from __future__ import annotations

from collections.abc import Callable

from techtui.catalog.comparison import Comparison
from techtui.catalog.model import Catalog
from techtui.formats import csv_table, html_page, json_document, markdown
from techtui.pages.comparison import comparison_page
from techtui.tui.screens.compare.file_format import (
    Format,
    csv_file,
    html_file,
    json_file,
    markdown_file,
)


def as_markdown(
    catalog: Catalog, comparison: Comparison, only_differences: bool, note: str = ""
) -> str:
    """Return a comparison as a section of a document, with today's date."""
    return markdown.render(comparison_page(catalog, comparison, only_differences, note))


def formats(
    catalog: Catalog,
    comparison: Comparison,
    only_differences: bool,
    note: str,
    picture: Callable[[], str],
) -> list[Format]:
    """Return the file formats to choose from.

    Args:
        catalog: The catalog; it declares the sources.
        comparison: The comparison to write.
        only_differences: Whether to leave out attributes that do not differ.
        note: The user's note on the comparison.
        picture: Draws the rows that are shown as SVG.
    """
    what = catalog, comparison, only_differences, note
    return [
        markdown_file(lambda: as_markdown(*what), "for documents and decision records"),
        html_file(lambda: html_page.render(comparison_page(*what))),
        csv_file(lambda: csv_table.comparison(*what)),
        json_file(lambda: json_document.comparison(*what)),
        Format(
            "Picture",
            ".svg",
            "the rows that are shown, as SVG",
            picture,
            "image/svg+xml",
        ),
    ]
