"""Writes a row of the category tree into the available width."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from techtui.tui.chrome.ink import BOLD, Ink
from techtui.tui.chrome.lines import cut
from techtui.tui.page.found import show_found

_FOUND = Style(bold=True, underline=True)
"""The style of searched words."""


class TreeRow(NamedTuple):
    """The content of a row.

    Attributes:
        sign: The sign before the name.
        name: The name; shortened if there is too little room.
        aside: The text at the right end, if there is room.
        name_style: The style of the name.
        sign_style: The style of the sign.
        kept: Signs behind the name, shown however short it must be.
    """

    sign: str
    name: str
    aside: str
    name_style: Style
    sign_style: Style | None = None
    kept: str = ""


def technology_row(
    name: str, aside: str, discouraged: str, signs: str, ink: Ink, *, marked: bool, best: bool
) -> TreeRow:
    """Return the content of a technology's row.

    Args:
        name: Its name.
        aside: The value that the tree is sorted by; may be empty.
        discouraged: Why it is discouraged; empty if it is not.
        signs: The signs of what the user keeps about it; may be empty.
        ink: The styles of the theme.
        marked: Whether it is marked for comparison.
        best: Whether it is the most likely match.
    """
    sign, sign_style = ("✓ ", ink.good + BOLD) if marked else ("  ", Style.null())
    name_style = ink.mark + BOLD if best else Style.null()
    if discouraged:
        name_style = name_style or ink.muted
    kept = f" {signs}" if signs else ""
    return TreeRow(sign, name, aside or discouraged, name_style, sign_style, kept)


def row_text(
    row: TreeRow, room: int, style: Style, ink: Ink, *, focused: bool, words: tuple[str, ...]
) -> Text:
    """Return the text of a row.

    Args:
        row: Its content.
        room: Its width in cells.
        style: The style of the whole row; with a background if the cursor is on it.
        ink: The styles of the theme.
        focused: Whether the tree has the focus.
        words: The searched words.
    """
    sign, name, aside, name_style, sign_style, kept = row
    room -= cell_len(kept)
    space = room - cell_len(sign) - (cell_len(aside) + 1 if aside else 0)
    if cell_len(name) > space:
        # The name is shortened last.
        aside, space = "", room - cell_len(sign)
    name = cut(name, space)
    cursor = style.bgcolor is not None and focused
    label = Text(no_wrap=True, end="", style=style)
    # Under the cursor everything has one colour, because a coloured sign could be invisible on the bar.
    label.append(sign, None if cursor or sign_style is None else sign_style)
    shown = Text(name, Style.null() if cursor else name_style)
    if words:
        shown = show_found(shown, words, _FOUND)
    label.append_text(shown)
    label.append(kept, None if cursor else name_style)
    label.append(" " * max(1, space - cell_len(name) + (1 if aside else 0)))
    label.append(aside, None if cursor else ink.muted)
    return label
