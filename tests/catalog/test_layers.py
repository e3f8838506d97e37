"""Files laid upon each other: what changes, what stays, where a value came from."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from techtui.catalog.files import look_at
from techtui.catalog.format.fields import TABLES
from techtui.catalog.format.kinds import KINDS
from techtui.catalog.format.loader import load_layers, read_catalog
from techtui.catalog.messages import SINGULAR
from techtui.catalog.problems import CatalogError
from techtui.catalog.store.cache import load_catalog
from tests.catalog.samples import GOOD, errors, load, told

OVER = "format = 1\n"


def test_a_layer_changes_single_fields() -> None:
    catalog = load(
        GOOD,
        OVER
        + '[technologies.sencha]\ntagline = "Ours"\n[categories.leaf]\nsummary = "All of them."\n',
    )
    sencha = catalog.technologies["sencha"]
    assert (sencha.name, sencha.tagline, sencha.summary) == (
        "Sencha",
        "Ours",
        "Steamed, rolled and dried.",
    )
    assert catalog.categories["leaf"].name == "Leaf"
    assert catalog.layers == ("a.toml", "b.toml")


def test_lists_are_replaced_whole() -> None:
    catalog = load(GOOD, OVER + '[technologies.sencha]\nstrengths = ["Cheap here", "Near"]\n')
    assert [one.text for one in catalog.technologies["sencha"].strengths] == ["Cheap here", "Near"]


def test_a_layer_adds_entries_of_every_table() -> None:
    catalog = load(
        GOOD,
        OVER
        + '[sources.us]\ntitle = "We"\n[categories.black]\nname = "Black"\n[concepts.c]\ntitle = "C"\ntext = "c"\n'
        '[attributes.cup]\nname = "Cup"\ntype = "text"\n'
        '[technologies.assam]\nname = "Assam"\ncategory = "black"\nfacts = { cup = { value = "big", source = "us" } }\n',
    )
    assert list(catalog.technologies) == ["sencha", "oolong", "assam"]
    assert catalog.technologies["assam"].facts["cup"].layer == "b.toml"


def test_a_fact_says_which_layer_it_came_from() -> None:
    over = OVER + "[technologies.sencha.facts]\ngrams = 4\n"
    catalog = load(GOOD, over, OVER + '[technologies.oolong.facts]\norigin = "Taiwan"\n')
    sencha, oolong = catalog.technologies.values()
    assert (sencha.facts["grams"].value, sencha.facts["grams"].layer) == (4, "b.toml")
    # A new value is not backed by the old source.
    assert sencha.facts["grams"].sources == ()
    assert sencha.facts["origin"].layer == ""
    assert (oolong.facts["origin"].value, oolong.facts["origin"].layer) == ("Taiwan", "c.toml")


@pytest.mark.parametrize(
    ("attribute", "value"), [("grams", 3), ("origin", "Uji"), ("sales", {2024: 10, 2025: 12.5})]
)
def test_a_fact_without_value_adds_to_the_one_below(attribute: str, value: object) -> None:
    bare = GOOD.replace(
        '{ value = { 2024 = 10, 2025 = 12.5 }, source = "book" }', "{ 2024 = 10, 2025 = 12.5 }"
    )
    catalog = load(
        bare, OVER + f'[technologies.sencha.facts]\n{attribute} = {{ note = "Checked." }}\n'
    )
    fact = catalog.technologies["sencha"].facts[attribute]
    assert (fact.value, fact.note) == (value, "Checked.")


def test_a_fact_without_value_and_with_nothing_below_is_an_error() -> None:
    for text in (
        '[technologies.oolong.facts]\nsince = { note = "Old." }',
        "[technologies.oolong.facts]\nsince = {}",
    ):
        (problem,) = errors(GOOD, OVER + text)
        assert (problem.file, problem.line, problem.code) == ("b.toml", 3, "missing-key")


def test_a_value_can_be_taken_back_and_given_again() -> None:
    gone = OVER + '[technologies.sencha.facts]\ngrams = { missing = "not found" }\n'
    fact = load(GOOD, gone).technologies["sencha"].facts["grams"]
    assert (fact.value, fact.missing) == (None, "not found")
    fact = (
        load(GOOD, gone, OVER + "[technologies.sencha.facts]\ngrams = 4\n")
        .technologies["sencha"]
        .facts["grams"]
    )
    assert (fact.value, fact.missing) == (4, None)


def test_a_layer_keeps_the_id_under_which_notes_are_kept() -> None:
    assert load(GOOD, OVER + '[catalog]\ntitle = "Our tea"\nid = "ours"\n').id == "tea"
    assert load(GOOD, OVER + '[catalog]\ntitle = "Our tea"\n').title == "Our tea"


def test_a_misspelt_entry_of_a_layer_is_recognised() -> None:
    (problem,) = errors(GOOD, OVER + "[technologies.senca.facts]\ngrams = 4\n")
    assert "no technology “senca” to change" in problem.message
    assert problem.hint == "did you mean “sencha”?"


def test_an_error_is_told_in_the_layer_that_makes_it() -> None:
    problems = errors(GOOD, OVER + '[attributes.grade]\nchoices = ["good", "better"]\n')
    # The lower facts no longer fit, and there is where they stand.
    assert {one.file for one in problems} == {"a.toml"}
    (problem,) = told(GOOD, OVER + '[technologies.sencha]\naliases = ["oolong"]\n')
    assert (problem.file, problem.line) == ("b.toml", 3)


def test_a_layer_that_is_no_table_does_not_hide_the_one_below() -> None:
    (problem,) = errors(GOOD, OVER + "technologies = 3\n")
    assert problem.file == "b.toml"
    (problem,) = errors(GOOD, OVER + "[technologies]\nsencha = 3\n")
    assert (problem.file, problem.line) == ("b.toml", 3)


def test_the_files_of_a_folder_are_layers(tmp_path: Path) -> None:
    (tmp_path / "2-more.toml").write_text(OVER + '[technologies.sencha]\ntagline = "Second"\n')
    (tmp_path / "1-base.toml").write_text(GOOD)
    (tmp_path / ".#1-base.toml").write_text("an editor's own")
    (tmp_path / "readme.md").write_text("no catalog")
    catalog = read_catalog([tmp_path])
    assert catalog.technologies["sencha"].tagline == "Second"
    assert [Path(one).name for one in catalog.layers] == ["1-base.toml", "2-more.toml"]


def test_a_file_can_be_laid_upon_the_shipped_catalog(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(OVER + '[catalog]\nextends = "builtin"\ntitle = "Ours"\n')
    shipped, catalog = read_catalog(), read_catalog([file])
    assert catalog.technologies.keys() == shipped.technologies.keys()
    assert (catalog.title, catalog.id) == ("Ours", shipped.id)
    assert catalog.layers == ("builtin", str(file))


def test_one_broken_file_does_not_hide_what_is_wrong_with_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD.replace('cost = "free"', 'cost = "gratis"'))
    (tmp_path / "b.toml").write_text(
        "format = 1\n[catalog\ntitle = 'x'\n[sources.s]\nurl = 'data:x'\n"
    )
    paths = [tmp_path / "a.toml", tmp_path / "b.toml", tmp_path / "none.toml"]
    with pytest.raises(CatalogError) as caught:
        read_catalog(paths)
    places = [(Path(one.file).name, one.line, one.code) for one in caught.value.problems]
    assert places == [
        ("a.toml", 59, "unknown-choice"),
        ("b.toml", 2, "syntax"),
        ("b.toml", 5, "bad-link"),
        ("none.toml", 0, "unreadable"),
    ]
    assert len(load_layers(paths)) == 3


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_a_dangling_link_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.toml").symlink_to(tmp_path / "gone")
    with pytest.raises(CatalogError, match="no such file"):
        read_catalog([tmp_path])


# Hidden entries -----------------------------------------------------------------------------------


def test_a_layer_takes_an_entry_out_and_nothing_is_said_of_what_refers_to_it() -> None:
    over = OVER + "[technologies.oolong]\nhidden = true\n"
    assert told(GOOD, over) == []
    catalog = load(GOOD, over)
    assert list(catalog.technologies) == ["sencha"]
    assert catalog.technologies["sencha"].relations == ()
    assert catalog.problem_count == 0
    back = load(GOOD, over, OVER + "[technologies.oolong]\nhidden = false\n")
    assert list(back.technologies) == ["sencha", "oolong"]
    assert back.technologies["sencha"].relations[0].technology == "oolong"


def test_a_hidden_category_takes_all_that_is_in_it() -> None:
    assert told(GOOD, OVER + "[categories.green]\nhidden = true\n") == []
    catalog = load(GOOD, OVER + "[categories.green]\nhidden = true\n")
    assert (list(catalog.categories), list(catalog.technologies)) == (["leaf"], ["oolong"])
    assert catalog.concepts["firing"].technologies == ()
    assert len(load(GOOD, OVER + "[categories.leaf]\nhidden = true\n")) == 0
    moved = OVER + '[categories.green]\nhidden = true\n[technologies.sencha]\ncategory = "leaf"\n'
    assert list(load(GOOD, moved).technologies) == ["sencha", "oolong"]


def test_hiding_nothing_is_told() -> None:
    (problem,) = errors(GOOD, OVER + "[technologies.senca]\nhidden = true\n")
    assert problem.message == "there is no technology “senca” to hide"
    assert problem.hint == "did you mean “sencha”?"


# Longer lists -------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", SINGULAR)
def test_what_is_hidden_in_vain_is_told_by_a_kind_that_the_docs_name(table: str) -> None:
    found = {one.code for one in errors(GOOD, f"{OVER}[{table}.not-there]\nhidden = true\n")}
    assert found <= KINDS.keys()
    assert (f"unknown-{SINGULAR[table]}" in found) == ("hidden" in TABLES[table])
    assert ("unknown-key" in found) == ("hidden" not in TABLES[table])


def test_a_layer_appends_to_lists() -> None:
    over = OVER + (
        'catalog.headline.append = ["grade"]\n[technologies.sencha]\naliases.append = ["green"]\n'
        'strengths.append = [{ text = "Near", source = "book" }]\n[categories.green]\nconcepts.append = "firing"\n'
    )
    assert told(GOOD, over) == []
    catalog = load(GOOD, over, OVER + 'technologies.sencha.strengths.append = ["Ours"]\n')
    sencha = catalog.technologies["sencha"]
    assert [one.text for one in sencha.strengths] == ["Fresh", "Near", "Ours"]
    assert sencha.strengths[1].sources == ("book",)
    assert sencha.aliases == ("steamed tea", "green")
    assert catalog.headline == ("origin", "grade")


def test_where_there_is_nothing_below_what_is_appended_is_the_list() -> None:
    over = OVER + '[technologies.oolong]\nbest_for.append = ["Evenings"]\n'
    assert [one.text for one in load(GOOD, over).technologies["oolong"].best_for] == ["Evenings"]
    alone = GOOD.replace('strengths = ["Fresh"]', 'strengths.append = ["Fresh", [1]]')
    converted, wrong = told(alone)
    assert (converted.code, wrong.code) == ("converted", "wrong-type")
    assert "no list in a layer below" in converted.message
    assert [one.text for one in load(alone).technologies["sencha"].strengths] == ["Fresh"]


# Files upon files ---------------------------------------------------------------------------------


def test_a_file_extends_another_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "teams").mkdir()
    (tmp_path / "base.toml").write_text(GOOD)
    middle, top = tmp_path / "middle.toml", tmp_path / "teams" / "ours.toml"
    middle.write_text(
        OVER + 'catalog.extends = "base.toml"\ntechnologies.sencha.tagline = "Middle"\n'
    )
    top.write_text(
        OVER + '[catalog]\nextends = "../middle.toml"\n[technologies.oolong]\ntagline = "Top"\n'
    )
    catalog = read_catalog([top])
    assert [one.tagline for one in catalog.technologies.values()] == ["Middle", "Top"]
    assert [Path(one).name for one in catalog.layers] == ["base.toml", "middle.toml", "ours.toml"]
    # Each file is there once, whoever names it.
    assert len(read_catalog([tmp_path / "base.toml", middle, top]).layers) == 3
    assert len(read_catalog([tmp_path]).layers) == 3


def test_files_that_extend_each_other_come_to_an_end(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD.replace("[catalog]\n", '[catalog]\nextends = "b.toml"\n'))
    (tmp_path / "b.toml").write_text(OVER + 'catalog.extends = "a.toml"\n')
    assert len(read_catalog([tmp_path / "a.toml"]).layers) == 2


def test_a_base_that_is_not_there_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(GOOD.replace("[catalog]\n", '[catalog]\nextends = "gone.toml"\n'))
    with pytest.raises(CatalogError, match="there is no such file"):
        read_catalog([file])
    file.write_text(GOOD.replace("[catalog]\n", '[catalog]\nextends = "/etc/base.toml"\n'))
    assert read_catalog([file]).problem_count == 1
    late = "# \n" * 30_000
    file.write_text(GOOD.replace("[catalog]\n", f'{late}[catalog]\nextends = "gone.toml"\n'))
    with pytest.raises(CatalogError, match="not clear which file"):
        read_catalog([file])


def test_what_a_file_is_laid_upon_is_followed_and_cached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TECHTUI_CACHE", str(tmp_path / "cache"))
    base, top = tmp_path / "base.toml", tmp_path / "top.toml"
    base.write_text(GOOD)
    top.write_text(OVER + 'catalog.extends = "base.toml"\n')
    before = look_at([top])
    assert load_catalog([top]).technologies["sencha"].tagline == "Green and grassy"
    base.write_text(GOOD.replace("Green and grassy", "Grassy and green, it is"))
    assert look_at([top]) != before
    assert load_catalog([top]).technologies["sencha"].tagline == "Grassy and green, it is"


def test_folders_are_read_in_depth(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "a.toml").write_text(GOOD)
    (tmp_path / "b" / "c" / "x.toml").write_text(OVER + 'technologies.sencha.tagline = "Deep"\n')
    (tmp_path / ".hidden" / "x.toml").write_text("no catalog")
    (tmp_path / "d.toml").write_text(OVER + 'technologies.oolong.tagline = "Late"\n')
    catalog = read_catalog([tmp_path])
    assert [one.tagline for one in catalog.technologies.values()] == ["Deep", "Late"]


def test_two_files_that_define_one_entry_are_named_both() -> None:
    again = OVER + '[technologies.sencha]\nname = "Sencha"\ncategory = "leaf"\n'
    (problem,) = told(GOOD, again)
    assert (problem.file, problem.line, problem.code) == ("b.toml", 2, "duplicate-id")
    assert "“sencha” is defined in a.toml, too" in problem.message
    assert told(GOOD, again.replace(OVER, OVER + 'catalog.extends = "a.toml"\n')) == []
    assert told(GOOD, OVER + '[categories.leaf]\nname = "Leaf"\n') == []
