"""Notices that pass, whenever they are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.notifications import Notification, Notify

if TYPE_CHECKING:
    from textual.app import App
    from textual.notifications import SeverityLevel

    _App = App[None]
else:
    _App = object

_LEAST = 0.001
"""Seconds that a notice is shown at least. A timer of Textual's that is asked for less than none never ends, and stops all else."""


class Notice(Notification):
    """A notice that has always some time left, even if it expires between being taken for a fresh one and being painted."""

    @property
    def time_left(self) -> float:
        """Seconds until it expires, more than 0."""
        return max(_LEAST, super().time_left)

    @property
    def has_expired(self) -> bool:
        """Whether its time is over."""
        return super().time_left <= 0


class Notices(_App):
    """A mixin for apps: notices can be painted at any moment."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a notice, as `App.notify` does."""
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(Notice(message, title, severity, seconds, markup=markup)))
