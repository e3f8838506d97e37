"""The Compare screen: technologies side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import var

from techtui.catalog.comparison import ComparedRow, Comparison, Verdict, compare
from techtui.catalog.model import Catalog, Technology
from techtui.catalog.refs import LEAST_COMPARED, MOST_COMPARED, Ref
from techtui.tui.chrome.frame import entitle
from techtui.tui.commands import bindings
from techtui.tui.messages import ComparisonKeepingAsked, PickAsked, PlaceAsked
from techtui.tui.runtime.asking import ask, flow
from techtui.tui.screen import CatalogScreen
from techtui.tui.screens.compare.filter_field import FilterField
from techtui.tui.screens.compare.grid import CompareGrid
from techtui.tui.screens.compare.rows import AnyRow, ShownRows, all_rows, row_key, rows_shown

if TYPE_CHECKING:
    from textual.binding import BindingType

    from techtui.tui.dialogs.explain import Subject

TOO_FEW = "At least two are needed to compare."


class CompareScreen(CatalogScreen):
    """Shows what is the same, what differs and what is better.

    Args:
        ids: The ids of the technologies, left to right.
        note_of: Returns the note on a comparison of some technologies, for exports.
    """

    SCOPE = "compare"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compare")]
    AUTO_FOCUS = "#grid"
    DEFAULT_CSS = """
    CompareScreen {
        #filter {
            display: none;
            height: 1;
            border: none;
            padding: 0 2;
            background: transparent;
            &:focus { border: none; }
        }
        &.-filtering #filter { display: block; }

        #grid {
            height: 1fr;
            border: round $foreground 30%;
            border-title-color: $muted;
            border-subtitle-color: $text-warning;
            padding: 0 1;
            background: transparent;
            &:focus { border: round $accent; }
        }
    }
    """
    PURPOSE = (
        "Two to four technologies side by side, row by row: the answers first, then what differs."
    )

    ids: var[tuple[str, ...]] = var(())
    """The ids of the technologies, left to right."""
    show: var[ShownRows] = var(ShownRows.ALL)
    """Which rows to show."""
    words: var[str] = var("")
    """Words that shown rows must contain."""
    comparison: var[Comparison | None] = var[Comparison | None](None)
    """The comparison of the technologies."""
    rows: var[int] = var(0)
    """The number of shown rows."""

    def __init__(self, ids: tuple[str, ...], note_of: Callable[[tuple[str, ...]], str]) -> None:
        super().__init__()
        self._note_of = note_of
        self.set_reactive(CompareScreen.ids, ids)

    def compose_content(self) -> ComposeResult:
        yield self.title_bar("Compare")
        grid = CompareGrid(id="grid").data_bind(
            CompareScreen.comparison, CompareScreen.show, CompareScreen.words
        )
        yield self.focused_first(grid)
        yield self.key_bar()

    def on_mount(self) -> None:
        self._compare()

    def watch_catalog(self, catalog: Catalog | None) -> None:
        if catalog is not None and self.stands:
            self._compare()

    def watch_ids(self, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        if self.stands:
            self._compare()
            if new[:-1] == old:
                # The cursor moves to a column that was just added: it is the one to look at, or to remove again.
                self.query_one(CompareGrid).column = len(new) - 1

    def _compare(self) -> None:
        catalog = self.catalog
        if catalog is None:
            return
        # What a new catalog no longer has leaves its column.
        left = catalog.known(self.ids)
        if len(left) < min(LEAST_COMPARED, len(self.ids)):
            self.notify("The catalog no longer has what was compared; a adds another.")
        self.set_reactive(CompareScreen.ids, left)
        self.comparison = compare(catalog, [catalog.technologies[one] for one in left])

    @property
    def technologies(self) -> tuple[Technology, ...]:
        """The technologies in columns."""
        return self.comparison.technologies if self.comparison else ()

    def watch_comparison(self) -> None:
        self._show_title()

    def watch_show(self) -> None:
        self._show_title()

    def watch_words(self) -> None:
        self._show_title()

    def watch_rows(self) -> None:
        self._show_title()

    def _show_title(self) -> None:
        if self.comparison is None:
            return
        # The app knows the size before the screen does, so the first frame is correct.
        wide = self.app.size.width >= 100
        counts = self.comparison.counts
        self.heading = " ⇄ ".join(one.name for one in self.technologies) or "nothing left, a adds"
        some = "one" if len(self.technologies) == 2 else "some"
        words = [
            f"{counts[Verdict.DIFFERENT]} differ",
            f"{counts[Verdict.SAME]} same",
            f"{counts[Verdict.MISSING]} known for {some} only",
        ]
        if not wide:
            words = [
                f"{verdict.sign} {counts[verdict]}"
                for verdict in (Verdict.DIFFERENT, Verdict.SAME, Verdict.MISSING)
            ]
        self.aside = " · ".join(words) if wide else "  ".join(words)
        left = [str(self.show)] if self.show is not ShownRows.ALL else []
        if self.words.strip():
            left.append(f"“{self.words.strip()}”")
        if left:
            left.append(f"{self.rows} of {len(all_rows(self.comparison))} rows")
        note = " ".join(self._note_of(self.ids).split())
        title = Content(f"Note: {note}" if note else "")
        entitle(self.query_one(CompareGrid), title, Content(" · ".join(left)))

    def on_screen_resume(self) -> None:
        # The note may have been written in a dialog.
        if self.stands:
            self._show_title()

    def on_resize(self) -> None:
        self._show_title()

    @on(CompareGrid.Shown)
    def _grid_shown(self, event: CompareGrid.Shown) -> None:
        event.stop()
        self.rows = event.rows

    @on(CompareGrid.RowOpened)
    def _row_opened(self, event: CompareGrid.RowOpened) -> None:
        event.stop()
        self._explain(event.row)

    @flow
    async def _explain(self, row: AnyRow) -> None:
        if self.catalog is None:
            return
        from techtui.tui.dialogs.explain import ExplainScreen

        grid = self.query_one(CompareGrid)
        keys = [row_key(one) for one in grid.rows]
        if row_key(row) not in keys:
            # The rows have changed since.
            return
        subjects = [_subject(one) for one in grid.rows]
        dialog = ExplainScreen(self.catalog, subjects, keys.index(row_key(row)), self.technologies)

        def stepped(at: int) -> None:
            grid.row = at

        self.watch(dialog, "at", stepped, init=False)
        if followed := await ask(self, dialog):
            self.post_message(PlaceAsked(followed))

    def action_explain(self) -> None:
        """Open the row under the cursor."""
        row = self.query_one(CompareGrid).current
        if row is not None:
            self._explain(row)

    def action_chart(self) -> None:
        """Chart figures over the years."""
        from techtui.tui.screens.compare.charting import show_trends

        if self.catalog is not None and self.technologies:
            row = self.query_one(CompareGrid).current
            attribute = row.attribute.id if isinstance(row, ComparedRow) else ""
            show_trends(self, self.catalog, self.technologies, attribute)

    # Exporting -----------------------------------------------------------------------------------

    @property
    def _only_differences(self) -> bool:
        """Whether to export only differences: rows hidden on the screen are left out."""
        return self.show is ShownRows.DIFFERENCES

    @property
    def _what(self) -> str:
        return "differences" if self._only_differences else "comparison"

    def _can_be_taken_away(self) -> bool:
        """Whether a reloaded catalog has left enough to compare; else says so."""
        if len(self.technologies) >= LEAST_COMPARED:
            return True
        self.notify(TOO_FEW)
        return False

    def action_copy(self) -> None:
        """Copy the comparison, or just the differences, as Markdown."""
        if self.catalog is not None and self.comparison is not None and self._can_be_taken_away():
            from techtui.tui.runtime.copying import copy
            from techtui.tui.screens.compare.documents import as_markdown

            text = as_markdown(
                self.catalog, self.comparison, self._only_differences, self._note_of(self.ids)
            )
            copy(self.app, text, self._what)

    @flow
    async def action_export(self) -> None:
        """Write the comparison to a file."""
        if self.catalog is None or self.comparison is None or not self._can_be_taken_away():
            return
        from techtui.tui.screens.compare.documents import formats
        from techtui.tui.screens.compare.export import export
        from techtui.tui.screens.compare.picture import picture

        width, note = self.query_one(CompareGrid).content_size.width, self._note_of(self.ids)
        rows = rows_shown(self.comparison, self.show, self.words)
        draw = partial(picture, self.app, self.comparison, rows, width, note)
        kinds = formats(self.catalog, self.comparison, self._only_differences, note, draw)
        await export(self, self._what, self.ids, kinds)

    # Filter ------------------------------------------------------------------------------------

    async def action_filter(self) -> None:
        """Filter the rows by text."""
        if not self.query(FilterField):
            await self.mount(FilterField(id="filter"), before="#grid")
        self.add_class("-filtering")
        self.set_focus(self.query_one(FilterField))

    @on(FilterField.QueryChanged)
    def _query_changed(self, event: FilterField.QueryChanged) -> None:
        event.stop()
        self.words = event.query

    @on(FilterField.Stepped)
    def _filter_stepped(self, event: FilterField.Stepped) -> None:
        event.stop()
        if event.by > 0:
            self._go_to_rows()

    @on(FilterField.Taken)
    def _filter_taken(self, event: FilterField.Taken) -> None:
        event.stop()
        self._go_to_rows()

    def _go_to_rows(self) -> None:
        if self.words.strip():
            self.set_focus(self.query_one(CompareGrid))
        else:
            self._unfilter()

    @on(FilterField.Left)
    def _filter_left(self, event: FilterField.Left) -> None:
        event.stop()
        self._unfilter()

    def _unfilter(self) -> None:
        self.query_one(FilterField).value = ""
        self.words = ""
        self.remove_class("-filtering")
        self.set_focus(self.query_one(CompareGrid))

    # Rows and columns --------------------------------------------------------------------------

    def action_show(self) -> None:
        """Switch the rows: all, differences, known for all."""
        shows = list(ShownRows)
        self.show = shows[(shows.index(self.show) + 1) % len(shows)]

    def action_swap(self) -> None:
        """Move the first column to the end."""
        self.ids = (*self.ids[1:], *self.ids[:1])

    def action_add(self) -> None:
        """Ask for one more technology."""
        if len(self.ids) == MOST_COMPARED:
            self.notify(
                f"{MOST_COMPARED} is the most that fit side by side; delete takes the last one away."
            )
        else:
            self.post_message(PickAsked("compare", self.ids))

    def action_remove(self) -> None:
        """Remove the column of the cursor."""
        if len(self.ids) <= LEAST_COMPARED:
            self.notify(TOO_FEW)
        else:
            column = self.query_one(CompareGrid).column
            self.ids = (*self.ids[:column], *self.ids[column + 1 :])

    def action_move_left(self) -> None:
        """Move the column one place to the left."""
        self._move_column(-1)

    def action_move_right(self) -> None:
        """Move the column one place to the right."""
        self._move_column(1)

    def _move_column(self, by: int) -> None:
        grid = self.query_one(CompareGrid)
        place = grid.column + by
        if 0 <= place < len(self.ids):
            ids = list(self.ids)
            ids.insert(place, ids.pop(grid.column))
            self.ids = tuple(ids)
            grid.column = place

    def action_keep(self) -> None:
        """Keep the comparison under a name."""
        self.post_message(ComparisonKeepingAsked(self.ids))

    def action_note(self) -> None:
        """Write a note on the comparison, which is then kept."""
        self.post_message(ComparisonKeepingAsked(self.ids, note=True))

    def action_close(self) -> None:
        """Show all rows again; if they are, go back."""
        if self.has_class("-filtering"):
            self._unfilter()
        else:
            self.dismiss()


def _subject(row: AnyRow) -> Subject:
    return Ref("attribute", row.about) if isinstance(row, ComparedRow) else row
