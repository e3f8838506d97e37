"""Lines of text in the forms that Textual paints."""

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
    """Cut a text to a number of cells; a cut text ends with ``…``."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def piece(text: str, style: Style) -> Text:
    """Return a text whose style ends with it: text appended later does not take it on."""
    return Text().append(text, style)


def flowing(items: Iterable[Text], width: int, gap: str) -> Text:
    """Arrange items in as many lines as they need; an item that fits on a line is never broken.

    Args:
        items: The items.
        width: The most cells of a line.
        gap: The text between two items of a line.
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
    """Return one line of text, ready to paint.

    Args:
        text: The line; it is cut off at the width.
        console: Used to render, never to print.
        width: In cells.
        ground: The style of the widget, below those of the text.
    """
    flat = _flat(text, ground)
    if flat is not None:
        return _fitted(flat, text.cell_len, width, ground)
    # As part of another text, a text keeps its style even without spans.
    whole = Text(end="").append_text(text)
    # Textual's filter for no colours fails on segments without a style or text.
    segments = [
        Segment(piece, ground + style if style else ground)
        for piece, style, _ in whole.render(console, end="")
        if piece
    ]
    return _fitted(segments, whole.cell_len, width, ground)


def _flat(text: Text, ground: Style) -> list[Segment] | None:
    """Return the segments of a text whose styles do not overlap, as in most; None if they do.

    Rich sorts spans to find where styles begin and end, which takes longer than everything else about such lines.
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
    """Return one line of a page as segments.

    Args:
        text: The line.
        style: Returns the style of a tone, or of a link.
        ground: The style of the widget, below those of the text.
    """
    return [Segment(words, ground + style(tone, ref)) for words, tone, ref in text.pieces]


def fitted(segments: Iterable[Segment], width: int, ground: Style) -> Strip:
    """Return segments as one line, padded with blanks or cut off to a width."""
    segments = list(segments)
    return _fitted(segments, Segment.get_line_length(segments), width, ground)


def _fitted(segments: list[Segment], length: int, width: int, ground: Style) -> Strip:
    if length > width:
        return Strip(segments).crop(0, width)
    if length < width:
        segments.append(Segment(" " * (width - length), ground))
    return Strip(segments, width)


class Grounded(_Widget):
    """A mixin for widgets that paint line by line: caches ``rich_style``, which Textual computes at each access."""

    _ground: Style | None = None

    @property
    def rich_style(self) -> Style:
        """The style of the widget and its background, computed once until styles change."""
        if self._ground is None:
            self._ground = super().rich_style
        return self._ground

    def notify_style_update(self) -> None:
        """Clear the cached style."""
        super().notify_style_update()
        self._ground = None


class Measured(_ScrollView):
    """A mixin for scroll views that measure their content while they are on the screen."""

    @property
    def width_on_screen(self) -> int:
        """The width of the content and the scrollbar, in cells, of a widget as wide as the screen.

        It is known before the first layout, so that scrollbar and borders are right in the first frame.
        """
        return self.container_size.width or self.app.size.width - self.styles.gutter.width

    def measured(self, size: Size) -> None:
        """Set the size of the content without repainting what is visible.

        Setting ``virtual_size`` would lay out the whole screen and repaint the widget; if only content out of sight has grown,
        nothing but the scrollbar has changed.

        Args:
            size: The size of the whole content.
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
