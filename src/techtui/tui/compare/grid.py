"""The comparison as a grid: attributes down, technologies across, header and first column stay."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
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

from techtui.catalog.comparison import Comparison, Row, Verdict
from techtui.catalog.ordering import latest
from techtui.formats.plain import amount_text, bar, fact_text, item_text
from techtui.tui.page.layout import piece
from techtui.tui.page.view import strip_of

if TYPE_CHECKING:
    from textual.binding import BindingType

NARROWEST = 20
"""The least cells of a column of values; where fewer would be left, columns are paged through."""
GAP = 2


class Show(StrEnum):
    """Which rows to show."""

    ALL = "all"
    DIFFERENCES = "differences only"
    KNOWN = "known for all"

    def takes(self, row: Row) -> bool:
        """Whether a row is shown."""
        match self:
            case Show.ALL:
                return True
            case Show.DIFFERENCES:
                return row.verdict is Verdict.DIFFERENT
            case Show.KNOWN:
                return row.verdict is not Verdict.MISSING


class CompareGrid(ScrollView, can_focus=True):
    """Shows a comparison. The cursor is on a row."""

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
        "grid--group",
        "grid--name",
        "grid--muted",
        "grid--same",
        "grid--different",
        "grid--better",
        "grid--bar",
        "grid--cursor",
    }
    DEFAULT_CSS = """
    CompareGrid {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .grid--header { text-style: bold; color: $accent; background: $panel; }
        & > .grid--group { color: $accent; }
        & > .grid--name { color: $foreground; }
        & > .grid--muted { color: $muted; }
        & > .grid--same { color: $muted; }
        & > .grid--different { color: $text-warning; text-style: bold; }
        & > .grid--better { color: $text-success; text-style: bold; }
        & > .grid--bar { color: $accent; }
        & > .grid--cursor { background: $raised; }
    }
    """

    comparison: var[Comparison | None] = var[Comparison | None](None)
    """What to show."""
    show: reactive[Show] = reactive(Show.ALL)
    """Which rows to show."""
    row: reactive[int] = reactive(0)
    """The row the cursor is on, among those shown."""
    first_column: reactive[int] = reactive(0)
    """The leftmost technology, where not all fit."""

    ALLOW_SELECT = False

    @dataclass
    class RowOpened(Message):
        """A row was double-clicked."""

        grid: CompareGrid
        row: Row

        @property
        def control(self) -> CompareGrid:
            """The grid."""
            return self.grid

    @dataclass
    class ColumnsShown(Message):
        """Which technologies are in sight."""

        grid: CompareGrid
        first: int
        count: int

        @property
        def control(self) -> CompareGrid:
            """The grid."""
            return self.grid

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[Row] = []
        self._lines: list[tuple[Text, int]] = []
        self._tops: list[tuple[int, int]] = []
        self._strips: dict[int, Strip] = {}
        self._width = 0
        self._name_width = 0
        self._value_width = 0
        self._columns = 0

    # State -------------------------------------------------------------------------------------

    def watch_comparison(self, old: Comparison | None, new: Comparison | None) -> None:
        here = self.current
        self._refill(here)

    def watch_show(self) -> None:
        self._refill(self.current)

    def watch_first_column(self) -> None:
        self._lay_out()

    def validate_first_column(self, first: int) -> int:
        count = len(self.comparison.technologies) if self.comparison else 0
        return max(0, min(first, count - max(1, self._columns)))

    def validate_row(self, row: int) -> int:
        return max(0, min(row, len(self._rows) - 1))

    @property
    def current(self) -> Row | None:
        """The row the cursor is on."""
        return self._rows[self.row] if self.row < len(self._rows) else None

    def _refill(self, here: Row | None) -> None:
        rows = self.comparison.rows if self.comparison else ()
        self._rows = [row for _, group in (self.comparison.groups() if rows and self.comparison else []) for row in group if self.show.takes(row)]
        ids = [row.attribute.id for row in self._rows]
        self.set_reactive(CompareGrid.row, ids.index(here.attribute.id) if here and here.attribute.id in ids else 0)
        self._lay_out()
        self._keep_in_sight()

    # Layout ------------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()
        self._keep_in_sight()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self._lines:
            self._lay_out()

    def _measure(self) -> None:
        comparison = self.comparison
        count = len(comparison.technologies) if comparison else 1
        self._width = max(20, (self.container_size.width or self.size.width) - 1)
        longest = max((cell_len(row.attribute.name) for row in self._rows), default=10) + 2
        self._name_width = min(longest, max(14, self._width // 4), 30)
        room = self._width - self._name_width
        self._columns = max(1, min(count, room // (NARROWEST + GAP)))
        self._value_width = room // self._columns - GAP
        first = self.validate_first_column(self.first_column)
        if first != self.first_column:
            self.set_reactive(CompareGrid.first_column, first)
        self.post_message(self.ColumnsShown(self, first, self._columns))

    def _lay_out(self) -> None:
        self._strips.clear()
        self._lines.clear()
        self._tops.clear()
        if self.comparison is None or not (self.container_size.width or self.size.width):
            return
        self._measure()
        self._line(self._header())
        group = ""
        for at, row in enumerate(self._rows):
            if row.attribute.group != group:
                group = row.attribute.group
                if len(self._lines) > 1:
                    self._line(Text())
                self._line(Text(group, self._style("group")))
            top = len(self._lines)
            for line in self._row_lines(row):
                self._line(line, at)
            self._tops.append((top, len(self._lines)))
        if not self._rows:
            self._line(Text())
            self._line(Text("No rows to show. Press d for others.", self._style("muted")))
        self.virtual_size = Size(self._width, len(self._lines))
        self.refresh()

    def _line(self, text: Text, row: int = -1) -> None:
        self._lines.append((text, row))

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"grid--{name}", partial=True)

    @property
    def _in_sight(self) -> range:
        return range(self.first_column, self.first_column + self._columns)

    def _header(self) -> Text:
        assert self.comparison is not None
        line = Text(" " * self._name_width)
        style = self._style("header")
        for at in self._in_sight:
            name = self.comparison.technologies[at].name
            if cell_len(name) > self._value_width:
                name = set_cell_size(name, self._value_width - 1) + "…"
            line.append(" " * (self._start(at) - line.cell_len))
            line.append(name, style)
        return line

    def _start(self, column: int) -> int:
        return self._name_width + (column - self.first_column) * (self._value_width + GAP)

    def _row_lines(self, row: Row) -> list[Text]:
        sign_style = {
            Verdict.SAME: self._style("same"),
            Verdict.DIFFERENT: self._style("different"),
            Verdict.MISSING: self._style("muted"),
        }[row.verdict]
        name_style = self._style("same" if row.verdict is Verdict.SAME else "name")
        names = self._wrap(piece(row.attribute.name, name_style), self._name_width - 3)
        values = [self._wrap(self._value(row, at), self._value_width) for at in self._in_sight]
        lines = []
        for number in range(max(len(names), *(len(value) for value in values))):
            line = piece(f"{row.verdict.sign} " if number == 0 else "  ", sign_style)
            if number < len(names):
                line += names[number]
            for at, value in zip(self._in_sight, values, strict=True):
                line.append(" " * max(0, self._start(at) - line.cell_len))
                if number < len(value):
                    line += value[number]
            lines.append(line)
        return lines

    def _wrap(self, text: Text, width: int) -> list[Text]:
        if text.cell_len <= width:
            return [text]
        return list(text.wrap(self.app.console, max(1, width)))

    def _value(self, row: Row, at: int) -> Text:
        fact = row.facts[at]
        attribute = row.attribute
        if fact is None or fact.value is None:
            return piece(fact_text(attribute, fact), self._style("muted"))
        best = at in row.better
        style = self._style("same") if row.verdict is Verdict.SAME else Style.null()
        if isinstance(fact.value, tuple):
            text = Text()
            for number, item in enumerate(fact.value):
                # An item that not all of them have stands out; the sign says it without colour too.
                own = row.verdict is Verdict.DIFFERENT and item not in row.shared
                if number:
                    text.append(", ", self._style("muted"))
                text.append(("*" if own and row.shared else "") + item_text(attribute, item), Style.null() if own or not row.shared else self._style("same"))
        elif isinstance(fact.value, dict):
            text = self._bar(row, latest(fact.value), style)
        else:
            text = piece(fact_text(attribute, fact), style)
        if best:
            text = piece("▲ ", self._style("better")) + text
        return text

    def _bar(self, row: Row, point: tuple[int, float], style: Style) -> Text:
        numbers = [latest(fact.value)[1] for fact in row.facts if fact is not None and isinstance(fact.value, dict)]
        top = 100.0 if row.attribute.unit == "%" else max(numbers)
        words = f"{amount_text(point[1], row.attribute.unit)} {point[0]}"
        width = min(14, self._value_width - len(words) - 4)
        text = Text()
        if width >= 4 and top > 0:
            text.append(bar(point[1] / top, width) + " ", self._style("bar"))
        text.append(words, style)
        return text

    # Painting ----------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        # The header stays; what is scrolled moves under it.
        number = 0 if y == 0 else y + self.scroll_offset.y
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        strip = self._strips.get(number)
        if strip is None:
            text, row = self._lines[number]
            strip = strip_of(text, self.app.console).adjust_cell_length(width)
            style = self.rich_style
            if number == 0:
                style += self._style("header")
            if row >= 0:
                style += Style(meta={"row": row})
                if row == self.row:
                    style += self._style("cursor")
            self._strips[number] = strip = strip.apply_style(style)
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
        """Move the cursor by some rows."""
        self.row += by

    def action_page(self, by: int) -> None:
        """Move the cursor by about a screen."""
        if not self._tops:
            return
        goal = self._tops[self.row][0] + by * max(1, self.size.height - 2)
        rows = [at for at, (top, _) in enumerate(self._tops) if (top <= goal if by > 0 else top >= goal)]
        self.row = (max(rows) if by > 0 else min(rows)) if rows else (len(self._tops) - 1 if by > 0 else 0)

    def action_edge(self, row: int) -> None:
        """Go to the first or the last row."""
        self.row = row if row >= 0 else len(self._rows) - 1

    def action_shift(self, by: int) -> None:
        """Bring further columns into sight."""
        self.first_column += by

    def on_click(self, event: events.Click) -> None:
        row = event.style.meta.get("row")
        if row is None:
            return
        event.stop()
        again = row == self.row and event.chain == 2
        self.row = row
        if again and (current := self.current):
            self.post_message(self.RowOpened(self, current))
