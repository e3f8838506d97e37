"""What a catalog calls its entries, which attribute means use, and which choices mean that one should take it no more."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from techtui.catalog.neighbours import suggested_beside
from techtui.catalog.query import parse
from techtui.catalog.store.cache import cached_catalog, load_catalog
from techtui.formats.text import render
from techtui.pages.category import category_page
from techtui.pages.learning import learning_page
from techtui.pages.technology import technology_page
from techtui.tui.choices.facets import value_finder
from tests.catalog.samples import GOOD, load, told, warnings, with_line

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from techtui.catalog.model import Catalog

ROLES = """\
format = 1
[catalog]
noun = ["tea", "teas"]
learning = false
popularity = "grams"
[attributes.grade]
discouraged = ["low"]
"""
"""Laid upon `GOOD`."""


def suggestions(catalog: Catalog) -> str:
    """What the learning page suggests."""
    text = render(learning_page(catalog, {}, [], 1, date(2026, 11, 23)), 100)
    return text[text.index("What next") : text.index("Learning now")]


def test_entries_are_called_by_their_noun() -> None:
    catalog = load(GOOD, ROLES)
    assert "1 tea" in render(category_page(catalog, catalog.categories["leaf"]), 80)
    assert "1 technology" in render(category_page(load(GOOD), catalog.categories["leaf"]), 80)


def test_what_is_discouraged_says_so_and_is_not_suggested() -> None:
    catalog = load(GOOD, ROLES)
    sencha, oolong = catalog.technologies.values()
    assert catalog.discouraged == {"oolong"}
    assert "Not for new use: everyday" in render(technology_page(catalog, oolong), 80)
    assert "Not for new use" not in render(technology_page(catalog, sencha), 80)
    assert "(everyday)" in render(category_page(catalog, catalog.categories["leaf"]), 80)
    assert suggested_beside(catalog, [sencha]) == []
    assert suggested_beside(load(GOOD), [sencha]) == [oolong]
    assert "Oolong" not in suggestions(catalog)
    assert "Oolong" in suggestions(load(GOOD))


def test_the_filter_panel_offers_all_but_what_is_discouraged() -> None:
    catalog = load(GOOD, ROLES)
    first = value_finder(catalog, "grade", catalog.ids)("")[0]
    assert (first.name, first.aside) == ("all but everyday", "1")
    assert parse(first.id, catalog).select(catalog) == ["sencha"]


def test_suggestions_quote_what_means_use_and_nothing_without_it() -> None:
    assert "Sencha  Leaf is" not in suggestions(load(GOOD))
    assert "used" not in suggestions(load(GOOD))
    assert "Grams a cup 5 g; Leaf is short" in suggestions(
        load(GOOD, ROLES.replace('discouraged = ["low"]', ""))
    )
    stars = with_line('name = "Grams a cup"', 'name = "Stars"').replace('"g"', '"stars"')
    assert "  3 stars; Green is short" in suggestions(load(stars, ROLES))


def test_of_ranks_the_lowest_is_suggested() -> None:
    both = with_line('category = "leaf"\ntag', 'category = "green"\ntag')
    popular = 'format = 1\ncatalog.popularity = "grams"\n'
    assert "Sencha" in suggestions(load(both, popular))
    higher = both.replace('better = "lower"', 'better = "higher"')
    assert "Oolong" in suggestions(load(higher, popular))


def test_roles_survive_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TECHTUI_CACHE", str(tmp_path / "cache"))
    paths = [tmp_path / "a.toml", tmp_path / "b.toml"]
    for path, text in zip(paths, (GOOD, ROLES), strict=True):
        path.write_text(text, "utf-8")
    read = load_catalog(paths)
    cached = cached_catalog(paths)
    assert cached is not None
    assert cached.conventions == read.conventions
    assert cached.discouraged == {"oolong"}


def test_mistakes_are_told() -> None:
    wrong = ROLES.replace('["tea", "teas"]', '["tea"]').replace('["low"]', '["lou", "low"]')
    noun, choice = told(GOOD, wrong.replace('"grams"', '"gram"').replace("false", '"no"'))[1::2]
    assert noun.code == "wrong-type" or choice.code == "unknown-choice"
    found = {one.code: one for one in told(GOOD, wrong)}
    assert found["wrong-type"].message == "expected 2 texts, found 1"
    assert "did you mean “low”" in found["unknown-choice"].hint
    catalog = load(GOOD, wrong)
    assert catalog.conventions.noun == ("technology", "technologies")
    assert catalog.attributes["grade"].discouraged == ("low",)
    assert load(GOOD, ROLES.replace('["low"]', '"low"')).discouraged == {"oolong"}
    (one,) = warnings(GOOD, 'format = 1\ncatalog.popularity = "origin"\n')
    assert one.code == "no-effect"
