"""Screens that are styled, laid out and painted once when they open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from textual.widget import Widget

if TYPE_CHECKING:
    from typing import Self

    from textual import events
    from textual.geometry import Region
    from textual.screen import Screen

    _Screen = Screen[Any]
else:
    _Screen = object

Focused = TypeVar("Focused", bound=Widget)


class OpensAtOnce(_Screen):
    """A mixin for screens: what they look like when they open is worked out once.

    In Textual a new screen is styled when its widgets are mounted and again when it is shown; then it is laid out and painted,
    asked to repaint everything, and told its own size, which lays it out and paints it again.
    """

    _opens = True
    """Whether the screen has yet to be shown for the first time."""
    _is_painted = False
    """Whether the screen was painted just now, and need not be once more."""
    _knows_size = False
    """Whether the screen was laid out in the size that it is about to be told."""

    def focused_first(self, widget: Focused) -> Focused:
        """Return a widget that is about to be mounted, with the focus; `AUTO_FOCUS` would give it later, and style the widget again."""
        widget.set_reactive(Widget.has_focus, True)
        self.set_focus(widget)
        return widget

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """The first time, take the styles that the widgets were mounted with."""
        if self._opens and self.is_current and len(self.app.screen_stack) > 1:
            event.refresh_styles = False
            self._is_painted = self._knows_size = True
        self._opens = False

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Refresh the screen, unless it was painted just now."""
        if self._is_painted and not (regions or layout or recompose):
            self._is_painted = False
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def on_resize(self, event: events.Resize) -> None:
        """Ignore a size for which the screen was laid out just now."""
        if self._knows_size and event.size == self.app.size:
            event.prevent_default()
        self._knows_size = False
