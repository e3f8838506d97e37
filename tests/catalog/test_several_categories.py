"""Entries that belong to several categories, and categories that share a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog, Category, OwnFields, Technology
from techtui.catalog.query import parse, select
from techtui.catalog.store.cache import cached_catalog, load_catalog
from tests.catalog.samples import GOOD, errors, load, told, warnings

ALSO = 'category = ["green", "leaf"]'
TEA = GOOD.replace('category = "green"', ALSO)


def ids(catalog: Catalog, text: str) -> list[str]:
    """What a query leaves."""
    return list(parse(text, catalog).select(catalog))


def test_an_entry_stands_in_each_and_counts_once() -> None:
    tea = load(TEA)
    sencha = tea.technologies["sencha"]
    assert (sencha.category, sencha.categories) == ("green", ("green", "leaf"))
    assert [one.id for one in tea.members("leaf")] == ["sencha", "oolong"]
    assert [one.id for one in tea.members("green")] == ["sencha"]
    assert (tea.count("leaf"), tea.count("green"), len(tea)) == (2, 1, 2)
    assert [one.id for one in tea.walk("")] == ["sencha", "oolong"]
    assert tea.home == {"sencha": "green", "oolong": "leaf"}


@pytest.mark.parametrize("category", ["row", "sail"])
def test_a_query_finds_it_in_each(category: str) -> None:
    catalog = read_catalog([Path("tests/foreign/categories-are-two.toml")])
    assert ids(catalog, f"category:{category}") == ["skiff"]
    assert ids(catalog, f"-category:{category}") == []


def test_what_is_not_there_is_left_out_of_the_list() -> None:
    assert told(TEA) == []
    missing = GOOD.replace('category = "green"', 'category = ["stem", "green", "green"]')
    assert [one.code for one in told(missing)] == ["unknown-category"]
    assert load(missing).technologies["sencha"].categories == ("green",)
    for nothing in ('["stem"]', "[]", '[""]', "[1]"):
        sencha = load(GOOD.replace('category = "green"', f"category = {nothing}"))
        assert sencha.technologies["sencha"].categories == ("elsewhere",)


def test_a_layer_adds_a_category_and_hides_one() -> None:
    more = 'format = 1\n[technologies.oolong]\ncategory.append = ["green"]\n'
    assert load(GOOD, more).technologies["oolong"].categories == ("leaf", "green")
    hidden = "format = 1\n[categories.green]\nhidden = true\n"
    assert load(TEA, hidden).technologies["sencha"].categories == ("leaf",)
    assert "sencha" not in load(GOOD, hidden).technologies
    assert errors(TEA, hidden) == []


def test_an_attribute_of_one_of_them_is_in_its_place() -> None:
    leaf = TEA.replace("[attributes.origin]\n", '[attributes.origin]\ncategories = "green"\n')
    assert [one.path[1] for one in warnings(leaf) if one.code == "misplaced-fact"] == ["oolong"]


def test_it_is_the_same_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TECHTUI_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "tea.toml"
    file.write_text(TEA)
    load_catalog([file])
    tea = cached_catalog([file])
    assert tea is not None
    assert tea.categories_of("sencha") == ("green", "leaf")
    assert (tea.count("leaf"), tea.home["sencha"]) == (2, "green")


NAMES = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), min_size=1, max_size=12)


@given(NAMES)
def test_names_of_categories_are_told_apart_where_paths_can(made: list[tuple[str, int]]) -> None:
    categories: dict[str, Category] = {}
    for at, (name, above) in enumerate(made):
        parent = f"c{above}" if above < at else ""
        categories[f"c{at}"] = Category(f"c{at}", name, parent)
    catalog = _catalog(categories, {})
    names = catalog.category_names
    paths = {key: tuple(one.name for one in catalog.path(key)) for key in categories}
    for key, name in names.items():
        assert f" › {' › '.join(paths[key])}".endswith(f" › {name}")
        for other in names:
            if other != key and names[other] == name:
                assert paths[other][-len(paths[key]) :] == paths[key] or (
                    paths[key][-len(paths[other]) :] == paths[other]
                )


def test_only_names_that_are_shared_say_more() -> None:
    catalog = read_catalog([Path("tests/foreign/categories-of-one-name.toml")])
    assert dict(catalog.category_names) == {
        "sail": "Sailing boats",
        "row": "Rowing boats",
        "sail-small": "Sailing boats › Small",
        "row-small": "Rowing boats › Small",
    }


@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=3, unique=True), max_size=8))
def test_however_entries_are_placed_each_is_walked_once(placed: list[list[int]]) -> None:
    categories = {
        f"c{at}": Category(f"c{at}", str(at), f"c{(at - 1) // 2}" if at else "") for at in range(6)
    }
    technologies = {
        f"t{at}": Technology(f"t{at}", str(at), f"c{first}", also_in=tuple(f"c{i}" for i in rest))
        for at, (first, *rest) in enumerate(placed)
    }
    catalog = _catalog(categories, technologies)
    for key in ("", *categories):
        walked = [one.id for one in catalog.walk(key)]
        assert len(walked) == len(set(walked)) == catalog.count(key)
    assert {one.id for one in catalog.walk("")} == set(technologies)


def _catalog(categories: dict[str, Category], technologies: dict[str, Technology]) -> Catalog:
    own = OwnFields(id="c", title="C", categories=categories)
    return Catalog(own, sources={}, technologies=technologies)


def test_an_entry_of_two_branches_is_selected_once() -> None:
    tea = load(
        TEA.replace('["green", "leaf"]', '["green", "other"]')
        + '\n[categories.other]\nname = "Other"\n'
    )
    chosen = [one.id for one in select(tea)]
    assert sorted(chosen) == sorted(tea.ids)
    assert [one.id for one in select(tea, category="other")] == ["sencha"]
