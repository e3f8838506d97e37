"""The query language: what is meant by a line of text, and what is said when nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.catalog.query import (
    QueryError,
    complete,
    find_attribute,
    find_category,
    parse,
    sort_technologies,
    word_at,
)
from tests.catalog.samples import load

COFFEE = read_catalog([Path(__file__).parents[1] / "formats" / "coffee.toml"])


def meant(query: str, catalog: Catalog = COFFEE) -> list[str]:
    """The ids of what a query means."""
    return parse(query, catalog).select(catalog)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["moka", "machine", "v60"]),
        ("-", ["moka", "machine", "v60"]),
        ("moka", ["moka"]),
        ("espresso", ["moka", "machine"]),
        ('"no espresso"', ["moka"]),
        ("-espresso", ["v60"]),
        ("caffettiera steam", ["moka"]),
        ("grind:fine", ["moka", "machine"]),
        ("grind:fine,medium", ["moka", "machine", "v60"]),
        ("-grind:fine", ["v60"]),
        ("grind:F", ["moka", "machine"]),
        ("material:aluminium", ["moka"]),
        ("material:filters", ["v60"]),
        ("material:steel -material:alu", ["machine"]),
        ("parts:handle", ["moka"]),
        ('parts:"seal, small"', ["moka"]),
        ("power:yes", ["machine"]),
        ("power:n", ["moka"]),
        ("-power:yes", ["moka", "v60"]),
        ("minutes<=5", ["moka", "machine"]),
        ("minutes:<5min", ["machine"]),
        ("-minutes>1", ["machine", "v60"]),
        ("invented:1933", ["moka"]),
        ("invented=1933,2004", ["moka", "v60"]),
        ("invented<1950 invented>1910", ["moka"]),
        ("share>20%", ["moka", "machine"]),
        ("share>21", ["machine"]),
        ("invented:1905..1950", ["moka"]),
        ("invented:1933..", ["moka", "v60"]),
        ("invented:..1933", ["moka", "machine"]),
        ("invented:..1910,2004", ["machine", "v60"]),
        ("-invented:1905..1950", ["machine", "v60"]),
        ("sold_since:1905..1933", ["moka", "machine"]),
        ("sold_since:1933-05..1933", ["moka"]),
        ("model:2..2.9", ["machine"]),
        ("sold_since>1905", ["moka"]),
        ("sold_since>=1905", ["moka", "machine"]),
        ("sold_since:1933-05", ["moka"]),
        ("model>2.9", ["moka"]),
        ("model:2.1", []),
        ("model:2", ["moka", "machine"]),
        ("country:ital", ["moka", "machine"]),
        ("country=italy", ["machine"]),
        ("site:moka.example", ["moka"]),
        ("category:brewers", ["moka", "machine", "v60"]),
        ("category:with-pressure", ["moka", "machine"]),
        ("-category:filter", ["moka", "machine"]),
        ("name:mok,v60", ["moka", "v60"]),
        ("inv<1910", ["machine"]),
        ("time_to:5", ["moka"]),
        ('"unclosed', []),
        ("power:?", ["v60"]),
        ("-power:?", ["moka", "machine"]),
        ("power=?,yes", ["machine", "v60"]),
        ("invented:?,..1910", ["machine"]),
        ('country:"?"', []),
    ],
)
def test_what_is_meant(query: str, ids: list[str]) -> None:
    assert meant(query) == ids


@pytest.mark.parametrize(
    ("query", "place", "says"),
    [
        ("moka grnd:fine", "grnd", "did you mean “grind”?"),
        ("s:1", "s", "could be several"),
        ("grind:fien", "fien", "did you mean “fine”?"),
        ("grind:fine,fien", "fien", "did you mean “fine”?"),
        ("material:wood", "wood", "known: steel, glass, alu, paper"),
        ("power:maybe", "maybe", "yes or no"),
        ("minutes>soon", "soon", "a number such as 20"),
        ("invented>soon", "soon", "a year such as 1996"),
        ("sold_since<soon", "soon", "2026-11-23"),
        ("invented:1950..1905", "1950..1905", "write 1905..1950"),
        ("sold_since:1933..1905-02", "1933..1905-02", "write 1905-02..1933"),
        ("minutes>?", "?", "a number"),
        ("category:?", "?", "no category"),
        ("grind>fine", "grind>fine", "write grind:fine"),
        ("grind:", "grind:", "known: fine, medium, coarse"),
        ("category:filtre", "filtre", "did you mean “filter”?"),
        (">3", ">3", "quotes"),
        ("minutes>nan", "nan", "a number"),
    ],
)
def test_errors_point_at_the_word_and_say_what_to_write(query: str, place: str, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query, COFFEE)
    assert query[caught.value.start : caught.value.end] == place
    assert says in str(caught.value)


def test_words_and_filters_part_for_a_ranking_search() -> None:
    query = parse('-sour grind:fine "strong coffee" pot', COFFEE)
    assert query.words == "strong coffee pot"
    assert [term.text for term in query.filters.terms] == ["-sour", "grind:fine"]


@pytest.mark.parametrize(
    ("text", "first", "every"),
    [
        ("gr", "grind:", True),
        ("-gr", "-grind:", True),
        ("moka gri", "grind:", True),
        ("grind:", "grind:fine", True),
        ("grind:c", "grind:coarse", True),
        ("grind:fine,c", "grind:fine,coarse", True),
        ("parts:s", 'parts:"Seal, small"', True),
        ("category:", "category:brewers", True),
        ("name:m", "name:moka", True),
        ("power:", "power:yes", True),
        ("country:", "country:?", True),
        ("grind:?", "grind:?", True),
        ("", "category:", True),
        ("minutes>", "", False),
        ("nothing:", "", False),
    ],
)
def test_completion_offers_names_and_values(text: str, first: str, every: bool) -> None:
    found = complete(text, len(text), COFFEE)
    assert (found[:1] == [first]) is every
    assert all(one.startswith(text[word_at(text, len(text)) :][:1]) for one in found)


def test_what_is_completed_is_understood() -> None:
    for attribute in COFFEE.attributes:
        words = complete(f"{attribute}:", 99, COFFEE)
        assert words, attribute
        for word in words:
            assert parse(word, COFFEE)


def test_names_are_found_by_their_beginning() -> None:
    assert find_category(COFFEE, "With pressure") == "pressure"
    assert find_category(COFFEE, "filt") == "filter"
    assert find_attribute(COFFEE, "Time to brew").id == "minutes"
    with pytest.raises(QueryError, match="did you mean “pressure”"):
        find_category(COFFEE, "presure")
    with pytest.raises(QueryError):
        find_attribute(COFFEE, "category")


@pytest.mark.parametrize(
    ("key", "reverse", "ids"),
    [
        ("name", False, ["machine", "moka", "v60"]),
        ("category", False, ["moka", "machine", "v60"]),
        ("category", True, ["v60", "moka", "machine"]),
        ("invented", False, ["machine", "moka", "v60"]),
        ("minutes", False, ["machine", "moka", "v60"]),
        ("minutes", True, ["moka", "machine", "v60"]),
        ("model", True, ["moka", "machine", "v60"]),
        ("share", True, ["machine", "moka", "v60"]),
        ("grind", True, ["v60", "moka", "machine"]),
    ],
)
def test_sorting_puts_what_has_no_value_last(key: str, reverse: bool, ids: list[str]) -> None:
    found = sort_technologies(COFFEE, COFFEE.technologies.values(), key, reverse)
    assert [one.id for one in found] == ids


def test_sorting_by_nothing_known_is_an_error() -> None:
    with pytest.raises(QueryError, match="did you mean “price”"):
        sort_technologies(COFFEE, COFFEE.technologies.values(), "prise")


# Laws ---------------------------------------------------------------------------------------------

KEYS = st.sampled_from(["category", "name", *COFFEE.attributes, "gr", "x", ""])
SIGNS = st.sampled_from([":", "=", "<", "<=", ">", ">=", ":>", ""])
VALUES = st.one_of(
    st.sampled_from(
        [
            "fine",
            "steel",
            "yes",
            "?",
            "1905..?",
            "2.9",
            "1933",
            "1933-05",
            "20",
            "filter",
            "a,b",
            '"',
            '"a b"',
        ]
    ),
    st.text(max_size=8),
    st.integers().map(str),
    st.floats().map(str),
)
TERMS = st.tuples(KEYS, SIGNS, VALUES).map("".join)
QUERIES = st.one_of(st.lists(TERMS, max_size=4).map(" ".join), st.text(max_size=40))


@given(QUERIES, st.integers(-3, 60))
def test_no_text_is_a_traceback(text: str, cursor: int) -> None:
    for word in complete(text, cursor, COFFEE):
        assert word
    try:
        query = parse(text, COFFEE)
    except QueryError as error:
        place = (error.start, error.end)
        query = None
    if query is None:
        assert 0 <= place[0] < place[1] <= len(text)
        return
    assert set(query.select(COFFEE)) <= set(COFFEE.ids)
    assert query.select(COFFEE, []) == []
    assert query.words.strip() == query.words


@given(TERMS.filter(lambda term: " " not in term and not term.startswith("-")))
def test_a_dash_is_the_complement(term: str) -> None:
    try:
        query, negated = parse(term, COFFEE), parse(f"-{term}", COFFEE)
    except QueryError:
        return
    if len(query.terms) == len(negated.terms) == 1:
        assert sorted(query.select(COFFEE) + negated.select(COFFEE)) == sorted(COFFEE.ids)


@given(st.lists(TERMS, min_size=1, max_size=3))
def test_more_terms_never_mean_more(terms: list[str]) -> None:
    try:
        wide, narrow = meant(terms[0]), meant(" ".join(terms))
    except QueryError:
        return
    if terms[0].count('"') % 2 == 0:
        assert set(narrow) <= set(wide)


@pytest.mark.parametrize("sign", ["a b", "a,b", 'a"b', ">=3", "x:y", "?", "-x", "=", "é"])
def test_what_is_completed_can_be_asked_for(sign: str) -> None:
    catalog = load(
        f"""
        format = 1
        [catalog]
        title = "T"
        [categories]
        '{sign}'.name = '{sign}'
        zz.name = "zz"
        [attributes]
        k = {{ name = "K", type = "choice", choices = ['{sign}', "zz"] }}
        '{sign}' = {{ name = "L", type = "list" }}
        [technologies.a]
        name = "A"
        category = '{sign}'
        facts = {{ k = '{sign}', '{sign}' = ['{sign}'] }}
        [technologies.b]
        name = "B"
        category = "zz"
        facts = {{ k = "zz", '{sign}' = ["zz"] }}
        """
    )
    for attribute in complete("", 0, catalog):
        for term in complete(attribute, len(attribute), catalog):
            found = parse(term, catalog).select(catalog)
            assert len(found) == 1 or (term[-2:] == ":?" and not found)
