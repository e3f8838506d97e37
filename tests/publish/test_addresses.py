"""Names of folders: any id becomes one, and no two become the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techtui.publish.addresses import comparison_query, segment

ids = st.text(max_size=200) | st.text("aA.~-_/\\ ", max_size=8)


@given(ids)
def test_a_folder_and_never_a_path(id: str) -> None:
    name = segment(id)
    assert re.fullmatch(r"[a-z0-9~][a-z0-9~_.-]{0,119}", name)
    assert not name.endswith(".")


@given(ids, ids)
def test_different_ids_have_different_folders(one: str, other: str) -> None:
    assert (segment(one) == segment(other)) == (one == other)


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("postgresql", "postgresql"),
        ("first_release", "first_release"),
        ("asp.net-core", "asp.net-core"),
        ("C", "~43"),
        ("..", "~2e~2e"),
        ("../x", "~2e.~2fx"),
        ("", "~"),
        ("con", "~63on"),
        ("nul.txt", "~6eul.txt"),
        ("index.html", "index.html"),
        ("a/b", "a~2fb"),
        ("é", "~c3~a9"),
    ],
)
def test_names(id: str, name: str) -> None:
    assert segment(id) == name


def test_a_comparison_in_an_address() -> None:
    assert comparison_query(["kafka", "a,b", "x=1"]) == "?t=kafka,a~2cb,x~3d1"
