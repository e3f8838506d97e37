"""Only what changes is written to a terminal, and the terminal shows the same as if all had been written."""

from __future__ import annotations

import re

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from techtui.tui.runtime.pen import turn, turn_for_blanks
from techtui.tui.runtime.picture import Picture
from tests.examples import examples

COLUMNS, ROWS = 20, 4
calm = settings(max_examples=examples(50), deadline=None, derandomize=True)

colours = st.sampled_from(["3", "4"]).flatmap(
    lambda ground: st.one_of(
        st.integers(0, 7).map(lambda number: f"{ground}{number}"),
        st.integers(0, 7).map(lambda number: f"{6 + int(ground)}{number}".replace("9", "9", 1)),
        st.integers(0, 255).map(lambda number: f"{ground}8;5;{number}"),
        st.integers(0, 2).map(lambda number: f"{ground}8;2;{number};40;5"),
        st.just(f"{ground}9"),
    )
)
attributes = st.sampled_from(["1", "3", "4", "7", "9"])
styles = st.lists(st.one_of(colours, attributes), max_size=3).map(";".join)
"""What Rich may select, and more."""

words = st.one_of(
    st.text("ab ", min_size=1, max_size=12),
    st.text("─│✓ü ", min_size=1, max_size=6),
    st.sampled_from(["日本", "a日", "e\u0301te\u0301", "👍", "co\xadop"]),
)


def move(row: int, column: int) -> str:
    return f"\x1b[{row + 1};{column + 1}H"


def segment(style: str, text: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if style else text


segments = st.lists(st.builds(segment, styles, words), min_size=1, max_size=4).map("".join)
places = st.tuples(st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 1))


def is_sure(piece: tuple[tuple[int, int], str]) -> bool:
    """Whether every terminal shows it alike. Where two cells are left for no glyph of two, each does as it likes; Textual never writes there."""
    (_, column), text = piece
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    widths = [max(1, cell_len(sign)) for sign in plain]
    return max(widths) == 1 or column + sum(widths) <= COLUMNS


pieces = st.tuples(places, segments).filter(is_sure).map(lambda piece: move(*piece[0]) + piece[1])
frames = st.tuples(
    st.lists(pieces, min_size=1, max_size=5).map("\n".join), st.just(move(1, 1))
).map("".join)
"""As Textual writes them, with the cursor put to its place at the end."""
other = st.sampled_from(
    [
        "\x1b[2J",
        "\x1b[31m",
        "\x1b[m",
        "\x07",
        "\x1b[?25l",
        "\x1b]0;techtui\x07",
        "\x1b[2;3Hx\x1b[4X",
        "below",
        "\n\n",
    ]
)


class Screen:
    """A terminal that does not wrap lines, as Textual wants it."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.Stream(self.screen)
        self.write("\x1b[?7l")

    def write(self, text: str) -> None:
        self.stream.feed(text.replace("\n", "\r\n"))

    @property
    def cells(self) -> list[object]:
        buffer = self.screen.buffer
        return [[seen(buffer[row][column]) for column in range(COLUMNS)] for row in range(ROWS)] + [
            (self.screen.cursor.y, self.screen.cursor.x)
        ]


def seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    """A cell as one sees it: a blank shows its colour only if it is underlined, struck through or reversed."""
    shows = cell.data != " " or cell.underscore or cell.strikethrough or cell.reverse
    return cell if shows else cell._replace(fg="default")


def picture() -> Picture:
    shown = Picture()
    shown.resize(COLUMNS, ROWS)
    return shown


@calm
@given(st.lists(st.tuples(frames | other, st.booleans()), max_size=12))
def test_the_terminal_shows_the_same(writes: list[tuple[str, bool]]) -> None:
    plain, frugal, shown = Screen(), Screen(), picture()
    for text, flushes in [*writes, (move(0, 0), True)]:
        plain.write(text)
        shown.take(text)
        if flushes:
            frugal.write(shown.changes())
            assert frugal.cells == plain.cells


@calm
@given(st.lists(frames, max_size=4), frames, st.lists(frames, max_size=4))
def test_what_something_else_wrote_is_painted_over(
    before: list[str], foreign: str, after: list[str]
) -> None:
    plain, frugal, shown = Screen(), Screen(), picture()
    rows = (f"{move(row, 0)}{segment('44', '~' * COLUMNS)}" for row in range(ROWS))
    whole = "".join([*rows, move(0, 0)])
    for frame in [whole, *before]:
        plain.write(frame)
        shown.take(frame)
        frugal.write(shown.changes())
    frugal.write(foreign)
    shown.forget()
    for frame in [whole, *after]:
        plain.write(frame)
        shown.take(frame)
        frugal.write(shown.changes())
    assert frugal.cells == plain.cells


@calm
@given(styles, styles)
def test_a_style_follows_another(old: str, new: str) -> None:
    plain, frugal = Screen(), Screen()
    plain.write(f"\x1b[0;{new}mx" if new else "\x1b[0mx")
    frugal.write(f"{turn('', old)}{turn(old, new)}x")
    assert frugal.cells == plain.cells


@calm
@given(styles, styles, styles)
def test_blanks_between_two_styles_take_what_can_be_seen(old: str, blank: str, new: str) -> None:
    plain, frugal = Screen(), Screen()
    for style, text in ((old, "x"), (blank, " "), (new, "y")):
        plain.write(f"\x1b[0;{style}m{text}" if style else f"\x1b[0m{text}")
    to_blank, led_to = turn_for_blanks(old, blank)
    frugal.write(f"{turn('', old)}x{to_blank} {turn(led_to, new)}y")
    assert frugal.cells == plain.cells


def test_the_colour_of_blanks_is_not_written() -> None:
    shown = picture()
    shown.take(f"{move(0, 0)}{segment('31', 'a')}{segment('32', '  ')}{segment('31', 'b')}")
    assert shown.changes().startswith(f"{move(0, 0)}\x1b[31ma  b")


def test_what_stays_the_same_is_not_written() -> None:
    shown = picture()
    frame = f"{move(0, 0)}{segment('1;31', 'techtui')}{segment('', ' ' * 13)}\n{move(1, 0)}{segment('32', 'below')}{move(0, 0)}"
    shown.take(frame)
    assert "techtui" in shown.changes()
    shown.take(frame)
    assert shown.changes() == ""
    shown.take(frame.replace("below", "belew"))
    assert shown.changes() == f"{move(1, 3)}\x1b[32me\x1b[0m{move(0, 0)}"


def test_of_frames_that_the_terminal_could_not_take_only_the_last_is_written() -> None:
    shown = picture()
    for count in range(30):
        shown.take(f"{move(0, 0)}{count:>20}")
    assert shown.changes() == f"{move(0, 0)}{29:>20}{move(0, 20)}"


def test_a_frame_is_shown_at_once_where_the_terminal_can_do_that() -> None:
    shown = picture()
    shown.take("\x1b[?2026h")
    shown.take(f"{move(0, 0)}x")
    shown.take("\x1b[?2026l")
    written = shown.changes()
    assert written.startswith("\x1b[?2026h")
    assert written.endswith("\x1b[?2026l")
    shown.take(f"\x1b[?2026h{move(0, 0)}x\x1b[?2026l")
    assert shown.changes() == ""
