"""The dialog that edits a note."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import TextArea

from techtui.tui.dialogs.base import Dialog
from techtui.tui.note_area import NoteArea


class NoteScreen(Dialog[str]):
    """Edits a note; however it is closed, it answers with the text, so none is ever lost.

    Args:
        about: What the note is about.
        text: The note so far.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "close", "Save and close", priority=True),
    ]

    def __init__(self, about: str, text: str) -> None:
        super().__init__()
        self._about = about
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large") as dialog:
            dialog.border_title = Content(f"Note on {self._about}")
            dialog.border_subtitle = Content("Markdown · esc saves and closes")
            yield NoteArea(self._text, soft_wrap=True, show_line_numbers=False)

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_close(self) -> None:
        """Save and close."""
        self.dismiss(self.query_one(TextArea).text)
