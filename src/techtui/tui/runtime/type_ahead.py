"""Keys and clicks that come faster than the screen can follow."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from textual import errors, events

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.widget import Widget

    from techtui.tui.runtime.lifecycle import Lifecycle

    _App = Lifecycle[None]
else:
    _App = object

_LOOK_AGAIN: Final = 0.005
"""Seconds between two looks whether a new screen is ready."""
_PATIENCE: Final = 0.5
"""Seconds after which what an action has said is not waited for any more: a widget that is gone passes nothing on."""


class TypeAhead(_App):
    """A mixin for apps: a key goes to what has the focus when the keys before it are done.

    Textual hands a key to what has the focus when the key arrives. Of ``/kafka``, typed at once or while the program starts, the letters
    would go to where the slash is still on its way from, and be lost. It also asks a screen to act before its widgets are there, and
    after the person has left. Here, what arrives for a screen that is being built waits for it, and after leaving nothing is done.
    An action may only say what it wants by a message, as the one that filters does; then what was typed behind it waits until that has
    arrived, so that the letters of ``fwoods`` are not taken for commands.
    """

    def __init__(self) -> None:
        self._handed_to: WeakKeyDictionary[events.Event, tuple[Screen[object], Widget | None]] = (
            WeakKeyDictionary()
        )
        self._held: deque[events.Event] = deque()
        self._timer_runs = False
        self._settles_until = 0.0
        self._climbs = 0
        super().__init__()

    async def on_event(self, event: events.Event) -> None:
        """Hand on what the person does, when its turn comes."""
        if not isinstance(event, (events.InputEvent, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
        elif self._held or not self.is_ready:
            self._hold(event)
        else:
            await self.hand_on(event)

    @property
    def held(self) -> int:
        """How much waits for a screen that is being built."""
        return len(self._held)

    @property
    def is_ready(self) -> bool:
        """Whether the screen can be asked for something."""
        return (
            monotonic() >= self._settles_until
            and bool(self.screen_stack)
            and self.screen.is_mounted
        )

    def _hold(self, event: events.Event) -> None:
        self._held.append(event)
        self._look_again()

    def _look_again(self) -> None:
        if self._held and not self._timer_runs:
            self._timer_runs = True
            self.set_timer(_LOOK_AGAIN, self._look)

    async def _look(self) -> None:
        self._timer_runs = False
        await self._release()

    def press(self, event: events.Key | events.Paste) -> None:
        """Press a key or paste something for the person, before whatever arrives from now on.

        Args:
            event: The key, or what is pasted.
        """
        self._hold(event)

    async def _release(self) -> None:
        while self._held and self.is_ready:
            await self.hand_on(self._held.popleft())
        self._look_again()

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Act, and have what is typed from now on wait for what the action says in messages."""
        has_acted = await super().run_action(action, default_namespace, namespaces)
        if has_acted and self.screen_stack and not self.is_ending:
            self._climbs += 1
            self._settles_until = monotonic() + _PATIENCE
            begin = self.focused or self.screen
            self._climb([*(one for one in begin.ancestors_with_self if one is not self), self])
        return has_acted

    def _climb(self, pumps: Sequence[MessagePump]) -> None:
        """Go the way that a message takes, behind all that are on it: from what has the focus up to the app."""
        for at, pump in enumerate(pumps):
            if pump.call_later(self._climb, pumps[at + 1 :]):
                return
        self._climbs -= 1
        if not self._climbs:
            self._settles_until = 0.0
            self.call_later(self._release)

    async def hand_on(self, event: events.Event) -> None:
        """Give what the person did to the widget that it is meant for.

        Args:
            event: A key, something pasted, or something done with the mouse.
        """
        if self.is_ending or self._is_on_what_is_gone(event):
            return
        if isinstance(event, (events.Key, events.Paste)):
            self._handed_to[event] = (self.screen, self.focused)
        await super().on_event(event)

    def _is_on_what_is_gone(self, event: events.Event) -> bool:
        """Whether the mouse is on something that was taken away but not yet wiped off, such as a notice whose time is over."""
        if not isinstance(event, events.MouseEvent):
            return False
        try:
            widget, _ = self.get_widget_at(event.x, event.y)
        except errors.NoWidget:
            return False
        return not widget.is_attached

    def on_key(self, event: events.Key) -> None:
        """A key that was not handled comes back to the app; if screen or focus have changed meanwhile, it is pressed again."""
        if self._came_too_early(event):
            self.press(events.Key(event.key, event.character))
        else:
            self.was_not_wanted(event)

    def was_not_wanted(self, event: events.Key) -> None:
        """What else to make of a key that no widget wanted, before it is looked for among the commands.

        Args:
            event: The key.
        """

    def on_paste(self, event: events.Paste) -> None:
        """The same with what is pasted."""
        if self._came_too_early(event):
            self.press(events.Paste(event.text))

    def _came_too_early(self, event: events.Event) -> bool:
        """Whether something was meant for a widget that had not the focus yet; then, and after leaving, nobody else gets it."""
        if not self.is_ending and self.is_ready:
            screen, focused = self._handed_to.pop(event, (self.screen, self.focused))
            now = self.focused
            if self.screen is screen and (now is None or now is focused):
                return False
        event.prevent_default().stop()
        return not self.is_ending
