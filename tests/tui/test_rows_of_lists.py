"""Rows of the tree and the table, and what is searched in them, in any width."""

from __future__ import annotations

from random import Random
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from techtui.catalog.folding import fold
from techtui.pages.listings import COLUMNS
from techtui.tui.chrome.ink import Ink
from techtui.tui.chrome.lines import cut
from techtui.tui.page.found import segments_found, show_found
from techtui.tui.screens.browse.first_view import cells_needed, first_branches
from techtui.tui.screens.browse.panes import LEAST_TREE
from techtui.tui.screens.browse.tree_row import TreeRow, row_text
from techtui.tui.screens.table.layout import GAP, Widths, aligned
from tests.catalog.generating import Maker, toml_of
from tests.catalog.samples import load
from tests.examples import examples

RELAXED = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    max_examples=examples(150),
)
NO_STYLE: Final = Style.null()
FOUND: Final = Style(bold=True)
INK: Final = Ink(*[NO_STYLE] * 10)
TEXTS = st.text("abİßé手🙂e\u0301 -ﬀ\u200b", max_size=12)
WORDS = st.lists(TEXTS.map(fold).filter(bool), max_size=3).map(tuple)


@given(TEXTS, st.integers(-5, 20), st.booleans())
@settings(RELAXED)
def test_a_text_is_cut_to_any_width(text: str, width: int, right: bool) -> None:
    shown = cut(text, width)
    assert cell_len(shown) <= max(0, width)
    assert shown == text or not shown or shown.endswith("…")
    assert cell_len(aligned(text, max(0, width), right)) == max(0, width)


@given(st.lists(TEXTS, max_size=5), WORDS)
@settings(RELAXED)
def test_what_is_searched_changes_no_text(parts: list[str], words: tuple[str, ...]) -> None:
    segments = [Segment(part, NO_STYLE) for part in parts if part]
    text = "".join(parts)
    if words:
        found = list(segments_found(segments, words, FOUND))
        assert "".join(segment.text for segment in found) == text
        assert all(segment.text for segment in found)
    assert show_found(Text(text), words, FOUND).plain == text


@given(TEXTS, TEXTS, st.sampled_from(["", " ★", " ★●✎"]), st.integers(-20, 60), WORDS)
@settings(RELAXED)
def test_a_row_of_the_tree_keeps_its_signs_in_any_width(
    name: str, aside: str, kept: str, room: int, words: tuple[str, ...]
) -> None:
    row = TreeRow("▸ ", name, aside, NO_STYLE, NO_STYLE, kept)
    label = row_text(row, room, NO_STYLE, INK, focused=True, words=words)
    assert label.plain.startswith("▸ ")
    assert kept in label.plain
    # A blank is at its end.
    assert label.cell_len <= max(room, len("▸ " + kept)) + 1


@given(
    st.integers(0, 2**63).map(Random),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(1, 40) | st.integers(1, 200),
)
@settings(RELAXED)
def test_the_column_of_the_cursor_is_in_sight_in_any_width(
    random: Random, first: int, cursor: int, room: int
) -> None:
    catalog = load(toml_of(Maker(random).catalog()))
    columns = random.sample([*COLUMNS, *catalog.attributes], random.randint(0, 6))
    widths = Widths(catalog, tuple(catalog.technologies), columns)
    assert 8 <= widths.name(room) <= max(8, room)
    in_sight = widths.in_sight(first, min(cursor, max(0, len(columns) - 1)), room)
    assert not columns or min(cursor, len(columns) - 1) in in_sight
    painted = widths.painted(in_sight, room)
    assert [at for at, _ in painted[: len(in_sight)]] == list(in_sight)
    assert all(width > 0 for _, width in painted)
    if len(painted) > 1:
        assert sum(width for _, width in painted) + GAP * (len(painted) - 1) <= room


@given(st.integers(0, 2**63).map(Random), st.integers(1, 200), st.integers(1, 60))
@settings(RELAXED)
def test_the_first_view_of_a_tree_fits_into_any_screen(
    random: Random, width: int, rows: int
) -> None:
    catalog = load(toml_of(Maker(random).catalog()))
    assert LEAST_TREE <= cells_needed(catalog, width) <= max(LEAST_TREE, width)
    opened = first_branches(catalog, rows)
    level = ["", *opened]
    lines = 1 + sum(
        len(catalog.children(one)) + (len(catalog.placed.get(one, ())) if one else 0)
        for one in level
    )
    assert lines <= rows or not opened
