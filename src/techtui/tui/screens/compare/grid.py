"""The comparison as a grid: rows down, technologies across, header and first column stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from techtui.catalog.comparison import Comparison, TextRow, Verdict
from techtui.tui.chrome.lines import Grounded, strip_of
from techtui.tui.page.layout import piece
from techtui.tui.screens.compare.cells import Ink, cell_lines, name_of, sign_of, wrap
from techtui.tui.screens.compare.rows import AnyRow, Show, all_rows, group_of, row_key, rows_shown

if TYPE_CHECKING:
    from textual.binding import BindingType

NARROWEST = 18
"""The least cells of a column of values; where fewer would be left, columns are paged through."""
GAP = 3
"""Cells between columns: a line with a blank on each side."""


class CompareGrid(Grounded, ScrollView, can_focus=True):
    """Shows a comparison. The cursor is on a row, and on the column whose name is underlined."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor(-1)", show=False),
        Binding("down,j", "cursor(1)", show=False),
        Binding("pageup,ctrl+b,b", "page(-1)", show=False),
        Binding("pagedown,ctrl+f", "page(1)", show=False),
        Binding("home,g", "edge(0)", show=False),
        Binding("end,G", "edge(-1)", show=False),
        Binding("left,h", "shift(-1)", show=False),
        Binding("right,l", "shift(1)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--header",
        "grid--column",
        "grid--group",
        "grid--line",
        "grid--name",
        "grid--muted",
        "grid--same",
        "grid--different",
        "grid--better",
        "grid--bar",
        "grid--good",
        "grid--bad",
        "grid--cursor",
    }
    DEFAULT_CSS = """
    CompareGrid {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .grid--header { text-style: bold; color: $accent; background: $panel; }
        & > .grid--column { text-style: bold underline; }
        & > .grid--group { color: $accent; }
        & > .grid--line { color: $raised; }
        & > .grid--name { color: $foreground; }
        & > .grid--muted { color: $muted; }
        & > .grid--same { color: $muted; }
        & > .grid--different { color: $text-warning; text-style: bold; }
        & > .grid--better { color: $text-success; text-style: bold; }
        & > .grid--bar { color: $accent; }
        & > .grid--good { color: $text-success; }
        & > .grid--bad { color: $text-error; }
        & > .grid--cursor { background: $raised; }
    }
    """

    comparison: var[Comparison | None] = var[Comparison | None](None)
    """What to show."""
    show: reactive[Show] = reactive(Show.ALL)
    """Which rows to show."""
    words: reactive[str] = reactive("")
    """Words that the rows shown must say."""
    row: reactive[int] = reactive(0)
    """The row the cursor is on, among those shown."""
    column: reactive[int] = reactive(0)
    """The technology the cursor is on. Where not all fit, it is the leftmost in sight, as far as that goes."""

    ALLOW_SELECT = False

    @dataclass
    class RowOpened(Message):
        """A row was double-clicked."""

        grid: CompareGrid
        row: AnyRow

        @property
        def control(self) -> CompareGrid:
            """The grid."""
            return self.grid

    @dataclass
    class Shown(Message):
        """What is in sight changed."""

        grid: CompareGrid
        first: int
        count: int
        rows: int
        """How many rows are shown."""

        @property
        def control(self) -> CompareGrid:
            """The grid."""
            return self.grid

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[AnyRow] = []
        self._lines: list[tuple[Text, int]] = []
        self._tops: list[tuple[int, int]] = []
        self._strips: dict[int, Strip] = {}
        self._stale = True
        self._width = 0
        self._name_width = 0
        self._value_width = 0
        self._columns = 0

    # State -------------------------------------------------------------------------------------

    def watch_comparison(self) -> None:
        self._refill(self.current)

    def watch_show(self) -> None:
        self._refill(self.current)

    def watch_words(self) -> None:
        self._refill(self.current)

    def watch_column(self) -> None:
        self._lay_out()
        self.refresh()

    def validate_column(self, column: int) -> int:
        return max(0, min(column, self._count - 1))

    def validate_row(self, row: int) -> int:
        return max(0, min(row, len(self._rows) - 1))

    @property
    def current(self) -> AnyRow | None:
        """The row the cursor is on."""
        return self._rows[self.row] if self.row < len(self._rows) else None

    @property
    def _count(self) -> int:
        return len(self.comparison.technologies) if self.comparison else 0

    def _refill(self, here: AnyRow | None) -> None:
        comparison = self.comparison
        self._rows = rows_shown(comparison, self.show, self.words) if comparison else []
        keys = [row_key(row) for row in self._rows]
        at = keys.index(row_key(here)) if here is not None and row_key(here) in keys else 0
        self.set_reactive(CompareGrid.row, at)
        self.set_reactive(CompareGrid.column, self.validate_column(self.column))
        self._lay_out()
        self._keep_in_sight()
        self.refresh()

    # Layout ------------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        if self._stale or self._width != self._wanted_width:
            self._lay_out()
            self.refresh()
        self._keep_in_sight()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        # Laid out anew when it is painted: a grid that just loses the focus to another screen never is.
        self._stale = True

    @property
    def _wanted_width(self) -> int:
        return max(20, (self.container_size.width or self.size.width) - 1)

    def _measure(self, comparison: Comparison) -> None:
        self._width = self._wanted_width
        # Of all rows, so that columns stay where they are while rows come and go.
        longest = max((cell_len(name_of(row)) for row in all_rows(comparison)), default=10) + 3
        self._name_width = min(longest, max(14, self._width // 4), 30)
        room = self._width - self._name_width + 1
        self._columns = max(1, min(self._count, room // (NARROWEST + GAP)))
        self._value_width = room // self._columns - GAP
        self.post_message(self.Shown(self, self._in_sight.start, self._columns, len(self._rows)))

    @property
    def _in_sight(self) -> range:
        first = max(0, min(self.column, self._count - self._columns))
        return range(first, first + self._columns)

    def _lay_out(self) -> None:
        self._strips.clear()
        self._lines.clear()
        self._tops.clear()
        if (
            not self.comparison
            or not self._count
            or not (self.container_size.width or self.size.width)
        ):
            return
        self._stale = False
        self._measure(self.comparison)
        ink = Ink(
            *(
                self._style(name)
                for name in (
                    "name",
                    "muted",
                    "same",
                    "different",
                    "better",
                    "bar",
                    "line",
                    "good",
                    "bad",
                )
            )
        )
        self._line(self._header())
        group: str | None = None
        for at, row in enumerate(self._rows):
            if group_of(row) != group:
                group = group_of(row)
                if len(self._lines) > 1:
                    self._line(self._across([], []))
                self._line(self._heading(group))
            elif isinstance(row, TextRow):
                self._line(self._across([], []))
            top = len(self._lines)
            for line in self._row_lines(row, ink):
                self._line(line, at)
            self._tops.append((top, len(self._lines)))
        if not self._rows:
            why = (
                "No row says that; esc shows all."
                if self.words.strip()
                else "No rows to show; d shows others."
            )
            self._line(Text())
            self._line(piece(why, self._style("muted")))
        self.virtual_size = Size(self._width, len(self._lines))

    def _line(self, text: Text, row: int = -1) -> None:
        self._lines.append((text, row))

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"grid--{name}", partial=True)

    def _header(self) -> Text:
        assert self.comparison is not None
        names = []
        for at in self._in_sight:
            name = self.comparison.technologies[at].name
            if cell_len(name) > self._value_width:
                name = set_cell_size(name, self._value_width - 1) + "…"
            style = self._style("column") if at == self.column else Style.null()
            names.append([piece(name, self._style("header") + style + Style(meta={"column": at}))])
        return self._across([], names)

    def _heading(self, group: str) -> Text:
        text = piece(group, self._style("group"))
        text.truncate(self._width)
        line = self._across([], []).plain.replace("│", "┼").replace(" ", "─")
        rest = line[text.cell_len + 1 :] if group else line
        return text.append(" " if group else "").append(rest, self._style("line"))

    def _across(self, name: list[Text], values: list[list[Text]], number: int = 0) -> Text:
        """One line of the grid: a line of the name and of each value, with lines between them."""
        line = name[number] if number < len(name) else Text()
        for at in range(self._columns):
            line.append(
                " " * max(0, self._name_width + at * (self._value_width + GAP) - line.cell_len)
            )
            line.append("│ ", self._style("line"))
            if at < len(values) and number < len(values[at]):
                line += values[at][number]
        line.append(" " * max(0, self._width - line.cell_len))
        return line

    def _row_lines(self, row: AnyRow, ink: Ink) -> list[Text]:
        console = self.app.console
        same = row.verdict is Verdict.SAME
        names = wrap(
            console, piece(name_of(row), ink.same if same else ink.name), self._name_width - 3
        )
        names = [
            (sign_of(row, ink) if at == 0 else Text("  ")) + name for at, name in enumerate(names)
        ]
        values = [cell_lines(console, row, at, self._value_width, ink) for at in self._in_sight]
        height = max(len(names), *(len(value) for value in values))
        return [self._across(names, values, number) for number in range(height)]

    # Painting ----------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        if self._stale:
            # The first time, this is before one is told one's size.
            self._lay_out()
        width = self.size.width
        # The header stays; what is scrolled moves under it.
        number = 0 if y == 0 else y + self.scroll_offset.y
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        strip = self._strips.get(number)
        if strip is None:
            text, row = self._lines[number]
            style = self.rich_style
            if number == 0:
                style += self._style("header")
            if row >= 0:
                style += Style(meta={"row": row})
                if row == self.row:
                    style += self._style("cursor")
            self._strips[number] = strip = strip_of(text, self.app.console, width, style)
        return strip

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
        # Line 0 of the view is always the header, so a row is hidden when it is at the scroll offset.
        if self.row == 0:
            scroll = 0
        elif top < scroll + 1:
            scroll = top - 1
            if self._lines[top - 1][1] == -1:
                scroll -= 1
        elif bottom > scroll + height:
            scroll = min(bottom - height, top - 1)
        self.scroll_to(0, max(0, scroll), animate=False, force=True, immediate=True)

    # Keys and mouse ----------------------------------------------------------------------------

    def action_cursor(self, by: int) -> None:
        """Move the cursor by some rows; one that is taller than the screen is scrolled through first."""
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
        """Move to another column, and bring it into sight."""
        self.column += by

    def on_click(self, event: events.Click) -> None:
        meta = event.style.meta
        if "column" in meta:
            event.stop()
            self.column = meta["column"]
        elif "row" in meta:
            event.stop()
            again = meta["row"] == self.row and event.chain == 2
            self.row = meta["row"]
            if again and (current := self.current):
                self.post_message(self.RowOpened(self, current))
