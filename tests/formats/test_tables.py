"""Tables in lines: words stay whole, and where that leaves no room for columns, rows become paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from techtui.formats.styled import Styled
from techtui.formats.tables import table_lines
from techtui.pages.document import Cell, Row, Span, Table

WORDS = st.lists(
    st.text("abc_-", min_size=1, max_size=24).filter(lambda word: word.strip("_-")),
    min_size=1,
    max_size=4,
)
ROWS = st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4)


@given(ROWS, st.integers(40, 100))
def test_no_word_of_a_list_is_cut(rows: list[tuple[list[str], ...]], width: int) -> None:
    cells = (tuple(Cell((Span(" ".join(words)),)) for words in (*row, ["5"])) for row in rows)
    table = Table(("Id", "Name", "Choices", "Facts"), (("", tuple(Row(one) for one in cells)),))
    lines = [line.plain for line in table_lines(table, width)]
    written = {word.rstrip(";") for line in lines for word in line.split()}
    assert all(len(line) <= width for line in lines)
    assert written >= {word for row in rows for words in row for word in words}


def test_a_word_longer_than_a_line_is_cut_behind_a_joint() -> None:
    def lines(word: str, width: int) -> list[str]:
        return [line.plain for line in Styled(word).wrap(width)]

    assert lines("max_record_size_in_bytes", 16) == ["max_record_size_", "in_bytes"]
    assert lines("max_record_size_in_bytes", 14) == ["max_record_", "size_in_bytes"]
    # A joint near the beginning of a line would leave most of it empty.
    assert lines("a_longidentifier", 8) == ["a_longid", "entifier"]
