"""Every link of every page leads somewhere, and a link to a filter finds as many as the page says."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from techtui.catalog.comparison import compare
from techtui.catalog.model import Catalog
from techtui.catalog.query import parse
from techtui.catalog.refs import CATALOG, MOST_COMPARED, Ref, is_in, several_of
from techtui.formats import csv_table, html_page, json_document, markdown, text
from techtui.pages.by_value import by_value
from techtui.pages.comparison import comparison_page
from techtui.pages.concept import attribute_page
from techtui.pages.document import Document, Pairs
from techtui.pages.listings import COLUMNS, list_page
from techtui.pages.place import page_of
from techtui.publish.addresses import SiteLinks
from tests.catalog.generating import Maker, toml_of
from tests.catalog.samples import GOOD, load
from tests.conftest import GUITARS
from tests.examples import examples
from tests.odd_names import odd_catalog


def refs_in(part: Any) -> Iterator[Ref]:
    """All links of a part of a page."""
    if isinstance(part, Ref):
        yield part
    elif isinstance(part, Struct):
        for field in part.__struct_fields__:
            yield from refs_in(getattr(part, field))
    elif isinstance(part, tuple):
        for one in part:
            yield from refs_in(one)


def pages_of(catalog: Catalog) -> Iterator[Document]:
    """A page of every kind, of everything it can be about."""
    technologies = list(catalog.technologies.values())
    places = [
        CATALOG,
        *(Ref("category", one) for one in catalog.categories),
        *(Ref("concept", one) for one in catalog.concepts),
        *(Ref("technology", one) for one in catalog.ids),
    ]
    yield from (page_of(catalog, place) for place in places)
    for attribute in catalog.attributes.values():
        yield attribute_page(catalog, attribute, technologies[:2])
    beside = technologies[:MOST_COMPARED]
    if len(beside) > 1:
        yield comparison_page(catalog, compare(catalog, beside))
    others = (one for one in catalog.attributes if one not in COLUMNS)
    yield list_page(catalog, technologies, [*COLUMNS, *others])


def insist_on_link(catalog: Catalog, ref: Ref) -> None:
    """Fail unless a link leads somewhere."""
    several = several_of(ref)
    match ref.kind:
        case "technology" | "category" | "concept":
            assert is_in(catalog, ref)
        case "attribute":
            assert ref.id in catalog.attributes or ref.id in catalog.columns
        case "compare":
            assert 1 < len(several) <= MOST_COMPARED
            assert {*several} <= {*catalog.ids}
        case "trend":
            assert several[0] in catalog.ids
            assert several[1] in catalog.attributes
        case "query":
            assert parse(ref.id, catalog).terms
    assert SiteLinks(catalog, "").page(ref) is not None


def insist_on_pages(catalog: Catalog) -> None:
    """Fail unless all pages can be written in every format, and all links lead somewhere."""
    for lazy in pages_of(catalog):
        page = replace(lazy, blocks=tuple(lazy.blocks))
        for ref in {*refs_in(page.blocks)}:
            insist_on_link(catalog, ref)
        for written in (
            html_page.render(page),
            markdown.render(page),
            text.render(page, 80, True),
            text.render(page, 20, False),
        ):
            # Nothing is written of an empty list.
            assert written.strip() or page.bare
    for technology in catalog.technologies.values():
        assert json_document.technology(catalog, technology)
        assert csv_table.technology(catalog, technology)
    for attribute in catalog.attributes.values():
        for block in by_value(catalog, attribute):
            if isinstance(block, Pairs):
                for span, item in block.sections[0][1]:
                    count = int(item.line[0].text.strip(": ").replace(",", ""))
                    if span.ref is not None:
                        assert len(parse(span.ref.id, catalog).select(catalog)) == count


@pytest.mark.parametrize("content", [GOOD, odd_catalog()], ids=["tea", "odd"])
def test_every_link_leads_somewhere(content: str) -> None:
    insist_on_pages(load(content))


def test_every_link_of_the_guitars_leads_somewhere() -> None:
    insist_on_pages(load(GUITARS.read_text("utf-8")))


@given(st.integers(0, 2**63).map(Random))
@settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    max_examples=examples(50),
)
def test_every_link_of_any_catalog_leads_somewhere(random: Random) -> None:
    insist_on_pages(load(toml_of(Maker(random).catalog())))
