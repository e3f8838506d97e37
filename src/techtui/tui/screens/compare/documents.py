"""What a comparison can be taken away as."""

from __future__ import annotations

import re
from datetime import date

from techtui.catalog.comparison import Comparison
from techtui.catalog.model import Catalog
from techtui.formats import csv, html, json, markdown
from techtui.tui.screens.compare.export import Format


def as_markdown(catalog: Catalog, comparison: Comparison, only_differences: bool) -> str:
    """A comparison as a section of a document, with the date of today."""
    return markdown.comparison(catalog, comparison, date.today(), only_differences)


def formats(
    catalog: Catalog, comparison: Comparison, only_differences: bool, picture: str
) -> list[Format]:
    """The kinds of files to choose from.

    Args:
        catalog: Where sources are declared.
        comparison: What to write.
        only_differences: Whether to leave out attributes that do not differ.
        picture: The screen as SVG.
    """
    what = catalog, comparison
    today = date.today()
    return [
        Format(
            "Markdown",
            ".md",
            "for documents and decision records",
            lambda: markdown.comparison(*what, today, only_differences),
            "text/markdown",
        ),
        Format(
            "HTML",
            ".html",
            "a page to read, send and print",
            lambda: html.comparison(*what, today, only_differences),
            "text/html",
        ),
        Format(
            "CSV",
            ".csv",
            "for spreadsheets",
            lambda: csv.comparison(*what, only_differences),
            "text/csv",
        ),
        Format(
            "JSON",
            ".json",
            "for programs",
            lambda: json.comparison(*what, only_differences),
            "application/json",
        ),
        Format(
            "Picture",
            ".svg",
            "the screen as it is, as SVG",
            lambda: without_fonts(picture),
            "image/svg+xml",
        ),
    ]


def without_fonts(svg: str) -> str:
    """A picture that fetches nothing from the web: Rich's pictures name fonts there."""
    return re.sub(r',?\s*url\("https?://[^)]*"\)\s*format\("[^"]*"\)', "", svg)
