"""The comparison as a grid: a row for each attribute, a column for each technology; header and first column stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from techtui.catalog.comparison import Comparison, Verdict
from techtui.tui.chrome.grid_keys import GRID_KEYS
from techtui.tui.chrome.lines import Grounded, Measured, fitted, segments_of
from techtui.tui.screens.compare.grid_layout import GridLayout
from techtui.tui.screens.compare.rows import AnyRow, ShownRows, row_key, rows_shown

if TYPE_CHECKING:
    from textual.binding import BindingType

    from techtui.catalog.refs import Ref
    from techtui.pages.document import Tone

_STYLES: Final[dict[Tone, str]] = {
    "muted": "muted",
    "line": "line",
    "accent": "accent",
    "mark": "different",
    "good": "good",
    "bad": "bad",
    "link": "column",
}
"""The component classes of tones; other tones look like row names."""


class CompareGrid(Grounded, Measured, ScrollView, can_focus=True):
    """Shows a comparison. The cursor is on a row and a column; the column's name is underlined."""

    BINDINGS: ClassVar[list[BindingType]] = GRID_KEYS
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--header",
        "grid--column",
        "grid--line",
        "grid--muted",
        "grid--different",
        "grid--accent",
        "grid--good",
        "grid--bad",
        "grid--cursor",
    }
    DEFAULT_CSS = """
    CompareGrid {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: scroll;
        & > .grid--header { text-style: bold; color: $accent; background: $panel; }
        & > .grid--column { text-style: bold underline; }
        & > .grid--line { color: $raised; }
        & > .grid--muted { color: $muted; }
        & > .grid--different { color: $text-warning; text-style: bold; }
        & > .grid--accent { color: $accent; }
        & > .grid--good { color: $text-success; }
        & > .grid--bad { color: $text-error; }
        & > .grid--cursor { background: $raised; }
    }
    """

    comparison: var[Comparison | None] = var[Comparison | None](None)
    """The comparison to show."""
    show: reactive[ShownRows] = reactive(ShownRows.ALL)
    """Which rows to show."""
    words: reactive[str] = reactive("")
    """Words that shown rows must contain."""
    row: reactive[int] = reactive(0)
    """The position of the cursor's row, among those shown."""
    column: reactive[int] = reactive(0)
    """The position of the cursor's technology."""

    ALLOW_SELECT = False

    @dataclass
    class RowOpened(Message):
        """Posted when a row is double-clicked."""

        grid: CompareGrid
        row: AnyRow

        @property
        def control(self) -> CompareGrid:
            """The grid."""
            return self.grid

    @dataclass
    class Shown(Message):
        """Posted when the number of shown rows changes."""

        grid: CompareGrid
        rows: int

        @property
        def control(self) -> CompareGrid:
            """The grid."""
            return self.grid

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[AnyRow] = []
        self._layout: GridLayout | None = None
        self._strips: dict[int, Strip] = {}
        self._tones: dict[Tone, Style] = {}

    # State -------------------------------------------------------------------------------------

    def watch_comparison(self) -> None:
        self._refill(self.current)

    def watch_show(self) -> None:
        self._refill(self.current)

    def watch_words(self) -> None:
        self._refill(self.current)

    def watch_column(self) -> None:
        self._layout = None
        self._measure()
        self.refresh()

    def validate_column(self, column: int) -> int:
        count = len(self.comparison.technologies) if self.comparison else 0
        return max(0, min(column, count - 1))

    def validate_row(self, row: int) -> int:
        return max(0, min(row, len(self._rows) - 1))

    @property
    def rows(self) -> tuple[AnyRow, ...]:
        """The rows that are shown, top to bottom."""
        return tuple(self._rows)

    @property
    def current(self) -> AnyRow | None:
        """The row under the cursor."""
        return self._rows[self.row] if self.row < len(self._rows) else None

    @property
    def _tops(self) -> list[tuple[int, int]]:
        return self._layout.tops if self._layout else []

    def _refill(self, here: AnyRow | None) -> None:
        comparison = self.comparison
        self._rows = rows_shown(comparison, self.show, self.words) if comparison else []
        keys = [row_key(row) for row in self._rows]
        at = keys.index(row_key(here)) if here is not None and row_key(here) in keys else 0
        self.set_reactive(CompareGrid.row, at)
        self.set_reactive(CompareGrid.column, self.validate_column(self.column))
        self._layout = None
        self._measure()
        self._keep_in_sight()
        self.refresh()

    # Layout ------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        # The visible lines were laid out for the new size when they were painted.
        self._measure()
        self._keep_in_sight()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()
        self._tones.clear()

    @property
    def _wanted_width(self) -> int:
        return max(20, self.width_on_screen - 1)

    @property
    def _current_layout(self) -> GridLayout | None:
        """Return the current layout, computed if needed; None if there is nothing to compare."""
        comparison, width = self.comparison, self._wanted_width
        if not comparison or not comparison.technologies:
            return None
        if self._layout is None or self._layout.width != width:
            self._strips.clear()
            nothing = (
                "No matching rows; esc shows all."
                if self.words.strip()
                else "No rows to show; d shows others."
            )
            self._layout = GridLayout(comparison, self._rows, nothing, width, self.column)
        return self._layout

    def _measure(self) -> None:
        """Set the size of the content and post the number of rows."""
        if self.comparison is None:
            return
        layout = self._current_layout
        self.measured(Size(layout.width, len(layout.lines)) if layout else Size())
        self.post_message(self.Shown(self, len(self._rows)))

    # Painting ----------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        # The first time, this is before the size is known.
        layout = self._current_layout
        lines = layout.lines if layout else []
        width = self.size.width
        # The header stays; rows scroll below it.
        number = 0 if y == 0 else y + self.scroll_offset.y
        if number >= len(lines):
            return Strip.blank(width, self.rich_style)
        strip = self._strips.get(number)
        if strip is None:
            text, at = lines[number]
            ground = self.rich_style
            if number == 0:
                ground += self._style("header")
            if at >= 0:
                ground += Style(meta={"row": at})
                if at == self.row:
                    ground += self._style("cursor")
            muted = at >= 0 and self._rows[at].verdict is Verdict.SAME
            style = self._same_tone if muted else self._tone
            self._strips[number] = strip = fitted(segments_of(text, style, ground), width, ground)
        return strip

    def _tone(self, tone: Tone, ref: Ref | None = None) -> Style:
        if tone not in self._tones:
            named = _STYLES.get(tone, "")
            self._tones[tone] = self._style(named) if named else Style.null()
        return self._tones[tone]

    def _same_tone(self, tone: Tone, ref: Ref | None = None) -> Style:
        return self._tone(tone or "muted")

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"grid--{name}", partial=True)

    def watch_row(self, old: int, new: int) -> None:
        for row in (old, new):
            if row < len(self._tops):
                for number in range(*self._tops[row]):
                    self._strips.pop(number, None)
        self._keep_in_sight()
        self.refresh()

    def _keep_in_sight(self) -> None:
        if self.row >= len(self._tops):
            return
        top, bottom = self._tops[self.row]
        height = self.size.height
        scroll = self.scroll_offset.y
        # Line 0 of the view is always the header: the row at the scroll offset is hidden.
        if self.row == 0:
            scroll = 0
        elif top < scroll + 1:
            scroll = top - 1
            if self._layout and self._layout.lines[top - 1][1] == -1:
                scroll -= 1
        elif bottom > scroll + height:
            scroll = min(bottom - height, top - 1)
        self.scroll_to(0, max(0, scroll), animate=False, force=True, immediate=True)

    # Keys and mouse ----------------------------------------------------------------------------

    def action_cursor(self, by: int) -> None:
        """Move the cursor by some rows; a row taller than the screen is scrolled through first."""
        if self.row < len(self._tops):
            top, bottom = self._tops[self.row]
            scroll, height = self.scroll_offset.y, self.size.height
            hidden = bottom - scroll - height if by > 0 else scroll + 1 - top
            if bottom - top > height - 1 and hidden > 0:
                step = min(hidden, max(1, height - 3))
                self.scroll_to(
                    0,
                    scroll + (step if by > 0 else -step),
                    animate=False,
                    force=True,
                    immediate=True,
                )
                return
        self.row += by

    def action_page(self, by: int) -> None:
        """Move the cursor by about a screen."""
        if not self._tops:
            return
        goal = self._tops[self.row][0] + by * max(1, self.size.height - 2)
        rows = [
            at for at, (top, _) in enumerate(self._tops) if (top <= goal if by > 0 else top >= goal)
        ]
        self.row = (
            (max(rows) if by > 0 else min(rows)) if rows else (len(self._tops) - 1 if by > 0 else 0)
        )

    def action_edge(self, row: int) -> None:
        """Go to the first or the last row."""
        self.row = row if row >= 0 else len(self._rows) - 1

    def action_shift(self, by: int) -> None:
        """Move to another column."""
        self.column += by

    def on_click(self, event: events.Click) -> None:
        meta = event.style.meta
        if (column := self._column_at(event)) is not None:
            event.stop()
            self.column = column
        elif "row" in meta:
            event.stop()
            again = meta["row"] == self.row and event.chain == 2
            self.row = meta["row"]
            if again and (current := self.current):
                self.post_message(self.RowOpened(self, current))

    def _column_at(self, event: events.Click) -> int | None:
        """Return the technology whose name in the header was clicked."""
        place = event.get_content_offset(self)
        if place is None or place.y != 0 or self._layout is None:
            return None
        return self._layout.column_at(place.x)
