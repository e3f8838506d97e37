"""Lines of text as Textual paints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.console import Console
    from textual.widget import Widget as _Widget
else:
    _Widget = object


def strip_of(text: Text, console: Console, width: int, ground: Style) -> Strip:
    """One line of text, ready to paint.

    Args:
        text: The line; what is longer than the width is cut off.
        console: Used to render, never to print.
        width: In cells.
        ground: The style of the widget, under those of the text.
    """
    # As a part of another, a text keeps its style also where it has no spans.
    whole = Text(end="").append_text(text)
    # A piece without a style, or without text, is more than Textual's filter for no colours bears.
    segments = [
        Segment(piece, ground + style if style else ground)
        for piece, style, _ in whole.render(console, end="")
        if piece
    ]
    left = width - whole.cell_len
    if left < 0:
        return Strip(segments).crop(0, width)
    if left:
        segments.append(Segment(" " * left, ground))
    return Strip(segments, width)


class Grounded(_Widget):
    """A mixin for widgets that paint line by line: Textual works out ``rich_style`` anew, up to the screen, whenever it is asked."""

    _ground: Style | None = None

    @property
    def rich_style(self) -> Style:
        """The style of the widget and what lies under it, worked out once until styles change."""
        if self._ground is None:
            self._ground = super().rich_style
        return self._ground

    def notify_style_update(self) -> None:
        """Forget it."""
        super().notify_style_update()
        self._ground = None
