"""Warnings: what a writer of a catalog wants to hear, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from techtui.catalog.format.diagnostics import check
from tests.catalog.samples import GOOD, TODAY, errors, load, warnings, with_line
from tests.conftest import GUITARS

if TYPE_CHECKING:
    from pathlib import Path

    from techtui.catalog.model import Catalog


def test_there_is_nothing_to_say_about_the_sample() -> None:
    assert warnings(GOOD) == []


CASES = [
    ("date = 2026-10-01\n", "date = 2062-10-01\n", "future-date", "2062"),
    ("date = 2026-10-01\n", "read = 2062-10-01\n", "future-date", "2062"),
    ("as_of = 2026-11-01\n", "as_of = 2024-11-01\n", "stale", "752 days ago"),
    ("as_of = 2026-10-01 }", "as_of = 2025-10-01 }", "stale", "2025-10-01"),
    ("as_of = 2026-10-01 }", "as_of = 2027-10-01 }", "future-date", "in the future"),
    ('type = "text"', 'type = "text"\nunit = "kg"', "no-effect", "unit"),
    ('type = "text"', 'type = "text"\nbetter = "lower"', "no-effect", "better"),
    ('type = "text"', 'type = "text"\nwebsite = true', "no-effect", "website"),
    ('type = "text"', 'type = "text"\nchoices = ["Uji", "Anxi"]', "no-effect", "choices"),
    ('type = "text"', 'type = "text"\ncategories = ["green"]', "misplaced-fact", "for green only"),
    ("[attributes.grams]", "[attributes.more]\nname = 'More'\ntype = 'text'\n[attributes.grams]", "unused-attribute", "no technology"),
    ("[categories.green]", "[categories.red]\nname = 'Red'\n[categories.green]", "empty-category", "no technology"),
    ("[sources.book]", "[sources.web]\ntitle = 'Web'\n[sources.book]", "unused-source", "web"),
    ("{ value = 5, source = \"book\" }", "5", "unsourced", "Grams a cup"),
    ("2025 = 12.5 }, source = \"book\" }", "2025 = 12.5 }, source = 'general knowledge' }", "unsourced", "measured"),
    ('tagline = "Green and grassy"', 'tagline = "half  way to Black"', "duplicate-tagline", "sencha"),
    ('tagline = "Green and grassy"', f'tagline = "{"long " * 20}"', "long-tagline", "99 characters"),
    ('name = "Oolong"', 'name = "sencha"', "duplicate-name", "sencha"),
    ('id = "oolong"', 'id = "sencha"', "self-relation", "itself"),
    ('summary = "Withered, bruised, rolled and roasted."', "", "thin-entry", "no summary"),
    ('strengths = ["Many infusions"]', "", "thin-entry", "no strengths"),
    ('origin = "Anxi"\n', "", "thin-entry", "two facts only"),
    ('text = "Heat stops', 'text = "\\u202eHeat stops', "odd-characters", "invisible"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code", "message"), CASES, ids=[f"{i}-{c[2]}" for i, c in enumerate(CASES)]
)
def test_a_warning_is_told(old: str, new: str, code: str, message: str) -> None:
    found = warnings(with_line(old, new))
    assert [one.code for one in found] == [code], found
    assert message in found[0].message
    assert found[0].line > 1


def test_old_but_timeless_facts_do_not_age() -> None:
    text = with_line("date = 2026-10-01\n", "date = 2001-10-01\n")
    assert warnings(text) == []


def test_years_dates_and_versions_need_no_source() -> None:
    assert warnings(with_line('{ value = 1738, source = "book" }', "1738")) == []
    assert warnings(with_line('type = "text"', 'type = "version"')) == []


def test_a_source_of_the_whole_catalog_backs_its_figures() -> None:
    bare = GOOD.replace('{ value = 5, source = "book" }', "5")
    assert [one.code for one in warnings(bare)] == ["unsourced"]
    backed = bare.replace('title = "Tea"\n', 'title = "Tea"\nsource = "book"\n')
    assert warnings(backed) == []
    facts = load(backed).technologies["oolong"].facts
    assert (facts["grams"].sources, facts["origin"].sources) == (("book",), ("book",))
    # A layer speaks for its own facts only.
    over = load(
        GOOD, 'format = 1\n[catalog]\nsource = "book"\n[technologies.oolong.facts]\ngrams = 4\n'
    )
    facts = over.technologies["oolong"].facts
    assert (facts["grams"].sources, facts["origin"].sources) == (("book",), ())


def test_where_nobody_names_sources_none_is_missed() -> None:
    text = GOOD.replace(', source = "book"', "").replace("[sources.book]", "[sources.paper]")
    assert [one.code for one in warnings(text)] == ["unused-source"]


def test_an_entry_is_thin_only_where_others_are_not() -> None:
    entries = "".join(
        f'[technologies.t{at}]\nname = "T{at}"\ncategory = "leaf"\n' for at in range(9)
    )
    assert warnings(GOOD + entries) == []


def test_a_tagline_is_long_only_where_others_are_short() -> None:
    long, longer = "long " * 20, "longer " * 20
    text = GOOD.replace("Green and grassy", long).replace("Half way to black", longer)
    assert warnings(text) == []


def test_a_catalog_can_leave_kinds_out() -> None:
    text = with_line('summary = "Withered, bruised, rolled and roasted."', "")
    ignoring = 'title = "Tea"\nignore = ["thin-entry", "unknown-key"]\n'
    text = text.replace('title = "Tea"\n', ignoring + 'logo = "x"\n')
    assert (warnings(text), errors(text)) == ([], [])
    (problem,) = errors(text.replace('"thin-entry"', '"thin-entri"'))
    assert problem.hint == "did you mean “thin-entry”?"


def test_a_version_ages_with_its_newest_source() -> None:
    text = with_line('type = "text"', 'type = "version"').replace(
        '"Uji"', '{ value = "1.0", source = "book" }'
    )
    text = text.replace('"Anxi"', '{ value = "2.0", source = "book" }').replace(
        "date = 2026-10-01\n", "date = 2020-10-01\n"
    )
    assert [one.code for one in warnings(text)] == ["stale", "stale"]
    assert warnings(text, stale_after_days=10_000) == []


def test_a_source_without_a_date_ages_with_the_day_it_was_read() -> None:
    text = with_line('type = "text"', 'type = "version"').replace(
        '"Uji"', '{ value = "1.0", source = "book" }'
    )
    assert warnings(text) == []
    undated = text.replace("date = 2026-10-01\n", "read = 2020-10-01\n")
    assert [one.code for one in warnings(undated)] == ["stale"]
    # Who reads an old document again has not made it a newer one.
    read_again = text.replace("date = 2026-10-01\n", "date = 2020-10-01\nread = 2026-10-01\n")
    assert [one.code for one in warnings(read_again)] == ["stale"]


def test_a_fact_that_only_weak_witnesses_back_is_told() -> None:
    weak = GOOD.replace("date = 2026-10-01\n", "weak = true\n")
    found = warnings(weak)
    assert {one.code for one in found} == {"weak-source"}
    assert "book (Grams a cup)" in found[0].message
    strong = weak.replace("[sources.book]", "[sources.paper]\ntitle = 'Paper'\n[sources.book]")
    both = strong.replace('source = "book"', 'source = ["book", "paper"]')
    assert warnings(both) == []
    (error,) = errors(GOOD.replace("date = 2026-10-01\n", 'weak = "yes"\n'))
    assert error.code == "wrong-type"


def test_a_reason_for_having_no_value_needs_no_source() -> None:
    text = with_line(
        'since = { value = 1738, source = "book" }', 'since = { missing = "not found" }'
    )
    assert warnings(text) == []
    assert warnings(GOOD + 'since = { missing = "does not apply" }\n') == []


def test_warnings_come_beside_errors() -> None:
    text = with_line('cost = "free"', 'cost = "gratis"').replace(
        'summary = "Withered, bruised, rolled and roasted."', ""
    )
    assert [one.code for one in warnings(text)] == ["thin-entry"]


def test_the_layer_that_adds_an_entry_is_told_that_it_is_thin() -> None:
    found = warnings(
        GOOD,
        "format = 1\n[technologies.sencha]\ntagline = 'Ours'\n[technologies.x]\nname = 'X'\ncategory = 'leaf'\n",
    )
    assert [(one.file, one.line, one.code) for one in found] == [("b.toml", 4, "thin-entry")]


def test_what_a_layer_lies_upon_is_not_blamed(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text('format = 1\n[catalog]\nextends = "builtin"\n')
    assert check([file], today=TODAY + timedelta(days=5000)) == ()


def test_the_guitars_are_thinly_sourced() -> None:
    codes = {one.code for one in check([GUITARS], today=TODAY)}
    assert codes == {"unsourced", "thin-entry"}


def test_the_shipped_catalog_has_no_problems(shipped: Catalog) -> None:
    # Some facts do have weak sources only, which should be visible.
    assert {one.code for one in check([], today=shipped.as_of)} <= {"weak-source"}
