"""Any page of any catalog is laid out in any width: nothing is wider, and every text and every link is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from techtui.catalog.changes import changes_of
from techtui.catalog.comparison import compare
from techtui.catalog.decide import rank
from techtui.catalog.decide.model import from_template
from techtui.catalog.model import Catalog
from techtui.catalog.refs import Ref
from techtui.catalog.search import Index
from techtui.formats import text
from techtui.formats.layout import Layout
from techtui.pages import contents, listings
from techtui.pages import document as blocks
from techtui.pages.catalog import catalog_page
from techtui.pages.category import category_page
from techtui.pages.changes import changes_page
from techtui.pages.comparison import comparison_page, figures_page, texts_page
from techtui.pages.concept import attribute_page, concept_page
from techtui.pages.decision import decision_page
from techtui.pages.decision_candidate import candidate_blocks
from techtui.pages.document import Cell, Document, Line, Overview, Span, Told, line_of
from techtui.pages.learning import learning_page
from techtui.pages.technology import technology_page
from techtui.pages.values import UNKNOWN
from techtui.shelf import Entry, Status
from tests.catalog.generating import Maker, toml_of
from tests.catalog.samples import TODAY, load
from tests.examples import examples

RELAXED = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
SEEDS = st.integers(0, 2**63).map(Random)
LEAST: Final = 10
"""The narrowest that a page on the screen is laid out for; what is beyond the edge of a narrower one is cut."""


def pages(catalog: Catalog, random: Random) -> Iterator[Document]:
    """Every page of a catalog."""
    technologies = list(catalog.technologies.values())
    compared = random.sample(technologies, min(len(technologies), random.randint(1, 4)))
    yield catalog_page(catalog, "j and k")
    for one in technologies:
        yield technology_page(catalog, one, "A note\n\nof two parts", TODAY)
    for category in catalog.categories.values():
        yield category_page(catalog, category)
    for concept in catalog.concepts.values():
        yield concept_page(catalog, concept)
    for attribute in catalog.attributes.values():
        yield attribute_page(catalog, attribute, compared)
    if compared:
        comparison = compare(catalog, compared)
        yield comparison_page(catalog, comparison, note="Both are bitter.")
        yield comparison_page(catalog, comparison, only_differences=True)
        for words in comparison.texts:
            yield texts_page(catalog, compared, words)
        for row in comparison.rows:
            yield figures_page(catalog, compared, row)
    entries = {
        one.id: Entry(
            "x", one.id, status=random.choice(list(Status)), shortlisted=True, note="a\nb"
        )
        for one in technologies
    }
    yield learning_page(catalog, entries, (), random.randint(1, 9), TODAY)
    changes = changes_of(catalog, technologies, TODAY)
    yield changes_page(catalog, changes, TODAY)
    for template in catalog.decisions.values():
        ranking = rank(from_template(template, catalog), catalog)
        yield decision_page(catalog, ranking)
        for key in ranking.by_id:
            yield Document(key, "", candidate_blocks(catalog, ranking, key))


def lists(catalog: Catalog, random: Random) -> Iterator[Document]:
    """The bare lists of a catalog."""
    columns = random.sample([*listings.COLUMNS, *catalog.attributes], random.randint(1, 5))
    yield listings.list_page(catalog, list(catalog.technologies.values()), columns)
    yield listings.concepts_page(catalog)
    yield listings.hits_page(catalog, Index(catalog).search("alpha"))
    yield contents.attributes(catalog).page()
    yield contents.categories(catalog).page()


def spans(parts: Iterable[blocks.Block]) -> Iterator[Span]:
    """What some blocks say in every form: of tables without their headings and what is not known, of overviews without values."""

    def of_line(line: Line) -> Iterator[Span]:
        yield from (part for part in line if isinstance(part, Span))

    for block in parts:
        match block:
            case blocks.Heading():
                yield from (Span(block.text), Span(block.aside))
            case blocks.Paragraph():
                yield from of_line(block.line)
            case blocks.Lines() if not block.cut:
                for line in block.lines:
                    yield from of_line(line)
            case blocks.Code():
                yield from map(Span, block.lines)
            case blocks.Bullets():
                for item in block.items:
                    yield from of_line((*item.line, *item.note))
            case blocks.Pairs():
                for title, pairs in block.sections:
                    yield Span(title)
                    for name, item in pairs:
                        yield from of_line((name, *item.line, *item.note))
            case blocks.Table():
                for title, rows in block.sections:
                    yield Span(title)
                    for row in rows:
                        for cell in row.cells:
                            yield from (one for one in of_line(cell.line) if one.text != UNKNOWN)
            case blocks.Overview():
                for told in block.rows:
                    yield from of_line((told.name, *told.warning))
            case blocks.Beside():
                for part in block.parts:
                    yield from spans(part)
            case blocks.Sources():
                yield from (Span(source.title) for source in block.sources)


def letters(texts: Iterable[str]) -> Counter[str]:
    """How often each letter is there."""
    return Counter(letter for one in texts for letter in one if not letter.isspace())


def says_all(parts: Iterable[Span], layout: Layout) -> None:
    """Every text and link must be there, and no line wider than was asked for."""
    wanted = [one for one in parts if one.text]
    written = [piece for line in layout.lines for piece in line.pieces]
    assert all(cell_len(line.plain.rstrip()) <= layout.width for line in layout.lines)
    assert not letters(one.text for one in wanted) - letters(words for words, _, _ in written)
    assert {one.ref for one in wanted if one.ref} <= {ref for _, _, ref in written}


@given(SEEDS, st.integers(LEAST, 40) | st.integers(LEAST, 200))
@settings(RELAXED, max_examples=examples(60))
def test_every_page_says_all_in_any_width(random: Random, width: int) -> None:
    catalog = load(toml_of(Maker(random).catalog()))
    for page in pages(catalog, random):
        parts = tuple(page.blocks)
        layout = Layout(width, numbered=True)
        for part in parts:
            layout.block(part)
        says_all(spans(parts), layout)


@given(SEEDS, st.integers(1, 40) | st.integers(1, 200))
@settings(RELAXED, max_examples=examples(40))
def test_what_a_command_prints_fits_into_any_terminal(random: Random, width: int) -> None:
    catalog = load(toml_of(Maker(random).catalog()))
    for document in (*pages(catalog, random), *lists(catalog, random)):
        for line in text.render(document, width).splitlines():
            assert cell_len(line) <= max(20, width)


WORDS = st.lists(st.text("ab手-", min_size=1, max_size=30), min_size=1, max_size=4).map(" ".join)


@st.composite
def overviews(draw: st.DrawFn) -> Overview:
    """Overviews with names, words and values of any length."""
    head = tuple(draw(st.lists(WORDS, max_size=3)))
    rows = [
        Told(
            Span(draw(WORDS), "", Ref("technology", str(at))),
            line_of(draw(WORDS | st.just(""))),
            line_of("(on hold)", "mark") if draw(st.booleans()) else (),
            tuple(Cell(line_of(draw(WORDS | st.just(UNKNOWN)))) for _ in head),
        )
        for at in range(draw(st.integers(1, 4)))
    ]
    return Overview(head, tuple(rows))


@given(overviews(), st.integers(LEAST, 120))
@settings(RELAXED, max_examples=examples(300))
def test_an_overview_names_and_links_all_in_any_width(overview: Overview, width: int) -> None:
    layout = Layout(width)
    layout.block(overview)
    says_all(spans([overview]), layout)


def test_an_overview_with_the_longest_whole_words_is_a_table_or_pairs() -> None:
    told = Told(
        Span("A", "", Ref("technology", "a")), (), (), (Cell(line_of("w" * 24)), Cell(line_of("w")))
    )
    for width in range(LEAST, 60):
        layout = Layout(width)
        layout.block(Overview(("Value", "More"), (told, told)))
        assert not any(";" in line.plain for line in layout.lines), width


def test_a_table_that_has_no_room_for_columns_keeps_its_links() -> None:
    address = Ref("url", "https://x.example/")
    row = blocks.Row((Cell((Span("x.example", "", address),)), Cell(line_of("w" * 20))))
    layout = Layout(20)
    layout.block(blocks.Table(("Where", "What"), (("", (row, row)),)))
    assert [ref for line in layout.lines for _, _, ref in line.pieces if ref] == [address] * 2
