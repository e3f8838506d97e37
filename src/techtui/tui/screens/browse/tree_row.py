"""How a row of the category tree is written into the width there is."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from techtui.tui.chrome.ink import BOLD, Ink
from techtui.tui.chrome.lines import cut
from techtui.tui.page.found import show_found

_FOUND = Style(bold=True, underline=True)
"""Words searched for."""


class TreeRow(NamedTuple):
    """What a row says.

    Attributes:
        sign: What stands before the name.
        name: Shortened where there is no room for it.
        aside: What stands at the right end, if there is room.
        name_style: That of the name.
        sign_style: That of the sign.
        kept: Signs that stand behind the name, however short it must be.
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
    """What the row of a technology says.

    Args:
        name: Its name.
        aside: What the order of the tree shows of it; may be empty.
        discouraged: Why it should not be taken; empty if nothing says so.
        signs: Those of what the person keeps about it; may be empty.
        ink: The colours of the theme.
        marked: Whether it is marked for comparing.
        best: Whether it is what is meant most likely.
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
    """Write a row.

    Args:
        row: What it says.
        room: Its width in cells.
        style: That of the whole row; with a background if the cursor is on it.
        ink: The colours of the theme.
        focused: Whether the tree has the focus.
        words: What is searched for.
    """
    sign, name, aside, name_style, sign_style, kept = row
    room -= cell_len(kept)
    space = room - cell_len(sign) - (cell_len(aside) + 1 if aside else 0)
    if cell_len(name) > space:
        # Names are cut last.
        aside, space = "", room - cell_len(sign)
    name = cut(name, space)
    cursor = style.bgcolor is not None and focused
    label = Text(no_wrap=True, end="", style=style)
    # Under the cursor one colour serves all, else a coloured sign could vanish on the bar.
    label.append(sign, None if cursor or sign_style is None else sign_style)
    shown = Text(name, Style.null() if cursor else name_style)
    if words:
        shown = show_found(shown, words, _FOUND)
    label.append_text(shown)
    label.append(kept, None if cursor else name_style)
    label.append(" " * max(1, space - cell_len(name) + (1 if aside else 0)))
    label.append(aside, None if cursor else ink.muted)
    return label
