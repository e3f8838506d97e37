"""A border around other widgets."""

from __future__ import annotations

from textual.containers import Vertical
from textual.geometry import Region
from textual.strip import Strip


class Frame(Vertical):
    """A container with a border, whose lines between the borders are all alike and painted once."""

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
