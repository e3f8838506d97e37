"""The compare screen: technologies side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive, var

from techtui.catalog.comparison import Comparison, Row, Verdict, compare
from techtui.catalog.model import Catalog, Technology
from techtui.tui.bars import KeyBar, TitleBar
from techtui.tui.commands import bindings
from techtui.tui.compare.grid import CompareGrid, Show
from techtui.tui.intents import ExplanationAsked, PickAsked
from techtui.tui.screen import CatalogScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

LEAST, MOST = 2, 4
"""How many technologies stand side by side."""


class CompareScreen(CatalogScreen):
    """Read what is the same, what differs and what is better."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compare")]
    PURPOSE = "Two to four technologies side by side, row by row: ≠ differs, = same, · known for some only, ▲ better, * only here."

    ids: reactive[tuple[str, ...]] = reactive(())
    """The technologies, left to right."""
    show: reactive[Show] = reactive(Show.ALL)
    """Which rows to show."""
    comparison: reactive[Comparison | None] = reactive[Comparison | None](None)
    """What the ids give."""
    columns: var[tuple[int, int]] = var((0, 0))
    """The first column in sight, and how many are."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__()
        self.set_reactive(CompareScreen.ids, ids)

    def compose_content(self) -> ComposeResult:
        yield TitleBar("Compare")
        yield CompareGrid(id="grid").data_bind(CompareScreen.comparison, CompareScreen.show)
        yield KeyBar("compare", "app")

    def on_mount(self) -> None:
        self._compare()

    def watch_catalog(self, catalog: Catalog | None) -> None:
        if catalog is not None and self.is_mounted:
            self._compare()

    def watch_ids(self) -> None:
        if self.is_mounted:
            self._compare()

    def _compare(self) -> None:
        catalog = self.catalog
        if catalog is None:
            return
        technologies = [catalog.technologies[one] for one in self.ids if one in catalog.technologies]
        self.comparison = compare(catalog, technologies)

    @property
    def technologies(self) -> tuple[Technology, ...]:
        """The columns."""
        return self.comparison.technologies if self.comparison else ()

    def watch_comparison(self) -> None:
        self._show_title()

    def watch_show(self) -> None:
        self._show_title()

    def watch_columns(self) -> None:
        self._show_title()

    def _show_title(self) -> None:
        if self.comparison is None or not self.is_mounted:
            return
        counts = self.comparison.counts
        title = self.query_one(TitleBar)
        title.heading = " ⇄ ".join(one.name for one in self.technologies)
        some = "one" if len(self.technologies) == 2 else "some"
        words = [
            f"{counts[Verdict.DIFFERENT]} differ",
            f"{counts[Verdict.SAME]} same",
            f"{counts[Verdict.MISSING]} known for {some} only",
        ]
        if self.size.width < 100:
            words = [
                f"{verdict.sign} {counts[verdict]}"
                for verdict in (Verdict.DIFFERENT, Verdict.SAME, Verdict.MISSING)
            ]
        title.aside = " · ".join(words) if self.size.width >= 100 else "  ".join(words)
        grid = self.query_one(CompareGrid)
        first, count = self.columns
        hidden = len(self.technologies) - count
        left = "" if self.show is Show.ALL else f"{self.show}"
        if count and hidden > 0:
            left = " · ".join(filter(None, (left, f"columns {first + 1}–{first + count} of {len(self.technologies)} ←→")))
        grid.border_subtitle = Content(left)

    def on_resize(self) -> None:
        self._show_title()

    @on(CompareGrid.ColumnsShown)
    def _columns_shown(self, event: CompareGrid.ColumnsShown) -> None:
        event.stop()
        self.columns = (event.first, event.count)

    @on(CompareGrid.RowOpened)
    def _row_opened(self, event: CompareGrid.RowOpened) -> None:
        event.stop()
        self._explain(event.row)

    def _explain(self, row: Row) -> None:
        self.post_message(ExplanationAsked(row.attribute.id, tuple(one.id for one in self.technologies)))

    def action_explain(self) -> None:
        """Open the row the cursor is on."""
        row = self.query_one(CompareGrid).current
        if row is not None:
            self._explain(row)

    def action_show(self) -> None:
        """Show other rows: all, differences, known for all."""
        shows = list(Show)
        self.show = shows[(shows.index(self.show) + 1) % len(shows)]

    def action_swap(self) -> None:
        """Move the first column to the end."""
        self.ids = (*self.ids[1:], *self.ids[:1])

    def action_add(self) -> None:
        """Ask for one more technology."""
        if len(self.ids) == MOST:
            self.notify(f"{MOST} is the most that fit side by side; delete takes the last one away.")
        else:
            self.post_message(PickAsked("compare", self.ids))

    def action_remove(self) -> None:
        """Take the last column away."""
        if len(self.ids) <= LEAST:
            self.notify("Two are the least to compare.")
        else:
            self.ids = self.ids[:-1]

    def action_close(self) -> None:
        """Go back to where one came from."""
        self.dismiss()
