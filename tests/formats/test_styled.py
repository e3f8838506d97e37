"""Text in pieces: wrapping loses nothing but blanks, and takes no longer than it must."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from techtui.formats.styled import Styled

PIECES = st.lists(
    st.tuples(st.text("ab c é手🙂-", max_size=12), st.sampled_from(["", "strong", "muted"])),
    max_size=8,
)


def styled(pieces: list[tuple[str, str]]) -> Styled:
    """A text of these pieces."""
    text = Styled()
    for words, tone in pieces:
        text.append(words, tone)  # type: ignore[arg-type]
    return text


def letters(lines: list[Styled]) -> list[tuple[str, str]]:
    """Every character with its tone, blanks left out."""
    return [
        (letter, tone)
        for line in lines
        for words, tone, _ in line.pieces
        for letter in words
        if not letter.isspace()
    ]


@given(PIECES, st.integers(2, 30))
def test_wrapped_lines_fit_and_say_the_same_in_the_same_tones(
    pieces: list[tuple[str, str]], width: int
) -> None:
    text = styled(pieces)
    lines = text.wrap(width)
    assert all(cell_len(line.plain) <= width for line in lines)
    assert letters(lines) == letters([text])


@given(PIECES, st.integers(0, 30))
def test_the_end_of_a_text_is_as_long_as_there_is_room(
    pieces: list[tuple[str, str]], width: int
) -> None:
    text = styled(pieces)
    end = text.last(width)
    assert text.plain.endswith(end.plain)
    assert width - 1 <= end.cell_len <= width or end.plain == text.plain


def test_many_pieces_are_gone_through_once() -> None:
    gone_through = 0

    class Counted(list[tuple[str, str, None]]):
        def __iter__(self):  # type: ignore[no-untyped-def]
            nonlocal gone_through
            for piece in super().__iter__():
                gone_through += 1
                yield piece

    text = Styled()
    text.pieces = Counted((f"word{number} ", "", None) for number in range(2000))  # type: ignore[assignment]
    assert len(text.wrap(20)) > 500
    assert gone_through <= 3 * 2000


@given(st.lists(st.sampled_from(["a", "word", "longer-word", "¹", "⁴²", "°"]), max_size=20))
def test_no_line_begins_with_the_first_mark_of_a_word_that_fits(words: list[str]) -> None:
    lines = Styled(" ".join(words)).wrap(18)
    joined = " ".join(line.plain.strip() for line in lines)
    assert joined.split() == words
    marks = {"¹", "⁴²", "°"}
    for before, line in pairwise(lines):
        first = line.plain.split()[0]
        if first in marks:
            # Only what already has two marks gives the rest away.
            assert set(before.plain.split()[-2:]) <= marks
