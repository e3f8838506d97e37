"""Keys and clicks that arrive faster than the screen can follow."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple
from weakref import WeakKeyDictionary

from textual import errors, events

from techtui.tui.runtime.later import in_seconds

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.widget import Widget

    from techtui.tui.runtime.lifecycle import Lifecycle

    _App = Lifecycle[None]
else:
    _App = object

_LOOK_AGAIN: Final = 0.005
"""Seconds between two checks whether a new screen is ready."""
_LEADING: Final = frozenset(("escape", "enter", "tab", "shift+tab"))
"""Keys that move the focus, also out of fields: the next key is for the new place."""
_MOST_LOOKS: Final = 3
"""How often a message may lead to another one of the same widget, until the next key no longer waits for it."""
_PATIENCE: Final = 0.5
"""Seconds to wait at most for the effect of earlier input."""


class _Handed(NamedTuple):
    """Where a key was sent."""

    number: int
    screen: Screen[object]
    focused: Widget | None


class TypeAhead(_App):
    """A mixin for apps: a key goes to what has the focus once the keys before it are handled.

    Textual sends a key to what has the focus when the key arrives. Of ``/kafka``, typed at once or while the program starts, the
    letters would go to the widget that still handles the slash, and be lost. Textual also asks a screen to act before its widgets
    exist, and after the user has quit. Here, input for a screen that is being built waits for it, and after quitting all input is
    ignored. An action may only post a message that asks for something, as the filter action does; then later input waits until
    that message has arrived, so that the letters of ``fwoods`` are not taken for commands.
    """

    def __init__(self) -> None:
        self._handed: WeakKeyDictionary[events.Event, _Handed] = WeakKeyDictionary()
        self._numbers: WeakKeyDictionary[events.Event, int] = WeakKeyDictionary()
        self._count = 0
        self._now = 0
        self._settles_for = 0
        self._held: deque[events.Event] = deque()
        self._timer_runs = False
        self._settling: DOMNode | None = None
        self._settles_until = 0.0
        self._climbs = 0
        super().__init__()

    async def on_event(self, event: events.Event) -> None:
        """Hand user input on when its turn comes."""
        if not isinstance(event, (events.InputEvent, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
            return
        self._count += 1
        self._numbers[event] = self._count
        if self._held or self._settles or not self.is_ready:
            self._hold(event)
        else:
            await self.hand_on(event)

    @property
    def held(self) -> int:
        """The number of events that wait for a screen that is being built."""
        return len(self._held)

    @property
    def is_ready(self) -> bool:
        """Whether the screen can handle input."""
        return bool(self.screen_stack) and self.screen.is_mounted

    @property
    def _settles(self) -> bool:
        """Whether earlier input is still on its way through an existing widget."""
        node = self._settling
        return node is not None and node.is_attached and monotonic() < self._settles_until

    def _hold(self, event: events.Event) -> None:
        """Hold an event, in the order of input: an event that comes back may be older than those that wait."""
        at = len(self._held)
        while at and self._number(self._held[at - 1]) > self._number(event):
            at -= 1
        self._held.insert(at, event)
        self._look_again()

    def _number(self, event: events.Event) -> int:
        return self._numbers.get(event, self._count)

    def _look_again(self) -> None:
        if self._held and not self._timer_runs:
            self._timer_runs = True
            in_seconds(self, _LOOK_AGAIN, self._look)

    async def _look(self) -> None:
        self._timer_runs = False
        await self._release()

    async def _release(self) -> None:
        while self._held and self.is_ready and not self._settles:
            await self.hand_on(self._held.popleft())
        self._look_again()

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action, and hold later input until the messages it posts are handled."""
        has_acted = await super().run_action(action, default_namespace, namespaces)
        if has_acted:
            self._settle(self._now)
        return has_acted

    def _settle(self, number: int) -> None:
        """Hold input that was typed after a key until the effect of the key, including messages, is complete.

        Args:
            number: The number of the key.
        """
        if not self.screen_stack or self.is_ending:
            return
        self._settles_for = number
        self._climbs += 1
        self._settles_until = monotonic() + _PATIENCE
        begin = self.focused or self.screen
        way = [*(one for one in begin.ancestors_with_self if one is not self), self]
        self._climb(self._climbs, way)

    def _climb(self, number: int, way: Sequence[DOMNode]) -> None:
        """Follow the path of a message, behind all that are queued there: from the focused widget up to the app."""
        if number != self._climbs:
            return  # a later call will do
        for at, node in enumerate(way):
            if node.call_later(self._pass, number, way[at:], _MOST_LOOKS):
                self._settling = node
                return
        self._settling = None
        self.call_later(self._release)

    def _pass(self, number: int, way: Sequence[DOMNode], looks: int) -> None:
        """Go on from a node, once it has handled what its earlier messages made it post to itself.

        Args:
            number: The number of the climb.
            way: The node, and those above it.
            looks: How often to wait for more: a busy node may never be without messages.
        """
        node = way[0]
        # Textual takes one message out of the queue ahead of time, so an empty queue says nothing at first.
        is_busy = looks == _MOST_LOOKS or (looks > 0 and node.message_queue_size)
        if not (is_busy and node.call_later(self._pass, number, way, looks - 1)):
            self._climb(number, way[1:])

    async def hand_on(self, event: events.Event) -> None:
        """Give user input to the widget that it is meant for.

        Args:
            event: A key, a paste, or a mouse event.
        """
        if self.is_ending or self._is_on_what_is_gone(event):
            return
        if isinstance(event, (events.Key, events.Paste)):
            self._handed[event] = _Handed(self._number(event), self.screen, self.focused)
        await super().on_event(event)
        if isinstance(event, events.Key) and (event.key in _LEADING or self._edits(event)):
            self._settle(self._number(event))

    def _edits(self, key: events.Key) -> bool:
        """Whether a key does something to a text that is being written.

        Such keys come up to the app, and back as actions; letters that were typed behind them would be there before, and would be what
        backspace deletes.
        """
        field = self.focused
        return not key.is_printable and field is not None and field.check_consume_key("a", "a")

    def _is_on_what_is_gone(self, event: events.Event) -> bool:
        """Whether the mouse is on something that was removed but is still on the screen, such as an expired notification."""
        if not isinstance(event, events.MouseEvent):
            return False
        try:
            widget, _ = self.get_widget_at(event.x, event.y)
        except errors.NoWidget:
            return False
        return not widget.is_attached

    async def on_key(self, event: events.Key) -> None:
        """Handle a key that bubbled up to the app; if screen or focus have changed meanwhile, it is sent again."""
        if self._came_too_early(event):
            self._press_again(event, events.Key(event.key, event.character))
        elif not self.is_ending:
            await self.was_not_wanted(event)

    async def was_not_wanted(self, event: events.Key) -> None:
        """Handle a key that no widget wanted, before the commands are searched for it.

        Args:
            event: The key.
        """

    def on_paste(self, event: events.Paste) -> None:
        """The same for pastes."""
        if self._came_too_early(event):
            self._press_again(event, events.Paste(event.text))

    def _press_again(self, event: events.Event, again: events.Event) -> None:
        self._numbers[again] = self._number(event)
        self._hold(again)

    def _came_too_early(self, event: events.Event) -> bool:
        """Whether input was meant for a widget that did not have the focus yet; then, and after quitting, nothing else gets it."""
        if not self.is_ending and self.is_ready:
            now = self.focused
            handed = self._handed.pop(event, None) or _Handed(0, self.screen, now)
            waits = self._settles and handed.number > self._settles_for
            is_same = self.screen is handed.screen and (now is None or now is handed.focused)
            if is_same and not waits:
                self._now = handed.number
                return False
        event.prevent_default().stop()
        return not self.is_ending
