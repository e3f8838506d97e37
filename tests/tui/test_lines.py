"""Lines of text become strips; the short way gives what Rich gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.style import Style
from rich.text import Text

from techtui.tui.chrome.lines import strip_of

CONSOLE = Console()
GROUND = Style(color="white", bgcolor="black")
STYLES = st.sampled_from([None, Style(bold=True), Style(color="red", meta={"row": "x"})])
PIECES = st.lists(st.tuples(st.text("ab 手", max_size=4), STYLES), max_size=6)
OVER = st.none() | st.tuples(st.integers(0, 8), st.integers(0, 8))


@given(PIECES, STYLES, OVER, st.integers(1, 30))
def test_a_strip_has_the_styles_of_its_pieces(
    pieces: list[tuple[str, Style | None]],
    base: Style | None,
    over: tuple[int, int] | None,
    width: int,
) -> None:
    line = Text(style=base or "")
    for words, style in pieces:
        line.append(words, style)
    if over is not None:
        line.stylize(Style(italic=True), min(over), max(over))
    whole = Text(end="").append_text(line)
    expected = [
        (letter, GROUND + style if style else GROUND)
        for words, style, _ in whole.render(CONSOLE, end="")
        for letter in words
    ]
    strip = strip_of(line, CONSOLE, width, GROUND)
    found = [(letter, style) for words, style, _ in strip for letter in words]
    assert strip.cell_length == width
    if line.cell_len <= width:
        assert found[: len(expected)] == expected
