"""CSV for spreadsheets; no cell can become a formula there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from techtui.catalog.comparison import Comparison
from techtui.catalog.model import Catalog, Resource
from techtui.formats.plain import fact_text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(text: str) -> str:
    """``text`` as a spreadsheet shows it; what would start a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with a line of headings."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([cell(text) for text in head])
    writer.writerows([cell(text) for text in row] for row in rows)
    return written.getvalue()


def comparison(catalog: Catalog, compared: Comparison) -> str:
    """A comparison: a line for each attribute, a column for each technology."""
    rows = [
        [
            row.attribute.group,
            row.attribute.name,
            row.verdict,
            *(fact_text(row.attribute, fact) for fact in row.facts),
            ", ".join(compared.technologies[at].name for at in row.better),
        ]
        for row in compared.rows
    ]
    for text in compared.texts:
        told = [
            "; ".join(
                f"{item.title} {item.url}" if isinstance(item, Resource) else item.text
                for item in items
            )
            for items in text.texts
        ]
        rows.append(["", text.name, text.verdict, *told, ""])
    return table(
        ["group", "attribute", "verdict", *(one.name for one in compared.technologies), "better"],
        rows,
    )
