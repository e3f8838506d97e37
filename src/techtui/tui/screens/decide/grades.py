"""The dialog to grade candidates by a criterion of the user's own: 0 to 4, each with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from msgspec.structs import replace
from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import Input

from techtui.catalog.decide import Grade
from techtui.catalog.decide.model import BEST_GRADE, Rating
from techtui.catalog.sanitize import one_line
from techtui.pages.values import number_text
from techtui.tui.chrome.ink import ink_of
from techtui.tui.dialogs.base import Dialog
from techtui.tui.runtime.asking import flow_over_dialogs
from techtui.tui.screens.decide.row_list import ListRow, RowList, fitted

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog

_POINTS: Final = tuple(range(BEST_GRADE + 1))
_UNGRADED: Final = "Grade it first: 0, not at all, to 4, as well as can be."
_AROUND: Final = 7
"""The lines that are not for the list: space around the box, its frame, the field, and the key bar."""
_WIDE: Final = 70
"""From so many cells on, all keys are shown."""
_SCALE: Final = 3 * len(_POINTS)
"""The cells of ``[0] 1  2  3  4``."""


class GradeList(RowList):
    """Shows candidates with their grades and reasons; a click on a grade gives it."""

    rating: var[Rating | None] = var[Rating | None](None)
    """The criterion, with its grades."""

    class Graded(Message):
        """Posted when a grade is given by mouse."""

        def __init__(self, grades: GradeList, technology: str, points: int) -> None:
            super().__init__()
            self.grades = grades
            self.technology = technology
            self.points = points

        @property
        def control(self) -> GradeList:
            """The list."""
            return self.grades

    def __init__(self, names: dict[str, str]) -> None:
        """Make the list.

        Args:
            names: Technology id -> name, in display order.
        """
        super().__init__(id="grades")
        self._names = names

    def watch_rating(self) -> None:
        self.remake()

    def made_rows(self, width: int) -> Sequence[ListRow]:
        if self.rating is None:
            return ()
        return tuple(self._rows_of(self.rating, width))

    def _rows_of(self, rating: Rating, width: int) -> Iterator[ListRow]:
        ink = ink_of(self.app)
        longest = max(map(cell_len, self._names.values()), default=0)
        name_width = min(longest, max(8, (width - _SCALE) // 2))
        for id_, name in self._names.items():
            grade = rating.grades.get(id_)
            line = Text(fitted(name, name_width)).append(" ")
            for points in _POINTS:
                given = grade is not None and grade.points == points
                style = ink.accent + Style(bold=True) if given else ink.muted
                meta = Style(meta={"points": points, "row": id_})
                line.append(f"[{points}]" if given else f" {points} ", style + meta)
            line.append(f" {_aside(grade)}", ink.muted)
            line.truncate(width, overflow="ellipsis")
            yield ListRow(line, id_)

    def on_click(self, event: events.Click) -> None:
        meta = event.style.meta
        if "points" in meta:
            # A second click on the same grade changes nothing.
            event.stop()
            event.prevent_default()
            self.at = meta["row"]
            self.post_message(self.Graded(self, self.at, meta["points"]))


def _aside(grade: Grade | None) -> str:
    if grade is None:
        return "not rated"
    if grade.points in _POINTS:
        return grade.why
    # Files may have fractions, such as 2.5.
    return f"{number_text(float(grade.points))} {grade.why}".rstrip()


class GradesScreen(Dialog[Rating | None]):
    """Asks how each candidate does; answers with the new rating, or None if nothing changed.

    Args:
        catalog: The catalog of the candidates.
        candidates: The ids of those to grade; ids that are not in the catalog are left out.
        rating: The criterion with its current grades.
        first: The id of the candidate to start with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Done"),
        Binding("enter,i", "reason", "Why", show=False),
        *(Binding(str(one), f"grade({one})", show=False) for one in _POINTS),
        Binding("plus,right", "step(1)", show=False),
        Binding("minus,left", "step(-1)", show=False),
        Binding("x,delete", "drop", show=False),
        Binding("u", "undo", show=False),
        Binding("r", "rename", show=False),
    ]
    AUTO_FOCUS = "#grades"
    DEFAULT_CSS = """
    GradesScreen {
        .dialog.-large { height: auto; max-height: 100%; }
        #grades { height: auto; }
        Input { height: 1; padding: 0; margin: 1 0 0 0; background: $surface; &, &:focus { border: none; } }
    }
    """
    HELP = "0 to 4 grade a candidate, enter says why, escape is done."

    rating: var[Rating] = var(Rating("", ""))
    """The current state of the criterion."""

    def __init__(
        self, catalog: Catalog, candidates: Sequence[str], rating: Rating, first: str = ""
    ) -> None:
        super().__init__()
        self._names = {one: catalog.technologies[one].name for one in catalog.known(candidates)}
        self._first = first
        self._before: list[Rating] = []
        self._given = rating
        self._shown = ""
        """The id of the candidate whose reason is in the field."""
        self.set_reactive(GradesScreen.rating, rating)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            grades = GradeList(self._names)
            grades.at = self._first
            yield grades.data_bind(GradesScreen.rating)
            yield Input(placeholder="Why? ⏎ to say it", select_on_focus=False)

    def on_mount(self) -> None:
        self._fit()
        self.watch(self.query_one(GradeList), "at", self._show_reason)

    def watch_rating(self) -> None:
        if self.stands:
            self._show_heading()
            self._show_reason()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        self.query_one(GradeList).styles.max_height = max(3, self.app.size.height - _AROUND)
        self._show_heading()

    def _show_heading(self) -> None:
        dialog = self.query_one(".dialog")
        dialog.border_title = Content(f"{self.rating.name}: how does each do?")
        wide = self.app.size.width >= _WIDE
        keys = f"0-4 grade · ⏎ why · {'x none · ' if wide else ''}u undo · {'r name · ' if wide else ''}esc done"
        dialog.border_subtitle = Content(keys)

    def _show_reason(self) -> None:
        """Show the reason of the candidate under the cursor in the field."""
        if self._at != self._shown:
            # A click elsewhere leaves the field, as enter does.
            self._take_reason()
            self._shown = self._at
        grade = self.rating.grades.get(self._at)
        self.query_one(Input).value = grade.why if grade is not None else ""

    @property
    def _at(self) -> str:
        return self.query_one(GradeList).at

    # Grading -------------------------------------------------------------------------------------

    def _change(self, rating: Rating) -> None:
        if rating != self.rating:
            self._before.append(self.rating)
            self.rating = rating

    def _grade(self, technology: str, points: float) -> None:
        if technology:
            grade = Grade(points, self._reason)
            self._change(replace(self.rating, grades={**self.rating.grades, technology: grade}))

    @on(GradeList.Graded)
    def _graded(self, event: GradeList.Graded) -> None:
        event.stop()
        self._grade(event.technology, event.points)

    def action_grade(self, points: int) -> None:
        """Grade the candidate under the cursor."""
        self._grade(self._at, points)

    def action_step(self, by: int) -> None:
        """Raise or lower the grade of the candidate under the cursor."""
        grade = self.rating.grades.get(self._at)
        points = grade.points + by if grade is not None else max(0, by)
        self._grade(self._at, max(0, min(points, BEST_GRADE)))

    def action_drop(self) -> None:
        """Remove the grade of the candidate under the cursor."""
        grades = {one: self.rating.grades[one] for one in self.rating.grades if one != self._at}
        self._change(replace(self.rating, grades=grades))

    def action_undo(self) -> None:
        """Undo the last change of a grade, reason or name."""
        self._take_reason()
        if self._before:
            self.rating = self._before.pop()
        else:
            self.notify("Nothing to undo here.")

    # Reasons -------------------------------------------------------------------------------------

    @property
    def _reason(self) -> str:
        return one_line(self.query_one(Input).value).strip()

    def action_reason(self) -> None:
        """Go to the field for the reason."""
        if self._at in self.rating.grades:
            self.query_one(Input).focus()
        else:
            self.notify(_UNGRADED)

    @on(RowList.Opened)
    def _opened(self, event: RowList.Opened) -> None:
        event.stop()
        self.action_reason()

    @on(Input.Submitted)
    def _reason_entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self._reason and self._at not in self.rating.grades:
            self.notify(_UNGRADED)
        self._take_reason()
        grades = self.query_one(GradeList)
        grades.focus()
        if self._at in self.rating.grades:
            grades.action_cursor(1)

    def _take_reason(self) -> None:
        grade = self.rating.grades.get(self._shown)
        if grade is not None:
            said = replace(grade, why=self._reason)
            self._change(replace(self.rating, grades={**self.rating.grades, self._shown: said}))

    @flow_over_dialogs
    async def action_rename(self) -> None:
        """Ask for another name."""
        from techtui.tui.screens.decide.flows import ask_for_a_name

        if name := await ask_for_a_name(self, self.rating.name):
            self._change(replace(self.rating, name=name))

    def action_close(self) -> None:
        """Leave the field, or close the dialog; everything said is kept."""
        if self.query_one(Input).has_focus:
            self._take_reason()
            self.query_one(GradeList).focus()
        else:
            self._take_reason()
            self.dismiss(self.rating if self.rating != self._given else None)
