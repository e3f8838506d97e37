"""Leaves the explorer from everywhere, and asks first if something would be lost."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.actions import SkipAction
from textual.screen import SystemModalScreen
from textual.widgets import Input

from techtui.tui.runtime.asking import ask, flow_over_dialogs

if TYPE_CHECKING:
    from techtui.tui.runtime.asking import Asking

    _App = Asking
else:
    _App = object

TWICE: Final = 3.0
"""Seconds within which ctrl+c counts as pressed twice."""


class Leaving(_App):
    """A mixin for apps: what ``q``, ``ctrl+q`` and ``ctrl+c`` do."""

    def __init__(self) -> None:
        self._interrupted_at = 0.0
        super().__init__()

    async def action_quit(self) -> None:
        """Leave; what is being written is saved first."""
        from techtui.tui.dialogs.base import Dialog

        screen, focused = self.screen, self.focused
        if isinstance(screen, Dialog) and focused is not None:
            # The letters typed before come first.
            focused.call_later(self._leave)
        else:
            self._leave()

    async def action_leave(self) -> None:
        """Leave, from a dialog too."""
        await self.action_quit()

    def _leave(self) -> None:
        self.keep_open_texts()
        unsaved = self.save_all()
        if unsaved:
            self._leave_all_the_same(unsaved)
        else:
            self.exit()

    @flow_over_dialogs
    async def _leave_all_the_same(self, unsaved: str) -> None:
        from techtui.tui.dialogs.confirm import ConfirmScreen

        if any(isinstance(screen, ConfirmScreen) for screen in self.screen_stack):
            return  # it has been asked
        ways = ("Stay", "Leave and lose what is not saved")
        if await ask(self, ConfirmScreen("Leave all the same?", unsaved, *ways)):
            self.exit()

    async def action_interrupt(self) -> None:
        """Say how to leave, or leave if that was just said; copying selected text comes first."""
        screen, focused = self.screen, self.focused
        if text := screen.get_selected_text():
            self.copy_to_clipboard(text)
            # The next time there is nothing left to copy.
            screen.clear_selection()
            return
        if selected := getattr(focused, "selected_text", ""):
            if not isinstance(focused, Input):
                raise SkipAction  # a text that is being written: a selection is meant to be copied
            # Dialogs select what they propose: copying it must not keep anybody from leaving.
            self.copy_to_clipboard(selected)
        now = monotonic()
        if now - self._interrupted_at < TWICE:
            await self.action_quit()
            return
        self._interrupted_at = now
        if isinstance(screen, SystemModalScreen):
            # Nothing can be said above the palette.
            self.simulate_key("escape")
        # In a dialog or a field, q may be a letter to type.
        typing = screen.is_modal or isinstance(focused, Input)
        key = (not typing and self.key_of("app.quit")) or self.key_of("app.leave")
        ways = f"Press {key}, or ctrl+c again, to quit." if key else "Press ctrl+c again to quit."
        self.notify(ways, timeout=TWICE, markup=False)

    def key_of(self, command: str) -> str:
        """The first key in force for a command, as it is shown.

        Args:
            command: Its id.
        """
        for active in self.screen_stack[0].active_bindings.values():
            if active.binding.id == command:
                return self.get_key_display(active.binding)
        return ""
