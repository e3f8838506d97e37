"""Values over time: figures by year, month or day, and choices with a course."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techtui.catalog.comparison import compare
from techtui.catalog.decide.terms import TermVerdict, understand
from techtui.catalog.model import Attribute, AttributeType, Catalog
from techtui.catalog.moments import (
    grain_of,
    mixture,
    moment_of,
    moment_text,
    place_of,
    step_of,
    step_text,
)
from techtui.catalog.movement import Movement, movement
from techtui.catalog.query import QueryError, complete, parse
from techtui.catalog.store.cache import cached_catalog, load_catalog
from techtui.formats import csv_table, json_document
from techtui.formats.text import render
from techtui.pages.comparison import comparison_page, figures_page
from techtui.pages.technology import technology_page
from tests.catalog.samples import GOOD, load, told

DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))
MOMENTS = st.one_of(
    st.integers(1, 9999),
    DAYS.map(lambda day: day.year * 100 + day.month),
    DAYS.map(lambda day: day.year * 10_000 + day.month * 100 + day.day),
)
COURSES = """\
format = 1
[attributes.grade]
better = "higher"
choices = { low = "everyday", mid = "for friends", high = "for guests" }
[technologies.sencha.facts]
grade = { 2024-03 = "low", 2025-03 = "low", 2025-09 = "mid", 2026-01 = "high" }
sales = { 2026-01 = 5, 2026-03 = 8 }
[technologies.oolong.facts]
grade = { value = { 2026-02 = "mid" }, note = "First tasting." }
"""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(GOOD, COURSES)


# Moments ------------------------------------------------------------------------------------------


@given(MOMENTS)
def test_a_moment_is_read_as_it_is_written(moment: int) -> None:
    assert moment_of(moment_text(moment)) == moment
    grain = grain_of(moment)
    assert step_text(step_of(moment, grain), grain) == moment_text(moment)
    year = moment if grain == "year" else int(moment_text(moment)[:4])
    assert year <= place_of(moment) < year + 1


@given(DAYS, DAYS, st.sampled_from(["%Y%m", "%Y%m%d"]))
def test_moments_of_one_grain_sort_as_time_goes(one: date, other: date, form: str) -> None:
    first, second = sorted((one, other))
    moments = [int(day.strftime(form)) for day in (first, second)]
    assert moments == sorted(moments)
    assert sorted(map(place_of, moments)) == [place_of(moment) for moment in moments]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "2026-13",
        "2026-00",
        "2026-1",
        "2026-02-30",
        "12026",
        "0999-01",
        "2026-01-01T1",
        " 2026",
        "²",
        "٢٠٢٦",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    assert moment_of(text) is None


def test_a_mixture_is_named() -> None:
    assert mixture([2024, 2025]) == ""
    assert mixture([202601, 2025, 20260101]) == "years beside months beside days"


# Figures ------------------------------------------------------------------------------------------


def test_figures_by_month_are_told_by_month(catalog: Catalog) -> None:
    sencha = catalog.technologies["sencha"]
    shown = render(technology_page(catalog, sencha), 80)
    assert "▅·█  8 t in 2026-03, 5 t in 2026-01" in shown
    assert "\nsales,Sales,,8.0,2026-03,t," in csv_table.technology(catalog, sencha)
    assert '"2026-01": 5.0' in json_document.technology(catalog, sencha)


@pytest.mark.parametrize(
    ("series", "kept", "message"),
    [
        (
            "{ 2024 = 1, 2025 = 2, 2026-01 = 3 }",
            {2024: 1, 2025: 2},
            "“2026-01” stands beside years such as 2024",
        ),
        ("{ 2024 = 1, 2026-01 = 3 }", {202601: 3}, "“2024” stands beside months such as 2026-01"),
        (
            "{ 2026-01-31 = 1, 2026-01 = 3 }",
            {20260131: 1},
            "“2026-01” stands beside days such as 2026-01-31",
        ),
        ("{ 2026-02-30 = 1, 2026-02-28 = 3 }", {20260228: 3}, "“2026-02-30” is none"),
        ('{ 2026-02 = "many", 2026-03 = 3 }', {202603: 3}, "expected a number"),
    ],
)
def test_one_series_has_one_grain(series: str, kept: dict[int, float], message: str) -> None:
    layer = f"format = 1\n[technologies.sencha.facts]\nsales = {series}\n"
    (problem,) = told(GOOD, layer)
    assert message in problem.message
    assert problem.line == 3
    assert load(GOOD, layer).technologies["sencha"].facts["sales"].value == kept


def test_words_in_a_series_are_meant_as_choices() -> None:
    layer = 'format = 1\n[technologies.sencha.facts]\nsales = { 2024 = "few", 2025 = "many" }\n'
    (problem,) = told(GOOD, layer)
    assert "declare the attribute as a choice" in problem.hint


def test_years_beside_months_are_said_and_not_measured(catalog: Catalog) -> None:
    mixed = load(GOOD, COURSES, "format = 1\n[technologies.oolong.facts]\nsales = { 2024 = 900 }\n")
    compared = compare(mixed, list(mixed.technologies.values()))
    shown = render(comparison_page(mixed, compared), 80)
    assert "Sales  years beside" in shown
    (line,) = (one for one in shown.splitlines() if "8 t" in one)
    assert "━" not in line
    assert "▲" not in line
    (row,) = (one for one in compared.rows if one.attribute.id == "sales")
    notes = render(figures_page(mixed, list(mixed.technologies.values()), row), 80)
    assert "Figures of years beside months" in notes
    compared = compare(catalog, list(catalog.technologies.values()))
    assert "beside" not in render(comparison_page(catalog, compared), 80)


# Choices ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ({2025: "b"}, Movement("new", 2025)),
        ({2024: "b", 2025: "b"}, Movement("unchanged", 2024)),
        ({2024: "a", 2025: "b", 2026: "b"}, Movement("in", 2025, "a")),
        ({2024: "b", 2025: "c", 2026: "a"}, Movement("out", 2026, "c")),
        ({2024: "a", 2025: "?"}, Movement("changed", 2025, "a")),
        ({2024: "a", 2025: "b", 2026: "a"}, Movement("out", 2026, "b")),
    ],
)
def test_movement_is_worked_out(history: dict[int, str], expected: Movement) -> None:
    choices = dict.fromkeys("abc", "")
    ring = Attribute("ring", "Ring", AttributeType.CHOICE, better="higher", choices=choices)
    assert movement(ring, history) == expected
    turned = Attribute("ring", "Ring", AttributeType.CHOICE, better="lower", choices=choices)
    swapped = {"in": "out", "out": "in"}
    assert movement(turned, history).kind == swapped.get(expected.kind, expected.kind)
    aimless = Attribute("ring", "Ring", AttributeType.CHOICE, choices=choices)
    without = "changed" if expected.before else expected.kind
    assert movement(aimless, history) == expected._replace(kind=without)


def test_the_last_choice_is_the_value_and_its_course_is_told(catalog: Catalog) -> None:
    sencha, oolong = catalog.technologies.values()
    assert sencha.facts["grade"].value == "high"
    shown = render(technology_page(catalog, sencha), 100)
    assert "Grade        for guests ↑ moved in from for friends, 2026-01" in shown
    assert "2024-03 everyday → 2025-09 for friends → 2026-01 for guests" in shown
    shown = render(technology_page(catalog, oolong), 100)
    assert "for friends ✦ new 2026-02" in shown
    assert "First tasting." in shown
    assert "\ngrade.moved,Grade moved,,moved in," in csv_table.technology(catalog, sencha)
    document = json_document.technology(catalog, sencha)
    assert '"moved": "in"' in document
    assert '"since": "2026-01"' in document


QUERIES = [
    ("grade>mid", ["sencha"]),
    ("grade.moved:in", ["sencha"]),
    ("moved:in since>=2026", ["sencha"]),
    ("moved:in since<2026", []),
    ("moved:new", ["oolong"]),
    ("moved:in,new", ["sencha", "oolong"]),
    ("-moved:new", ["sencha"]),
    ("since:2026-02", ["oolong"]),
    ("grade.since:2026-01..2026-01", ["sencha"]),
    ("moved:?", []),
]


@pytest.mark.parametrize(("query", "ids"), QUERIES)
def test_queries_ask_for_the_movement(catalog: Catalog, query: str, ids: list[str]) -> None:
    # The sample has an attribute “since”, which goes first; without it the word means the movement.
    text = GOOD.replace("since", "picked").replace('"Since"', '"Picked"')
    catalog = load(text, COURSES)
    assert parse(query, catalog).select(catalog) == ids


def test_stored_catalogs_answer_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TECHTUI_CACHE", str(tmp_path / "cache"))
    files = [tmp_path / "tea.toml", tmp_path / "courses.toml"]
    text = GOOD.replace("since", "picked").replace('"Since"', '"Picked"')
    for file, content in zip(files, (text, COURSES), strict=True):
        file.write_text(content)
    read = load_catalog(files)
    stored = cached_catalog(files)
    assert stored is not None
    assert stored.technologies["sencha"] == read.technologies["sencha"]
    assert stored.moving == read.moving == ("grade",)
    for query, ids in QUERIES:
        assert parse(query, stored).select(stored) == ids


def test_an_attribute_of_that_name_goes_first(catalog: Catalog) -> None:
    assert parse("since:1738", catalog).select(catalog) == ["sencha"]
    with pytest.raises(QueryError, match="there is no attribute “moved”"):
        parse("moved:in", load(GOOD))
    two = (
        COURSES
        + 'taste = { 2024 = "low" }\n[attributes.taste]\nname = "Taste"\ntype = "choice"\nchoices = ["low"]\n'
    )
    with pytest.raises(QueryError, match="there is no attribute “moved”"):
        parse("moved:in", load(GOOD, two))


def test_movements_are_completed(catalog: Catalog) -> None:
    assert complete("grade.m", 7, catalog) == ["grade.moved:"]
    assert complete("grade.moved:un", 14, catalog) == ["grade.moved:unchanged"]


def test_a_must_can_ask_for_the_movement(catalog: Catalog) -> None:
    must = understand("grade.moved:in", catalog)
    sencha, oolong = catalog.technologies.values()
    assert must.verdict(catalog, sencha) is TermVerdict.YES
    assert must.verdict(catalog, oolong) is TermVerdict.NO
    plain = load(
        GOOD, COURSES + 'grade2 = "x"\n', "format = 1\n[technologies.oolong.facts]\ngrade = 'mid'\n"
    )
    assert must.verdict(plain, plain.technologies["oolong"]) is TermVerdict.UNKNOWN


@pytest.mark.parametrize(
    ("raw", "value", "message"),
    [
        (
            '{ 2024 = "low", 2025 = "shiny" }',
            "shiny",
            "“shiny” is not offered by the attribute grade",
        ),
        (
            '{ 2024 = "low", soon = "high" }',
            "low",
            "years, months or days as its keys; “soon” is none",
        ),
        ('{ 2024 = "low", 2025 = "High" }', "high", "“High” is not offered by the attribute grade"),
        ("{ 2024 = 1.5 }", "high", "expected text, found a number"),  # what stands below,
    ],
)
def test_wrong_courses_are_told(raw: str, value: str, message: str) -> None:
    layer = f"format = 1\n[technologies.sencha.facts]\ngrade = {raw}\n"
    (problem,) = told(GOOD, layer)
    assert message in problem.message
    fact = load(GOOD, layer).technologies["sencha"].facts.get("grade")
    assert fact is not None
    assert fact.value == value
