"""What a name means, whatever it names; and which names are like one that nothing has."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.lookup import UnknownNameError
from techtui.catalog.model import Catalog
from techtui.catalog.named_places import find_place, places_named
from techtui.catalog.nearness import hint, nearest
from techtui.catalog.refs import Ref
from tests.catalog.samples import GOOD, load


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("postgres", Ref("technology", "postgresql")),
        ("databases", Ref("category", "databases")),
        ("SQL databases", Ref("category", "sql-databases")),
        ("sql_databases", Ref("category", "sql-databases")),
        ("CAP Theorem", Ref("concept", "cap-theorem")),
        ("cap-theorem", Ref("concept", "cap-theorem")),
        # Beginnings, of which those of technologies come first, and words within.
        ("postgre", Ref("technology", "postgresql")),
        ("sql-data", Ref("category", "sql-databases")),
        ("queues", Ref("category", "message-queues")),
        # An alias of a technology, and the name of a category.
        ("containers", Ref("category", "containers")),
        ("nosql", Ref("technology", "mongodb")),
        # Both a language and a concept.
        ("sql", Ref("technology", "sql")),
    ],
)
def test_a_name_means_one_place(shipped: Catalog, name: str, place: Ref) -> None:
    assert find_place(shipped, name) == place


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("databse", "did you mean Databases"),
        ("capp", "CAP theorem"),
        ("kubernets", "did you mean Kubernetes?"),
        ("k8z", "did you mean Kubernetes?"),
        ("xyzzy", "techtui list and techtui categories list all"),
        ("", "there is no technology, category or concept"),
    ],
)
def test_what_nothing_or_several_have_is_refused(shipped: Catalog, name: str, says: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_place(shipped, name)
    assert says in str(caught.value)


def test_a_name_of_several_is_answered_with_all_of_them() -> None:
    boats = read_catalog([Path("tests/foreign/categories-of-one-name.toml")])
    with pytest.raises(UnknownNameError, match="could be Sailing boats › Small or Rowing boats"):
        find_place(boats, "small")


def test_several_names_are_of_technologies(shipped: Catalog) -> None:
    assert places_named(shipped, []) == []
    assert places_named(shipped, ["go", "golang", "rust"]) == [
        Ref("technology", "go"),
        Ref("technology", "rust"),
    ]
    with pytest.raises(UnknownNameError, match="no technology “databases”"):
        places_named(shipped, ["go", "databases"])


def test_every_id_of_a_place_is_found(shipped: Catalog) -> None:
    for category in shipped.categories:
        assert find_place(shipped, category).id == category
    for concept in shipped.concepts:
        assert find_place(shipped, concept).id == concept


@given(st.text(max_size=30))
def test_any_name_is_found_or_refused(name: str) -> None:
    catalog = load(GOOD)
    try:
        place = find_place(catalog, name)
    except UnknownNameError:
        return
    assert place.id in (*catalog.technologies, *catalog.categories, *catalog.concepts)


def test_a_whole_name_is_nearer_than_a_word_of_one() -> None:
    named = {one: (one,) for one in ("Oracle Database", "Databases", "Kafka")}
    assert nearest("databse", named) == ["Databases", "Oracle Database"]
    assert nearest("kafak", named) == ["Kafka"]
    assert nearest("zzz", named) == []


def test_a_hint_names_what_is_near_or_all_there_is() -> None:
    named = {"small-team": ("small-team", "For a small team"), "scale": ("scale",)}
    assert hint("smal-team", named) == "did you mean “small-team”?"
    assert hint("scle", named) == "did you mean “scale”?"
    assert hint("zzz", named) == "known: small-team, scale"
    assert hint("zzz", {}) == ""
