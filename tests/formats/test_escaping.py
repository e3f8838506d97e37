"""Formats escape for their target: hostile text stays text."""

from __future__ import annotations

import csv as reader
import io
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techtui.catalog.comparison import compare
from techtui.formats import csv_table, html_page, markdown
from techtui.pages.comparison import comparison_page
from techtui.pages.document import Document, Item, Pairs, Span
from tests.journeys.test_hostile import HOSTILE, hostile_catalog

TODAY = date(2026, 11, 23)


class Tags(HTMLParser):
    """Collects the tags and addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]


@pytest.mark.parametrize(
    "text", [*HOSTILE, "<script>alert(1)</script>", "a|b`c`*d*", "=cmd()", "</td><img src=x>"]
)
def test_hostile_text_survives_every_format(text: str) -> None:
    catalog = hostile_catalog(text)
    compared = compare(catalog, list(catalog.technologies.values()))
    page = html_page.render(comparison_page(catalog, compared, note=text), TODAY)
    tags = Tags()
    tags.feed(page)
    assert not tags.tags & {"script", "img"}
    assert all(address.startswith(("https://", "#")) for address in tags.addresses)
    assert "\x1b" not in page
    written = markdown.render(comparison_page(catalog, compared, note=text), TODAY)
    assert "<script>" not in written.replace("\\<", "")
    table = next(reader.reader(io.StringIO(csv_table.comparison(catalog, compared, note=text))))
    assert not [cell for cell in table if cell[:1] in ("=", "+", "-", "@")]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_markdown_cell_is_one_line_without_bare_pipes(text: str) -> None:
    escaped = markdown.escape(text)
    assert "\n" not in escaped
    bare = escaped.replace("\\\\", "").replace("\\|", "")
    assert "|" not in bare


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), min_size=1, max_size=4
    )
)
def test_csv_comes_back_as_it_was_but_for_the_apostrophe(cells: list[str]) -> None:
    row = next(iter(reader.reader(io.StringIO(csv_table.table(cells, [])))), [])
    assert [one.removeprefix("'") for one in row] == [one.removeprefix("'") for one in cells]


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1).map(str.strip), max_size=5))
def test_items_of_a_list_in_one_cell_can_be_told_apart(items: list[str]) -> None:
    items = [one for one in items if one.isprintable() and one]
    written = csv_table.joined(items)
    assert next(reader.reader([written], delimiter=";", skipinitialspace=True), []) == items


def test_a_pair_without_a_text_ends_with_its_name() -> None:
    rows = ((Span("Moka"), Item((Span("steams"),))), (Span("V60"), Item(())))
    page = Document("Brewers", "", (Pairs((("", rows),)),))
    assert "- **Moka**: steams\n- **V60**\n" in markdown.render(page)
