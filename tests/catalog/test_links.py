"""What may be done with a link, whatever a catalog writes into it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techtui.catalog.links import is_link, link_kind, pattern
from techtui.catalog.sanitize import has_unsafe, one_line


@pytest.mark.parametrize(
    "text", ["https://a.example/", "http://a.example:80/x?y#z", "HTTPS://A.EXAMPLE"]
)
def test_web_addresses_open(text: str) -> None:
    assert link_kind(text) == "open"


@pytest.mark.parametrize(
    "text",
    ["mailto:team@a.example", "irc://a.example/#x", "ssh://git@a.example/x", "/languages/angular/", "../x", "page.html", "#part", "//a.example/x"],
)  # fmt: skip
def test_other_addresses_are_copied(text: str) -> None:
    assert link_kind(text) == "copy"


@pytest.mark.parametrize(
    "text",
    ["", " ", "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "https://",
     "https://me@evil.example/", "https://a.example/ x", "https://a.example\\x", "none", "to be written", "x\x1b[31m.html"],
)  # fmt: skip
def test_what_is_no_address_is_text(text: str) -> None:
    assert link_kind(text) == "text"


@given(st.text(max_size=40) | st.from_regex(pattern(), fullmatch=True))
def test_the_schema_agrees_with_the_reader(text: str) -> None:
    stripped = text.strip()
    if one_line(stripped) == stripped:  # what can't be seen is no matter of a pattern
        assert bool(re.fullmatch(pattern(), stripped)) == (link_kind(stripped) != "text")


@given(st.text(max_size=60) | st.text(max_size=20).map("https://".__add__))
def test_nothing_that_opens_steers_a_terminal_or_runs_code(text: str) -> None:
    if link_kind(text) != "text":
        assert not has_unsafe(text)
        assert text.split(":")[0].casefold().strip() not in (
            "javascript",
            "data",
            "file",
            "vbscript",
        )
    if is_link(text):
        assert text.casefold().startswith(("http://", "https://"))
