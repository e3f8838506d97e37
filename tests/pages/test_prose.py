"""Texts in Markdown: what is understood, what stays literal, and that nothing in them does harm."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techtui.catalog.comparison import compare
from techtui.catalog.format.loader import read_catalog
from techtui.catalog.links import link_kind
from techtui.catalog.markdown import parts_of, plain
from techtui.catalog.model import Catalog
from techtui.formats import csv_table, html_page, json_document, markdown, text
from techtui.pages.category import category_page
from techtui.pages.comparison import figures_page, told
from techtui.pages.document import Bullets, Code, Document, Paragraph, Span
from techtui.pages.listings import column_text
from techtui.pages.prose import prose
from techtui.pages.technology import technology_page
from tests.catalog.samples import GOOD, load

MARKDOWN = GOOD.replace('title = "Tea"', 'title = "Tea"\ntext = "markdown"')
BOATS = read_catalog([Path(__file__).parents[1] / "foreign" / "markdown.toml"])


def catalog_saying(summary: str) -> Catalog:
    """A catalog with one summary in Markdown."""
    return load(MARKDOWN.replace('"Steamed, rolled and dried."', f"'''\n{summary}'''"))


def shown(summary: str) -> str:
    """The summary as a terminal shows it."""
    catalog = catalog_saying(summary)
    document = Document("", "", prose(catalog, catalog.technologies["sencha"].summary))
    return dedent(text.render(document, 60)).strip("\n")


def test_paragraphs_lists_code_and_emphasis_are_parts_of_the_page() -> None:
    skiff = BOATS.technologies["skiff"]
    assert skiff.tagline == "See the plans and row --help"
    first, bullets, code, last = prose(BOATS, skiff.summary)
    assert isinstance(first, Paragraph)
    assert isinstance(bullets, Bullets)
    assert [one.line for one in bullets.items] == [(Span("two oars"),), (Span("a bailer"),)]
    assert code == Code(("row --fast",))
    assert last == Paragraph((Span("Light.", "strong"),))


def test_every_writer_has_them() -> None:
    page = lambda: technology_page(BOATS, BOATS.technologies["skiff"])  # noqa: E731
    assert "  • two oars\n  • a bailer\n\n    row --fast\n\n  Light." in text.render(page(), 60)
    assert "<pre><code>row --fast</code></pre>" in html_page.render(page())
    assert "- two oars\n- a bailer\n\n```\nrow --fast\n```\n\n" in markdown.render(page())
    assert "- two oars\\n" in json_document.technology(BOATS, BOATS.technologies["skiff"])
    listed = column_text(BOATS, BOATS.technologies["skiff"], "summary")
    assert listed == "Comes with: two oars a bailer row --fast Light."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# No heading", "# No heading"),
        ("<b>no</b> <!-- html -->", "<b>no</b> <!-- html -->"),
        ("![no picture](https://x.example/p.png)", "!no picture"),
        ("a &lt; b &#27; c", "a &lt; b &#27; c"),
        ("| a | b |", "| a | b |"),
        ("2 \\* 3 \\* 4", "2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
        ("[run](javascript:alert(1))", "[run](javascript:alert(1))"),
        ("[link=file:///x]no[/link]", "[link=file:///x]no[/link]"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("1. one\n2. two", "1. one\n2. two"),
        ("- a\n  - b", "• a\n– b"),
    ],
)
def test_everything_else_is_literal(source: str, text: str) -> None:
    assert shown(source) == text


def test_points_have_links_in_compare_and_on_the_page() -> None:
    catalog = load(MARKDOWN.replace('["Fresh"]', '["Fresh, [see](https://fresh.example)"]'))
    (row, *_) = compare(catalog, tuple(catalog.technologies.values())).texts
    line = told(row, 0).items[0].line
    assert [(one.text, one.ref.id if one.ref else "") for one in line if isinstance(one, Span)] == [
        ("Fresh, ", ""),
        ("see", "https://fresh.example"),
    ]
    plain_catalog = load(GOOD.replace('["Fresh"]', '["*Fresh*"]'))
    (row, *_) = compare(plain_catalog, tuple(plain_catalog.technologies.values())).texts
    assert told(row, 0).items[0].line == (Span("*Fresh*"),)


def test_control_characters_are_made_visible_and_lines_stay() -> None:
    catalog = load(
        MARKDOWN.replace('"Steamed, rolled and dried."', '"one\\u001b[31m\\n\\n    a\\tb"')
    )
    (first, code) = prose(catalog, catalog.technologies["sencha"].summary)
    assert first == Paragraph((Span("one\u241b[31m"),))
    assert code == Code(("a   b",))


@given(st.text(st.sampled_from('ab *_`[]()<>!#-+1.\\\n&;:/|"javscript'), max_size=80))
def test_no_text_is_a_traceback_or_a_link_that_nobody_should_follow(source: str) -> None:
    for part in parts_of(source):
        for piece in getattr(part, "pieces", ()):
            assert "\n" not in piece.text
            if link_kind(piece.link) == "open":
                assert piece.link.startswith(("http:", "https:"))
    assert "\n" not in plain(source)


def test_a_huge_text_takes_no_time() -> None:
    assert len(plain("[" * 50_000 + "\n")) == 50_000
    assert len(list(parts_of("*a " * 100_000))) == 1


def test_categories_concepts_questions_and_notes_are_marked_too() -> None:
    said = MARKDOWN.replace(
        'name = "Leaf"',
        'name = "Leaf"\nsummary = """Either:\n\n- **loose**\n- in bags"""\n'
        'how_to_choose = ["Is `water` at hand?"]',
    )
    said = said.replace(
        "as_of = 2026-10-01 }",
        'as_of = 2026-10-01, note = "See [a cup](https://cup.example) of *ours*." }',
    )
    tea = load(said)
    leaf = html_page.render(category_page(tea, tea.categories["leaf"]))
    assert "<strong>loose</strong></li>" in leaf
    assert 'Is <span class="accent">water</span> at hand?' in leaf
    page = lambda: technology_page(tea, tea.technologies["sencha"])  # noqa: E731
    assert (
        'See <a href="https://cup.example" rel="noopener noreferrer">a cup</a> of <strong>ours</strong>.'
        in html_page.render(page())
    )
    assert "See [a cup](https://cup.example) of **ours**." in markdown.render(page())
    assert "See a cup of ours." in text.render(page(), 80)
    assert "See a cup of ours." in csv_table.technology(tea, tea.technologies["sencha"])
    both = list(tea.technologies.values())
    (row,) = [one for one in compare(tea, both).rows if one.attribute.id == "grams"]
    assert "See a cup of ours." in text.render(figures_page(tea, both, row), 80)


def test_a_note_of_a_plain_catalog_is_literal() -> None:
    tea = load(GOOD.replace("as_of = 2026-10-01 }", 'as_of = 2026-10-01, note = "See *ours*." }'))
    assert "See *ours*." in text.render(technology_page(tea, tea.technologies["sencha"]), 80)
