"""Each error of the format: where it is told, what is said, what to write instead."""

from __future__ import annotations

import pytest

from techtui.catalog.problems import CatalogError
from tests.catalog.samples import GOOD, errors, load, told, with_line


def test_the_sample_is_right() -> None:
    assert errors(GOOD) == []
    assert [one.name for one in load(GOOD).technologies.values()] == ["Sencha", "Oolong"]


CASES = [
    # What stands there, what is written instead, code, part of the message, part of the hint.
    ("format = 1\n", "", "no-format", "which format", "format = 1"),
    ("format = 1\n", "format = 2\n", "newer-format", "format 2", "upgrade"),
    ("format = 1\n", "format = 0\n", "wrong-format", "no format 0", "format = 1"),
    ("format = 1\n", "format = true\n", "wrong-type", "true or false", "format = 1"),
    ("format = 1\n", f"format = 0x{'f' * 5000}\n", "newer-format", "a huge number", "upgrade"),
    ('title = "Tea"\n', "", "no-title", "no title", "title ="),
    ('title = "Tea"\n', 'titlle = "Tea"\ntitle = "Tea"\n', "unknown-key", "“titlle”", "did you mean “title”?"),
    ('title = "Tea"\n', 'title = "  "\n', "empty-text", "empty", "leave the key out"),
    ('title = "Tea"\n', "title = 3\n", "converted", "expected text, found a number", '"3"'),
    ("as_of = 2026-11-01\n", 'as_of = "2026-11-01"\n', "converted", "expected a date, found text", "write 2026-11-01"),
    ("as_of = 2026-11-01\n", "as_of = 2026-11-01T10:00:00Z\n", "converted", "a date with a time", "write 2026-11-01"),
    ('headline = ["origin"]', 'headline = ["orrigin"]', "unknown-attribute", "“orrigin”", "did you mean “origin”?"),
    ('headline = ["origin"]', 'extends = "biultin"', "unknown-choice", "“biultin”", "did you mean “builtin”?"),
    ("[sources.book]", "[source.x]\n[sources.book]", "unknown-key", "“source” is not a table", "did you mean “sources”?"),
    ("format = 1\n", 'format = 1\nsummary = "Hi"\n', "unknown-key", "“summary”", "below the line [catalog]"),
    ('url = "https://tea.example/book"', 'url = "javascript:alert(1)"', "bad-link", "“javascript:alert(1)”", "shown as text"),
    ('url = "https://tea.example/book"', 'url = "file:///etc/passwd"', "bad-link", "“file:///etc/passwd”", "shown as text"),
    ('url = "https://tea.example/book"', 'url = "https://me@evil.example/"', "bad-link", "plain web address", "user name"),
    ('parent = "leaf"', 'parent = "leafs"', "unknown-category", "“leafs”", "did you mean “leaf”?"),
    ('parent = "leaf"', 'parent = "green"', "circular-parent", "its own parent", "take the parent away"),
    ('name = "Leaf"', 'name = "Leaf"\nparent = "green"', "circular-parent", "leaf → green → leaf", "take the parent away"),
    ('concepts = ["firing"]', 'concepts = ["firng"]', "unknown-concept", "“firng”", "did you mean “firing”?"),
    ('technologies = ["sencha"]', 'technologies = ["Sencha!"]', "unknown-technology", "“Sencha!”", "“sencha”"),
    ('type = "text"', 'type = "txt"', "unknown-choice", "“txt”", "did you mean “text”?"),
    ('type = "text"\n', "", "missing-key", "“type” is missing", "type ="),
    ('better = "lower"', 'website = "yes"', "wrong-type", "expected true or false", "without quotes"),
    ('better = "lower"', 'better = "less"', "unknown-choice", "“less”", "known: higher, lower"),
    ('choices = { low = "everyday", high = "for guests" }', "", "no-choices", "offers no choices", "choices ="),
    ('choices = { low = "everyday", high = "for guests" }', "choices = []", "empty-list", "no choices", '["first"'),
    ('choices = { low = "everyday", high = "for guests" }', "choices = { low = 1, high = 'h' }", "converted", "text", ""),
    ('category = "leaf"', 'category = "Leaf"', "unknown-category", "“Leaf”", "“leaf”"),
    ('category = "leaf"\n', "", "missing-key", "“category” is missing", "category ="),
    ('name = "Oolong"\n', "", "missing-key", "“name” is missing", "name ="),
    ('aliases = ["steamed tea"]', 'aliases = "steamed"', "converted", "expected a list of texts", '["steamed"]'),
    ('aliases = ["steamed tea"]', 'aliases = ["OOLONG"]', "duplicate-alias", "the name of oolong, too", "keep it in one"),
    ('aliases = ["steamed tea"]', 'aliases = ["x", ""]', "empty-text", "empty", ""),
    ('strengths = ["Fresh"]', 'strenths = ["Fresh"]', "unknown-key", "“strenths”", "did you mean “strengths”?"),
    ('strengths = ["Fresh"]', 'grade = "high"', "unknown-key", "“grade”", "[technologies.sencha.facts]"),
    ('strengths = ["Fresh"]', 'strengths = "Fresh"', "converted", "expected a list", 'write ["Fresh"]'),
    ('strengths = ["Fresh"]', "strengths = [1]", "converted", "expected text", '"1"'),
    ('"Bitter when hot", source', '"Bitter when hot", sources', "unknown-key", "“sources”", "did you mean “source”?"),
    ('{ text = "Bitter when hot", source = "book" }', '{ source = "book" }', "missing-key", "“text” is missing", "text ="),
    ('text = "Bitter when hot", source = "book"', 'text = "B", source = "bok"', "unknown-source", "“bok”", "“book”"),
    ('id = "oolong"', 'id = "olong"', "unknown-technology", "“olong”", "did you mean “oolong”?"),
    ('kind = "alternative_to", ', "", "missing-key", "“kind” is missing", "kind ="),
    ('relations = [{ kind = "alternative_to", id = "oolong" }]', 'relations = ["oolong"]', "wrong-type", "table", "kind = …"),
    ('cost = "free"', 'cost = "gratis"', "unknown-choice", "“gratis”", "known: free, paid"),
    ('origin = "Uji"', "origin = 1.5", "wrong-type", "expected text", '"1.5"'),
    ('origin = "Uji"', "origin = ''", "empty-text", "empty", "missing ="),
    ('origin = "Uji"', 'orrigin = "Uji"', "unknown-attribute", "“orrigin”", "did you mean “origin”?"),
    ('origin = "Uji"', 'colour = "green"', "unknown-attribute", "“colour”", "declare [attributes.colour]"),
    ('origin = "Uji"', 'origin = { missing = "unknown" }', "unknown-choice", "“unknown”", "known: not found"),
    ('origin = "Uji"', 'origin = { value = "Uji", missing = "not found" }', "value-and-missing", "both" , "not both"),
    ('origin = "Uji"', 'origin = { source = "book" }', "missing-key", "no value", "value = …"),
    ('origin = "Uji"', "origin = {}", "missing-key", "no value", "value = …"),
    ("{ value = 3, source", '{ value = "3 g", source', "wrong-type", "expected a number", "write 3; its unit"),
    ("{ value = 3, source", '{ value = "3", source', "converted", "expected a number", "write 3 without quotes"),
    ("{ value = 3, source", "{ value = nan, source", "out-of-range", "not finite", "ordinary number"),
    ("{ value = 3, source", "{ value = 9223372036854775808, source", "out-of-range", "64 bits", "larger unit"),
    ("as_of = 2026-10-01 }", "as_off = 2026-10-01 }", "unknown-key", "“as_off”", "did you mean “as_of”?"),
    ('grade = "high"', 'grade = "for guests"', "converted", "not offered", "write “high”"),
    ('grade = "high"', 'grade = "hihg"', "unknown-choice", "not offered", "did you mean “high”?"),
    ("{ value = 1738,", "{ value = 17380,", "out-of-range", "between 1 and 9999", "year"),
    ("{ value = 1738,", '{ value = "1738",', "converted", "expected a year", "write 1738 without quotes"),
    ("{ 2024 = 10, 2025 = 12.5 }", "{ 2024 = 10, twenty = 12.5 }", "out-of-range", "years, months or days as its keys; “twenty” is none", "2024 ="),
    ("{ 2024 = 10, 2025 = 12.5 }", "{ 2024 = 10, 2025 = inf }", "out-of-range", "not finite", ""),
    ("{ 2024 = 10, 2025 = 12.5 }", "{}", "empty-list", "empty", ""),
    ("{ value = { 2024 = 10, 2025 = 12.5 }, source", "{ 2024 = 10, source", "unknown-key", "“2024”", "value = { 2024"),
    ("[technologies.oolong]", "[technologies.'oo long']\nname='O'\ncategory='leaf'\n[technologies.oolong]", "odd-id", "oo long", "letters, digits"),
    ("[technologies.oolong]", "[technologies.'oo/long']\nname='O'\ncategory='leaf'\n[technologies.oolong]", "bad-id", "oo/long", ""),
    ('parent = "leaf"', 'parent = ["stem", "leaf"]', "wrong-type", "only one category", 'write "leaf"'),
    ('category = "leaf"', 'category = ["leaf", "stem"]', "unknown-category", "“stem”", "leaf, green"),
    ('category = "leaf"', 'category = []', "missing-key", "“category” is empty", "category ="),
    ("{ value = { 2024 = 10, 2025 = 12.5 }, source = \"book\" }", '{ 2024 = 10, "2025-05" = 12.5 }', "mixed-times", "“2024” stands beside months such as 2025-05", "all as months"),
    ("{ value = 3, source", '{ value = "12 000 g", source', "wrong-type", "“12 000 g”", "without quotes"),
    ("[sources.book]", "[sources]\ntitle = 'x'\n[sources.book]", "wrong-type", "expected a table", "[sources.SOME-ID]"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "hint"),
    CASES,
    ids=[f"{i}-{c[2]}" for i, c in enumerate(CASES)],
)
def test_an_error_is_told_at_its_line(
    old: str, new: str, code: str, message: str, hint: str
) -> None:
    text = with_line(old, new)
    found = [one for one in told(text) if one.code == code]
    assert found, told(text)
    problem = found[0]
    assert message in f"{problem.message} / {problem.hint}"
    assert hint in problem.hint
    # The line is one of those that were changed, or the entry that lacks something.
    first = GOOD[: GOOD.index(old)].count("\n") + 1
    if problem.code not in ("missing-key", "no-format", "no-title", "no-choices"):
        assert first <= problem.line <= first + max(new.count("\n"), 3), problem
    line = text.split("\n")[problem.line - 1]
    assert 1 <= problem.column <= len(line) + 1


def test_a_table_that_is_none_is_told() -> None:
    text = GOOD.replace("[concepts.firing]", "[catalog.x]").replace(
        "format = 1", "format = 1\nconcepts = 3"
    )
    assert "write [concepts.SOME-ID]" in [one.hint for one in errors(text)]


def test_columns_count_characters() -> None:
    text = with_line(
        'strengths = ["Fresh"]', 'strengths = ["Größe ☕ 茶", { text = "x", source = "bok" }]'
    )
    (problem,) = errors(text)
    line = text.split("\n")[problem.line - 1]
    assert line[problem.column - 1 :].startswith('source = "bok"')


def test_all_errors_come_at_once_and_in_order() -> None:
    text = GOOD
    for old, new in (
        ('url = "https://tea.example/book"', 'url = "data:text/html,x"'),
        ('parent = "leaf"', 'parent = "stem"'),
        ('name = "Oolong"', "name = 7"),
        ('"oolong" }]', '"wulong", since = 3 }]'),
        ('grade = "low"', 'grade = "lowest"\nflavour = "nutty"'),
        ('aliases = ["steamed tea"]', 'aliases = ["oolong"]'),
    ):
        text = text.replace(old, new)
    found = told(text)
    assert sorted(one.code for one in found) == [
        "bad-link", "converted", "duplicate-alias", "unknown-attribute", "unknown-category", "unknown-choice",
        "unknown-key", "unknown-technology",
    ]  # fmt: skip
    assert [one.line for one in found] == sorted(one.line for one in found)


def test_an_attribute_that_makes_no_sense_does_not_blame_its_facts() -> None:
    (problem,) = errors(with_line('type = "number"', 'type = "nummer"'))
    assert problem.code == "unknown-choice"


def test_an_ill_shaped_entry_still_counts_as_there() -> None:
    found = errors(with_line('name = "Oolong"', 'name = ["Oolong"]'))
    assert [one.code for one in found] == ["wrong-type"]


def test_syntax_errors_come_together_with_the_others() -> None:
    text = GOOD.replace('title = "The book of tea"', "title = The book of tea")
    text = text.replace('unit = "g"', "unit = “g”").replace('cost = "free"', 'cost = "gratis"')
    with pytest.raises(CatalogError) as caught:
        load(text)
    assert [one.code for one in caught.value.problems] == ["syntax", "syntax", "unknown-choice"]


def test_many_errors_are_counted_rather_than_told() -> None:
    facts = "".join(f'x{at} = "?"\n' for at in range(3000))
    found = errors(GOOD + facts)
    assert len(found) == 1001
    assert found[-1].message == "there are 2000 more problems"


def test_levels_of_categories_are_limited() -> None:
    chain = "".join(
        f'[categories.c{at}]\nname = "C"\nparent = "c{at - 1}"\n' for at in range(1, 10_000)
    )
    text = f"{GOOD}[categories.c0]\nname = 'C'\n{chain}"
    found = errors(text)
    assert {one.code for one in found} == {"too-deep"}
    catalog = load(text)
    assert max(len(catalog.path(key)) for key in catalog.categories) == 30
    assert len(found) == sum(not one.parent for one in catalog.categories.values()) - 2


def test_a_ring_of_ten_thousand_is_told_once() -> None:
    count = 10_000
    ring = "".join(
        f'[categories.c{at}]\nname = "C"\nparent = "c{(at + 1) % count}"\n' for at in range(count)
    )
    assert [one.code for one in errors(GOOD + ring) if one.code == "circular-parent"] == [
        "circular-parent"
    ]


def test_choices_are_compared_as_they_are_shown() -> None:
    text = with_line(
        'choices = { low = "everyday", high = "for guests" }',
        'choices = ["low", "very  high", "high"]',
    )
    text = text.replace('grade = "low"', 'grade = "very  high"')
    assert load(text).technologies["oolong"].facts["grade"].value == "very high"
