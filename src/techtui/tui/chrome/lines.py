"""Lines of text as Textual paints them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.console import Console
    from textual.scroll_view import ScrollView as _ScrollView
    from textual.widget import Widget as _Widget

    from techtui.catalog.refs import Ref
    from techtui.formats.styled import Styled
    from techtui.pages.document import Tone
else:
    _Widget = _ScrollView = object


def cut(text: str, width: int) -> str:
    """A text in at most so many cells; what is longer ends with ``…``."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def piece(text: str, style: Style) -> Text:
    """Some words in a style that ends with them: what is appended later does not take it on."""
    return Text().append(text, style)


def flowing(items: Iterable[Text], width: int, gap: str) -> Text:
    """Items one after the other, in as many lines as they need; none is broken where it could begin a new line.

    Args:
        items: What to write.
        width: The most cells of a line.
        gap: What stands between two items of a line.
    """
    text, used = Text(), 0
    for item in items:
        fits = used + len(gap) + item.cell_len <= width
        if used:
            text.append(gap if fits else "\n")
        used = used + len(gap) + item.cell_len if used and fits else item.cell_len
        text.append_text(item)
    return text


def strip_of(text: Text, console: Console, width: int, ground: Style) -> Strip:
    """One line of text, ready to paint.

    Args:
        text: The line; what is longer than the width is cut off.
        console: Used to render, never to print.
        width: In cells.
        ground: The style of the widget, under those of the text.
    """
    flat = _flat(text, ground)
    if flat is not None:
        return _fitted(flat, text.cell_len, width, ground)
    # As a part of another, a text keeps its style also where it has no spans.
    whole = Text(end="").append_text(text)
    # A piece without a style, or without text, is more than Textual's filter for no colours bears.
    segments = [
        Segment(piece, ground + style if style else ground)
        for piece, style, _ in whole.render(console, end="")
        if piece
    ]
    return _fitted(segments, whole.cell_len, width, ground)


def _flat(text: Text, ground: Style) -> list[Segment] | None:
    """The segments of a text made of one piece after the other, as most are; None if styles lie upon each other.

    Rich sorts out where styles begin and end, which for a screen of such lines takes longer than all else about them.
    """
    if not isinstance(text.style, Style):
        if text.style:
            return None
        base = ground
    else:
        base = ground + text.style
    plain, at = text.plain, 0
    segments = []
    for start, end, style in text.spans:
        if start < at or not isinstance(style, Style):
            return None
        if start > at:
            segments.append(Segment(plain[at:start], base))
        if end > start:
            segments.append(Segment(plain[start:end], base + style))
        at = end
    if at < len(plain):
        segments.append(Segment(plain[at:], base))
    return segments


def segments_of(
    text: Styled, style: Callable[[Tone, Ref | None], Style], ground: Style
) -> list[Segment]:
    """One line of a page as segments.

    Args:
        text: The line.
        style: How a tone looks, or a link.
        ground: The style of the widget, under those of the text.
    """
    return [Segment(words, ground + style(tone, ref)) for words, tone, ref in text.pieces]


def fitted(segments: Iterable[Segment], width: int, ground: Style) -> Strip:
    """One line of segments, filled up with blanks to a width, or cut off there."""
    segments = list(segments)
    return _fitted(segments, Segment.get_line_length(segments), width, ground)


def _fitted(segments: list[Segment], length: int, width: int, ground: Style) -> Strip:
    if length > width:
        return Strip(segments).crop(0, width)
    if length < width:
        segments.append(Segment(" " * (width - length), ground))
    return Strip(segments, width)


class Grounded(_Widget):
    """A mixin for widgets that paint line by line: Textual works out ``rich_style`` again, up to the screen, whenever it is asked."""

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


class Measured(_ScrollView):
    """A mixin for scroll views that find out how long their content is while they are on the screen."""

    def measured(self, size: Size) -> None:
        """Take on the size of the content, without painting again what stands.

        ``virtual_size`` would lay out the whole screen and paint the widget again; when only what is out of sight has
        grown, nothing but the scrollbar has changed.

        Args:
            size: Of all there is to scroll through.
        """
        scrolls = size.height > self.container_size.height
        appears = self.styles.overflow_y == "auto" and scrolls != self.show_vertical_scrollbar
        if appears or self.styles.auto_dimensions:
            self.virtual_size = size
            return
        self.set_reactive(type(self).virtual_size, size)
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = size.height
        if self.scroll_offset.y > self.max_scroll_y:
            self.scroll_to(0, self.max_scroll_y, animate=False, force=True)
