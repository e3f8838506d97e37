"""The dialog to edit a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import TextArea

from techtui.tui.dialogs.base import Dialog
from techtui.tui.dialogs.note_area import NoteArea
from techtui.tui.runtime.asking import ask, flow_over_dialogs


class NoteScreen(Dialog[None]):
    """Edits a note; the text is saved however the dialog is closed, unless the user discards their changes.

    Args:
        about: What the note is about.
        text: The note so far.
        save: Called with the new text and the text it replaces.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "close", "Save and close", priority=True),
        Binding("ctrl+g", "discard", "Discard", priority=True),
    ]
    DEFAULT_CSS = """
    NoteScreen TextArea { padding: 0; background: $surface; &, &:focus { border: none; } }
    """

    def __init__(self, about: str, text: str, save: Callable[[str, str], object]) -> None:
        super().__init__()
        self._about = about
        self._text = text
        self._shown = text
        self._save = save

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large") as dialog:
            dialog.border_title = Content(f"Note on {self._about}")
            dialog.border_subtitle = Content("Markdown · esc saves · ^z undoes · ^g discards")
            yield NoteArea(self._text, soft_wrap=True, show_line_numbers=False)

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        # All lines end alike in the area; that alone is no change.
        self._shown = area.text
        area.move_cursor(area.document.end)
        area.focus()

    def keep(self) -> None:
        """Save changes since the last save."""
        for area in self.query(TextArea):
            if area.text != self._shown:
                before, self._text = self._text, area.text
                self._shown = area.text
                self._save(area.text, before)

    def action_close(self) -> None:
        """Save and close."""
        self.keep()
        self.dismiss(None)

    def action_discard(self) -> None:
        """Close without saving; asks first if something would be lost."""
        if self.query_one(TextArea).text == self._shown:
            self.dismiss(None)
        else:
            self._discard()

    @flow_over_dialogs
    async def _discard(self) -> None:
        from techtui.tui.dialogs.confirm import ConfirmScreen

        dialog = ConfirmScreen(
            "Discard what you changed?",
            f"The note on {self._about} stays as it was saved last.",
            "Go on writing",
            "Discard the changes",
        )
        if await ask(self, dialog):
            self.dismiss(None)
