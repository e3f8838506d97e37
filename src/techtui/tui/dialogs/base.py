"""The base of all dialogs: a box over the screen; a click beside it closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, ScreenResultType

from techtui.tui.chrome.dimmed import DimmedScreen
from techtui.tui.chrome.one_frame import OneFrame
from techtui.tui.chrome.opening import OpensAtOnce
from techtui.tui.runtime.once import EndsOnce

if TYPE_CHECKING:
    from rich.console import RenderableType


class Dialog(OpensAtOnce, OneFrame, EndsOnce[ScreenResultType], ModalScreen[ScreenResultType]):
    """A dialog; its box is the container with the class ``dialog``, with ``-large`` for one with much to read."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;

        .dialog {
            width: 84;
            max-width: 96%;
            height: auto;
            max-height: 80%;
            background: $surface;
            border: round $accent;
            border-title-color: $accent;
            border-subtitle-color: $muted;
            padding: 0 1;
        }
        .dialog.-large { width: 100; height: 80%; }
        /* A track would look like a column where there is nothing to scroll. */
        .dialog PageView {
            scrollbar-background: $surface;
            scrollbar-background-hover: $surface;
            scrollbar-background-active: $surface;
        }
    }
    """

    # Keys of the app do not work in dialogs.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "app.suspend_process", "Suspend", show=False, id="app.suspend_process"),
    ]

    def render(self) -> RenderableType:
        """Return the screen below, darkened."""
        below = super().render()
        if isinstance(below, BackgroundScreen):
            return DimmedScreen(below.screen, below.color)
        return below

    def action_close(self) -> None:
        """Close the dialog without an answer."""
        self.dismiss(None)

    def keep(self) -> None:
        """Save text that is being edited, before the program exits; most dialogs have nothing to save."""

    def on_click(self, event: events.Click) -> None:
        # A click outside the box.
        if event.widget is self:
            self.action_close()
