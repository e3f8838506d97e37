"""A document parsed entry by entry is the document, or is left to who reads the whole."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from techtui.catalog.format.chunks import HEAD, in_parts, only, parse

LINES = (
    "[t.a]",
    "[t.b]",
    "[u.a]",
    '["t".c] # a comment',
    "['t'.'d.e']",
    "[t.a.facts]",
    "[t.b.facts.deep]",
    "[t]",
    "[v]",
    "[ t . f ]",
    "  [t.g]",
    "[[t.list]]",
    "[[t.a.facts.rows]]",
    "[[t.b.rows.rows]]",
    "[[w]]",
    "x = 1",
    "y.z = 2",
    "t.h = 3",
    "t = {a = 1}",
    'text = """',
    '"""',
    "text2 = '''",
    "'''",
    "list = [",
    "]",
    "# [t.a]",
    "",
    "\\",
    "é = 1",
    'w = "🦀"\r',
)


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    # Text, because the order of keys counts, too.
    return json.dumps(one, default=str) == json.dumps(other, default=str)


@given(st.lists(st.sampled_from(LINES), max_size=25).map("\n".join))
def test_parts_say_what_the_whole_says_or_nothing(text: str) -> None:
    found = in_parts(text)
    if found is not None:
        assert same(found.document, tomli.loads(text))


@given(st.data(), st.lists(st.sampled_from(LINES), max_size=12), st.randoms())
def test_a_change_of_the_text_is_a_change_of_its_part(
    data: st.DataObject, lines: list[str], random: Random
) -> None:
    before = in_parts("\n".join(lines))
    changed = list(lines)
    changed.insert(random.randint(0, len(lines)), data.draw(st.sampled_from(LINES)))
    after = in_parts("\n".join(changed))
    if before is None or after is None:
        return
    alike = {name for name, print in after.prints.items() if before.prints.get(name) == print}
    for table, entries in after.document.items():
        for key in entries if isinstance(entries, dict) else ():
            if f"{table}.{key}" in alike and HEAD in alike:
                assert same(entries[key], before.document[table][key])


@given(st.lists(st.integers(0, 4), min_size=1, max_size=20))
def test_a_catalog_as_people_write_it_is_read_in_parts(kinds: list[int]) -> None:
    entries = (
        '[technologies.n{0}]\nname = "N"\n[technologies.n{0}.facts]\nborn = {{ value = 1 }}\n',
        "[categories.n{0}]\r\nname = 'N' # [x]\r\n",
        '[technologies.n{0}]\ntext = """\nfirst\n  second"""\n',
        "[technologies.n{0}]\n[[technologies.n{0}.facts.rows]]\na = 1\n[[technologies.n{0}.facts.rows]]\n",
        "[sources.n{0}]\nurl = 'https://example.com'\n\n",
    )
    text = "format = 1\n[catalog]\nid = 'x'\n\n" + "".join(
        entries[kind].format(at) for at, kind in enumerate(kinds)
    )
    found = in_parts(text)
    assert found is not None
    assert same(found.document, tomli.loads(text))
    # What is left of it stands where it stood.
    for wanted in found.prints:
        for line, (one, all_of_it) in enumerate(
            zip(only(text, {wanted}).split("\n"), text.split("\n"), strict=True)
        ):
            assert one in ("", all_of_it), line
    assert only(text, found.prints) == text


@pytest.mark.parametrize(
    "text",
    [
        "[t.a]\nx = 1\n[t.a]\ny = 1\n",
        "[t.a.facts]\nx = 1\n[t.a]\ny = 1\n",
        "t.a.x = 1\n[t.b]\ny = 1\n",
        "t = {}\n[t.b]\ny = 1\n",
        "t = []\n[t.b]\ny = 1\n",
        "[[t]]\nx = 1\n[t.b]\ny = 1\n",
        "[t.a]\nx = 1\n[t.b]\n[t]\ny = 1\n",
        '[t.a]\nx = """\n[t.b]\n"""\n[t.c]\ny = 1\n',
        "[t.a]\nx = 1\n[t.b]\ny = \n",
        "[t.a]\rx = 1\n[t.b]\ny = 1\n",
    ],
)
def test_what_parts_could_get_wrong_is_left_to_the_whole(text: str) -> None:
    assert in_parts(text) is None


def test_what_is_taken_is_not_parsed() -> None:
    text = "format = 1\n[t.a]\nx = 1\n[t.b]\nnonsense\n"
    found = in_parts(text, lambda name, digest, part: {"y": part} if name == "t.b" else None)
    assert found is not None
    assert found.document == {"format": 1, "t": {"a": {"x": 1}, "b": {"y": "[t.b]\nnonsense\n"}}}


def test_an_error_is_told_where_it_is() -> None:
    text = "[t.a]\nx = 1\n" + "#" * 3000 + "\n[t.b]\ny = \n"
    with pytest.raises(tomli.TOMLDecodeError, match="line 5"):
        parse(text)
