"""Screens that paint in one frame all that a key changes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from textual import events
    from textual.screen import Screen

    _Screen = Screen[Any]
else:
    _Screen = object

_TURNS: Final = 4
"""So many turns of the event loop without a message end what a key has begun. With 2, a mark was painted in two frames."""


class OneFrame(_Screen):
    """A mixin for screens: a frame is painted when nothing more comes from the widgets.

    In Textual a widget tells the screen that it is to be painted when it has nothing else to do, and the screen paints as soon as it
    knows of one. What changes in several widgets is then painted in several frames, the next of which comes up to 17 ms after the one
    before. A letter in the search took three frames, a step in the tree too, a mark two; each takes one.
    """

    async def on_idle(self, event: events.Idle) -> None:
        """Let the widgets do what they have to do before a frame is painted."""
        for _ in range(_TURNS):
            await asyncio.sleep(0)
            if self.message_queue_size:
                # Textual's own would have the frame painted; this comes again after the message.
                event.prevent_default()
                return
