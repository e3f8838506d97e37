"""Releases what Textual keeps of screens and widgets that are gone.

Without it, opening and closing 500 screens leaves 870,000 objects behind, and 130 MB.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from textual.message_pump import MessagePump

try:
    # Textual has no public name for it.
    from textual._styles_cache import StylesCache
except ImportError:
    _forget_lines: Callable[[], object] = int
else:
    # The cache of a method: its last 1,024 answers, each with a widget's painted lines.
    _forget_lines = getattr(StylesCache.get_inner_outer, "cache_clear", int)

if TYPE_CHECKING:
    from textual.app import App

_WATCHERS: Final = "__watchers"
"""Where Textual keeps the watchers of a reactive. It drops those of closed screens only when the reactive changes, which the
catalog or the theme may never do. There is no public way to stop watching."""


def forget_what_is_gone(app: App[Any]) -> None:
    """Drop painted lines and watchers of closed screens, and what held expired notifications.

    Args:
        app: The app, between two messages.
    """
    _forget_lines()
    for one in (app, *app.screen_stack):
        watchers: dict[str, list[tuple[MessagePump, object]]] = getattr(one, _WATCHERS, {})
        for watching in watchers.values():
            watching[:] = [each for each in watching if not _is_gone(each[0])]
    for screen in app.screen_stack:
        for holder in screen.query("ToastHolder"):
            # A notification is removed together with what held it, unless another screen was on top when it expired.
            if not holder.children:
                holder.remove()


def _is_gone(one: MessagePump) -> bool:
    # A screen may watch before it is shown.
    return getattr(one, "is_mounted", False) and not one.is_running
