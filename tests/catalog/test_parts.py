"""A document parsed in parts is the document, or is left to who reads the whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from techtui.catalog.format.chunks import PART, in_parts, loads

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


@given(st.lists(st.sampled_from(LINES), max_size=25).map("\n".join), st.integers(0, 40))
def test_parts_say_what_the_whole_says_or_nothing(text: str, part: int) -> None:
    document = in_parts(text, part)
    if document is not None:
        assert same(document, tomli.loads(text))


@given(st.lists(st.integers(0, 4), min_size=1, max_size=20), st.integers(0, 60))
def test_a_catalog_as_people_write_it_is_read_in_parts(kinds: list[int], part: int) -> None:
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
    document = in_parts(text, part)
    assert document is not None
    assert same(document, tomli.loads(text))


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
    assert in_parts(text, 1) is None


def test_a_large_document_is_the_same_in_parts() -> None:
    text = "format = 1\n" + "".join(
        f"[technologies.n{at}]\nname = 'N{at}'\nsummary = '{'x' * 1000}'\n"
        for at in range(PART // 400)
    )
    assert in_parts(text) is not None
    assert same(loads(text), tomli.loads(text))


def test_an_error_in_a_large_document_is_told_where_it_is() -> None:
    text = "[t.a]\nx = 1\n" + "#" * 3 * PART + "\n[t.b]\ny = \n"
    with pytest.raises(tomli.TOMLDecodeError, match="line 5"):
        loads(text)
