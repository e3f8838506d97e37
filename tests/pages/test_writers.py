"""What a page says is written once, and every writer says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from pathlib import Path

import pytest

from techtui.catalog.comparison import TextRow, compare
from techtui.catalog.headings import TEXTS, WHAT_IT_IS
from techtui.catalog.model import Catalog
from techtui.catalog.query import parse
from techtui.catalog.refs import Ref, several_of
from techtui.formats import html_page, markdown, text
from techtui.formats.layout import Layout
from techtui.pages import document as blocks
from techtui.pages.catalog import catalog_page
from techtui.pages.category import category_page
from techtui.pages.comparison import comparison_page, texts_page
from techtui.pages.concept import attribute_page, concept_page
from techtui.pages.document import Document
from techtui.pages.learning import learning_page
from techtui.pages.technology import technology_page
from techtui.shelf import Entry

SRC = Path(__file__).parents[2] / "src"
TODAY = date(2026, 11, 23)


def documents(catalog: Catalog) -> Iterator[Document]:
    """One of each kind of page."""
    technologies = list(catalog.technologies.values())
    compared = compare(catalog, technologies[:2])
    yield technology_page(catalog, technologies[0], "A note\n\nof two parts")
    yield catalog_page(catalog)
    yield from (category_page(catalog, one) for one in catalog.categories.values())
    yield from (concept_page(catalog, one) for one in catalog.concepts.values())
    yield from (attribute_page(catalog, one, technologies) for one in catalog.attributes.values())
    yield comparison_page(catalog, compared, note="Both are bitter.")
    yield from (texts_page(catalog, compared.technologies, row) for row in compared.texts)
    entries = {technologies[0].id: Entry("coffee", technologies[0].id, shortlisted=True)}
    yield learning_page(catalog, entries, (), 2, TODAY)


def words(document: Document) -> Iterator[str]:
    """All texts of a page."""
    yield document.title
    yield from words_of(document.blocks)


def words_of(parts: Iterable[blocks.Block]) -> Iterator[str]:
    """All texts of some blocks."""

    def of_line(line: blocks.Line) -> Iterator[str]:
        yield from (part.text.strip() for part in line if isinstance(part, blocks.Span))

    def of_item(item: blocks.Item) -> Iterator[str]:
        yield from of_line(item.line)
        yield from of_line(item.note)

    for block in parts:
        match block:
            case blocks.Heading():
                yield from (block.text, block.aside)
            case blocks.Paragraph():
                yield from of_line(block.line)
            case blocks.Lines():
                for line in block.lines:
                    yield from of_line(line)
            case blocks.Bullets():
                for item in block.items:
                    yield from of_item(item)
            case blocks.Pairs():
                for title, rows in block.sections:
                    yield title
                    for name, item in rows:
                        yield name.text
                        yield from of_item(item)
            case blocks.Table():
                yield from block.head
                for title, table_rows in block.sections:
                    yield title
                    for row in table_rows:
                        for cell in row.cells:
                            yield from of_line(cell.line)
            case blocks.Overview():
                yield from block.head
                for told in block.rows:
                    yield told.name.text
                    for cell in told.values:
                        yield from of_line(cell.line)
                    yield from of_line(told.words)
                    yield from of_line(told.warning)
            case blocks.Beside():
                for part in block.parts:
                    yield from words_of(part)
            case blocks.Sources():
                yield from (source.title for source in block.sources)


def test_every_writer_says_all_that_a_page_says(coffee: Catalog) -> None:
    for of_words, of_text, of_markdown, of_html in zip(
        *(documents(coffee) for _ in range(4)), strict=True
    ):
        plain = text.render(of_text, text.UNLIMITED)
        # At the beginning of a line a number would begin a list.
        marked = markdown.render(of_markdown, TODAY).replace("\\.", ".")
        page = html_page.render(of_html, TODAY)
        for said in filter(None, words(of_words)):
            assert said in plain
            assert markdown.escape(said) in marked
            assert escape(said) in page


def test_a_page_can_be_read_as_far_as_one_sees(coffee: Catalog) -> None:
    moka = coffee.technologies["moka"]
    page = technology_page(coffee, moka)
    layout = Layout(60)
    read = iter(page.blocks)
    layout.block(next(read))
    assert [line.plain for line in layout.lines] == [moka.tagline]
    assert len(list(read)) > 10


@pytest.mark.parametrize(
    "heading", [TEXTS["avoid_when"], TEXTS["best_for"], WHAT_IT_IS, "Good to know", "Used by"]
)
def test_a_heading_stands_once_in_the_source(heading: str) -> None:
    found = [
        file.name
        for file in SRC.rglob("*.py")
        for _ in range(file.read_text().count(f'"{heading}"'))
    ]
    assert len(found) == 1, found


def test_links_lead_to_what_the_catalog_has(coffee: Catalog) -> None:
    known = {
        "technology": coffee.technologies,
        "category": coffee.categories,
        "concept": coffee.concepts,
        "attribute": coffee.attributes,
    }
    refs: list[Ref] = []
    for document in documents(coffee):
        layout = Layout(80)
        for block in document.blocks:
            layout.block(block)
        here = [ref for line in layout.lines for _, _, ref in line.pieces if ref is not None]
        # From a mark to its source on the same page.
        assert {Ref("cited", id) for kind, id in here if kind == "source"} <= set(here)
        refs += here
    assert {ref.kind for ref in refs} == {
        *known,
        "source",
        "cited",
        "compare",
        "query",
        "trend",
        "url",
    }
    for kind, id in refs:
        if kind in known:
            assert id in known[kind]
        elif kind == "compare":
            assert {*several_of(Ref(kind, id))} <= set(coffee.technologies)
        elif kind == "query":
            assert parse(id, coffee).terms
        elif kind == "trend":
            technology, attribute = several_of(Ref(kind, id))
            assert isinstance(coffee.technologies[technology].facts[attribute].value, dict)


def test_texts_of_technologies_without_any_are_said_to_be_missing(coffee: Catalog) -> None:
    compared = compare(coffee, [coffee.technologies["moka"], coffee.technologies["v60"]])
    row = next(one for one in compared.texts if one.field == "best_for")
    assert isinstance(row, TextRow)
    assert "V60\n  · –\n" in text.render(texts_page(coffee, compared.technologies, row))
