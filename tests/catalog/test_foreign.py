"""Catalogs as other people write them: each opens, one bad field costs that field, and the rest is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.catalog.format.diagnostics import as_groups, report
from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog, Technology
from techtui.catalog.store.cache import cached_catalog, load_catalog
from tests.catalog.samples import TODAY
from tests.catalog.surviving import fits_together, use
from tests.catalog.test_hostile import outcome

FOLDER = Path(__file__).parents[1] / "foreign"
FILES = sorted(FOLDER.glob("*.toml"))


def opened(name: str) -> Catalog:
    """One of the catalogs."""
    return read_catalog([FOLDER / f"{name}.toml"])


def skiff(name: str) -> Technology:
    """The first entry of one of the catalogs."""
    return opened(name).technologies["skiff"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_opens_with_its_problems_counted(file: Path) -> None:
    head = file.read_text("utf-8").partition("\n")[0]
    assert outcome([file]) == head.removeprefix("# expect: ")
    if "refused" not in head:
        catalog = read_catalog([file])
        fits_together(catalog)
        use(catalog)


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("link-http", "http://skiff.example/"),
        ("link-mail", "mailto:crew@skiff.example"),
        ("link-relative", "/boats/skiff/"),
        ("link-with-a-title", "https://skiff.example/"),
    ],
)
def test_links_are_carried(name: str, link: str) -> None:
    assert skiff(name).facts["site"].value == link


def test_what_belongs_to_a_link_is_carried() -> None:
    assert skiff("link-with-a-title").facts["site"].title == "The yard"
    assert [one.url for one in skiff("learn-links").learn] == [
        "http://rowing.example",
        "https://rowing.example/trim",
    ]


def test_a_word_that_is_not_offered_is_shown_as_it_is() -> None:
    assert skiff("choice-unknown").facts["state"].value == "planning"
    assert skiff("choice-in-other-letters").facts["state"].value == "built"


def test_one_bad_field_costs_that_field() -> None:
    assert (skiff("empty-text").summary, skiff("empty-text").tagline) == ("", "Light")
    assert skiff("key-unknown").name == "Skiff"
    assert [one.technology for one in skiff("relation-dangling").relations] == ["cutter"]
    assert skiff("series-with-a-month").facts["built"].value == {2023: 1, 2024: 2}
    boats = opened("number-with-unit").technologies
    assert "length" not in boats["skiff"].facts
    assert boats["cutter"].facts["length"].value == 12


def test_an_entry_without_a_name_goes_by_its_id() -> None:
    assert skiff("name-missing").name == "skiff"
    assert opened("name-is-a-number").technologies["2cv"].name == "2"


def test_an_entry_whose_category_is_not_there_stands_elsewhere() -> None:
    catalog = opened("category-unknown")
    assert list(catalog.categories) == ["sail", "row", "elsewhere"]
    assert catalog.categories["elsewhere"].name == "Elsewhere"
    assert [one.id for one in catalog.members("elsewhere")] == ["skiff"]
    assert skiff("categories-are-two").categories == ("row", "sail")


def test_a_shared_alias_belongs_to_both_and_finds_the_first() -> None:
    catalog = opened("aliases-shared")
    assert [one.aliases for one in catalog.technologies.values()] == [("boat", "Skiff"), ("boat",)]
    found = catalog.find("boat")
    assert found is not None
    assert found.id == "skiff"


def test_a_layer_on_its_own_is_recognised_once() -> None:
    found = report([FOLDER / "layer-alone.toml"], today=TODAY)
    (layer,) = [one for one in found.problems if one.code == "layer-alone"]
    assert "looks like a layer" in layer.message
    assert 'extends = "builtin"' in layer.hint


def test_problems_survive_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TECHTUI_CACHE", str(tmp_path))
    paths = [FOLDER / "relation-dangling.toml"]
    read = load_catalog(paths)
    cached = cached_catalog(paths)
    assert cached is not None
    assert (cached.problem_count, tuple(cached.problems)) == (1, tuple(read.problems))


def test_many_problems_fit_on_a_screen(tmp_path: Path) -> None:
    entries = "".join(
        f'[technologies.t{at}]\nname = "T{at % 400}"\ncategory = "c"\nlogo = "x"\n'
        f'relations = [{{ kind = "like", id = "gone" }}]\nfacts = {{ site = "javascript:x", state = "?", size = "big" }}\n'
        for at in range(1500)
    )
    file = tmp_path / "large.toml"
    file.write_text(
        'format = 1\n[catalog]\ntitle = "Large"\n[categories.c]\nname = "C"\n[attributes.site]\nname = "Site"\ntype = "link"\n'
        '[attributes.state]\nname = "State"\ntype = "choice"\nchoices = ["a", "b"]\n[attributes.size]\nname = "Size"\n'
        f'type = "number"\n{entries}'
    )
    found = report([file], today=TODAY)
    assert found.total("error") == 1500 * 5
    lines = as_groups(found).splitlines()
    assert len(lines) <= 30
    assert lines[0].startswith("1,500 errors [")
    assert "1,100 warnings [duplicate-name]" in "\n".join(lines)
    only = found.filtered(only=["bad-link"], ignored=[])
    assert set(only.counts) == {"bad-link"}
    assert not set(found.filtered(ignored=["bad-link"]).counts) & {"bad-link"}
