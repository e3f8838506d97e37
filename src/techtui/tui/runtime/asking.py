"""Flows: several dialogs in a row, written as one function that reads from top to bottom."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar

from textual.screen import Screen

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.worker import Worker

    from techtui.tui.runtime.type_ahead import TypeAhead

    _App = TypeAhead
else:
    _App = object

P = ParamSpec("P")
Node = TypeVar("Node", bound="DOMNode")
Answer = TypeVar("Answer")
FLOW: Final = "flow"
"""The group of the workers that run flows; they may wait for the user."""
Steps = Coroutine[None, None, None]


class Asking(_App):
    """A mixin for apps: runs flows, each in a worker that can wait for answers.

    A worker starts, and resumes after an answer, slightly later than requested. Until then keys and clicks are held, as they are
    for a screen that is being built, and no other flow starts: if two keys in quick succession start flows, the second is
    ignored.
    """

    def __init__(self) -> None:
        self._flow_runs = False
        self._answers: list[asyncio.Future[Any]] = []
        super().__init__()

    @property
    def is_ready(self) -> bool:
        """Whether the screen can handle input."""
        return not self._is_between_dialogs and super().is_ready

    @property
    def _is_between_dialogs(self) -> bool:
        """Whether a flow is running that may open a dialog in a moment."""
        return self._flow_runs or any(answer.done() for answer in self._answers)

    @property
    def asks_already(self) -> bool:
        """Whether a dialog is open or about to open; also true on exit, when no screen is left to ask."""
        return self._is_between_dialogs or not self.screen_stack or self.screen.is_modal

    def begin(self, steps: Callable[[], Steps]) -> None:
        """Start a flow, unless another one is running or the app is about to exit."""
        if not self._is_between_dialogs and not self.is_ending:
            self._flow_runs = True

            async def go_through() -> None:
                try:
                    await steps()
                finally:
                    self._flow_runs = False

            _: Worker[None] = self.run_worker(go_through, group=FLOW)

    async def answer_of(self, dialog: Screen[Answer]) -> Answer | None:
        """Show a dialog and wait until it is closed. To be called in a flow only."""
        # Not `push_screen_wait`, which lets other messages in first.
        answer = self.push_screen(dialog, wait_for_dismiss=True)
        self._answers.append(answer)
        self._flow_runs = False
        try:
            # A dialog answers even if nothing waits any more.
            return await asyncio.shield(answer)
        finally:
            self._answers.remove(answer)
            self._flow_runs = True


def _app_of(node: DOMNode) -> Asking:
    app: Any = node.app
    assert isinstance(app, Asking)
    return app


async def ask(node: DOMNode, dialog: Screen[Answer]) -> Answer | None:
    """Show a dialog in a flow.

    Args:
        node: The app, or anything on its screens.
        dialog: What to show.

    Returns:
        The dialog's answer; None if it is closed without one.
    """
    return await _app_of(node).answer_of(dialog)


def flow(
    method: Callable[Concatenate[Node, P], Steps],
) -> Callable[Concatenate[Node, P], None]:
    """Decorate a method of an app or screen to run as a flow.

    A call is ignored if a dialog is open or the screen is not the topmost.
    """

    @wraps(method)
    def begin(node: Node, /, *args: P.args, **kwargs: P.kwargs) -> None:
        app = _app_of(node)
        if not app.asks_already and (not isinstance(node, Screen) or node.is_active):
            app.begin(partial(method, node, *args, **kwargs))

    return begin


def flow_over_dialogs(
    method: Callable[Concatenate[Node, P], Steps],
) -> Callable[Concatenate[Node, P], None]:
    """Decorate a method to run as a flow that may start while a dialog is open."""

    @wraps(method)
    def begin(node: Node, /, *args: P.args, **kwargs: P.kwargs) -> None:
        _app_of(node).begin(partial(method, node, *args, **kwargs))

    return begin
