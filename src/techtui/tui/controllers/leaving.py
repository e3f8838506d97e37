"""Quits the explorer from everywhere, and asks first if something would be lost."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.actions import SkipAction
from textual.screen import SystemModalScreen
from textual.widgets import Input

from techtui.tui.commands import keys_in_force
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
        """Quit; text that is being edited is saved first."""
        from techtui.tui.dialogs.base import Dialog

        screen, focused = self.screen, self.focused
        if isinstance(screen, Dialog) and focused is not None:
            # Letters that were typed earlier come first.
            focused.call_later(self._leave)
        else:
            self._leave()

    async def action_leave(self) -> None:
        """Quit, from a dialog too."""
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
            return  # the user has been asked already
        ways = ("Stay", "Leave and lose unsaved changes")
        if await ask(self, ConfirmScreen("Leave anyway?", unsaved, *ways)):
            self.exit()

    async def action_interrupt(self) -> None:
        """Say how to quit, or quit if that was just said; if text is selected, copy it instead."""
        screen, focused = self.screen, self.focused
        if text := screen.get_selected_text():
            self.copy_to_clipboard(text)
            # The selection is cleared, so that the next ctrl+c has nothing to copy.
            screen.clear_selection()
            return
        if selected := getattr(focused, "selected_text", ""):
            if not isinstance(focused, Input):
                raise SkipAction  # a text that is being edited: a selection is meant to be copied
            # Dialogs select the text they suggest: copying it must not prevent quitting.
            self.copy_to_clipboard(selected)
        now = monotonic()
        if now - self._interrupted_at < TWICE:
            await self.action_quit()
            return
        self._interrupted_at = now
        if isinstance(screen, SystemModalScreen):
            # A notification would be hidden by the palette.
            self.simulate_key("escape")
        # In a dialog or a field, q may be a letter.
        typing = screen.is_modal or isinstance(focused, Input)
        key = (not typing and self.key_of("app.quit")) or self.key_of("app.leave")
        ways = f"Press {key}, or ctrl+c again, to quit." if key else "Press ctrl+c again to quit."
        self.notify(ways, timeout=TWICE, markup=False)

    def key_of(self, command: str) -> str:
        """Return the first key in force for a command, as it is shown.

        Args:
            command: Its id.
        """
        return next(iter(keys_in_force(self.screen_stack[0]).get(command, ())), "")
