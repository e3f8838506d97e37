"""The words of the shipped catalog: one spelling for a thing, declared values, ties both ways, and no prize for settings."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from techtui.catalog.model import Attribute, Catalog

BOTH_WAYS = {
    "alternative_to": {"alternative_to"},
    "used_with": {"used_with", "runs_on"},
    "part_of": {"includes"},
    "includes": {"part_of"},
}
"""Kinds of relations that the other one tells, too, and how. To run on something is told by the one that does."""

CONTESTED = re.compile(
    r"popular|admired|_share|_port|max_|_max|limit|retention|deadline|size|first_|cycle"
)
"""What some have more of without being the better for it: fame, settings, limits, age."""


def spelt_alike(value: str) -> str:
    """A value without case, dashes, blanks, dots and the plural."""
    plain = re.sub(r"[\s_./’'-]+", "", value.casefold())
    return plain.removesuffix("s") if len(plain) > 3 else plain


def twins(values: Iterable[str]) -> list[set[str]]:
    """Groups of values that differ in spelling only."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in values:
        found[spelt_alike(one)].add(one)
    return [group for group in found.values() if len(group) > 1]


def words_of(catalog: Catalog, attribute: Attribute) -> Iterator[str]:
    """Each value that a technology has of an attribute of words."""
    for technology in catalog.technologies.values():
        fact = technology.facts.get(attribute.id)
        if fact is None or fact.value is None:
            continue
        yield from fact.value if isinstance(fact.value, tuple) else [str(fact.value)]


def of_words(catalog: Catalog) -> list[Attribute]:
    """The attributes whose values are words out of a list."""
    return [one for one in catalog.attributes.values() if one.type in ("list", "choice")]


@pytest.mark.parametrize(
    ("values", "same"),
    [
        (["Node.js", "NodeJS"], 1),
        (["web-socket", "WebSocket", "WebSockets"], 1),
        (["push", "pull"], 0),
        (["C", "C#", "C++"], 0),
        (["Redis", "Redi"], 1),
    ],
)
def test_what_counts_as_the_same_word(values: list[str], same: int) -> None:
    assert len(twins(values)) == same


def test_a_thing_has_one_spelling(shipped: Catalog) -> None:
    for attribute in of_words(shipped):
        assert twins(words_of(shipped, attribute)) == [], attribute.id
        assert twins(attribute.choices) == [], attribute.id
        assert twins(attribute.choices.values()) == [], attribute.id


def test_texts_that_recur_have_one_spelling(shipped: Catalog) -> None:
    for attribute in shipped.attributes.values():
        if attribute.type == "text":
            assert twins(words_of(shipped, attribute)) == [], attribute.id


def test_values_are_declared(shipped: Catalog) -> None:
    for attribute in of_words(shipped):
        assert attribute.choices, attribute.id
        assert set(words_of(shipped, attribute)) <= set(attribute.choices), attribute.id


def test_what_is_declared_for_a_list_is_used(shipped: Catalog) -> None:
    for attribute in of_words(shipped):
        if attribute.type == "list":
            assert set(attribute.choices) == set(words_of(shipped, attribute)), attribute.id


def test_ties_are_told_on_both_sides(shipped: Catalog) -> None:
    kinds = {
        (one.id, other.technology): {
            relation.kind for relation in one.relations if relation.technology == other.technology
        }
        for one in shipped.technologies.values()
        for other in one.relations
    }
    one_way = [
        f"{one.id} {relation.kind} {relation.technology}"
        for one in shipped.technologies.values()
        for relation in one.relations
        if relation.kind in BOTH_WAYS
        and not kinds.get((relation.technology, one.id), set()) & BOTH_WAYS[relation.kind]
    ]
    assert one_way == []


def test_a_tie_is_told_once(shipped: Catalog) -> None:
    for one in shipped.technologies.values():
        told = [(relation.kind, relation.technology) for relation in one.relations]
        assert len(set(told)) == len(told), one.id
        assert all(relation.technology != one.id for relation in one.relations)


def test_nothing_is_better_for_its_fame_or_its_settings(shipped: Catalog) -> None:
    for attribute in shipped.attributes.values():
        if attribute.better:
            assert not CONTESTED.search(attribute.id), attribute.id


def test_the_kinds_of_decisions_stand_at_the_end() -> None:
    from techtui.catalog.builtin import builtin_path

    tables = re.findall(r"(?m)^\[(\w+)", builtin_path().read_text("utf-8"))
    first = tables.index("decisions")
    assert set(tables[first:]) == {"decisions"}
