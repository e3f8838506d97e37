"""What a comparison can be taken away as."""

from __future__ import annotations

from collections.abc import Callable

from techtui.catalog.comparison import Comparison
from techtui.catalog.model import Catalog
from techtui.formats import csv_table, html_page, json_document, markdown
from techtui.pages.comparison import comparison_page
from techtui.tui.screens.compare.export import Format


def as_markdown(
    catalog: Catalog, comparison: Comparison, only_differences: bool, note: str = ""
) -> str:
    """A comparison as a section of a document, with the date of today."""
    return markdown.render(comparison_page(catalog, comparison, only_differences, note))


def formats(
    catalog: Catalog,
    comparison: Comparison,
    only_differences: bool,
    note: str,
    picture: Callable[[], str],
) -> list[Format]:
    """The kinds of files to choose from.

    Args:
        catalog: Where sources are declared.
        comparison: What to write.
        only_differences: Whether to leave out attributes that do not differ.
        note: What the person noted about the comparison.
        picture: Draws the rows that are shown as SVG.
    """
    what = catalog, comparison, only_differences, note
    return [
        Format(
            "Markdown",
            ".md",
            "for documents and decision records",
            lambda: as_markdown(*what),
            "text/markdown",
        ),
        Format(
            "HTML",
            ".html",
            "a page to read, send and print",
            lambda: html_page.render(comparison_page(*what)),
            "text/html",
        ),
        Format(
            "CSV",
            ".csv",
            "for spreadsheets",
            lambda: csv_table.comparison(*what),
            "text/csv",
        ),
        Format(
            "JSON",
            ".json",
            "for programs",
            lambda: json_document.comparison(*what),
            "application/json",
        ),
        Format(
            "Picture",
            ".svg",
            "the rows that are shown, as SVG",
            picture,
            "image/svg+xml",
        ),
    ]
