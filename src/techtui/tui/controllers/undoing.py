"""Undo: restores what was dropped with one key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from techtui.tui.controllers.leaving import Leaving
    from techtui.tui.messages import Dropped

    _App = Leaving
else:
    _App = object


class _Step(NamedTuple):
    what: str
    bring_back: Callable[[], object]


class Undoing(_App):
    """A mixin for apps: remembers what was dropped, and restores the latest first.

    Attributes:
        urgent: Ids of commands that matter just now: undo, while there is something to undo.
    """

    urgent: tuple[str, ...]

    def __init__(self) -> None:
        self._dropped: list[_Step] = []
        super().__init__()

    def on_dropped(self, event: Dropped) -> None:
        """Remember what a screen has dropped."""
        self.dropped(event.what, event.bring_back)

    def dropped(self, what: str, bring_back: Callable[[], object]) -> None:
        """Remember something that was dropped, and say how to get it back.

        Args:
            what: What was dropped, such as ``3 marks``.
            bring_back: Restores it.
        """
        self._dropped.append(_Step(what, bring_back))
        self.urgent = ("app.undo",)
        key = self.key_of("app.undo")
        # A command without a key is still in the palette.
        way = f"{key} brings" if key else "Undo brings"
        self.notify(f"Dropped {what}; {way} that back.", markup=False)

    def action_undo(self) -> None:
        """Restore what was dropped last."""
        if not self._dropped:
            self.notify("Nothing to undo.")
            return
        step = self._dropped.pop()
        self.urgent = ("app.undo",) if self._dropped else ()
        step.bring_back()
        self.notify(f"{step.what[:1].upper()}{step.what[1:]} brought back.", markup=False)
