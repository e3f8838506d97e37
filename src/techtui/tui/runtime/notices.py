"""Notifications that can be painted at any moment, even when they expire."""

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
"""Seconds that a notification has left at least. A Textual timer with a negative time never ends, and blocks everything else."""


class Notice(Notification):
    """A notification with time left, even if it expires between being selected and being painted."""

    @property
    def time_left(self) -> float:
        """Seconds until it expires, always more than 0."""
        return max(_LEAST, super().time_left)

    @property
    def has_expired(self) -> bool:
        """Whether it has expired."""
        return super().time_left <= 0


class Notices(_App):
    """A mixin for apps: notifications can be painted at any moment."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a notification, as `App.notify` does."""
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(Notice(message, title, severity, seconds, markup=markup)))
