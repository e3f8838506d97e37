"""The text area of notes."""

from __future__ import annotations

from textual.geometry import Offset
from textual.widgets import TextArea


class NoteArea(TextArea):
    """A text area that survives an undo before its lines are laid out."""

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll the cursor into view.

        Args:
            center: Whether to scroll it to the middle.
            animate: Whether to animate the scrolling.

        Returns:
            How far it was scrolled.
        """
        try:
            return super().scroll_cursor_visible(center, animate)
        except ValueError:
            # Undo moves the cursor before the lines are laid out again; if a scrollbar appears or vanishes meanwhile, Textual
            # asks for a line that does not exist yet. It asks again after the layout.
            return Offset()
