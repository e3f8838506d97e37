"""Keyboard input as users mean it: commands work with any layout, and pasted lines become words."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from textual import events
from textual.widgets import Input

from techtui.tui.runtime.type_ahead import TypeAhead

if TYPE_CHECKING:
    from techtui.tui.runtime.layouts import Layouts


_LONGEST: Final = 10_000
"""Characters that a field of one line takes of what is pasted. To search for a whole book would keep the program busy."""


class Keyboard(TypeAhead):
    """A mixin for apps: letters of other scripts trigger the commands on the same keys, except in text fields.

    Lines that are pasted into a single-line field arrive as words.
    """

    @cached_property
    def _layouts(self) -> Layouts:
        # Most users never need them.
        from techtui.tui.runtime.layouts import Layouts

        return Layouts()

    async def hand_on(self, event: events.Event) -> None:
        """Hand user input on; lines pasted into a single-line field as words."""
        if isinstance(event, events.Paste) and isinstance(self.focused, Input):
            event = events.Paste(as_words(event.text)[:_LONGEST])
        await super().hand_on(event)

    async def was_not_wanted(self, event: events.Key) -> None:
        """Try the Latin letter of a key; a key that the config file names is not translated."""
        if event.key in self.active_bindings:
            return
        if latin := self._layouts.latin(event.key, event.character):
            event.prevent_default().stop()
            # Handled at once: as a new key event it would come after keys that were pressed later.
            if (meant := self.active_bindings.get(latin)) is not None:
                await self.run_action(meant.binding.action, meant.node)


def as_words(text: str) -> str:
    """Join lines with blanks, without the blank ones."""
    return " ".join(line for line in text.splitlines() if line and not line.isspace())
