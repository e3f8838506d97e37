"""The greeting at the first start, and problems from before the first frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import events

if TYPE_CHECKING:
    from techtui.tui.runtime.keyboard import Keyboard

    _App = Keyboard
else:
    _App = object

GREETING: Final = (
    "/ finds, space marks, c compares.\nEvery fact shows its source.\n? shows all keys, q leaves."
)
_SECONDS: Final = 12
PROBLEM_SECONDS: Final = 30
"""Seconds for which problems from before the first frame are shown: they take a while to read."""


class Greeting(_App):
    """A mixin for apps: reports problems from before the first frame, and greets.

    The greeting goes at the first key or click, so that it never covers another screen or a dialog.
    """

    def __init__(self) -> None:
        self._greets = False
        self._said: tuple[str, ...] = ()
        super().__init__()

    def say_at_start(self, problems: tuple[str, ...], greeting: str) -> None:
        """Show notifications on the first frame.

        Args:
            problems: The problems, one sentence each.
            greeting: The greeting; empty for none.
        """
        self._said = problems
        self._say_problems()
        if greeting:
            self._greets = True
            self.notify(greeting, title="Welcome", timeout=_SECONDS, markup=False)

    def _say_problems(self) -> None:
        for problem in self._said:
            self.notify(problem, severity="warning", timeout=PROBLEM_SECONDS, markup=False)

    async def hand_on(self, event: events.Event) -> None:
        """Remove the greeting at the first key or click; problems stay."""
        if self._greets and isinstance(event, (events.Key, events.Paste, events.MouseDown)):
            self._greets = False
            self.clear_notifications()
            self._say_problems()
        await super().hand_on(event)
