"""A comparison as a picture: all rows that are shown, in the screen's colours and width."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text
from textual.color import Color

from techtui.catalog.sanitize import one_line
from techtui.pages.document import LEGEND
from techtui.tui.chrome.ink import ink_of
from techtui.tui.screens.compare.grid_layout import GridLayout
from techtui.tui.screens.compare.rows import AnyRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from techtui.catalog.comparison import Comparison
    from techtui.formats.styled import Styled

_NARROWEST: Final = 60
"""In cells: a picture is viewed elsewhere, where the width of a narrow terminal does not matter."""


def picture(
    app: App[Any], comparison: Comparison, rows: Sequence[AnyRow], width: int, note: str = ""
) -> str:
    """Draw a comparison.

    Args:
        app: The app whose colours to use.
        comparison: The comparison.
        rows: Its rows to draw.
        width: The width in cells.
        note: The user's note on it; shown above the rows.

    Returns:
        SVG that loads nothing.
    """
    width = max(_NARROWEST, width)
    names = " ⇄ ".join(one.name for one in comparison.technologies)
    layout = GridLayout(comparison, rows, "No rows to show.", width, column=-1)
    console = Console(
        file=io.StringIO(), record=True, width=width, color_system="truecolor", force_terminal=True
    )
    for noted in note.strip().splitlines():
        console.print(Text(one_line(noted)))
    if note.strip():
        console.print()
    for line, _ in layout.lines:
        console.print(_painted(app, line), no_wrap=True, overflow="crop", crop=True)
    console.print()
    console.print(Text(LEGEND, ink_of(app).muted))
    drawn = console.export_svg(title=one_line(f"Compare · {names}"), theme=_theme(app))
    return without_fonts(drawn)


def _painted(app: App[Any], line: Styled) -> Text:
    ink = ink_of(app)
    text = Text()
    for words, tone, _ in line.pieces:
        # Links do not work in a picture.
        text.append(words, ink.of(tone) + Style(underline=False))
    return text


def _theme(app: App[Any]) -> TerminalTheme:
    """Return the default colours."""
    ground, text = (
        Color.parse(app.theme_variables[name]).rgb for name in ("background", "foreground")
    )
    return TerminalTheme(ground, text, [text] * 8)


def without_fonts(svg: str) -> str:
    """Return a picture that loads nothing from the web: Rich's pictures refer to fonts there."""
    return re.sub(r',?\s*url\("https?://[^)]*"\)\s*format\("[^"]*"\)', "", svg)
