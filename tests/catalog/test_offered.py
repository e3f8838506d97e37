"""What queries, sorts and messages offer is accepted, and does what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from techtui.catalog.lookup import UnknownNameError, find_concept, find_technology
from techtui.catalog.model import AttributeType, Catalog, Technology
from techtui.catalog.named_places import find_place
from techtui.catalog.query import (
    QueryError,
    complete,
    find_attribute,
    find_category,
    parse,
    sort_technologies,
)
from techtui.catalog.query.wording import written_key, written_value
from techtui.pages.listings import column_text
from techtui.pages.values import fact_text
from techtui.tui.choices.sorting import Sort, ways_to_sort
from tests.catalog.generating import Maker, toml_of
from tests.catalog.samples import GOOD, load
from tests.conftest import GUITARS
from tests.examples import examples
from tests.odd_names import SIGNS, odd_catalog

CATALOGS = {"tea": GOOD, "guitars": GUITARS.read_text("utf-8"), "odd": odd_catalog()}
by_catalog = pytest.mark.parametrize("content", CATALOGS.values(), ids=CATALOGS)
any_catalog = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    max_examples=examples(50),
)
FIGURES = (AttributeType.NUMBER, AttributeType.MONEY, AttributeType.YEAR)


def insist_on_orders(catalog: Catalog) -> None:
    """Fail unless every sort that is offered orders as it says."""
    technologies = list(catalog.technologies.values())
    for way in ways_to_sort(catalog):
        for reverse in (False, True):
            ids = Sort(way.by, reverse).apply(catalog, catalog.ids)
            if way.by and way.by != "name":
                assert ids == [
                    one.id for one in sort_technologies(catalog, technologies, way.by, reverse)
                ]
    for attribute in catalog.attributes.values():
        if not written_key(catalog, attribute):
            continue
        for reverse in (False, True):
            found = sort_technologies(catalog, technologies, attribute.id, reverse)
            assert sorted(one.id for one in found) == sorted(catalog.ids)
            values = [value_of(one, attribute.id) for one in found]
            known = [one for one in values if one is not None]
            # Unknown ones come last in both directions.
            assert values == [*known, *[None] * (len(values) - len(known))]
            if attribute.type in FIGURES or attribute.type is AttributeType.DATE:
                assert known == sorted(known, reverse=reverse)
            if attribute.type is AttributeType.SERIES:
                latest = [one[max(one)] for one in known]
                assert latest == sorted(latest, reverse=reverse)


def value_of(technology: Technology, attribute: str) -> Any:
    """A value, or None."""
    fact = technology.facts.get(attribute)
    return None if fact is None else fact.value


def insist_on_completions(catalog: Catalog) -> None:
    """Fail unless every key and value that completes a query can be asked for."""
    columns = (f"{one.table}." for one in catalog.columns.values())
    keys = {key for begun in ("", "-", *columns) for key in complete(begun, len(begun), catalog)}
    for key in keys:
        values = complete(key, len(key), catalog) or [f"{key}?"]
        for term in values:
            assert len(parse(term, catalog).terms) == 1


@by_catalog
def test_every_order_is_what_it_says(content: str) -> None:
    insist_on_orders(load(content))


@given(st.integers(0, 2**63).map(Random))
@any_catalog
def test_every_order_of_any_catalog_is_what_it_says(random: Random) -> None:
    catalog = load(toml_of(Maker(random).catalog()))
    insist_on_orders(catalog)
    insist_on_completions(catalog)


@by_catalog
def test_every_completion_can_be_asked_for(content: str) -> None:
    insist_on_completions(load(content))


@by_catalog
def test_every_id_names_its_own(content: str) -> None:
    catalog = load(content)
    for attribute in catalog.attributes.values():
        if attribute.id != "name":
            assert find_attribute(catalog, attribute.id) is attribute
    for category in catalog.categories:
        assert find_category(catalog, category) == category
        assert find_category(catalog, catalog.category_names[category]) is not None
        if written := written_value(category):
            within = {one.id for one in catalog.walk(category)}
            assert {*parse(f"category:{written}", catalog).select(catalog)} == within
    for concept in catalog.concepts:
        assert find_concept(catalog, concept).id == concept
    for technology in catalog.technologies.values():
        assert find_technology(catalog, technology.id) is technology
        assert find_technology(catalog, technology.name) is not None
        for attribute in catalog.attributes.values():
            text = fact_text(attribute, technology.facts.get(attribute.id))
            if attribute.id not in ("name", "summary"):
                assert column_text(catalog, technology, attribute.id) == text


def test_a_value_that_another_one_looks_like_finds_its_own() -> None:
    catalog = load(odd_catalog())
    for sign in SIGNS:
        if written := written_value(sign):
            for key in ("pick", "pick_it"):
                assert parse(f"{key}:{written}", catalog).select(catalog) == [sign]


# What messages tell to write ----------------------------------------------------------------------


def misspelt(random: Random, words: Iterable[str]) -> Iterator[str]:
    """Words with a letter too few or too many, and their beginnings."""
    for word in words:
        at = random.randint(0, len(word))
        yield from (word[:at] + word[at + 1 :], f"{word[:at]}x{word[at:]}", word[:2])


def told(error: QueryError | UnknownNameError) -> list[str]:
    """What an error says to write."""
    if isinstance(error, UnknownNameError):
        return [*error.near]
    if meant := re.fullmatch(r"did you mean (?:“(.*)”|(\".*\"))\?", error.hint, re.DOTALL):
        return [meant[1] or meant[2]]
    return []


def refused(ask: Callable[[str], object], word: str) -> str:
    """Why a word is refused; empty if it is not."""
    try:
        ask(word)
    except (QueryError, UnknownNameError) as error:
        return str(error)
    return ""


def insist_on_suggestions(
    random: Random, words: Iterable[str], ask: Callable[[str], object]
) -> int:
    """Fail unless what is suggested for misspelt words is accepted, or leads on to ids; returns how many there were."""
    count = 0
    for word in misspelt(random, words):
        try:
            ask(word)
        except (QueryError, UnknownNameError) as error:
            for meant in told(error):
                count += 1
                # Several may have this very name.
                assert " could be " in (refused(ask, meant) or " could be "), (word, meant)
    return count


@pytest.mark.parametrize("seed", range(3))
@by_catalog
def test_what_is_suggested_is_accepted(content: str, seed: int) -> None:
    random, catalog = Random(seed), load(content)
    names = [word for one in catalog.technologies.values() for word in (one.id, one.name)]
    categories = [word for one in catalog.categories.values() for word in (one.id, one.name)]
    concepts = [word for one in catalog.concepts.values() for word in (one.id, one.title)]
    attributes = [word for one in catalog.attributes.values() for word in (one.id, one.name)]
    count = insist_on_suggestions(random, names, lambda word: find_technology(catalog, word))
    count += insist_on_suggestions(
        random,
        [*names, *categories, *concepts],
        lambda word: find_place(catalog, word),
    )
    count += insist_on_suggestions(random, concepts, lambda word: find_concept(catalog, word))
    count += insist_on_suggestions(random, categories, lambda word: find_category(catalog, word))
    count += insist_on_suggestions(random, attributes, lambda word: find_attribute(catalog, word))
    keys = [re.sub(r'[\s":<>=]', "_", one).lstrip("-") for one in attributes]
    count += insist_on_suggestions(random, keys, lambda word: insist_on_key(catalog, word))
    assert count > 5


def insist_on_key(catalog: Catalog, key: str) -> None:
    """Ask for a key, in a query."""
    try:
        parse(f"{key}:x", catalog)
    except QueryError as error:
        if "attribute" in error.message:
            raise


def test_values_that_are_suggested_are_written_as_a_query_takes_them() -> None:
    catalog = load(odd_catalog())
    count = 0
    for key in ("pick", "pick_it", "category"):
        words = SIGNS if key != "category" else [f"c{sign}" for sign in SIGNS]
        for word in misspelt(Random(1), words):
            typed = word.replace('"', "")
            if not typed.strip():
                continue
            try:
                parse(f'{key}:"{typed}"', catalog)
            except QueryError as error:
                for meant in told(error):
                    count += 1
                    assert len(parse(f"{key}:{meant}", catalog).terms) == 1
    assert count > 10


@pytest.mark.parametrize(
    "query", ["pick>x", "pick_it<=5", "items>5", 'items>"a b"', "category>x", "name>x y"]
)
def test_what_to_write_instead_of_a_comparison_is_accepted(query: str) -> None:
    catalog = load(odd_catalog())
    with pytest.raises(QueryError, match="has no order") as error:
        parse(query, catalog)
    assert error.value.hint.startswith("write ")
    assert len(parse(error.value.hint.removeprefix("write "), catalog).terms) == 1


def test_a_category_is_found_by_the_name_that_tells_it_from_others() -> None:
    catalog = load(odd_catalog())
    with pytest.raises(QueryError, match="several categories; write a or b"):
        find_category(catalog, "Same")
    assert catalog.category_names["b"] == "One › Same"
    assert find_category(catalog, "One › Same") == "b"
    assert find_place(catalog, "One › Same").id == "b"
    with pytest.raises(UnknownNameError) as error:
        find_place(catalog, "Same")
    assert str(error.value) == "“Same” could be Two › Same or One › Same"
