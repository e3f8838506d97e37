"""What is searched is found without regard to case, accents and width, and shown where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from rich.text import Text

from techtui.catalog.folding import fold, folded
from techtui.catalog.format.loader import build, layer_of
from techtui.catalog.model import Catalog
from techtui.catalog.query import parse
from techtui.catalog.search import Index
from techtui.tui.page.found import show_found

NAMES = {
    "cafe": "Café",
    "ore": "Öre",
    "zoe": "Zoë DB",
    "еж": "Ёж",
    "reso": "Re\u0301so",
    "orsted": "Ørsted",
    "strasse": "Straße",
    "lodz": "Łódź",
    "abc": "ＡＢＣ",
    "カタ": "ｶﾀ",
    "office": "oﬃce",
    "αθηνα": "Αθήνα",
    "istanbul": "İstanbul",
    "한국": "한국",
    "aether": "Æther",
}
"""What is typed -> what stands in a catalog."""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Technologies of these names."""
    entries = "".join(
        f'[technologies.t{at}]\nname = "{name}"\ncategory = "c"\ntagline = "Says {name} too"\n'
        for at, name in enumerate(NAMES.values())
    )
    return build(
        [
            layer_of(
                "names",
                f'format = 1\n[catalog]\ntitle = "T"\n[categories.c]\nname = "Rúbrica"\n{entries}',
            )
        ]
    )


@pytest.mark.parametrize("typed", NAMES)
def test_a_name_is_found_however_it_is_typed(catalog: Catalog, typed: str) -> None:
    at = list(NAMES).index(typed)
    for way in (typed, typed.upper(), NAMES[typed], NAMES[typed].lower()):
        hits = Index(catalog).search(way)
        assert hits[0].technology == f"t{at}", way
        assert hits[0].matched == "name"
        found = parse(f'name:"{way}"', catalog).select(catalog)
        assert f"t{at}" in found, way
        assert f"t{at}" in parse(f"says {way}", catalog).select(catalog)
    assert parse("category:rubrica", catalog).select(catalog)


def test_a_name_that_is_written_so_comes_before_one_that_folds_so() -> None:
    document = 'format = 1\n[catalog]\ntitle = "T"\n[categories.c]\nname = "C"\n' + "".join(
        f'[technologies.{key}]\nname = "{name}"\ncategory = "c"\n'
        for key, name in (("a", "Résumé"), ("b", "Resume"), ("c", "resumÉ"))
    )
    catalog = build([layer_of("names", document)])
    for name, key in (("resume", "b"), ("RÉSUMÉ", "a"), ("Resumé", "c"), ("rèsume", "a")):
        found = catalog.find(name)
        assert found is not None
        assert found.id == key


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        ("the Café here", "cafe", ["Café"]),
        ("ﬁne oﬃce", "fi", ["ﬁ", "ﬃ"]),
        ("Re\u0301so, Réso", "reso", ["Re\u0301so", "Réso"]),
        ("Straße", "ss", ["ß"]),
        ("ascii and É", "and", ["and"]),
        ("ＡＢＣ日本", "bc", ["ＢＣ"]),
    ],
)
def test_what_is_found_is_marked_where_it_stands(text: str, word: str, shown: list[str]) -> None:
    marked = show_found(Text(text), (word,), Style(bold=True))
    assert [text[span.start : span.end] for span in marked.spans] == shown


@given(st.text(max_size=60))
def test_folding_is_stable_and_knows_its_places(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    plain = folded(text)
    assert len(plain.text) == len(plain.starts) == len(plain.ends)
    for at in range(len(plain.text)):
        start, end = plain.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert plain.text[at] in folded(text[start:end]).text
