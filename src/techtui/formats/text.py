"""Documents as text for terminals and pipes: wrapped to a width, in colour on request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from techtui.formats import tables
from techtui.formats.layout import Layout
from techtui.formats.styled import Styled
from techtui.pages.document import Table, web_address

if TYPE_CHECKING:
    from techtui.pages.document import Document, Tone

_STYLES: Final[dict[Tone, str]] = {
    "": "",
    "strong": "bold",
    "heading": "bold",
    "muted": "dim",
    "accent": "cyan",
    "good": "green",
    "bad": "red",
    "mark": "yellow",
    "link": "blue",
    "line": "dim",
}
"""The sixteen colours that every terminal has, in the shades chosen by its user."""

WIDEST_PAGE: Final = 100
"""Longer lines of prose are hard to read."""
UNLIMITED: Final = 1_000_000
"""A width that disables wrapping."""

_NARROWEST: Final = 20


def render(document: Document, width: int = 80, color: bool = False) -> str:
    """Return a page as text; of a bare list only the table, because every line counts there.

    Args:
        document: The document.
        width: The most cells of a line.
        color: Whether to include escape codes for colours and links.

    Returns:
        Lines, including the final line break. Without colour, line breaks are the only control characters.
    """
    width = max(_NARROWEST, width)
    if document.bare:
        lines: Iterable[Styled] = (
            line
            for block in document.blocks
            if isinstance(block, Table)
            for line in tables.table_lines(block, width, with_head=bool(block.sections[0][1]))
        )
    else:
        lines = _page(document, width)
    if color:
        return _paint(lines)
    return "".join(f"{line.plain.rstrip()}\n" for line in lines)


def _page(document: Document, width: int) -> list[Styled]:
    layout = Layout(width, indent=2, addresses=True)
    title = Styled(document.title, "strong")
    if document.subtitle:
        title.append(f"  {document.subtitle}", "muted")
    layout.text(title, indent="")
    for block in document.blocks:
        layout.block(block)
    return layout.lines


def _paint(lines: Iterable[Styled]) -> str:
    # Needed only for colours, and slower to import than a page is to lay out.
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=StringIO(),
        force_terminal=True,
        color_system="256",
        no_color=False,
        width=UNLIMITED,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        for line in lines:
            text = Text()
            for words, tone, ref in line.pieces:
                link = web_address(ref)
                text.append(words, f"{_STYLES[tone]} link {link}" if link else _STYLES[tone])
            text.rstrip()
            console.print(text, soft_wrap=True)
    return capture.get()
