"""Every page in every format, as it was looked at."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from techtui.catalog.comparison import Comparison, compare
from techtui.catalog.model import Catalog
from techtui.catalog.search import Hit, Index
from techtui.formats import csv_table, html_page, json_document, markdown, text
from techtui.pages.comparison import comparison_page
from techtui.pages.concept import concept_page
from techtui.pages.document import Document
from techtui.pages.listings import concepts_page, hits_page, list_page
from techtui.pages.technology import technology_page
from tests.golden import check

GOLDEN = Path(__file__).with_name("golden")
TODAY = date(2026, 11, 23)
COLUMNS = ("id", "name", "category", "share", "material")


def _two(catalog: Catalog) -> Comparison:
    return compare(catalog, [catalog.technologies["moka"], catalog.technologies["machine"]])


def _three(catalog: Catalog) -> Comparison:
    return compare(catalog, list(catalog.technologies.values()))


def _hits(catalog: Catalog) -> list[Hit]:
    return Index(catalog).search("moka")


def _moka(catalog: Catalog) -> Document:
    return technology_page(catalog, catalog.technologies["moka"])


def _list(catalog: Catalog, title: str = "") -> Document:
    return list_page(catalog, list(catalog.technologies.values()), COLUMNS, title)


def _concept(catalog: Catalog, name: str) -> Document:
    return concept_page(catalog, catalog.concepts[name])


NOTE = "Two of us *drink*.\n\nNobody cleans."

PAGES: dict[str, Callable[[Catalog], str]] = {
    "technology.txt": lambda c: text.render(_moka(c), 80),
    "technology-narrow.txt": lambda c: text.render(_moka(c), 40),
    "technology-colour.txt": lambda c: text.render(_moka(c), 80, True),
    "technology.md": lambda c: markdown.render(_moka(c), TODAY),
    "technology.html": lambda c: html_page.render(_moka(c), TODAY),
    "technology.csv": lambda c: csv_table.technology(c, c.technologies["moka"]),
    "technology.json": lambda c: json_document.technology(c, c.technologies["moka"]),
    "comparison.txt": lambda c: text.render(comparison_page(c, _two(c)), 80),
    "comparison-three.txt": lambda c: text.render(comparison_page(c, _three(c)), 120),
    "comparison-narrow.txt": lambda c: text.render(comparison_page(c, _three(c)), 44),
    "comparison-differences.txt": lambda c: text.render(comparison_page(c, _two(c), True), 80),
    "comparison-noted.txt": lambda c: text.render(comparison_page(c, _two(c), True, NOTE), 80),
    "comparison.md": lambda c: markdown.render(comparison_page(c, _two(c)), TODAY),
    "comparison-differences.md": lambda c: markdown.render(
        comparison_page(c, _two(c), True, NOTE), TODAY
    ),
    "comparison.html": lambda c: html_page.render(comparison_page(c, _three(c), note=NOTE), TODAY),
    "comparison.csv": lambda c: csv_table.comparison(c, _three(c), note=NOTE),
    "comparison.json": lambda c: json_document.comparison(c, _three(c), note=NOTE),
    "list.txt": lambda c: text.render(_list(c), 60),
    "list.md": lambda c: markdown.render(_list(c)),
    "list.html": lambda c: html_page.render(_list(c, "Brewers"), TODAY),
    "list.csv": lambda c: csv_table.listing(c, list(c.technologies.values()), COLUMNS),
    "list.json": lambda c: json_document.listing(c, c.technologies.values(), COLUMNS),
    "hits.txt": lambda c: text.render(hits_page(c, _hits(c))),
    "hits.csv": lambda c: csv_table.hits(c, _hits(c)),
    "hits.json": lambda c: json_document.hits(c, _hits(c)),
    "concept.txt": lambda c: text.render(_concept(c, "grind-size")),
    "concept.md": lambda c: markdown.render(_concept(c, "extraction"), TODAY),
    "concept.html": lambda c: html_page.render(_concept(c, "extraction"), TODAY),
    "concept.json": lambda c: json_document.concept(c, c.concepts["grind-size"]),
    "concepts.txt": lambda c: text.render(concepts_page(c)),
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_as_they_were_looked_at(name: str, coffee: Catalog) -> None:
    # Rich numbers the links of a terminal at random.
    check(GOLDEN / name, re.sub(r"\x1b]8;id=\d+;", "\x1b]8;id=1;", PAGES[name](coffee)))


def test_no_golden_file_is_left_over() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == set(PAGES)
