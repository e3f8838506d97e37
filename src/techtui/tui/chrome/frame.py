"""Borders around other widgets, and text in them."""

from __future__ import annotations

from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget


def clickable(text: str, action: str) -> Content:
    """Return text for a border that runs an action when clicked.

    Args:
        text: The text, shown as it is.
        action: The action, as in a binding, such as ``screen.sort``.
    """
    return Content.styled(text, Style.from_meta({"@click": action}))


def entitle(widget: Widget, title: Content, subtitle: Content) -> None:
    """Set the texts in the border of a widget, if they differ: setting one paints the whole widget again.

    Args:
        widget: The widget.
        title: The text in its upper border.
        subtitle: The text in its lower border.
    """
    if widget.border_title != title.markup:
        widget.border_title = title
    if widget.border_subtitle != subtitle.markup:
        widget.border_subtitle = subtitle


class Frame(Vertical):
    """A container with a border; lines between its borders are all alike and painted once."""

    def render_lines(self, crop: Region) -> list[Strip]:
        last = self.outer_size.height - 1
        painted: dict[int, Strip] = {}
        lines = []
        for y in crop.line_range:
            alike = y if y in (0, last) else 1
            if alike not in painted:
                one = Region(crop.x, alike, crop.width, 1)
                painted[alike] = super().render_lines(one)[0]
            lines.append(painted[alike])
        return lines
