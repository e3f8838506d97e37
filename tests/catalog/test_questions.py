"""Questions that help to choose: plain ones, and those that lead to a query or a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from techtui.catalog.model import Catalog, Question
from techtui.catalog.refs import Ref, of_several
from techtui.catalog.store.file import load as load_stored
from techtui.catalog.store.writing import write
from techtui.pages.catalog import catalog_page
from techtui.pages.category import category_page
from techtui.pages.document import Block, Bullets, Span
from tests.catalog.samples import GOOD, errors, load

_HOW = 'how_to_choose = ["Hot?", {text = "Cheap?", query = "grams<3"}, {text = "Which?", compare = ["sencha", "oolong"]}]'


def with_questions(written: str = _HOW) -> str:
    return GOOD.replace('name = "Green"\n', f'name = "Green"\n{written}\n', 1)


def links_of(blocks: Iterator[Block]) -> list[Ref | None]:
    lists = [one for one in blocks if isinstance(one, Bullets) and one.numbered]
    return [
        part.ref
        for bullets in lists
        for item in bullets.items
        for part in item.line[:1]
        if isinstance(part, Span)
    ]


def test_questions_lead_to_what_they_ask_for() -> None:
    catalog = load(with_questions())
    assert errors(with_questions()) == []
    green = catalog.categories["green"]
    assert green.how_to_choose == (
        Question("Hot?"),
        Question("Cheap?", query="grams<3"),
        Question("Which?", compare=("sencha", "oolong")),
    )
    assert links_of(iter(category_page(catalog, green).blocks)) == [
        None,
        Ref("query", "category:green grams<3"),
        of_several("compare", ("sencha", "oolong")),
    ]


def test_a_catalog_says_where_to_begin() -> None:
    text = GOOD.replace("[sources.book]", f"{_HOW}\n[sources.book]", 1)
    assert errors(text) == []
    links = links_of(iter(catalog_page(load(text)).blocks))
    assert links == [None, Ref("query", "grams<3"), of_several("compare", ("sencha", "oolong"))]


@pytest.mark.parametrize(
    ("written", "code", "said", "hint"),
    [
        ('[{ query = "grams<3" }]', "missing-key", "“text” is missing", "text ="),
        ('[{ text = "A?", query = "gram:x" }]', "bad-term", "not a number", "number such as"),
        ('[{ text = "A?", query = "colour:red" }]', "bad-term", "no attribute “colour”", ""),
        ('[{ text = "A?", compare = ["sencha"] }]', "wrong-type", "2 to 4 ids, found 1", ""),
        ('[{ text = "A?", compare = "sencha" }]', "wrong-type", "2 to 4 ids, found 1", ""),
        ('[{ text = "A?", compare = ["sencha", "olong"] }]', "unknown-technology", "“olong”", "“oolong”"),
        ('[{ text = "A?", compaer = [] }]', "unknown-key", "“compaer”", "compare"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_question_is_told_and_the_question_stays(
    written: str, code: str, said: str, hint: str
) -> None:
    text = with_questions(f"how_to_choose = {written}")
    (problem,) = errors(text)
    assert problem.code == code
    assert said in problem.message
    assert hint in problem.hint
    if code != "missing-key":
        assert len(load(text).categories["green"].how_to_choose) == 1


def test_a_question_about_what_a_layer_takes_out_leads_nowhere(tmp_path: Path) -> None:
    from techtui.catalog.format.loader import read_catalog

    below, above = tmp_path / "1.toml", tmp_path / "2.toml"
    below.write_text(with_questions(), "utf-8")
    above.write_text(
        'format = 1\n[catalog]\nextends = "1.toml"\n[technologies.oolong]\nhidden = true\n', "utf-8"
    )
    catalog = read_catalog([above])
    assert catalog.categories["green"].how_to_choose[2] == Question("Which?")


def test_a_stored_catalog_keeps_its_questions(tmp_path: Path) -> None:
    text = GOOD.replace("[sources.book]", f"{_HOW}\n[sources.book]", 1)
    catalog = load(text)

    def never() -> Catalog:
        raise AssertionError("nothing is damaged")

    data = BytesIO()
    write(data, catalog)
    file = tmp_path / "stored"
    file.write_bytes(data.getvalue())
    assert load_stored(file, never).how_to_choose == catalog.how_to_choose
