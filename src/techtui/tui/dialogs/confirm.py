"""A dialog that asks for confirmation before something is lost."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from techtui.tui.dialogs.base import Dialog


class ConfirmScreen(Dialog[bool | None]):
    """Asks whether to go on; answers True if so. The harmless button comes first.

    Args:
        question: The question.
        text: What would be lost, in a sentence.
        stay: The label of the harmless button.
        go_on: The label of the other button.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close")]
    DEFAULT_CSS = """
    ConfirmScreen {
        Static { margin: 0 0 1 0; }
        OptionList { height: auto; padding: 0; background: $surface; &, &:focus { border: none; } }
    }
    """

    def __init__(self, question: str, text: str, stay: str, go_on: str) -> None:
        super().__init__()
        self._question = question
        self._text = text
        self._ways = (stay, go_on)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self._question)
            dialog.border_subtitle = Content("↑↓ choose · ⏎ confirm · esc close")
            yield Static(self._text, markup=False)
            yield OptionList(*(Option(Content(way)) for way in self._ways), markup=False)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_index == 1)
