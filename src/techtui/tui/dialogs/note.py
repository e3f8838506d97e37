"""The dialog that edits a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import TextArea

from techtui.tui.dialogs.base import Dialog


class NoteScreen(Dialog[str]):
    """Edits a note; however it is closed, it answers with the text, so none is ever lost.

    Args:
        about: What the note is about.
        text: The note so far.
        keep: Keeps the text if the program must end while it is being written.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "close", "Save and close", priority=True),
    ]

    def __init__(self, about: str, text: str, keep: Callable[[str], object]) -> None:
        super().__init__()
        self._about = about
        self._text = text
        self._keep = keep

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large") as dialog:
            dialog.border_title = Content(f"Note on {self._about}")
            dialog.border_subtitle = Content("Markdown · esc saves and closes")
            yield TextArea(self._text, soft_wrap=True, show_line_numbers=False)

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_close(self) -> None:
        """Save and close."""
        self.dismiss(self.query_one(TextArea).text)

    def keep_text(self) -> None:
        """Save the text as it stands; the program is about to end."""
        self._keep(self.query_one(TextArea).text)
