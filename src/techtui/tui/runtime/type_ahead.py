"""Keys that come faster than the screen can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from textual import events

if TYPE_CHECKING:
    from textual.app import App
    from textual.widget import Widget

    _App = App[None]
else:
    _App = object


class TypeAhead(_App):
    """A mixin for apps: a key goes to what has the focus when the keys before it are done.

    Textual hands a key to what has the focus when the key arrives. Of ``/kafka``, typed at once or while the program starts, the letters
    would go to where the slash is still on its way from, and be lost.
    """

    def __init__(self) -> None:
        self._handed_to: WeakKeyDictionary[events.Key, Widget | None] = WeakKeyDictionary()
        super().__init__()

    async def on_event(self, event: events.Event) -> None:
        """Remember who is handed a key."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._handed_to[event] = self.focused
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """A key that nobody wanted comes back to the app; if the focus has moved meanwhile, it is pressed anew."""
        now = self.focused
        if now is not None and self._handed_to.pop(event, now) is not now:
            event.prevent_default().stop()
            self.post_message(events.Key(event.key, event.character))
