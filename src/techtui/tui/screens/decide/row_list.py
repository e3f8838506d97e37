"""A list of single lines whose cursor follows its line when lines change places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import set_cell_size
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from techtui.tui.chrome.lines import Grounded, Measured, cut, strip_of

if TYPE_CHECKING:
    from textual.binding import BindingType


class ListRow(NamedTuple):
    """A line of the list."""

    text: Text
    key: str = ""
    """What the line stands for; the cursor skips lines without a key."""


def fitted(text: str, width: int) -> str:
    """Pad or cut a text to a number of cells."""
    return set_cell_size(cut(text, width), width)


class RowList(Grounded, Measured, ScrollView, can_focus=True, inherit_bindings=False):
    """Shows rows with a cursor. Subclasses make the rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor(-1)", "Up", show=False),
        Binding("down,j", "cursor(1)", "Down", show=False),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False),
        Binding("home", "cursor(-10000)", "Top", show=False),
        Binding("end", "cursor(10000)", "Bottom", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", "rows--resting"}
    DEFAULT_CSS = """
    RowList {
        background: transparent;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        overflow-x: hidden;
        overflow-y: auto;
        & > .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
        & > .rows--resting { text-style: bold; }
    }
    """
    ALLOW_SELECT = False

    at: reactive[str] = reactive("")
    """The key of the row under the cursor; empty if there is none."""

    class Opened(Message):
        """Posted when a row is double-clicked."""

        def __init__(self, rows: RowList) -> None:
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[ListRow] | None = None
        self._rows_width = 0

    def made_rows(self, width: int) -> Sequence[ListRow]:
        """Return the rows for a width in cells."""
        raise NotImplementedError

    @property
    def _shown(self) -> Sequence[ListRow]:
        # A cell is left free for the scrollbar, so that nothing shifts when it appears.
        width = max(10, self.container_size.width - 1)
        if self._rows is None or self._rows_width != width:
            self._rows, self._rows_width = self.made_rows(width), width
        return self._rows

    @property
    def _keys(self) -> list[str]:
        return [row.key for row in self._shown if row.key]

    def remake(self) -> None:
        """Make the rows again, because their content has changed."""
        before = self._keys.index(self.at) if self._rows and self.at in self._keys else 0
        self._rows = None
        if not self.is_mounted:
            return
        keys = self._keys
        if self.at not in keys:
            # The row under the cursor is gone: the row in its place is nearest.
            self.at = keys[min(before, len(keys) - 1)] if keys else ""
        self._measure()
        self.refresh()

    def on_mount(self) -> None:
        self.remake()

    def on_resize(self) -> None:
        self._measure()
        self._keep_in_sight()

    def _measure(self) -> None:
        if self.container_size.width:
            self.measured(Size(self.container_size.width, len(self._shown)))

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        rows = self._shown
        if number >= len(rows):
            return Strip.blank(self.size.width, self.rich_style)
        text, key = rows[number]
        if not key:
            return strip_of(text, self.app.console, self.size.width, self.rich_style)
        name = "rows--cursor" if self.has_focus else "rows--resting"
        style = Style(meta={"row": key})
        line = text.copy()
        if key == self.at:
            line.append(" " * max(0, self.size.width - line.cell_len))
            # Over the text's own colours, so that everything is readable on the cursor's colour.
            line.stylize(self.get_component_rich_style(name, partial=True))
        return strip_of(line, self.app.console, self.size.width, self.rich_style + style)

    def watch_at(self) -> None:
        self._keep_in_sight()

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        self.refresh()

    def _keep_in_sight(self) -> None:
        line = next((at for at, row in enumerate(self._shown) if row.key == self.at), None)
        height = self.size.height
        if line is None or not self.at or not height:
            return
        first = next(at for at, row in enumerate(self._shown) if row.key)
        top = self.scroll_offset.y
        # Headings above the first row are scrolled into view with it.
        goal = 0 if line == first else min(line, max(top, line - height + 1))
        if goal != top:
            self.scroll_to(0, goal, animate=False, force=True, immediate=True)

    def action_cursor(self, by: int) -> None:
        """Move the cursor by some rows."""
        keys = self._keys
        if keys:
            now = keys.index(self.at) if self.at in keys else 0
            self.at = keys[max(0, min(now + by, len(keys) - 1))]

    def action_page(self, by: int) -> None:
        """Move the cursor by about a screen."""
        self.action_cursor(by * max(1, self.size.height - 1))

    def on_click(self, event: events.Click) -> None:
        key = event.style.meta.get("row", "")
        if key:
            event.stop()
            self.at = key
            if event.chain == 2:
                self.post_message(self.Opened(self))
