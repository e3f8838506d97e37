"""The quicker reader of TOML returns what tomli returns, and fails where it fails."""

from __future__ import annotations

import sys
from datetime import date, time
from typing import Any

import pytest
import tomli
from hypothesis import example, given
from hypothesis import strategies as st

from techtui.catalog.format.chunks import parse
from techtui.catalog.format.quick import quick_reader

LARGE = 1024 * 1024
ENTRIES = (
    """[technologies.kafka]
name = "Apache Kafka"
aliases = ["kafka", 'a\\b', "\\u00e9\\t"] # [x]
summary = \"\"\"
First,
  "second" \\
  third.\"\"\"
strengths = [
    "Fast",
    { text = "Small, [really] = yes", source = ["a", "b"] },
]
relations = [{ kind = "fork_of", id = "x" }]

[technologies.kafka.facts]
born = { value = 2011, source = "general knowledge" }
"speed of it" = 1.5e3
open = true
tried.in = 1979-05-27T07:32:00.5-07:00
popularity = { 2024 = 1, 2025-06-01 = 0x1F }

[[technologies.kafka.rows]]
until = 2026-11-23

[[technologies.kafka.rows]]
""",
    """[sources."a.b"]
url = 'https://example.com/#a=b'
read = 2026-11-23
a = { b = 1,
  c.d = [1, +2, -0.0, 1_000, inf], # so
}
at = 07:32:00
text = '''
x''y'''
""",
)
TOKENS = (
    *('"', "'", '"""', "'''", "=", ".", ",", "[", "]", "[[", "]]", "{", "}", "#", " ", "\t", "\n", "\\"),
    *("\r\n", "\r", "\x00", "\x7f", "\x85", "\u2028", "\ufeff", "é", "\\x41", "\\e", "\\U0001F600", "\\ud800"),
    *("0", "1", "_", "-", "+", "e", "0x", "0o7", "nan", "inf", "true", "1e400", "9223372036854775808", "-0"),
    *("1979-05-27", "T07:32", "07:32:00", "Z", "+01:00", ".123456789", "0000-00-00", "2021-02-30", "24:00"),
    *("a = 1\n", "a.b = 2\n", "name = 3\n", "{ a = 1 }", "[1, 2]", "a = {", "a = [", "# {\n", "\\\n"),
    *("[technologies.kafka]\n", "[technologies.kafka.facts]\n", "[technologies.kafka.rows.x]\n", "[sources]\n"),
    *("[technologies.kafka.facts.born]\n", "[[technologies.kafka.facts.list]]\n", "[x]\n", "$__toml_private_datetime"),
)  # fmt: skip


@st.composite
def edited(draw: st.DrawFn) -> str:
    """An entry with a few edits at random."""
    text = draw(st.sampled_from(ENTRIES))
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(text)))
        end = min(len(text), begin + draw(st.sampled_from((0, 0, 0, 1, 2, 8, 60))))
        text = text[:begin] + draw(st.sampled_from(TOKENS) | st.characters()) + text[end:]
    return text


def said(read: Any, text: str) -> object:
    """What a reader makes of a text, with the order of keys, the types of values, and why it can't be read."""
    try:
        return plain(read(text))
    except (ValueError, RecursionError) as error:
        return type(error), str(error)


def plain(value: Any) -> object:
    if isinstance(value, dict):
        return [(key, plain(one)) for key, one in value.items()]
    if isinstance(value, list):
        return tuple(map(plain, value))
    # Zones of time are of another type.
    told = value.isoformat() if isinstance(value, date | time) else repr(value)
    return type(value), told


@given(edited())
@example("[t.a]\nx = { a =\n1 }\n")
@example("[t.a]\nx = { a # so\n= 1 }\n")
@example("[t.a]\n[t.a.b.c]\n[t.a.d]\n[t.a.b]\n")
@example('[t.a]\nx = """a\r\nb"""\n')
@example('[t.a]\nx = { "$__toml_private_datetime" = "1979-05-27" }\n')
@example("[t.a]\nx = 1e400\n")
@example(f"[t.a]\nx = {'[' * 300}{']' * 300}\n")
@example(f"[t.a]\nx = {'[' * 9999}{']' * 9999}\n")
def test_it_is_read_as_tomli_reads_it(text: str) -> None:
    assert said(quick_reader(LARGE), text) == said(tomli.loads, text)


def test_an_entry_is_read_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rtoml", reason="not made for this platform")
    read = quick_reader(LARGE)
    monkeypatch.setattr(tomli, "loads", lambda _: pytest.fail("it was left to tomli"))
    assert read(ENTRIES[0])["technologies"]["kafka"]["facts"]["open"] is True


@pytest.mark.parametrize("is_there", [True, False])
def test_a_large_document_is_the_same_with_and_without_it(
    is_there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "format = 1\n" + "".join(
        ENTRIES[at % 2].replace("kafka", f"k{at}").replace("a.b", f"a{at}") for at in range(400)
    )
    if not is_there:
        monkeypatch.setitem(sys.modules, "rtoml", None)
    assert plain(parse(text).document) == plain(tomli.loads(text))
