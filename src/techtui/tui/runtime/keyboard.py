"""What a keyboard sends, as people mean it: any layout has the commands, and pasted lines are words."""

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
    """A mixin for apps: letters of other scripts are the commands on the same keys, where they are not typed into a field.

    Lines that are pasted into a field of one line arrive there as words.
    """

    @cached_property
    def _layouts(self) -> Layouts:
        # Most people never need them.
        from techtui.tui.runtime.layouts import Layouts

        return Layouts()

    async def hand_on(self, event: events.Event) -> None:
        """Hand on what the person does, lines for a field of one line as words."""
        if isinstance(event, events.Paste) and isinstance(self.focused, Input):
            event = events.Paste(as_words(event.text)[:_LONGEST])
        await super().hand_on(event)

    async def was_not_wanted(self, event: events.Key) -> None:
        """A key may be known by its Latin letter; one that the config file names is wanted as it is."""
        if event.key in self.active_bindings:
            return
        if latin := self._layouts.latin(event.key, event.character):
            event.prevent_default().stop()
            # At once, not as a key of its own: that would come behind those that were pressed after it.
            if (meant := self.active_bindings.get(latin)) is not None:
                await self.run_action(meant.binding.action, meant.node)


def as_words(text: str) -> str:
    """Lines as one: the blank ones left out, the others joined by blanks."""
    return " ".join(line for line in text.splitlines() if line and not line.isspace())
