"""Lines and columns, however a file is written."""

from __future__ import annotations

import pytest

from techtui.catalog.format.positions import Positions

TEXT = """\
top.key = 1
[a]
b.c = 2
"d.e" = { f = 3, g.h = [1, { i = 4 }] }
[a.x.y]
k = [
  # a comment
  "one",
  "two",
]
[[list]]
n = 1
[[list]]
n = 2
[list.below]
m = 3
[[list.inner]]
o = 5
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("top",), (1, 1)),
        (("top", "key"), (1, 5)),
        (("a", "b", "c"), (3, 3)),
        (("a", "d.e", "f"), (4, 11)),
        (("a", "d.e", "g", "h"), (4, 20)),
        (("a", "d.e", "g", "h", 1, "i"), (4, 30)),
        (("a", "x", "y"), (5, 6)),
        (("a", "x", "y", "k", 1), (9, 3)),
        (("list", 0, "n"), (12, 1)),
        (("list", 1, "n"), (14, 1)),
        (("list", 1, "below", "m"), (16, 1)),
        (("list", 1, "inner", 0, "o"), (18, 1)),
        (("a", "b", "gone"), (3, 1)),
        (("gone",), (1, 1)),
        ((), (1, 1)),
    ],
)
def test_a_place_is_found(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    for text in (TEXT, TEXT.replace("\n", "\r\n")):
        assert Positions(text).of(path) == place
        # Wherever else it need not look.
        assert Positions(text, {path}).of(path) == place
        assert Positions(text, {path, ("top",), ("a", "x")}).of(path) == place


def test_a_long_line_takes_no_time() -> None:
    text = "x = [" + '"é", ' * 50_000 + "]"
    assert Positions(text).of(("x", 49_999)) == (1, 6 + 5 * 49_999)
