"""Text that is safe to show has one width, in whatever terminal it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyte.screens import wcwidth
from rich.cells import cell_len

from techtui.catalog.sanitize import one_line, paragraphs

JOINED = "\u200d\ufe0f\ufe0e\u20e3🏽🏿👩🚀❤⚙☁☠🏴🇩🇪\xad\U000e0067\U000e007f1ae\u0301日한क्"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a ❤️ b", "a ❤ b"),
        ("⚙️ 1️⃣ ☁︎", "⚙ 1 ☁"),
        ("👩‍🚀", "👩🚀"),
        ("👩🏽‍🚀", "👩🚀"),
        ("🏴‍☠️", "🏴☠"),
        ("👍🏽", "👍"),
        ("🇩🇪 🇫🇷", "DE FR"),
        ("co\xadoperate", "cooperate"),
        ("र्\u200dय", "र्य"),
        # What has no width anywhere stays.
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("e\u0301a\u0308", "e\u0301a\u0308"),
    ],
)
def test_what_terminals_do_not_agree_about_is_left_out(text: str, shown: str) -> None:
    assert one_line(text) == shown
    assert paragraphs(f"{text}\n\n{text}") == f"{shown}\n\n{shown}"


@given(st.text(JOINED, max_size=12))
def test_it_is_as_wide_as_its_characters(text: str) -> None:
    """As in terminals that know no clusters, and in Rich, which lays it out."""
    shown = one_line(text)
    assert cell_len(shown) == sum(max(0, wcwidth(character)) for character in shown)
    assert one_line(shown) == shown
