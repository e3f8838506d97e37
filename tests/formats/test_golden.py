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
from techtui.formats import csv, html, json, markdown, text
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


PAGES: dict[str, Callable[[Catalog], str]] = {
    "technology.txt": lambda c: text.technology(c, c.technologies["moka"], 80),
    "technology-narrow.txt": lambda c: text.technology(c, c.technologies["moka"], 40),
    "technology-colour.txt": lambda c: text.technology(c, c.technologies["moka"], 80, True),
    "technology.md": lambda c: markdown.technology(c, c.technologies["moka"], TODAY),
    "technology.html": lambda c: html.technology(c, c.technologies["moka"], TODAY),
    "technology.csv": lambda c: csv.technology(c, c.technologies["moka"]),
    "technology.json": lambda c: json.technology(c, c.technologies["moka"]),
    "comparison.txt": lambda c: text.comparison(c, _two(c), width=80),
    "comparison-three.txt": lambda c: text.comparison(c, _three(c), width=120),
    "comparison-narrow.txt": lambda c: text.comparison(c, _three(c), width=44),
    "comparison-differences.txt": lambda c: text.comparison(c, _two(c), True, 80),
    "comparison.md": lambda c: markdown.comparison(c, _two(c), TODAY),
    "comparison-differences.md": lambda c: markdown.comparison(c, _two(c), TODAY, True),
    "comparison.html": lambda c: html.comparison(c, _three(c), TODAY),
    "comparison.csv": lambda c: csv.comparison(c, _three(c)),
    "comparison.json": lambda c: json.comparison(c, _three(c)),
    "list.txt": lambda c: text.listing(c, list(c.technologies.values()), COLUMNS, 60),
    "list.md": lambda c: markdown.listing(c, list(c.technologies.values()), COLUMNS),
    "list.html": lambda c: html.listing(
        c, list(c.technologies.values()), COLUMNS, "Brewers", TODAY
    ),
    "list.csv": lambda c: csv.listing(c, list(c.technologies.values()), COLUMNS),
    "list.json": lambda c: json.listing(c, c.technologies.values(), COLUMNS),
    "hits.txt": lambda c: text.hits(c, _hits(c)),
    "hits.csv": lambda c: csv.hits(c, _hits(c)),
    "hits.json": lambda c: json.hits(c, _hits(c)),
    "concept.txt": lambda c: text.concept(c, c.concepts["grind-size"]),
    "concept.md": lambda c: markdown.concept(c, c.concepts["extraction"]),
    "concept.html": lambda c: html.concept(c, c.concepts["extraction"], TODAY),
    "concept.json": lambda c: json.concept(c, c.concepts["grind-size"]),
    "concepts.txt": lambda c: text.concepts(c),
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_as_they_were_looked_at(name: str, coffee: Catalog) -> None:
    # Rich numbers the links of a terminal at random.
    check(GOLDEN / name, re.sub(r"\x1b]8;id=\d+;", "\x1b]8;id=1;", PAGES[name](coffee)))


def test_no_golden_file_is_left_over() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == set(PAGES)
