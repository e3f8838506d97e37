"""Where a note is typed."""

from __future__ import annotations

from textual.geometry import Offset
from textual.widgets import TextArea


class NoteArea(TextArea):
    """Textual's text area, for people who undo faster than it lays its lines out."""

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Bring the cursor into sight.

        Args:
            center: Whether to the middle.
            animate: Whether smoothly.

        Returns:
            How far was scrolled.
        """
        try:
            return super().scroll_cursor_visible(center, animate)
        except ValueError:
            # Undoing sets the cursor before the lines are laid out again; a scrollbar that comes or goes meanwhile asks for a line
            # that is not there yet. It is asked again when they are.
            return Offset()
