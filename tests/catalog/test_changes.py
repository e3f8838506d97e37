"""Dates in texts and facts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techtui.catalog.changes import AHEAD, changes_of, kinds_of, named_day
from techtui.catalog.model import Catalog
from tests.catalog.samples import GOOD, load


@pytest.mark.parametrize(
    ("text", "day", "whole_month"),
    [
        ("BSD until March 2024", date(2024, 3, 1), True),
        ("AGPL until 16 October 2018.", date(2018, 10, 16), False),
        ("ended on 2026-10-10, not in May 2025", date(2026, 10, 10), False),
    ],
)
def test_the_latest_day_that_a_text_names(text: str, day: date, whole_month: bool) -> None:
    assert named_day(text) == (day, whole_month)


@pytest.mark.parametrize("text", ["", "since 2019", "31 June 2024", "2024-13-01", "since 8.0"])
def test_no_day_is_made_up(text: str) -> None:
    assert named_day(text) is None


@given(st.dates(min_value=date(1950, 1, 1)), st.text(max_size=20))
def test_every_day_is_read_as_it_is_written(day: date, after: str) -> None:
    months = "January February March April May June July August September October November December"
    named = f"{day.day} {months.split()[day.month - 1]} {day.year:04}"
    assert named_day(
        f"Since {named}, {after.translate({ord(one): None for one in '0123456789'})}"
    ) == (
        day,
        False,
    )


def test_newest_first_and_nothing_further_ahead_than_a_year(shipped: Catalog) -> None:
    today = date(2026, 6, 1)
    found = changes_of(shipped, shipped.technologies.values(), today)
    days = [one.day for one in found]
    assert days == sorted(days, reverse=True)
    assert (days[0] - today).days <= AHEAD
    assert {one.kind for one in found} == set(kinds_of(shipped, found))


def test_a_text_that_names_a_short_sign_of_a_value_is_about_its_attribute(shipped: Catalog) -> None:
    found = changes_of(shipped, [shipped.technologies["opentofu"]], date(2026, 11, 26))
    (told,) = [one for one in found if "BUSL-1.1. Using" in one.text]
    assert told.kind == "license"


def test_dates_of_tables_and_moves_of_choices_are_news() -> None:
    layer = """\
format = 1
[attributes.releases]
name = "Releases"
type = "table"
columns = { cycle = "version", eol = { type = "date", name = "Supported until" } }
[technologies.sencha.facts]
releases = [{ cycle = "3.1", eol = 2027-01-31 }, { cycle = "4", eol = 2031-01-31 }, { cycle = "5" }]
grade = { 2025-11 = "low", 2026-02 = "low", 2026-05 = "high" }
[technologies.oolong.facts]
grade = { 2025 = "low", 2026 = "high" }
"""
    catalog = load(GOOD, layer)
    found = changes_of(catalog, catalog.technologies.values(), date(2026, 6, 1))
    told = [(one.day_text, one.technology, one.text) for one in found if one.basis == "value"]
    assert told == [
        ("2027-01-31", "sencha", "Releases 3.1: Supported until"),
        ("2026-05", "sencha", "Grade: for guests (was everyday)"),
        ("2025-11", "sencha", "Grade: everyday"),
    ]
