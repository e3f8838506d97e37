"""A screen that ends once, however often it is asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType

from techtui.tui.runtime.leftovers import forget_what_is_gone

if TYPE_CHECKING:

    class _Screen(Screen[ScreenResultType]): ...
else:
    # Textual takes style sheets from the first base that is a widget, which shall be the screen's own.
    _Screen = Generic


class EndsOnce(_Screen[ScreenResultType]):
    """A mixin for screens: dismissing one ends that screen, once.

    Textual takes the topmost screen away, whichever was dismissed. When a second key or click is on its way while the first one
    closes a dialog, that would be the screen below, or the last one of all, which ends the program.
    """

    _answer: tuple[ScreenResultType | None] | None = None
    """What to answer with as soon as the screens above have gone."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """End the screen; under other screens, that waits until they have gone.

        Args:
            result: The answer. Only the first one counts.

        Returns:
            Can be awaited until the screen has gone, as with Textual's own.
        """
        stack = self.app.screen_stack
        if stack[:1] == [self]:
            # What was meant for a screen above arrives late. Without a screen the program would end.
            return AwaitComplete()
        if stack[-1:] == [self]:
            return super().dismiss(result)
        if self in stack and self._answer is None:
            self._answer = (result,)
        return AwaitComplete()

    @property
    def is_over(self) -> bool:
        """Whether the screen has been dismissed, or taken away."""
        return self not in self.app.screen_stack

    def on_screen_resume(self) -> None:
        """Give the answer that had to wait."""
        if self._answer is not None:
            self.dismiss(*self._answer)

    def on_unmount(self) -> None:
        """Leave nothing behind."""
        self.app.call_later(forget_what_is_gone, self.app)
