"""Screens that are dismissed once, however often they are asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType

from techtui.tui.runtime.leftovers import forget_what_is_gone

if TYPE_CHECKING:

    class _Screen(Screen[ScreenResultType]): ...
else:
    # Textual takes style sheets from the first base that is a widget, which must be the screen's own.
    _Screen = Generic


class EndsOnce(_Screen[ScreenResultType]):
    """A mixin for screens: `dismiss` ends this very screen, and only once.

    Textual pops the topmost screen, whichever was dismissed. If a second key or click arrives while the first one closes a
    dialog, that would be the screen below, or the last screen, which would end the program.
    """

    _answer: tuple[ScreenResultType | None] | None = None
    """The result to return as soon as the screens above are gone."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """End the screen; below other screens, this waits until they are gone.

        Args:
            result: The result. Only the first one counts.

        Returns:
            An awaitable that completes when the screen is gone, as in Textual.
        """
        stack = self.app.screen_stack
        if stack[:1] == [self]:
            # Input for a screen above arrives late. Without any screen the program would end.
            return AwaitComplete()
        if stack[-1:] == [self]:
            return super().dismiss(result)
        if self in stack and self._answer is None:
            self._answer = (result,)
        return AwaitComplete()

    @property
    def is_over(self) -> bool:
        """Whether the screen was dismissed or removed."""
        return self not in self.app.screen_stack

    @property
    def stands(self) -> bool:
        """Whether the screen has its widgets: it was mounted, and is not over."""
        return self.is_mounted and bool(self.children) and not self.is_over

    async def on_event(self, event: events.Event) -> None:
        """Handle an event, unless the screen is over and the event is about widgets that are gone, or were never there."""
        if not (self.is_over and isinstance(event, events.Mount | events.Resize)):
            await super().on_event(event)

    def on_screen_resume(self) -> None:
        """Return a result that had to wait."""
        if self._answer is not None:
            self.dismiss(*self._answer)

    def on_unmount(self) -> None:
        """Leave nothing behind."""
        self.app.call_later(forget_what_is_gone, self.app)
