"""The dialog that charts figures of technologies over the years."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from techtui.catalog.model import Catalog, Technology
from techtui.catalog.moments import moment_text
from techtui.catalog.sort_keys import latest
from techtui.pages.comparison import figures_page
from techtui.pages.document import Block
from techtui.pages.values import UNKNOWN, amount_text
from techtui.tui.chrome.lines import cut, flowing, piece
from techtui.tui.dialogs.base import Dialog
from techtui.tui.messages import LinkOpened
from techtui.tui.page.view import PageView
from techtui.tui.screens.compare.plot import MARKERS, SEVERAL, TrendPlot
from techtui.tui.screens.compare.series import Trend

NARROW = 60
"""Below so many columns, sparklines replace the chart."""


class TrendNotes(PageView):
    """Notes on the figures, and their sources.

    Args:
        catalog: The catalog; it declares the sources.
        technologies: The technologies in the chart.
    """

    def __init__(self, catalog: Catalog, technologies: tuple[Technology, ...]) -> None:
        super().__init__()
        self._catalog = catalog
        self._technologies = technologies
        self._trend: Trend | None = None

    def show(self, trend: Trend) -> None:
        """Show the notes of another trend."""
        self._trend = trend
        self.rewrite()

    def blocks(self) -> Iterable[Block]:
        if self._trend is None:
            return ()
        return figures_page(self._catalog, self._technologies, self._trend.row).blocks


class ChartScreen(Dialog[None]):
    """Shows one trend at a time.

    Args:
        catalog: The catalog; it declares the sources.
        technologies: The technologies in the chart.
        trends: The trends to choose from; at least one.
        first: The position of the first trend to show.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,t", "close", "Close"),
        Binding("left,h,shift+tab", "step(-1)", show=False, priority=True),
        Binding("right,l,tab", "step(1)", show=False, priority=True),
        *(Binding(str(number), f"show({number - 1})", show=False) for number in range(1, 10)),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"chart--tab", "chart--here", "chart--muted"}
    DEFAULT_CSS = """
    ChartScreen {
        & > .chart--tab { color: $muted; }
        & > .chart--here { color: $accent; text-style: bold underline; }
        & > .chart--muted { color: $muted; }
        Static { height: auto; }
        #tabs { margin-bottom: 1; }
        TrendPlot { height: 1fr; min-height: 6; margin-top: 1; }
        TrendNotes { height: auto; max-height: 30%; margin-top: 1; scrollbar-size-vertical: 1; overflow-y: auto; }
        .dialog { width: 100%; max-width: 160; height: 100%; max-height: 100%; margin: 2; }
        /* Where there is little room, the box lies upon the frame of the screen below, not beside it. */
        &.-short .dialog, &.-narrow .dialog { max-width: 100%; margin: 1 0; }
        &.-short {
            #tabs, TrendPlot, TrendNotes { margin: 0; }
            TrendNotes { max-height: 5; }
        }
        &.-narrow TrendPlot { display: none; }
        &.-narrow TrendNotes { height: 1fr; max-height: 100%; margin-top: 1; }
    }
    """

    shown: reactive[int] = reactive(0)
    """The position of the trend that is shown."""

    def __init__(
        self,
        catalog: Catalog,
        technologies: tuple[Technology, ...],
        trends: list[Trend],
        first: int = 0,
    ) -> None:
        super().__init__()
        self._technologies = technologies
        self._trends = trends
        self._tabs = Static(id="tabs")
        self._legend = Static(id="legend")
        self._plot = TrendPlot()
        self._notes = TrendNotes(catalog, technologies)
        self.set_reactive(ChartScreen.shown, first)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            more = "←→ other figures · " if len(self._trends) > 1 else ""
            dialog.border_subtitle = Content(f"{more}↑↓ scroll · esc close")
            if len(self._trends) > 1:
                yield self._tabs
            yield self._legend
            yield self._plot
            yield self._notes

    def on_mount(self) -> None:
        self._notes.focus()
        self._show()

    def on_resize(self) -> None:
        self.call_after_refresh(self.watch_shown)

    def watch_shown(self) -> None:
        if self.stands:
            self._show()

    def validate_shown(self, shown: int) -> int:
        return max(0, min(shown, len(self._trends) - 1))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self.stands:
            self._show()

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"chart--{name}", partial=True)

    def _show(self) -> None:
        trend = self._trends[self.shown]
        narrow = self.app.size.width < NARROW
        self.set_class(narrow, "-narrow")
        self.set_class(self.app.size.height < 30, "-short")
        attribute = trend.row.attribute
        unit = f" in {attribute.unit}" if attribute.unit else ""
        years = trend.years
        dialog = self.query_one(".dialog")
        first, last = trend.label(years[0]), trend.label(years[-1])
        span = f"{first}–{last}" if len(years) > 1 else first
        # Sparklines always begin at zero.
        cut = "" if narrow or trend.begins_at_zero else " · the scale does not begin at 0"
        dialog.border_title = Content(f"{attribute.name}{unit}, {span}{cut}")
        self._tabs.update(self._tab_line())
        self._plot.trend = trend
        self._notes.show(trend)
        self._legend.update(self._little_bars(trend) if narrow else self._legend_text(trend))

    def _tab_line(self) -> Text:
        tabs = []
        for at, trend in enumerate(self._trends):
            style = self._style("here" if at == self.shown else "tab") + Style(meta={"trend": at})
            name = f"{at + 1} {trend.row.attribute.name}"
            tabs.append(piece(cut(name, self._room), style))
        return flowing(tabs, self._room, "   ")

    def _legend_text(self, trend: Trend) -> Text:
        items = []
        for at, technology in enumerate(self._technologies):
            sign, last = f"{MARKERS[at % len(MARKERS)]} ", f" {self._last(trend, at)}"
            name = cut(technology.name, self._room - cell_len(sign + last))
            item = piece(sign, self._plot.style_of(at)).append(name)
            items.append(item.append(last, self._style("muted")))
        if sum(bool(series) for series in trend.series) > 1:
            items.append(Text(f"{SEVERAL} ").append("several in one place", self._style("muted")))
        return flowing(items, self._room, "    ")

    def _little_bars(self, trend: Trend) -> Text:
        text, room = Text(), self._room
        lasts = [self._last(trend, at) for at in range(len(self._technologies))]
        width = min(room // 3, max(cell_len(one.name) for one in self._technologies))
        # All have the same years, and each a line of its own.
        years = max(1, min(room // 3, room - width - 2 - max(map(cell_len, lasts))))
        for at, (technology, last) in enumerate(zip(self._technologies, lasts, strict=True)):
            line = Text(set_cell_size(cut(technology.name, width), width) + " ")
            line.append(trend.sparkline(at, years), self._plot.style_of(at))
            line.append(f" {cut(last, room - line.cell_len - 1)}", self._style("muted"))
            text.append("\n" if at else "").append_text(line)
        return text

    @property
    def _room(self) -> int:
        return max(20, self.query_one(".dialog").content_size.width or self.app.size.width - 6)

    def _last(self, trend: Trend, at: int) -> str:
        fact = trend.row.facts[at]
        if fact is None or not isinstance(fact.value, dict):
            return (fact.missing if fact is not None else None) or UNKNOWN
        # As written in the catalog: among days, a year is drawn on its first day.
        moment, number = latest(fact.value)
        return f"{amount_text(number, trend.row.attribute.unit)} in {moment_text(moment)}"

    def action_step(self, by: int) -> None:
        """Show the next or previous trend."""
        self.shown = (self.shown + by) % len(self._trends)

    def action_show(self, number: int) -> None:
        """Show a trend by its position."""
        self.shown = number

    @on(PageView.Followed)
    def _followed(self, event: PageView.Followed) -> None:
        event.stop()
        self.post_message(LinkOpened(event.target))

    def on_click(self, event: events.Click) -> None:
        if "trend" in event.style.meta:
            # It is not a click outside the box.
            event.prevent_default()
            self.shown = event.style.meta["trend"]
