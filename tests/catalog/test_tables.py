"""Tables: facts with rows, from the file to the page, the comparison and the query."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from techtui.catalog.comparison import Verdict, compare
from techtui.catalog.model import Catalog
from techtui.catalog.query import QueryError, complete, parse
from techtui.catalog.store.cache import cached_catalog, load_catalog
from techtui.formats.text import render
from techtui.pages.comparison import comparison_page
from techtui.pages.concept import attribute_page
from techtui.pages.technology import technology_page
from techtui.publish.static_site import site
from tests.catalog.samples import GOOD, load, told, warnings

COLUMNS = """\
format = 1
[attributes.releases]
name = "Releases"
type = "table"
help = "What was released."
[attributes.releases.columns]
cycle = "version"
released = "date"
eol = { type = "date", name = "Supported until", help = "Fixes end then." }
lts = { type = "yes_no", name = "LTS" }
state = { type = "choice", choices = { done = "was finished", open = "goes on" } }
price = { type = "money", unit = "EUR", better = "lower" }
"""
ROWS = """
[[technologies.sencha.facts.releases]]
cycle = "3.1"
released = 2025-05-01
eol = 2028-05-01
lts = true
state = "open"
[[technologies.sencha.facts.releases]]
cycle = "3.0"
eol = 2026-12-01
price = 20
[technologies.oolong.facts]
releases = { value = [{ cycle = "3.0", eol = 2020-01-01, state = "done", price = 30 }, { cycle = "2.9" }], source = "book" }
"""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(GOOD, COLUMNS + ROWS)


def test_rows_have_a_cell_for_each_column_in_order(catalog: Catalog) -> None:
    fact = catalog.technologies["sencha"].facts["releases"]
    assert fact.value == ("3.1", "3.0")
    assert fact.rows == (
        ("3.1", "2025-05-01", "2028-05-01", True, "open", None),
        ("3.0", None, "2026-12-01", None, None, 20),
    )
    assert list(catalog.columns) == [
        f"releases.{key}" for key in ("cycle", "released", "eol", "lts", "state", "price")
    ]
    assert catalog.columns["releases.released"].name == "Released"


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("releases:3.1", ["sencha"]),
        ("releases.eol<2027", ["sencha", "oolong"]),
        ("releases.eol<2026", ["oolong"]),
        ("releases.eol:2027..2027", []),  # one row before, one row after is not between
        ("releases.eol:2026..2027", ["sencha"]),
        ("-releases.eol<2026", ["sencha"]),
        ("releases.lts:yes", ["sencha"]),
        ("releases.lts:?", ["oolong"]),
        ("-releases.lts:?", ["sencha"]),
        ("releases.released:?,2025", ["sencha", "oolong"]),
        ("releases.state:finished", ["oolong"]),
        ("releases.cycle>=3.1", ["sencha"]),
        ("releases.price>25", ["oolong"]),
        ("rel.supported_until:2028-05", ["sencha"]),
        ("Releases.sup:2028", ["sencha"]),
    ],
)
def test_queries_ask_for_columns(
    catalog: Catalog, query: str, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert parse(query, catalog).select(catalog) == ids
    monkeypatch.setenv("TECHTUI_CACHE", str(tmp_path / "cache"))
    files = [tmp_path / "tea.toml", tmp_path / "releases.toml"]
    for file, text in zip(files, (GOOD, COLUMNS + ROWS), strict=True):
        file.write_text(text)
    load_catalog(files)
    stored = cached_catalog(files)
    assert stored is not None
    assert stored.columns == catalog.columns
    assert parse(query, stored).select(stored) == ids


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("releases.end>1", "releases has no column “end”; known: releases.cycle"),
        ("releases.lst:yes", "did you mean “releases.lts”?"),
        ("releases.>1", "“releases.” could be several columns"),
        ("releases>1", "has no order, so nothing is “>”; name a column, such as releases.released"),
        ("releases.lts>1", "“releases.lts” has no order"),
        ("grade.x:1", "there is no attribute “grade.x”"),
    ],
)
def test_what_asks_for_no_column_is_told(catalog: Catalog, query: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query, catalog)
    assert message in str(caught.value)


def test_columns_are_completed_behind_the_dot(catalog: Catalog) -> None:
    assert complete("rel", 3, catalog) == ["releases:"]
    assert complete("releases.e", 10, catalog) == ["releases.eol:"]
    assert complete("releases.lts:", 13, catalog) == [
        "releases.lts:yes",
        "releases.lts:no",
        "releases.lts:?",
    ]


def test_past_dates_are_dim_and_the_next_one_is_marked(catalog: Catalog) -> None:
    page = technology_page(catalog, catalog.technologies["sencha"], today=date(2026, 11, 23))
    shown = render(page, 100)
    assert "3.1    2025-05-01  2028-05-01       yes  goes on  –" in shown
    assert "3.0    –           2026-12-01◂      –    –        20 EUR" in shown
    assert "◂ comes next" in shown
    page = technology_page(catalog, catalog.technologies["sencha"], today=date(2026, 11, 23))
    assert "\x1b[2m2025-05-01" in render(page, 100, color=True)
    later = technology_page(catalog, catalog.technologies["sencha"], today=date(2026, 12, 2))
    assert "2028-05-01◂" in render(later, 100)


def test_a_website_marks_dates_as_of_the_day_of_its_catalog(catalog: Catalog) -> None:
    pages = {path: text.decode() for path, text in site(catalog)}
    page = pages["technologies/sencha/index.html"]
    assert '<span class="mark">2026-12-01◂</span>' in page
    assert '<span class="muted">2025-05-01</span>' in page
    undated = load(GOOD.replace("as_of = 2026-11-01\n", "", 1), COLUMNS + ROWS)
    assert undated.as_of is None
    page = dict(site(undated))["technologies/sencha/index.html"].decode()
    assert "<td>2025-05-01</td>" in page
    assert "◂" not in page


def test_a_row_without_room_is_a_paragraph(catalog: Catalog) -> None:
    page = technology_page(catalog, catalog.technologies["sencha"], today=date(2026, 11, 23))
    shown = render(page, 50)
    assert (
        "  3.1  Released 2025-05-01; Supported until\n    2028-05-01; LTS yes; State goes on\n"
        in shown
    )
    assert max(map(len, shown.splitlines())) <= 50


def test_an_explanation_names_the_columns_and_draws_the_rows(catalog: Catalog) -> None:
    technologies = list(catalog.technologies.values())
    shown = render(attribute_page(catalog, catalog.attributes["releases"], technologies), 100)
    assert "Fixes end then. releases.eol:" in shown
    assert "3.1    2025-05-01" in shown


def test_tables_stand_side_by_side_by_their_first_column(catalog: Catalog) -> None:
    compared = compare(catalog, list(catalog.technologies.values()))
    (row,) = (one for one in compared.rows if one.attribute.id == "releases")
    assert row.verdict is Verdict.DIFFERENT
    assert [(one.attribute.name, one.verdict, one.better) for one in row.parts] == [
        ("3.1", Verdict.MISSING, ()),
        ("3.0", Verdict.DIFFERENT, (0,)),
        ("2.9", Verdict.MISSING, ()),
    ]
    assert {one.about for one in row.parts} == {"releases"}
    name, parts = compared.groups()[-1]
    assert (name, parts) == ("Releases", list(row.parts))
    shown = render(comparison_page(catalog, compared), 80)
    assert "≠ 3.0" in shown
    assert "▲ Supported until 2026-12-01;" in shown
    assert "· 2.9" in shown
    # A row that says nothing but that it is there.
    assert shown[shown.index("· 2.9") :].split("\n")[0].split() == ["·", "2.9", "–", "yes", "¹"]


def test_tables_that_do_not_meet_stay_one_row() -> None:
    catalog = load(GOOD, COLUMNS + ROWS.replace('"3.0"', '"2.0"', 1))
    compared = compare(catalog, list(catalog.technologies.values()))
    (row,) = (one for one in compared.rows if one.attribute.id == "releases")
    assert row.parts == ()
    assert "3.1, 2.0" in render(comparison_page(catalog, compared), 80)


def test_equal_tables_are_the_same() -> None:
    rows = "releases = [{ cycle = '1', eol = 2026-01-01 }, { cycle = '2' }]\n"
    facts = f"[technologies.sencha.facts]\n{rows}[technologies.oolong.facts]\n"
    for other, verdict in (
        (rows, Verdict.SAME),
        (rows.replace("01-01", "01-02"), Verdict.DIFFERENT),
    ):
        catalog = load(GOOD, COLUMNS + facts + other)
        compared = compare(catalog, list(catalog.technologies.values()))
        (row,) = (one for one in compared.rows if one.attribute.id == "releases")
        assert row.verdict is verdict


@pytest.mark.parametrize(
    ("rows", "place", "message"),
    [
        ('[{ cycle = "1", eol = "soon" }]', (3, 28), "expected a date, found the text “soon”"),
        (
            '[{ cycle = "1" },\n  { cycle = "2", nope = 1 }]',
            (4, 18),
            "“nope” is no column of the table",
        ),
        ("[{ eol = 2026-01-01 }]", (3, 13), "the row has no “cycle”"),
        ('[{ cycle = "1" }, 5]', (3, 30), "expected a row, found a number"),
        ('"3.1"', (3, 1), "expected a list of rows, found text"),
        (
            '[{ cycle = "1", state = "shut" }]',
            (3, 28),
            "“shut” is not offered by the attribute releases.state",
        ),
    ],
)
def test_wrong_cells_are_told_where_they_are(
    rows: str, place: tuple[int, int], message: str
) -> None:
    layer = f"format = 1\n[technologies.sencha.facts]\nreleases = {rows}\n"
    problems = told(GOOD, COLUMNS, layer)
    assert [one.message for one in problems] == [message]
    assert (problems[0].line, problems[0].column) == place


def test_a_wrong_cell_costs_that_cell_and_a_row_without_its_first_that_row() -> None:
    rows = '[{ cycle = "1", eol = "soon", lts = true }, { eol = 2026-01-01 }, { cycle = "2", eol = [] }]'
    catalog = load(GOOD, COLUMNS, f"format = 1\n[technologies.sencha.facts]\nreleases = {rows}\n")
    fact = catalog.technologies["sencha"].facts["releases"]
    assert [row[:4] for row in fact.rows] == [("1", None, None, True), ("2", None, None, None)]


def test_a_table_full_of_faults_is_not_told_without_end() -> None:
    rows = ", ".join('{ cycle = "1", eol = "soon" }' for _ in range(500))
    layer = f"format = 1\n[technologies.sencha.facts]\nreleases = [{rows}]\n"
    assert len(told(GOOD, COLUMNS, layer)) == 20


@pytest.mark.parametrize(
    ("columns", "messages"),
    [
        ("", ["a table has no columns"]),
        ("columns = {}", ["a table has no columns"]),
        ('columns = { a = "dat" }', ["“dat” is no type of a column"]),
        ('columns = { a = "series" }', ["“series” is no type of a column"]),
        ('columns = { "a.b" = "text", c = "text" }', ["“a.b” can't be a column"]),
        ('columns = { a = { name = "A" } }', ["“type” is missing"]),
        (
            'columns = ["a"]',
            ["a table has no columns", "expected a table of columns, found a list"],
        ),
    ],
)
def test_wrong_columns_are_told(columns: str, messages: list[str]) -> None:
    layer = f'format = 1\n[attributes.prices]\nname = "Prices"\ntype = "table"\n{columns}\n'
    assert [one.message for one in told(GOOD, layer)] == messages
    load(GOOD, layer)


def test_columns_of_another_type_have_no_effect() -> None:
    layer = 'format = 1\n[attributes.prices]\nname = "P"\ntype = "text"\ncolumns = { a = "text" }\n'
    assert "columns makes no sense for an attribute of type text" in [
        one.message for one in warnings(GOOD, layer)
    ]
