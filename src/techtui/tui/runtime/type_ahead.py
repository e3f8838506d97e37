"""Keys and clicks that come faster than the screen can follow."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple
from weakref import WeakKeyDictionary

from textual import errors, events

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
"""Seconds between two looks whether a new screen is ready."""
_LEADING: Final = frozenset(("escape", "enter", "tab", "shift+tab"))
"""Keys that lead elsewhere, out of fields too: the next one is for where they lead."""
_PATIENCE: Final = 0.5
"""Seconds after which what was done is not waited for any more."""


class _Handed(NamedTuple):
    """Where a key went."""

    number: int
    screen: Screen[object]
    focused: Widget | None


class TypeAhead(_App):
    """A mixin for apps: a key goes to what has the focus when the keys before it are done.

    Textual hands a key to what has the focus when the key arrives. Of ``/kafka``, typed at once or while the program starts, the letters
    would go to where the slash is still on its way from, and be lost. It also asks a screen to act before its widgets are there, and
    after the person has left. Here, what arrives for a screen that is being built waits for it, and after leaving nothing is done.
    An action may only say what it wants by a message, as the one that filters does; then what was typed behind it waits until that has
    arrived, so that the letters of ``fwoods`` are not taken for commands.
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
        """Hand on what the person does, when its turn comes."""
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
        """How much waits for a screen that is being built."""
        return len(self._held)

    @property
    def is_ready(self) -> bool:
        """Whether the screen can be asked for something."""
        return bool(self.screen_stack) and self.screen.is_mounted

    @property
    def _settles(self) -> bool:
        """Whether what was done is still on its way, through a widget that is there."""
        node = self._settling
        return node is not None and node.is_attached and monotonic() < self._settles_until

    def _hold(self, event: events.Event) -> None:
        """Keep what the person did, in the order in which it was done: what comes back may be older than what waits."""
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
            self.set_timer(_LOOK_AGAIN, self._look)

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
        """Act, and have what is typed from now on wait for what the action says in messages."""
        has_acted = await super().run_action(action, default_namespace, namespaces)
        if has_acted:
            self._settle(self._now)
        return has_acted

    def _settle(self, number: int) -> None:
        """Hold what was typed behind a key until what that leads to has been done, and said in messages.

        Args:
            number: That of the key.
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
        """Go the way that a message takes, behind all that are on it: from what has the focus up to the app."""
        if number != self._climbs:
            return  # a later one will do
        for at, node in enumerate(way):
            if node.call_later(self._climb, number, way[at + 1 :]):
                self._settling = node
                return
        self._settling = None
        self.call_later(self._release)

    async def hand_on(self, event: events.Event) -> None:
        """Give what the person did to the widget that it is meant for.

        Args:
            event: A key, something pasted, or something done with the mouse.
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
        """Whether the mouse is on something that was taken away but not yet wiped off, such as a notice whose time is over."""
        if not isinstance(event, events.MouseEvent):
            return False
        try:
            widget, _ = self.get_widget_at(event.x, event.y)
        except errors.NoWidget:
            return False
        return not widget.is_attached

    async def on_key(self, event: events.Key) -> None:
        """A key that was not handled comes back to the app; if screen or focus have changed meanwhile, it is pressed again."""
        if self._came_too_early(event):
            self._press_again(event, events.Key(event.key, event.character))
        elif not self.is_ending:
            await self.was_not_wanted(event)

    async def was_not_wanted(self, event: events.Key) -> None:
        """What else to make of a key that no widget wanted, before it is looked for among the commands.

        Args:
            event: The key.
        """

    def on_paste(self, event: events.Paste) -> None:
        """The same with what is pasted."""
        if self._came_too_early(event):
            self._press_again(event, events.Paste(event.text))

    def _press_again(self, event: events.Event, again: events.Event) -> None:
        self._numbers[again] = self._number(event)
        self._hold(again)

    def _came_too_early(self, event: events.Event) -> bool:
        """Whether something was meant for a widget that had not the focus yet; then, and after leaving, nobody else gets it."""
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
